// Frames of the window in each view while a network of ordinary size trains.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { chooseMenu, launchApp } from '../e2e/support/app'
import { showNewRun } from '../e2e/support/runs'
import { stepOnScreen } from '../e2e/support/studio'
import { until } from './app'

const seconds = 5
const trained = { name: 'Trained', stop: { steps: 20 } }
/** 128 hidden units on a book, with all defaults, and frequent samples. */
const training = { name: 'Training', watching: { sampleEvery: 200 }, stop: { steps: null } }

/**
 * For each view and each of its sections: frames a second, the longest time between two of them, and the training steps
 * that were made meanwhile. The views are those that the window has.
 */
export async function watchFrames(): Promise<{ rows: Record<string, string>; faults: string[] }> {
  const userData = mkdtempSync(join(tmpdir(), 'unroll-frames-'))
  const rows: Record<string, string> = {}
  const faults: string[] = []
  try {
    const { app, page, close } = await launchApp({ userData })
    await page.evaluate(() => window.unroll.setSettings({ language: 'en' }))
    const measure = async (view: string): Promise<void> => {
      const from = await stepOnScreen(page)
      const { frames, longest } = await framesOf(page)
      const steps = (await stepOnScreen(page)) - from
      rows[view] = `${(frames / seconds).toFixed(1)} frames/s, longest gap ${longest.toFixed(0)} ms, ${steps} steps`
      if (!(steps > 0)) faults.push(`${view}: nothing trained meanwhile`)
    }
    const measureTabs = async (prepare?: (tab: string) => Promise<void>): Promise<void> => {
      for (const tab of await page.getByRole('tab').all()) {
        const name = await tab.innerText()
        await tab.click()
        await prepare?.(name)
        const sections = await page.locator('[aria-labelledby$="-sections"]').getByRole('radio').all()
        for (const section of sections) {
          await section.click()
          await measure(`${name}: ${await section.innerText()}`)
        }
        if (sections.length === 0) await measure(name)
      }
    }

    await showNewRun(page, trained)
    await until('the end of the first run', () => page.getByText('finished').first().isVisible())
    await showNewRun(page, training)
    await until('a run that trains', async () => (await stepOnScreen(page)) > 100)
    await measureTabs()
    await chooseMenu(app, 'help')
    await measure('Help')
    await chooseMenu(app, 'help')
    await chooseMenu(app, 'laboratory')
    await page.locator('#tab-compare').waitFor()
    await measureTabs(async (tab) => {
      if (tab !== 'Compare') return
      for (const name of [trained.name, training.name]) await page.locator('select.add').selectOption({ label: name })
    })
    await close()
    return { rows, faults }
  } finally {
    rmSync(userData, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Counts the frames of a few seconds, and finds the longest time between two, in milliseconds. */
const framesOf = (page: Page): Promise<{ frames: number; longest: number }> =>
  page.evaluate(
    (milliseconds) =>
      new Promise((resolve) => {
        let [frames, longest] = [0, 0]
        const begun = performance.now()
        let before = begun
        const frame = (): void => {
          const now = performance.now()
          longest = Math.max(longest, now - before)
          before = now
          if (now - begun >= milliseconds) return resolve({ frames, longest })
          frames++
          requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      }),
    seconds * 1000
  )
