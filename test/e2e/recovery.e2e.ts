// The app says what went wrong in a run and how to continue: infinity, a trainer that dies, an app that dies.

import { readFile, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { chooseFile, launchApp } from './support/app'
import { checkpointSteps, newestCheckpoint, endless, eventsOnDisk, killAll, showNewRun } from './support/runs'
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
  // A file of a checkpoint may be there whose event the kill has cut off.
  const last = await newestCheckpoint(userData)
  await expect(banner).toContainText(`The last checkpoint is at step ${written(last)}.`)
  await banner.getByRole('button', { name: 'Go on from the last checkpoint' }).click()
  await expect.poll(() => checkpointSteps(userData).then((steps) => steps.at(-1)), generous).toBeGreaterThan(last)
  expect(await eventsOnDisk(userData)).toContainEqual({
    type: 'mark',
    step: last,
    change: 'resume',
    from: null,
    to: null
  })
  await expect(control(page, 'Pause')).toBeEnabled()
  await close()
})

test('an app that is killed finds its run again, with its curves, and goes on with it where its data lie now', async ({}, testInfo) => {
  const userData = testInfo.outputPath('user-data')
  const [book, moved, other] = ['book.txt', 'moved.txt', 'other.txt'].map((name) => testInfo.outputPath(name))
  await writeFile(book, 'Call me Ishmael. Some years ago, never mind how long precisely. '.repeat(200))
  await writeFile(other, 'Call me Ishmael. Some years ago, never mind how long precisely! '.repeat(200))
  const first = await launchApp({ userData })
  await chooseFile(first.app, book)
  await first.page.evaluate(() => window.unroll.chooseFile('text'))
  await showNewRun(first.page, { ...endless, data: { kind: 'text', source: 'file', path: book } })
  await expect.poll(() => checkpointSteps(userData), generous).toContain(100)
  const ended = new Promise((resolve) => first.app.process().once('exit', resolve))
  first.app.process().kill('SIGKILL')
  await ended
  await rename(book, moved)

  const second = await launchApp({ userData })
  const run = second.page.locator('[data-run]')
  await expect(run).toContainText('interrupted')
  await run.click()
  const last = (await checkpointSteps(userData)).at(-1)!
  await expect(second.page.locator('.banner.warning')).toContainText(
    `It goes on from the checkpoint at step ${written(last)}.`
  )
  const step = await stepOnScreen(second.page)
  expect(step).toBeGreaterThanOrEqual(100)
  // The chart in words, for screen readers.
  await expect(
    second.page.getByRole('img', { name: new RegExp(`^Loss by training step.*At step ${written(step)}:`) })
  ).toBeVisible()
  await second.page.getByRole('button', { name: 'Continue' }).click()
  const refused = second.page.locator('.banner').filter({ hasText: 'This run cannot go on' })
  await expect(refused).toContainText('there is no such file', generous)
  const locate = async (file: string): Promise<void> => {
    await chooseFile(second.app, file)
    await refused.getByRole('button', { name: 'Locate the file…' }).click()
  }
  await locate(other)
  await expect(second.page.getByText('The data are not those that this run was trained on').first()).toBeVisible(
    generous
  )
  await locate(moved)
  await expect.poll(() => checkpointSteps(userData).then((steps) => steps.at(-1)), generous).toBeGreaterThan(last)
  await expect(second.page.getByRole('contentinfo')).toContainText('running')

  // The weights of this run begin another run.
  await control(second.page, 'Stop').click()
  await expect(second.page.getByRole('contentinfo')).toContainText('stopped', generous)
  await run.click({ button: 'right' })
  await second.page.getByRole('menuitem', { name: 'New run from these weights' }).click()
  await expect(second.page.getByText('Begins with the weights of “Endless”')).toBeVisible()
  await second.page.getByRole('button', { name: 'Start training' }).first().click()
  await expect(run).toHaveCount(2)
  const folders = (await readdir(join(userData, 'runs'))).sort()
  const begun = () => readFile(join(userData, 'runs', folders[1], 'events.jsonl'), 'utf8').catch(() => '')
  await expect.poll(begun, generous).toContain('"change":"weights"')
  expect(await begun()).toContain('"origin":{"run":"Endless"')
  await second.close()
})
