// A run is started, watched and controlled: presets, the form, changes while it trains, the pictures of the weights.

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { presets } from '../../src/shared/presets'
import en from '../../src/renderer/locales/en'
import { readSafetensors } from '../../src/run-folder/safetensors'
import { launchApp } from './support/app'
import { endless, eventsOnDisk, runFolder, showNewRun } from './support/runs'
import { control, openTab, startPreset, stepOnScreen, written } from './support/studio'

const generous = { timeout: 60_000 }

test('every preset starts and makes steps', async () => {
  const { page, close } = await launchApp()
  for (const { key } of presets) {
    await page.getByRole('button', { name: 'New experiment', exact: true }).click()
    await startPreset(page, en.presets[key as keyof typeof en.presets].name)
    await expect(page.getByRole('tab', { name: 'Train' })).toHaveAttribute('aria-selected', 'true')
    await expect.poll(() => stepOnScreen(page), generous).toBeGreaterThan(10)
    // A short run can end first, even while the button is being pressed. The test waits for one of the two.
    await expect(async () => {
      if (await control(page, 'Stop').isEnabled()) await control(page, 'Stop').click({ timeout: 1000 })
      await expect(page.getByRole('contentinfo')).toContainText(/stopped|finished/, { timeout: 2000 })
    }).toPass(generous)
  }
  await expect(page.locator('[data-run]')).toHaveCount(presets.length)
  await close()
})

test('a mistake is told at its field and holds back the start', async () => {
  const { page, close } = await launchApp()
  const field = page.locator('[data-field="learning.sequenceLength"]')
  const start = page.getByRole('button', { name: 'Start training' })
  await field.locator('input').fill('0')
  await expect(field.locator('.problem')).toHaveText('Must be at least 1.')
  await expect(field.locator('input')).toHaveAttribute('aria-invalid', 'true')
  for (const button of await start.all()) await expect(button).toBeDisabled()
  await field.locator('input').fill('25')
  await expect(field.locator('.problem')).toHaveCount(0)
  await expect(page.getByLabel('Estimate')).toContainText('a step', generous)
  for (const button of await start.all()) await expect(button).toBeEnabled()
  await close()
})

test('a change of the learning rate takes hold while it trains and is marked on the chart', async () => {
  const { page, userData, close } = await launchApp()
  await showNewRun(page, endless)
  await expect.poll(() => stepOnScreen(page), generous).toBeGreaterThan(20)
  const rate = page.locator('[data-field="live.learningRate"] input')
  await rate.fill('-1')
  await rate.press('Enter')
  await expect(page.locator('[data-field="live.learningRate"] .problem')).toHaveText('Must be above 0.')
  await rate.fill('0.005')
  await rate.press('Enter')
  await expect
    .poll(() => eventsOnDisk(userData), generous)
    .toContainEqual(expect.objectContaining({ change: 'learning-rate', from: 0.002, to: 0.005 }))
  const { step } = (await eventsOnDisk(userData)).find((event) => event.type === 'mark')!
  await expect.poll(() => stepOnScreen(page), generous).toBeGreaterThan(step + 20)
  await control(page, 'Pause').click()
  await expect(page.getByRole('contentinfo')).toContainText('paused')
  await expect(rate).toHaveValue('0.005')

  // The pointer moves along the chart until the reading names the mark at its own step, however many steps lie under
  // one pixel. While the curves catch up with a fast run, the axis grows and the mark moves; then the pointer starts
  // again.
  const box = (await page.locator('.loss .box').boundingBox())!
  const told = page.locator('.loss .reading .row').filter({ hasText: 'learning rate 0.002 → 0.005' })
  await expect(async () => {
    for (let x = 0; x < box.width && (await told.count()) === 0; x += 5) {
      await page.mouse.move(box.x + x, box.y + box.height / 2)
      // The page gets all movements within one frame as one.
      await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))))
    }
    expect(await told.innerText({ timeout: 1000 })).toContain(`step ${written(step)}`)
  }).toPass(generous)
  await close()
})

test('heatmaps show the parameters, cell by cell, with their characters', async () => {
  const { page, userData, close } = await launchApp()
  await showNewRun(page, endless)
  await openTab(page, 'Weights & gradients')
  for (const name of ['U', '∇U', 'W', '∇W', 'V', '∇V', 'b', '∇b', 'c', '∇c']) {
    await expect(page.getByRole('img', { name: `Heatmap of ${name},` })).toBeVisible(generous)
  }
  await control(page, 'Pause').click()
  await expect(page.getByRole('contentinfo')).toContainText('paused')
  const step = await stepOnScreen(page)
  const folder = join(await runFolder(userData), 'checkpoints')
  const file = async (): Promise<string | undefined> =>
    (await readdir(folder)).find((name) => Number(/\d+/.exec(name)?.[0]) === step)
  await expect.poll(file).toBeDefined()
  const { data } = readSafetensors(join(folder, (await file())!)).tensors.get('rnn.weight_ih_l0')!
  const symbols = (
    await page.evaluate(
      async () => (await window.unroll.previewData({})) as { ok: true; value: { inputLabels: string[] } }
    )
  ).value.inputLabels

  await page.getByRole('button', { name: 'Enlarge U' }).click()
  await page.getByRole('img', { name: 'Heatmap of U,' }).focus()
  const keys = [
    'ArrowRight',
    ...Array<string>(3).fill('ArrowDown'),
    ...Array<string>(symbols.indexOf('e')).fill('ArrowRight')
  ]
  for (const key of keys) await page.keyboard.press(key)
  const value = Number(data[3 * symbols.length + symbols.indexOf('e')])
    .toPrecision(4)
    .replace('-', '−')
  await expect(page.locator('.heatmap .reading')).toContainText(`hidden unit 3`)
  await expect(page.locator('.heatmap .reading')).toContainText(`input ${symbols.indexOf('e')} ‘e’`)
  await expect(page.locator('.heatmap .reading strong')).toHaveText(value)
  await close()
})
