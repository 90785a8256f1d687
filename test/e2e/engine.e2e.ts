// The kernels in use: they are found in processes that can crash, shown, and stored.

import { cp, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import type { KernelSet } from '../../src/shared/machine'
import { chooseMenu, launchApp } from './support/app'
import { endless, eventsOnDisk, showNewRun } from './support/runs'
import { control, openTab, stepOnScreen } from './support/studio'

const root = resolve(import.meta.dirname, '../..')
let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unroll-engine-'))
})
test.afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

async function takenBy(page: Page): Promise<KernelSet> {
  const machine = await page.evaluate(() => window.unroll.machine())
  if (!machine.ok) throw new Error(machine.message)
  return machine.value.kernels[0].set
}

/** The built app, in which the process that tries this kernel set aborts. */
async function appInWhichItCrashes(set: KernelSet): Promise<string> {
  const app = join(folder, 'app')
  for (const part of ['out', 'resources', 'package.json'])
    await cp(join(root, part), join(app, part), { recursive: true })
  await symlink(join(root, 'node_modules'), join(app, 'node_modules'))
  await rename(join(app, 'out/main/trial.js'), join(app, 'out/main/real-trial.js'))
  await writeFile(
    join(app, 'out/main/trial.js'),
    `
    if (process.argv.some((text) => text.includes(${JSON.stringify(`"set":"${set}"`)}))) process.abort()
    await import('./real-trial.js')
  `
  )
  return app
}

test('a kernel set that crashes its process is not used, said, and training goes on with the next', async () => {
  // No earlier start has left a result.
  const env = { XDG_CACHE_HOME: join(folder, 'cache') }
  const userData = join(folder, 'data')

  const before = await launchApp({ userData, env })
  const first = await takenBy(before.page)
  expect(first).not.toBe('portable')
  await showNewRun(before.page, endless)
  await expect.poll(() => stepOnScreen(before.page)).toBeGreaterThan(100)
  await expect(before.page.getByRole('contentinfo')).toContainText(`engine ${first}`)
  await before.close()

  // Another build does not have this result either.
  const { page, app, close } = await launchApp({
    userData,
    env: { XDG_CACHE_HOME: join(folder, 'cache-2') },
    folder: await appInWhichItCrashes(first)
  })
  const second = await takenBy(page)
  expect(second).not.toBe(first)
  await chooseMenu(app, 'about')
  const about = page.getByRole('dialog', { name: 'About Unroll' })
  await expect(about.getByRole('row').first()).toContainText(`${second}`)
  await expect(about.getByRole('row').first()).toContainText('trains here')
  await expect(
    about.getByRole('row').filter({ has: page.getByRole('rowheader', { name: first, exact: true }) })
  ).toContainText('its process crashed')
  await page.keyboard.press('Escape')

  // The run continues with other kernels and says so.
  await page.locator('[data-run]').filter({ hasText: 'Endless' }).click()
  const step = await stepOnScreen(page)
  await control(page, 'Go on from the last checkpoint').click()
  await expect.poll(() => stepOnScreen(page)).toBeGreaterThan(step)
  await expect(page.getByRole('contentinfo')).toContainText(`engine ${second}`)
  const marks = (await eventsOnDisk(userData)).filter((event) => event.type === 'mark')
  expect(marks.at(-1)).toMatchObject({
    change: 'engine',
    engines: { from: expect.stringContaining(first), to: expect.stringContaining(second) }
  })
  await openTab(page, 'Train')
  await close()
})
