// The app is set in its own type, whatever the system has.

import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { launchApp } from './support/app'
import { endless, showNewRun } from './support/runs'
import { openTab } from './support/studio'

const languages = ['en', 'ko'] as const
/** Latin alone, no Hangul, and widths like those of no other family. */
const onlyFonts = resolve(import.meta.dirname, '../../node_modules/katex/dist/fonts')

interface Used { familyName: string; isCustomFont: boolean; glyphCount: number }

/** The families of all glyphs on the screen that the system gave, with the text where they stand. */
async function systemType(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument', { depth: -1 })
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'body *' })
  const found: string[] = []
  let glyphs = 0
  for (const nodeId of nodeIds) {
    // Nodes come and go while a run trains.
    const used = await session.send('CSS.getPlatformFontsForNode', { nodeId }).catch(() => ({ fonts: [] as Used[] }))
    for (const { familyName, isCustomFont, glyphCount } of used.fonts) {
      glyphs += glyphCount
      if (isCustomFont) continue
      const { outerHTML } = await session.send('DOM.getOuterHTML', { nodeId })
      found.push(`${familyName}: ${outerHTML.slice(0, 200)}`)
    }
  }
  await session.detach()
  expect(glyphs).toBeGreaterThan(100)
  return found
}

async function speak(page: Page, language: (typeof languages)[number]): Promise<void> {
  await page.evaluate((language) => window.unroll.setSettings({ language }), language)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

/** How wide every text of the first page is set, in both languages. */
async function widths(page: Page): Promise<Record<string, number>> {
  const all: Record<string, number> = {}
  for (const language of languages) {
    await speak(page, language)
    Object.assign(all, await page.evaluate(() => {
      const texts = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT)
      const range = document.createRange()
      const found: Record<string, number> = {}
      for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        range.selectNodeContents(node)
        found[node.textContent!] = range.getBoundingClientRect().width
      }
      return found
    }))
  }
  return all
}

test('every view is set in the type that the app brings, in both languages', async () => {
  const { page, close } = await launchApp()
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  for (const language of languages) {
    await speak(page, language)
    expect(await systemType(page)).toEqual([])
  }
  await speak(page, 'en')
  await showNewRun(page, endless)
  for (const tab of ['Weights & gradients', 'Samples', 'Export', 'Train'] as const) {
    await openTab(page, tab)
    expect(await systemType(page), tab).toEqual([])
  }
  await close()
})

test('another type on the system changes no width, and Korean needs none', async ({}, testInfo) => {
  const folder = testInfo.outputPath('fontconfig')
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'fonts.conf')
  await writeFile(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${onlyFonts}</dir><cachedir>${folder}</cachedir></fontconfig>`)
  const here = await launchApp()
  await expect(here.page.getByRole('main')).toBeVisible()
  const expected = await widths(here.page)
  await here.close()
  expect(Object.keys(expected).some((text) => /[가-힣]/.test(text))).toBe(true)

  const elsewhere = await launchApp({ env: { FONTCONFIG_FILE: file } })
  await expect(elsewhere.page.getByRole('main')).toBeVisible()
  expect(await widths(elsewhere.page)).toEqual(expected)
  await elsewhere.close()
})
