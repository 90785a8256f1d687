// Every view as axe sees it. This test is the longest, so it has a file of its own and can run beside the others.

import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test, type ElectronApplication } from '@playwright/test'
import { violations } from './support/axe'
import { writeSafetensors } from '../../src/run-folder/safetensors'
import { chooseFile, chooseMenu, launchApp } from './support/app'
import { endless, showNewRun, type ExperimentInput } from './support/runs'
import { stepOnScreen } from './support/studio'

/** Sends a message to the page, as main does. */
const sendToPage = (app: ElectronApplication, channel: string, message: unknown): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, [channel, message]) => BrowserWindow.getAllWindows()[0].webContents.send(channel, message),
    [channel, message] as const
  )

/** A series is forecast, and a table of it is read. */
const series: ExperimentInput = {
  name: 'Series',
  data: { kind: 'series' },
  model: { hiddenSize: 4 },
  learning: { sequenceLength: 10, batchSize: 4 },
  watching: { validateEvery: 20 },
  stop: { steps: 20 }
}
const years = Array.from({ length: 30 }, (_, i) => `${1990 + i},${(7 * i) % 40}`)

/** A table that nothing is to be said of, one with many remarks, and one that cannot be read. */
const tableTexts = {
  'plain.csv': ['year,sunspots', ...years],
  'remarks.csv': [
    'date,place,pump,v',
    ...years.map((_, i) => `0${1 + (i % 9)}/0${1 + (i % 7)}/2020,Seoul,on,${i % 5 || ''}`)
  ],
  'unreadable.csv': [...years, '1,2,3']
}

/** Weights that do not say what their inputs and outputs are. */
function writeWeights(file: string): void {
  const tensor = (...shape: number[]) => ({ shape, data: new Float32Array(shape.reduce((n, of) => n * of, 1)) })
  const tensors = new Map([
    ['rnn.weight_ih_l0', tensor(4, 1)],
    ['rnn.weight_hh_l0', tensor(4, 4)],
    ['rnn.bias_ih_l0', tensor(4)],
    ['fc.weight', tensor(1, 4)],
    ['fc.bias', tensor(1)]
  ])
  writeSafetensors(file, { tensors, metadata: {} })
}

test('axe finds nothing on any view, in both themes and languages', async ({}, testInfo) => {
  test.slow()
  const { app, page, close } = await launchApp()
  await page.evaluate(() => window.unroll.setSettings({ language: 'en' }))
  const audit = (where: string): Promise<void> =>
    expect.poll(() => violations(page), { message: where, timeout: 30_000 }).toEqual([])
  await expect(page.getByRole('heading', { name: 'Train a recurrent network' })).toBeVisible()
  await audit('New experiment')
  await showNewRun(page, series)
  await showNewRun(page, { ...endless, watching: { ...endless.watching, sampleEvery: 50 } })
  await expect.poll(() => stepOnScreen(page), { timeout: 60_000 }).toBeGreaterThan(500)
  const weights = testInfo.outputPath('plain.safetensors')
  writeWeights(weights)
  await chooseFile(app, weights)
  const tables = Object.entries(tableTexts).map(([name, lines]) => {
    const file = testInfo.outputPath(name)
    writeFileSync(file, lines.join('\n'))
    return file
  })
  const show = (name: string): Promise<void> => page.locator('[data-run]').filter({ hasText: name }).click()
  for (const [theme, language] of [
    ['light', 'en'],
    ['dark', 'ko']
  ] as const) {
    await page.evaluate(([theme, language]) => window.unroll.setSettings({ theme, language }), [
      theme,
      language
    ] as const)
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    const auditTabs = async (): Promise<void> => {
      for (const tab of await page.getByRole('tab').all()) {
        await tab.click()
        const name = await tab.innerText()
        const sections = await page.locator('[aria-labelledby$="-sections"]').getByRole('radio').all()
        for (const section of sections) {
          await section.click()
          await expect(page.locator('.absent[role=status]')).toHaveCount(0, { timeout: 30_000 })
          await audit(`${name}, ${await section.innerText()}, ${theme}`)
        }
        if (sections.length === 0) await audit(`${name}, ${theme}`)
      }
    }
    await auditTabs()
    await page.locator('#tab-through-time').click()
    await page.locator('[aria-labelledby$="-sections"]').getByRole('radio').first().click()
    await expect(page.locator('.inspector')).toBeVisible({ timeout: 30_000 })
    await audit(`equations, ${theme}`)
    await chooseMenu(app, 'laboratory')
    await expect(page.locator('#tab-compare')).toBeVisible()
    await auditTabs()
    await chooseMenu(app, 'laboratory')

    await chooseMenu(app, 'help')
    await expect(page.locator('.manual')).toBeVisible()
    await audit(`help, ${theme}`)
    await chooseMenu(app, 'help')
    for (const [opener, menu] of [
      ['.item.selected [aria-haspopup=menu]', '[role=menu]'],
      ['.view [aria-haspopup=dialog]', '.picture .menu']
    ]) {
      await page.locator(opener).first().click()
      await expect(page.locator(menu).filter({ visible: true })).toHaveCount(1)
      await audit(`${menu}, ${theme}`)
      await page.keyboard.press('Escape')
    }
    for (const what of ['settings', 'about'] as const) {
      await chooseMenu(app, what)
      await auditDialog(what)
    }
    await sendToPage(app, 'trouble', 'Something went wrong.')
    await page.getByRole('contentinfo').locator('[aria-haspopup=dialog]').click()
    await auditDialog('what went wrong')
    await chooseMenu(app, 'import-model')
    await auditDialog('import')
    for (const table of tables) {
      await app.evaluate(
        ({ app: electron }, path) => electron.emit('second-instance', {}, [], '', { files: [path] }),
        table
      )
      await expect(page.locator('.data-dialog').locator('.columns, .failure')).toBeVisible({ timeout: 30_000 })
      await auditDialog(`data of ${basename(table)}`)
    }

    await show(series.name!)
    await page.locator('#tab-samples').click()
    const questions = page.locator('[aria-labelledby=samples-sections]').getByRole('radio')
    await questions.nth(2).click()
    await expect(page.locator('.own canvas').first()).toBeVisible({ timeout: 30_000 })
    await audit(`forecast, ${theme}`)
    await questions.nth(3).click()
    await page.locator('.own textarea').fill(['year,sunspots', ...years].join('\n'))
    await page.locator('.own textarea').press('Control+Enter')
    await expect(page.locator('.own canvas').first()).toBeVisible({ timeout: 30_000 })
    await audit(`score of a table, ${theme}`)
    await show(endless.name!)

    const lost = { after: 500, seconds: 83 }
    const endings = [{ id: 'one', name: 'One', step: 1234, lost, problem: null }]
    await sendToPage(app, 'quitting', { endings, queued: 2, measuring: null })
    await auditDialog('quitting')
    await sendToPage(app, 'quitting', null)

    async function auditDialog(what: string): Promise<void> {
      await expect(page.getByRole('dialog')).toBeVisible()
      await audit(`${what}, ${theme}`)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
  }
  await close()
})
