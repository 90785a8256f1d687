// The built page on the engine of the current Electron: every view with real answers, in both themes and languages.

import { execFileSync } from 'node:child_process'
import { createServer, type Server } from 'node:http'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve, sep } from 'node:path'
import { chromium, expect, test, type Browser, type Locator, type Page } from '@playwright/test'
import type { z } from 'zod'
import { launchOptions } from '../../scripts/chromium.mjs'
import { headersOf } from '../../src/main/headers'
import { experimentSchema } from '../../src/shared/experiment'
import { House } from './house'

const root = resolve(import.meta.dirname, '../..')
const stored: (z.input<typeof experimentSchema> & { name: string })[] = [
  {
    name: 'parity',
    data: { kind: 'task', task: 'running-parity', validationSequences: 32 },
    model: { recurrence: 'output', hiddenSize: 8 },
    learning: { method: 'teacher-forcing', sequenceLength: 8, batchSize: 8 },
    watching: { validateEvery: 50, sampleEvery: 50, checkpointEvery: 50 },
    stop: { steps: 200 }
  },
  {
    name: 'sunspots',
    data: { kind: 'series' },
    model: { hiddenSize: 12 },
    learning: { sequenceLength: 20, batchSize: 4 },
    watching: { validateEvery: 50, sampleEvery: 50, checkpointEvery: 50 },
    stop: { steps: 200 }
  },
  {
    name: 'book',
    model: { hiddenSize: 24 },
    learning: { sequenceLength: 16, batchSize: 4 },
    watching: { validateEvery: 100, sampleEvery: 50, checkpointEvery: 50 },
    stop: { steps: 100 }
  }
]

const live = experimentSchema.parse({ ...stored[0], name: 'live', stop: { steps: null } })

let server: Server
let browser: Browser
let folder: string

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unroll-chromium-'))
  mkdirSync(join(folder, 'trained'))
  for (const experiment of stored) {
    const file = join(folder, `${experiment.name}.json`)
    writeFileSync(file, JSON.stringify(experiment))
    const command = [
      'train',
      file,
      '--run',
      join(folder, 'trained', experiment.name),
      '--threads',
      '1',
      '--kernels',
      'portable'
    ]
    execFileSync(process.execPath, [join(root, 'out/main/unroll.js'), ...command], { stdio: 'pipe' })
  }
  const pages = join(root, 'out/renderer')
  server = createServer(({ url }, response) => {
    const { pathname } = new URL(url!, 'http://x')
    const file = resolve(pages, `.${pathname}`)
    // Chromium asks for an icon of this page, but not for one of the app's own scheme.
    if (pathname === '/favicon.ico') response.writeHead(204).end()
    else if (!file.startsWith(pages + sep) || !existsSync(file)) response.writeHead(404).end()
    else response.writeHead(200, headersOf(file)).end(readFileSync(file))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  browser = await chromium.launch(launchOptions())
})
test.afterAll(async () => {
  await browser.close()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The faults of what is on the screen: missing text, or pictures of a single colour. */
async function faultsOf(view: Locator): Promise<string[]> {
  return view.evaluate((element) => {
    const faults: string[] = []
    const text = (element as HTMLElement).innerText
    if (text.trim() === '') faults.push('no text')
    for (const sign of ['undefined', 'NaN', '[object']) if (text.includes(sign)) faults.push(`"${sign}" in the text`)
    const isPainted = (canvas: HTMLCanvasElement): boolean => {
      // A copy: Chromium paints a canvas differently after it has been read, and warns about it.
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })!
      copy.drawImage(canvas, 0, 0)
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height)
      const pixels = new Uint32Array(data.buffer)
      return pixels.some((pixel) => pixel !== pixels[0])
    }
    const visible = (selector: string): HTMLCanvasElement[] =>
      [...element.querySelectorAll<HTMLCanvasElement>(selector)].filter((canvas) => canvas.checkVisibility())
    for (const chart of visible('canvas[role="img"]')) {
      if (!isPainted(chart)) faults.push(`an empty chart: ${chart.getAttribute('aria-label')}`)
    }
    // A stored run has no gradients, so their heatmaps have one colour; those of the weights have more.
    const heatmaps = visible('canvas.cells')
    if (heatmaps.length > 0 && !heatmaps.some(isPainted)) faults.push('empty heatmaps')
    for (const svg of element.querySelectorAll('svg')) {
      if (svg.checkVisibility() && svg.childElementCount === 0)
        faults.push(`an empty drawing: ${svg.getAttribute('aria-label')}`)
    }
    for (const waiting of element.querySelectorAll<HTMLElement>('.empty')) {
      if (waiting.checkVisibility()) faults.push(`it says: ${waiting.innerText}`)
    }
    return faults
  })
}

const isFilled = (view: Locator): Promise<void> => expect.poll(() => faultsOf(view), { timeout: 120_000 }).toEqual([])

/** All tabs by their place, because their names depend on the language. */
async function walkTabs(page: Page, onTab: (key: string) => Promise<void>): Promise<string[]> {
  const keys = await page.getByRole('tab').evaluateAll((tabs) => tabs.map(({ id }) => id.replace('tab-', '')))
  for (const key of keys) {
    await page.locator(`#tab-${key}`).click()
    await onTab(key)
  }
  return keys
}

async function throughTime(view: Locator): Promise<void> {
  const sections = view.getByRole('radiogroup').first().getByRole('radio')
  await expect(sections.first()).toBeVisible({ timeout: 60_000 })
  const count = await sections.count()
  expect(count).toBe(6)
  for (let section = 0; section < count; section++) {
    await sections.nth(section).click()
    const ask = view.locator('button.primary')
    if ((await ask.count()) > 0 && (await ask.first().isEnabled())) await ask.first().click()
    await isFilled(view)
  }
}

for (const theme of ['light', 'dark'] as const) {
  for (const language of ['en', 'ko'] as const) {
    test(`all views, ${theme}, ${language}`, async () => {
      const runs = join(folder, `${theme}-${language}`)
      cpSync(join(folder, 'trained'), runs, { recursive: true })
      const page = await browser.newPage({ viewport: { width: 1360, height: 860 } })
      const complaints: string[] = []
      page.on('pageerror', (error) => complaints.push(`page: ${error.message}`))
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`)
      })
      page.on('response', (response) => {
        if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`)
      })
      const house = new House(page, runs, { theme, language })
      await house.furnish()
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`)

      await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.locator('[data-run]')).toHaveCount(stored.length)
      const view = page.getByRole('tabpanel')
      expect(await walkTabs(page, () => isFilled(view))).toEqual(['start', 'data'])

      // One more run, which trains during the test.
      await page.evaluate((experiment) => window.unroll.createRun(experiment), live)
      for (const { name } of [...stored, live]) {
        await page.locator('[data-run]').filter({ hasText: name }).click()
        const keys = await walkTabs(page, async (key) => {
          if (key === 'through-time') return throughTime(view)
          await isFilled(view)
        })
        expect(keys).toEqual(['data', 'train', 'weights', 'through-time', 'samples', 'export'])
      }
      for (const what of ['settings', 'about']) {
        await house.tell('menu', what)
        const dialog = page.getByRole('dialog')
        await expect(dialog).toBeVisible()
        await isFilled(dialog)
        // The longest words, in paths and in V8's last messages, stay inside.
        expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
        await page.keyboard.press('Escape')
        await expect(dialog).toBeHidden()
      }
      expect(complaints).toEqual([])
      house.close()
      await page.close()
    })
  }
}
