// Looking at a stored run: its model is loaded without a question, and nothing in the run changes.

import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, type TestInfo } from '@playwright/test'
import { fingerprint } from '../trainer/fingerprint'
import { chooseFile, launchApp, saveTo, type LaunchedApp } from './support/app'
import { killAll, processesOf } from './support/runs'
import { openTab } from './support/studio'
import { openThroughTime, trainBeforehand } from './support/through-time'

const run = {
  name: 'kept',
  model: { hiddenSize: 8 },
  learning: { sequenceLength: 6, batchSize: 4 },
  watching: { validateEvery: 20, sampleEvery: 20, checkpointEvery: 10, sampleLength: 20 },
  stop: { steps: 40 }
}

/** Trains the run beforehand, opens the app and shows it. `prepare` changes the world in between. */
async function openStored(
  testInfo: TestInfo,
  { data = {}, prepare = async () => {} }: { data?: object; prepare?: () => Promise<void> } = {}
): Promise<LaunchedApp & { unchanged(): void }> {
  const userData = testInfo.outputPath('user-data')
  await trainBeforehand(userData, { ...run, ...data })
  await prepare()
  const folder = join(userData, 'runs/kept')
  const before = fingerprint(folder)
  const launched = await launchApp({ userData })
  await launched.page
    .locator('[data-run]')
    .filter({ has: launched.page.getByText('kept', { exact: true }) })
    .click()
  return { ...launched, unchanged: () => expect(fingerprint(folder)).toEqual(before) }
}

test('a stored run is looked at from all sides and stays byte for byte as it was', async ({}, testInfo) => {
  const { app, page, close, unchanged } = await openStored(testInfo)
  await expect(page.getByRole('contentinfo')).toContainText('finished')
  expect(await processesOf(app, 'Unroll viewer')).toEqual([])

  await openTab(page, 'Weights & gradients')
  await expect(page.locator('.weights canvas').first()).toBeVisible()
  await openThroughTime(page, 'kept')
  await expect(page.locator('.source')).toContainText('step 40')
  await openTab(page, 'Samples')
  const samples = page.locator('.samples .list > li')
  // Those of steps 20 and 40.
  await expect(samples).toHaveCount(2)
  await page.getByRole('button', { name: 'Sample now' }).click()
  await expect(samples).toHaveCount(3)
  expect(await processesOf(app, 'Unroll viewer')).toHaveLength(1)
  expect(await processesOf(app, 'Unroll trainer')).toEqual([])
  await expect(page.getByRole('contentinfo')).toContainText('finished')
  await expect(page.getByRole('contentinfo').getByRole('button', { name: 'Stop' })).toBeDisabled()

  await openTab(page, 'Export')
  // No view shows the model any more.
  await expect.poll(() => processesOf(app, 'Unroll viewer')).toEqual([])
  for (const [button, name] of [
    ['Save weights…', 'kept.safetensors'],
    ['Save curves…', 'kept.csv']
  ]) {
    await saveTo(app, testInfo.outputPath(name))
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByText(`Written to ${testInfo.outputPath(name)}`).first()).toBeVisible()
  }
  await close()
  unchanged()
})

test('a viewer that dies takes nothing with it, and another can be had', async ({}, testInfo) => {
  const { app, page, close, unchanged } = await openStored(testInfo)
  await openTab(page, 'Weights & gradients')
  await expect(page.locator('.weights canvas').first()).toBeVisible()
  await killAll(app, 'Unroll viewer')
  await expect(page.getByRole('alert')).toContainText('has ended unexpectedly. The stored files have not changed.')
  await expect(page.getByRole('contentinfo')).toContainText('finished')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.locator('.weights canvas').first()).toBeVisible()
  await close()
  unchanged()
})

test('a file that has moved or is too short is told at its field or in its view, is found again, and changes no run', async ({}, testInfo) => {
  const [file, moved] = [testInfo.outputPath('poem.txt'), testInfo.outputPath('moved.txt')]
  await writeFile(file, 'the rain in spain stays mainly in the plain\n'.repeat(40))
  const { app, page, close, unchanged } = await openStored(testInfo, {
    data: { data: { kind: 'text', source: 'file', path: file } },
    prepare: () => rename(file, moved)
  })
  await openTab(page, 'Weights & gradients')
  await expect(page.locator('.weights canvas').first()).toBeVisible()
  await openTab(page, 'Data')
  await expect(page.getByRole('alert')).toContainText('poem.txt" cannot be read')
  await expect(page.getByRole('contentinfo')).toContainText('finished')
  unchanged()

  await chooseFile(app, moved)
  await page.getByRole('button', { name: 'Locate the file…' }).click()
  await expect(page.locator('.data')).toContainText('1,760 characters')
  await expect(page.getByRole('contentinfo')).toContainText('finished')

  // A new run with its settings. Its file is missing at the start, and is too short later.
  await page.getByRole('contentinfo').getByRole('button', { name: 'Duplicate' }).click()
  const start = page.getByRole('complementary').getByRole('button', { name: 'Start training' })
  await expect(start).toBeEnabled()
  await rm(moved)
  await start.click()
  const field = page.locator('[data-field="data.text.path"]')
  await expect(field.locator('.problem')).toContainText('cannot be read')
  await expect(start).toBeDisabled()
  await writeFile(file, 'short')
  await chooseFile(app, file)
  await field.locator('.control button.file').click()
  await expect(page.locator('[data-field="learning.sequenceLength"] .problem')).toContainText(
    'Make the sequence length at most'
  )
  await expect(start).toBeDisabled()
  await expect(page.locator('[data-run]')).toHaveCount(1)
  await close()
})
