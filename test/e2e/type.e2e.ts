// The app uses its own typefaces on every system.

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { launchApp, saveTo } from './support/app'
import { endless, showNewRun } from './support/runs'
import { openTab } from './support/studio'
import { openSection, openThroughTime, trainBeforehand } from './support/through-time'

const languages = ['en', 'ko'] as const
/** A typeface with Latin letters only, without Hangul, whose widths are like those of no other family. */
const onlyFonts = resolve(import.meta.dirname, '../../node_modules/katex/dist/fonts')

const short = {
  data: { kind: 'task', task: 'running-parity' },
  model: { hiddenSize: 8 },
  learning: { sequenceLength: 12, batchSize: 8 },
  stop: { steps: 40 }
} as const

interface Used {
  familyName: string
  isCustomFont: boolean
  glyphCount: number
}

/** The families of all glyphs on the screen that come from the system, with their texts. */
async function systemType(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument', { depth: -1 })
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'body *' })
  const found: string[] = []
  let glyphs = 0
  for (const nodeId of nodeIds) {
    // Elements appear and disappear while a run trains.
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

/** The width of every text on the first page, in both languages. */
async function widths(page: Page): Promise<Record<string, number>> {
  const all: Record<string, number> = {}
  for (const language of languages) {
    await speak(page, language)
    Object.assign(
      all,
      await page.evaluate(() => {
        const texts = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT)
        const range = document.createRange()
        const found: Record<string, number> = {}
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
          range.selectNodeContents(node)
          found[node.textContent!] = range.getBoundingClientRect().width
        }
        return found
      })
    )
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

test('another type on the system changes no width and no saved picture, and Korean needs none', async ({}, testInfo) => {
  const userData = testInfo.outputPath('user-data')
  const fonts = join(testInfo.outputPath('fontconfig'), 'fonts.conf')
  await mkdir(join(fonts, '..'), { recursive: true })
  await writeFile(
    fonts,
    `<?xml version="1.0"?><fontconfig><dir>${onlyFonts}</dir><cachedir>${join(fonts, '..')}</cachedir></fontconfig>`
  )
  await trainBeforehand(userData, { name: 'short', ...short })

  const look = async (
    name: string,
    env: Record<string, string>
  ): Promise<{ texts: Record<string, number>; picture: Buffer }> => {
    const { app, page, close } = await launchApp({ userData, env })
    await saveTo(app, testInfo.outputPath(name))
    const texts = await widths(page)
    await speak(page, 'en')
    await openThroughTime(page, 'short')
    await openSection(page, 'Gradient flow')
    await speak(page, 'ko')
    await page.getByRole('button', { name: '그림 저장 또는 복사' }).first().click()
    await page.getByRole('button', { name: 'PNG로 저장…' }).click()
    const saved = (): Promise<Buffer> => readFile(testInfo.outputPath(name)).catch(() => Buffer.alloc(0))
    await expect.poll(async () => (await saved()).subarray(-8, -4).toString('latin1')).toBe('IEND')
    await close()
    return { texts, picture: await saved() }
  }
  const here = await look('here.png', {})
  const elsewhere = await look('elsewhere.png', { FONTCONFIG_FILE: fonts })
  expect(Object.keys(here.texts).some((text) => /[가-힣]/.test(text))).toBe(true)
  expect(elsewhere.texts).toEqual(here.texts)
  expect(elsewhere.picture.equals(here.picture)).toBe(true)
})
