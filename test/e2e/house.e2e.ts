// The app around the runs: settings are kept, a run has a menu, and the page cannot reach anything outside.

import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { chooseMenu, launchApp } from './support/app'
import { endless, showNewRun } from './support/runs'
import { control, stepOnScreen } from './support/studio'

/** Drops a file on the window, as a file manager does. */
async function drop(page: Page, path: string): Promise<void> {
  await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<input id="real" type="file">'))
  await page.locator('#real').setInputFiles(path)
  await page.locator('#real').evaluate((input: HTMLInputElement) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(input.files![0])
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    input.remove()
  })
}

const zoomOf = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].webContents.getZoomFactor())

test('language, theme, engine, the size of the window and its zoom stay', async ({}, testInfo) => {
  const userData = testInfo.outputPath('user-data')
  const first = await launchApp({ userData })
  await chooseMenu(first.app, 'settings')
  const dialog = first.page.getByRole('dialog', { name: 'Settings' })
  await dialog.getByRole('radio', { name: 'Dark' }).click()
  await expect(first.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await dialog.getByLabel('Engine').selectOption('portable')
  await dialog.getByLabel('Threads').fill('0')
  await expect(dialog.getByText('Must be at least 1.')).toBeVisible()
  await dialog.getByLabel('Threads').fill('')
  await dialog.getByRole('radio', { name: '한국어' }).click()
  await expect(first.page.locator('html')).toHaveAttribute('lang', 'ko')
  await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setSize(1100, 700))
  for (const keyCode of ['=', '=', '-']) {
    await first.app.evaluate(
      ({ BrowserWindow }, key) =>
        BrowserWindow.getAllWindows()[0].webContents.sendInputEvent({
          type: 'keyDown',
          keyCode: key,
          modifiers: ['control']
        }),
      keyCode
    )
  }
  await expect.poll(() => zoomOf(first.app)).toBeCloseTo(1.1)
  await first.close()

  const { app, page, close } = await launchApp({ userData })
  await expect(page.locator('html')).toHaveAttribute('lang', 'ko')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.getByRole('heading', { name: '순환 신경망을 학습시켜 보세요' })).toBeVisible()
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getSize())).toEqual([1100, 700])
  expect(await zoomOf(app)).toBeCloseTo(1.1)
  await chooseMenu(app, 'zoom-actual')
  await expect.poll(() => zoomOf(app)).toBe(1)
  await showNewRun(page, endless)
  await expect(page.getByRole('contentinfo')).toContainText('엔진 portable', { timeout: 60_000 })
  await close()
})

test('in the smallest window there is room for every tab, in both languages', async () => {
  const { app, page, close } = await launchApp()
  await showNewRun(page, endless)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setSize(1, 1))
  const tabs = page.getByRole('tablist').first()
  for (const language of ['en', 'ko'] as const) {
    await page.evaluate((language) => window.unroll.setSettings({ language }), language)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expect.poll(() => tabs.evaluate(({ clientWidth }) => clientWidth)).toBeLessThan(450)
    const cut = (): Promise<string[]> =>
      tabs
        .getByRole('tab')
        .evaluateAll((all) =>
          all.filter(({ clientWidth, scrollWidth }) => scrollWidth > clientWidth).map((tab) => tab.textContent)
        )
    expect(await cut()).toEqual([])
    // When the window is zoomed in, names are cut, and no tab is out of sight.
    await chooseMenu(app, 'zoom-in')
    await chooseMenu(app, 'zoom-in')
    await expect.poll(() => zoomOf(app)).toBeCloseTo(1.25)
    await expect.poll(() => tabs.evaluate(({ clientWidth, scrollWidth }) => scrollWidth - clientWidth)).toBe(0)
    await chooseMenu(app, 'zoom-actual')
    await expect.poll(cut).toEqual([])
  }
  await close()
})

test('a run is renamed, duplicated, called back from the trash and moved there', async () => {
  const { page, close } = await launchApp()
  await showNewRun(page, endless)
  await expect.poll(() => stepOnScreen(page), { timeout: 60_000 }).toBeGreaterThan(0)
  await control(page, 'Stop').click()
  const act = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: /^Actions for/ }).click()
    await page.getByRole('menuitem', { name }).click()
  }
  await act('Rename')
  await page.getByLabel('Name of the run').fill('A better name')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-run]')).toContainText('A better name')

  await act('Duplicate as new experiment')
  await expect(page.locator('[data-field="name"] input')).toHaveValue('A better name (copy)')
  await expect(page.locator('[data-field="model.hiddenSize"] input')).toHaveValue('24')

  const trash = async (): Promise<void> => {
    await act('Move to trash')
    await page.getByRole('dialog').getByRole('button', { name: 'Move to trash' }).click()
    await expect(page.locator('[data-run]')).toHaveCount(0)
  }
  await trash()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.locator('[data-run]')).toContainText('A better name')
  await trash()
  await close()
})

test('the page has no Node, goes nowhere, opens only what a person drops, and what it asks is checked', async ({}, testInfo) => {
  const { app, page, close } = await launchApp()
  const response = await page.evaluate(() =>
    fetch(location.href).then((page) => page.headers.get('content-security-policy'))
  )
  expect(response).toContain("script-src 'self'")
  expect(response).not.toMatch(/unsafe-(inline|eval)/)

  expect(
    await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
        (name) => name in globalThis
      )
    )
  ).toEqual([])
  // Neither an inline script nor text as code may run. The code that a test evaluates is exempt; what it leaves behind
  // is not.
  const refused = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const blocked: string[] = []
        document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
          if (blocked.push(blockedURI) === 2) resolve(blocked.sort())
        })
        const script = document.createElement('script')
        script.textContent = 'window.injected = true'
        document.body.append(script)
        window.setTimeout('window.injected = true')
      })
  )
  expect(refused).toEqual(['eval', 'inline'])
  expect(await page.evaluate(() => 'injected' in window)).toBe(false)
  // The page lives in another world than the preload, so it cannot replace the bridge.
  expect(
    await page.evaluate(() => Reflect.set(window, 'unroll', null) || Reflect.set(window.unroll, 'createRun', null))
  ).toBe(false)
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  const address = page.url()
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  await page.evaluate(() => {
    location.href = 'file:///etc/passwd'
  })
  for (const empty of ['about:blank', 'about:blank#there']) {
    await page.evaluate((url) => {
      location.href = url
    }, empty)
    await expect.poll(() => page.url()).toBe(address)
    await expect(page.getByRole('heading').first()).toBeVisible()
  }
  expect(
    await page.evaluate(() =>
      fetch('https://example.com/').then(
        () => 'reached',
        () => 'refused'
      )
    )
  ).toBe('refused')
  expect(
    await page.evaluate(() =>
      fetch('app://unroll/..%2f..%2fpackage.json').then(
        (answer) => answer.status,
        () => 404
      )
    )
  ).toBe(404)
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')

  const asked = await page.evaluate(async () => {
    const { unroll } = window
    const file = { data: { kind: 'text', source: 'file', path: '/etc/passwd' } }
    return Promise.all([
      unroll.loadRun('../../etc'),
      unroll.createRun({ learning: { batchSize: -1 } }),
      unroll.renameRun(3 as never, ''),
      unroll.setSettings({ theme: 'pink' } as never),
      unroll.previewData(file),
      unroll.createRun(file),
      unroll.importModel('/etc/passwd', {})
    ])
  })
  expect(asked.map(({ ok }) => ok)).toEqual([false, false, false, false, false, false, false])
  expect(asked[1]).toMatchObject({ path: ['learning', 'batchSize'] })
  for (const refused of [asked[4], asked[6]])
    expect(refused).toMatchObject({ message: expect.stringContaining('/etc/passwd') })
  // A file that the page has made has no path, and dropping it does nothing.
  expect(await page.evaluate(() => window.unroll.openDropped([new File(['x'], '/etc/passwd')]))).toMatchObject({
    ok: false,
    message: expect.stringContaining('not a file on this computer')
  })
  // A real file is dropped: the draft gets its name, the dialog says how it is read, and the page stays.
  await drop(page, 'README.md')
  const dialog = page.getByRole('dialog', { name: 'What was understood of the file' })
  await expect(dialog).toContainText('Found: UTF-8')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.locator('[data-field="name"] input')).toHaveValue('README')
  await expect(page.locator('[data-field="data.text.path"]')).toContainText('README.md')
  expect(page.url()).toBe(address)
  expect(await page.evaluate(() => window.unroll.listRuns())).toEqual({ ok: true, value: [] })
  // Another start of the app, or a double click on macOS, opens a model as a new run.
  const model = resolve('test/fixtures/runs-6276c27/terminal/task-both/checkpoints/step-000000040.safetensors')
  await app.evaluate(({ app: electron }, path) => {
    electron.emit('second-instance', {}, [], '', { files: [path] })
    electron.emit('open-file', { preventDefault: () => {} }, path)
  }, model)
  await expect(page.locator('[data-run]')).toHaveCount(2)

  // A table with gaps: one click mends them, it trains, and the terminal reads the same.
  const table = testInfo.outputPath('wind.csv')
  const values = Array.from({ length: 60 }, (_, i) => (i === 7 ? '' : String(10 + (i % 9))))
  await writeFile(table, `Tag;Wind\n${values.map((value, i) => `${2000 + i};${value}`).join('\n')}\n`)
  await drop(page, table)
  await expect(dialog).toContainText('Column "Wind": 1 value is missing (line 9)')
  await dialog.getByRole('button', { name: 'Interpolate' }).click()
  await expect(dialog.getByLabel('Gaps')).toHaveValue('interpolate')
  const shown = await dialog.locator('.columns tbody tr').allInnerTexts()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.locator('[data-field="learning.sequenceLength"] input').fill('5')
  await page.getByRole('complementary').getByRole('button', { name: 'Start training' }).click()
  await expect(page.locator('[data-run]')).toHaveCount(3)
  await expect.poll(() => stepOnScreen(page), { timeout: 60_000 }).toBeGreaterThan(0)
  await control(page, 'Stop').click()
  await expect(page.getByRole('contentinfo')).toContainText('stopped')
  const told = JSON.parse(
    execFileSync('node', ['scripts/unroll.mjs', 'data', table, '--json'], { encoding: 'utf8' })
  ) as {
    columns: { name: string; first: number; last: number }[]
  }
  expect(told.columns.map(({ name }) => name)).toEqual(['Tag', 'Wind'])
  told.columns.forEach(({ name, first, last }, i) => {
    for (const cell of [name, first, last]) expect(shown[i]).toContain(String(cell))
  })
  // The same page is still there: it has answered all questions since the two tries to leave it.
  expect(page.url()).toBe(address)
  await close()
})
