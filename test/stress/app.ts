// The built app for these tests, and functions that read its window. A display is needed: xvfb-run --auto-servernum npm
// run stress -- …

import { setTimeout } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { electronRuntime, runtimeEnvironment } from '../../scripts/electron-runtime.mjs'
import type { ListedRun } from '../../src/shared/run'

/** The environment in which launchApp of the end-to-end tests finds its Electron. */
export async function prepareApp(): Promise<void> {
  Object.assign(process.env, runtimeEnvironment(await electronRuntime()))
}

/** How long to wait for something, in milliseconds. If it has not come by then, this is a fault. */
const patience = 120_000

/** Waits until the window or the disk shows something. A check that throws counts as “not yet”. */
export async function until<Value>(
  what: string,
  look: () => Promise<Value | undefined | null | false> | Value | undefined | null | false
): Promise<Value> {
  const end = performance.now() + patience
  for (let reason = ''; ; await setTimeout(20)) {
    try {
      const value = await look()
      if (value) return value
    } catch (error) {
      reason = String(error).split('\n')[0]
    }
    if (performance.now() > end) throw new Error(`never: ${what}. ${reason}`)
  }
}

/** The runs, as main sends them to the window. */
export async function listedRuns(page: Page): Promise<ListedRun[]> {
  const answer = await page.evaluate(() => window.unroll.listRuns())
  if (!answer.ok) throw new Error(answer.message)
  return answer.value
}
