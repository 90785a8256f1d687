// The main path: a preset is trained in the real app, watched, stopped, found again after a restart, and exported.

import { readFile, stat } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { launchApp, saveTo } from './support/app'
import { control, lossOnScreen, openTab, startPreset, stepOnScreen } from './support/studio'

test('a preset trains, its run survives a restart and is taken away', async ({}, testInfo) => {
  const userData = testInfo.outputPath('user-data')

  const first = await launchApp({ userData })
  await startPreset(first.page, 'Moby Dick, letter by letter')
  await expect.poll(() => stepOnScreen(first.page), { timeout: 60_000 }).toBeGreaterThan(0)
  // Before training the mean loss is near the logarithm of the number of characters: over 6 bits.
  await expect.poll(() => lossOnScreen(first.page), { timeout: 60_000 }).toBeLessThan(4)
  await control(first.page, 'Stop').click()
  await expect(first.page.getByRole('contentinfo')).toContainText('stopped')
  const steps = await stepOnScreen(first.page)
  await first.close()

  const second = await launchApp({ userData })
  await second.page.locator('[data-run]').first().click()
  await expect.poll(() => stepOnScreen(second.page)).toBe(steps)
  await openTab(second.page, 'Export')
  const weights = testInfo.outputPath('weights.safetensors')
  await saveTo(second.app, weights)
  await second.page.getByRole('button', { name: /weights/i }).click()
  await expect
    .poll(() =>
      stat(weights).then(
        (file) => file.size,
        () => 0
      )
    )
    .toBeGreaterThan(100)
  const bytes = await readFile(weights)
  const header = JSON.parse(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE(0))).toString('utf8')) as Record<
    string,
    { shape: number[] }
  >
  expect(Object.keys(header)).toContain('fc.weight')

  // ONNX is run again by WebAssembly, in a process of its own.
  const onnx = testInfo.outputPath('network.onnx')
  await saveTo(second.app, onnx)
  await second.page.getByRole('button', { name: 'Save ONNX…' }).click()
  const card = second.page.locator('.card', { hasText: 'ONNX, whole sequences' })
  await expect(card).toContainText(/Checked: it was run, .* at most \d\.\de−\d/, { timeout: 60_000 })
  expect((await stat(onnx)).size).toBeGreaterThan(bytes.length / 2)

  const curves = testInfo.outputPath('curves.csv')
  await saveTo(second.app, curves)
  await second.page.getByRole('button', { name: /curves/i }).click()
  await expect
    .poll(() =>
      readFile(curves, 'utf8').then(
        (text) => text.trim().split('\n').at(-1),
        () => ''
      )
    )
    .toMatch(new RegExp(`^${steps},`))
  await second.close()
})
