// The end of the app while runs train: nothing is lost without a warning, in each way in which the app can end.

import { expect, test } from '@playwright/test'
import type { ElectronApplication, Page } from '@playwright/test'
import { launchApp } from './support/app'
import { checkpointSteps, endless, processesOf, runFolder, showNewRun } from './support/runs'
import { readLastPoint } from '../../src/run-folder/metrics'

const generous = { timeout: 60_000 }
const closeWindow = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].close())
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Unroll closes when this is saved' })
const ended = (app: ElectronApplication): Promise<unknown> =>
  new Promise((resolve) => app.process().once('exit', resolve))
const trainers = async (app: ElectronApplication, count: number): Promise<number[]> => {
  await expect.poll(async () => (await processesOf(app, 'Unroll trainer')).length, generous).toBe(count)
  return processesOf(app, 'Unroll trainer')
}

/** The lowest step of all runs, as main knows it. */
const heardOf = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const runs = await window.unroll.listRuns()
    return runs.ok ? Math.min(...runs.value.map(({ step }) => step)) : NaN
  })

/** Stops processes, as if a step took for ever. */
const stoppedHere: number[] = []
function stop(pids: readonly number[]): void {
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  stoppedHere.push(...pids)
}
// A test that fails leaves no stopped process behind.
test.afterEach(() => {
  for (const pid of stoppedHere.splice(0)) {
    try {
      process.kill(pid, 'SIGCONT')
    } catch {
      // The process has ended.
    }
  }
})

test('closing the window waits for steps, says what would be lost, and can be given up', async () => {
  const { app, page, userData, close } = await launchApp()
  await showNewRun(page, endless)
  await expect.poll(() => checkpointSteps(userData), generous).toContain(50)
  await page.evaluate((other) => window.unroll.createRun(other), { ...endless, name: 'Other' })
  const stopped = await trainers(app, 2)
  await expect(page.locator('[data-run]').filter({ hasText: 'running' })).toHaveCount(2, generous)
  // Main knows steps after the checkpoint of step 50, so it knows that checkpoint too.
  await expect.poll(() => heardOf(page), generous).toBeGreaterThan(100)

  stop(stopped)
  await closeWindow(app)
  await expect(dialog(page).locator('[data-ending]')).toHaveCount(2, generous)
  const first = dialog(page).locator('[data-ending]').filter({ hasText: 'Endless' })
  await expect(first).toContainText(
    /finishing step [\d,]+\.\s*If you end it now, it loses everything after the checkpoint of step [\d,]+: \d+:\d\d of training/
  )

  await dialog(page).getByRole('button', { name: 'Do not close' }).click()
  await expect(dialog(page)).toBeHidden()
  for (const pid of stopped) process.kill(pid, 'SIGCONT')
  await trainers(app, 0)
  await expect(page.locator('[data-run]').filter({ hasText: 'interrupted' })).toHaveCount(2)
  await close()
})

test('what is to be ended at once is', async () => {
  const { app, page, userData, close } = await launchApp()
  await showNewRun(page, endless)
  await expect.poll(() => checkpointSteps(userData), generous).toContain(50)
  stop(await trainers(app, 1))
  const end = ended(app)
  await closeWindow(app)
  await dialog(page).getByRole('button', { name: 'End now' }).click(generous)
  await end
  await close()
})

test('an app that the system ends saves without a question', async ({}, testInfo) => {
  const userData = testInfo.outputPath('user-data')
  const { app, page } = await launchApp({ userData })
  await showNewRun(page, endless)
  await expect.poll(() => checkpointSteps(userData), generous).toContain(50)
  const end = ended(app)
  app.process().kill('SIGTERM')
  await end
  const last = readLastPoint(await runFolder(userData))!.step
  expect((await checkpointSteps(userData)).at(-1)).toBe(last)
})
