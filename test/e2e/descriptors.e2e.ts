// A trainer returns every file descriptor that it took from the main process.

import { readdir } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { launchApp } from './support/app'
import { processesOf } from './support/runs'

test('each trainer that ends gives its descriptors back', async () => {
  test.skip(process.platform !== 'linux', 'Open descriptors are counted in /proc.')
  const { app, page, close } = await launchApp()
  const main = app.process().pid!
  const train = async (): Promise<void> => {
    const id = await page.evaluate(async () => {
      const made = await window.unroll.createRun({
        name: 'Short',
        data: { kind: 'task' },
        model: { hiddenSize: 4 },
        learning: { sequenceLength: 4, batchSize: 2 },
        stop: { steps: 2 }
      })
      if (!made.ok) throw new Error(made.message)
      return made.value.id
    })
    await expect
      .poll(() =>
        page.evaluate(
          (id) => window.unroll.listRuns().then((all) => all.ok && all.value.find((one) => one.id === id)?.state),
          id
        )
      )
      .toBe('finished')
    await page.evaluate((id) => window.unroll.trashRun(id), id)
    await expect.poll(() => processesOf(app, 'Unroll trainer')).toEqual([])
  }
  const open = async (): Promise<number> => (await readdir(`/proc/${main}/fd`)).length
  // The first trainers also open descriptors that stay.
  for (let i = 0; i < 2; i++) await train()
  const before = await open()
  for (let i = 0; i < 6; i++) await train()
  await expect.poll(open).toBeLessThanOrEqual(before)
  await close()
})
