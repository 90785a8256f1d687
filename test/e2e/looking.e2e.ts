// Looking at a stored run: its model is there without being asked for, and nothing about the run changes.

import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { fingerprint } from '../trainer/fingerprint'
import { launchApp, saveTo } from './support/app'
import { killAll, processesOf } from './support/runs'
import { openTab } from './support/studio'
import { openThroughTime, trainBeforehand } from './support/through-time'

const run = {
  name: 'kept', model: { hiddenSize: 8 }, learning: { sequenceLength: 6, batchSize: 4 },
  watching: { validateEvery: 20, sampleEvery: 20, checkpointEvery: 10, sampleLength: 20 }, stop: { steps: 40 }
}

const choose = (page: Page): Promise<void> => page.locator('[data-run]').filter({ has: page.getByText('kept', { exact: true }) }).click()

test('a stored run is looked at from all sides and stays byte for byte as it was', async ({}, testInfo) => {
  const userData = testInfo.outputPath('user-data')
  await trainBeforehand(userData, run)
  const folder = join(userData, 'runs/kept')
  const before = fingerprint(folder)
  const { app, page, close } = await launchApp({ userData })
  await choose(page)
  await expect(page.getByRole('contentinfo')).toContainText('finished')
  expect(await processesOf(app, 'Unroll viewer')).toEqual([])

  await openTab(page, 'Weights & gradients')
  await expect(page.locator('.weights canvas').first()).toBeVisible()
  await openThroughTime(page, 'kept')
  await expect(page.locator('.source')).toContainText('step 40')
  await openTab(page, 'Samples')
  const samples = page.locator('.samples .list > li')
  const stored = await samples.count()
  await page.getByRole('button', { name: 'Sample now' }).click()
  await expect(samples).toHaveCount(stored + 1)
  expect(await processesOf(app, 'Unroll viewer')).toHaveLength(1)
  expect(await processesOf(app, 'Unroll trainer')).toEqual([])
  await expect(page.getByRole('contentinfo')).toContainText('finished')
  await expect(page.getByRole('contentinfo').getByRole('button', { name: 'Stop' })).toBeDisabled()

  await openTab(page, 'Export')
  // Nobody looks into the model any more.
  await expect.poll(() => processesOf(app, 'Unroll viewer')).toEqual([])
  for (const [button, name] of [['Save weights…', 'kept.safetensors'], ['Save curves…', 'kept.csv']]) {
    await saveTo(app, testInfo.outputPath(name))
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByText(`Written to ${testInfo.outputPath(name)}`).first()).toBeVisible()
  }
  await close()
  expect(fingerprint(folder)).toEqual(before)
})

test('a viewer that dies takes nothing with it, and another can be had', async ({}, testInfo) => {
  const userData = testInfo.outputPath('user-data')
  await trainBeforehand(userData, run)
  const folder = join(userData, 'runs/kept')
  const before = fingerprint(folder)
  const { app, page, close } = await launchApp({ userData })
  await choose(page)
  await openTab(page, 'Weights & gradients')
  await expect(page.locator('.weights canvas').first()).toBeVisible()
  await killAll(app, 'Unroll viewer')
  await expect(page.getByRole('alert')).toContainText('has ended unexpectedly. Nothing stored has changed.')
  await expect(page.getByRole('contentinfo')).toContainText('finished')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.locator('.weights canvas').first()).toBeVisible()
  await close()
  expect(fingerprint(folder)).toEqual(before)
})
