// What goes wrong in a run is told, and there is a way on: infinity, a trainer that dies, an app that dies.

import { expect, test } from '@playwright/test'
import { launchApp } from './support/app'
import { checkpointSteps, endless, eventsOnDisk, killAll, showNewRun } from './support/runs'
import { control, stepOnScreen, written } from './support/studio'

const generous = { timeout: 60_000 }

test('infinity stops the run, names step and tensor, and a rewind with a smaller rate goes on', async () => {
  const { page, userData, close } = await launchApp()
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Sunspots since 1700' }) })
  await card.getByRole('button', { name: 'Adjust' }).click()
  const field = (id: string) => page.locator(`[data-field="optimizer.${id}"]`)
  await field('kind').locator('select').selectOption('sgd')
  await field('learningRate').locator('input').fill('10')
  await field('clipNorm').locator('input').fill('')
  await control(page, 'Start training').click()

  const banner = page.locator('.banner.negative')
  await expect(banner).toContainText(/Not a finite number in (∇?[UWVbc]|h|o|L|‖∇‖) at step \d/, generous)
  await expect(page.getByRole('contentinfo')).toContainText('failed')
  const failure = (await eventsOnDisk(userData)).find((event) => event.type === 'failure')
  await expect(banner).toContainText(`in ${failure!.tensor} at step ${written(failure!.step)}`)

  await expect(banner.getByLabel('Learning rate after the rewind')).toHaveValue('5')
  await banner.getByLabel('Learning rate after the rewind').fill('0.01')
  await banner.getByRole('button', { name: 'Rewind' }).click()
  await expect.poll(() => stepOnScreen(page), generous).toBeGreaterThan(failure!.step)
  await expect(page.locator('.banner.negative')).toHaveCount(0)
  expect(await eventsOnDisk(userData)).toContainEqual({ type: 'mark', step: 0, change: 'rewind', from: 10, to: 0.01 })
  await close()
})

test('a trainer that is killed is told of, and the run goes on from its last checkpoint', async () => {
  const { app, page, userData, close } = await launchApp()
  await showNewRun(page, endless)
  await expect.poll(() => checkpointSteps(userData), generous).toContain(50)
  await killAll(app, 'Unroll trainer')

  const banner = page.locator('.banner.negative')
  await expect(banner).toContainText('The training process has ended unexpectedly', generous)
  const last = (await checkpointSteps(userData)).at(-1)!
  await expect(banner).toContainText(`The last checkpoint is at step ${written(last)}.`)
  await banner.getByRole('button', { name: 'Go on from the last checkpoint' }).click()
  await expect.poll(() => checkpointSteps(userData).then((steps) => steps.at(-1)), generous).toBeGreaterThan(last)
  expect(await eventsOnDisk(userData)).toContainEqual({ type: 'mark', step: last, change: 'resume', from: null, to: null })
  await expect(control(page, 'Pause')).toBeEnabled()
  await close()
})

test('an app that is killed finds its run again, with its curves, and goes on with it', async ({}, testInfo) => {
  const userData = testInfo.outputPath('user-data')
  const first = await launchApp({ userData })
  await showNewRun(first.page, endless)
  await expect.poll(() => checkpointSteps(userData), generous).toContain(100)
  const ended = new Promise((resolve) => first.app.process().once('exit', resolve))
  first.app.process().kill('SIGKILL')
  await ended

  const second = await launchApp({ userData })
  const run = second.page.locator('[data-run]')
  await expect(run).toContainText('interrupted')
  await run.click()
  const last = (await checkpointSteps(userData)).at(-1)!
  await expect(second.page.locator('.banner.warning')).toContainText(`It goes on from the checkpoint at step ${written(last)}.`)
  const step = await stepOnScreen(second.page)
  expect(step).toBeGreaterThanOrEqual(100)
  // The chart in words, as it is told to those who cannot see it.
  await expect(second.page.getByRole('img', { name: new RegExp(`^Loss by training step.*At step ${written(step)}:`) })).toBeVisible()
  await second.page.getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => checkpointSteps(userData).then((steps) => steps.at(-1)), generous).toBeGreaterThan(last)
  await expect(second.page.getByRole('contentinfo')).toContainText('running')
  await second.close()
})
