// Several experiments at once: a pair of presets beside each other, and a queue that outlives the app.

import { expect, test } from '@playwright/test'
import { violations } from './support/axe'
import { launchApp } from './support/app'
import { endless } from './support/runs'
import { experimentSchema } from '../../src/shared/experiment'

test('two presets train beside each other with one click, and a queue goes on after a restart', async ({}, testInfo) => {
  const userData = testInfo.outputPath('user-data')
  const first = await launchApp({ userData })
  const { page } = first
  const card = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Parity: BPTT beside teacher forcing', exact: true }) })
  await card.getByRole('button', { name: 'Train both' }).click()
  const chart = page.locator('.page canvas').first()
  // Both curves, by their names and last values.
  await expect(chart).toHaveAttribute('aria-label', /BPTT \d.*teacher forcing \d/, { timeout: 60_000 })
  await expect(page.locator('.page thead .mark.finished')).toHaveCount(2, { timeout: 120_000 })
  await page.getByRole('button', { name: 'Show the weights beside each other' }).click()
  await expect(page.locator('.page .heatmap')).toHaveCount(2, { timeout: 60_000 })
  await expect.poll(() => violations(page), { timeout: 30_000 }).toEqual([])

  const experiments = ['One', 'Two'].map((name) => experimentSchema.parse({ ...endless, name }))
  await page.evaluate(
    (items) => window.unroll.changeQueue({ do: 'add', items }),
    experiments.map((experiment) => ({ experiment, weightsOf: null }))
  )
  const queue = page.locator('[data-entry]')
  await expect(queue).toHaveText([/One.*trains now/, /Two.*waits/])
  const gone = new Promise((end) => first.app.process().once('exit', end))
  await first.app.evaluate(({ app }) => app.quit())
  await expect(page.getByRole('dialog')).toContainText('2 experiments are left in the queue.')
  await page.getByRole('dialog').getByRole('button', { name: 'Close Unroll' }).click()
  await gone

  const second = await launchApp({ userData })
  const again = second.page.locator('[data-entry]')
  await expect(again).toHaveText([/One.*trains now/, /Two.*waits/])
  await second.page.getByRole('button', { name: 'Take “Two” out of the queue' }).click()
  await again.click()
  await second.page.getByRole('contentinfo').getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(again).toHaveCount(0)
  await second.close()
})
