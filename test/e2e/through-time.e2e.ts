// "Through time" in the real app: the test reads the numbers from the screen, and they must add up as the equations
// say.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { launchApp, saveTo, type LaunchedApp } from './support/app'
import { control, openTab, startPreset, stepOnScreen } from './support/studio'
import {
  choose,
  column,
  expectProduct,
  expectShown,
  expectSum,
  fourDigits,
  numberIn,
  numberLookedAt,
  numbersOf,
  openEquation,
  openSection,
  openThroughTime,
  readBars,
  readCell,
  trainBeforehand
} from './support/through-time'

const parity = {
  data: { kind: 'task', task: 'running-parity' },
  optimizer: { kind: 'adam', learningRate: 0.01 },
  watching: { validateEvery: 100, sampleEvery: 1000, checkpointEvery: 20 },
  stop: { steps: 120 }
} as const
const learning = { sequenceLength: 12, batchSize: 16 }
const runs = [
  {
    name: 'hidden',
    ...parity,
    model: { recurrence: 'hidden', hiddenSize: 8 },
    learning: { method: 'bptt', ...learning }
  },
  {
    name: 'output-forced',
    ...parity,
    model: { recurrence: 'output', hiddenSize: 8 },
    learning: { method: 'teacher-forcing', ...learning }
  },
  {
    name: 'output-free',
    ...parity,
    model: { recurrence: 'output', hiddenSize: 8 },
    learning: { method: 'free-running', ...learning }
  },
  {
    name: 'both-forced',
    ...parity,
    model: { recurrence: 'hidden+output', hiddenSize: 8 },
    learning: { method: 'teacher-forcing', truncation: 4, ...learning }
  },
  {
    name: 'both-free',
    ...parity,
    model: { recurrence: 'hidden+output', hiddenSize: 8 },
    learning: { method: 'free-running', ...learning }
  },
  {
    name: 'last-step',
    ...parity,
    data: { kind: 'task', task: 'adding' },
    model: { readout: 'last-step', hiddenSize: 8 },
    learning: { method: 'bptt', ...learning }
  },
  {
    name: 'categories',
    ...parity,
    data: { kind: 'text', source: 'file', path: 'whale.txt' },
    model: { recurrence: 'hidden', hiddenSize: 8 },
    learning: { method: 'bptt', ...learning }
  }
] as const

let launched: LaunchedApp
let page: Page
let userData: string

test.beforeAll(async () => {
  userData = await mkdtemp(join(tmpdir(), 'unroll-e2e-'))
  await writeFile(join(userData, 'whale.txt'), 'a whale was here. '.repeat(200))
  for (const run of runs) await trainBeforehand(userData, run)
  launched = await launchApp({ userData })
  page = launched.page
})
test.afterAll(async () => {
  await launched.close()
  await rm(userData, { recursive: true, force: true, maxRetries: 5 })
})

for (const {
  name,
  model,
  learning: { sequenceLength: tau }
} of runs) {
  const recurrence = 'recurrence' in model ? model.recurrence : 'hidden'

  test(`${name}: every equation adds up with the numbers that are shown`, async () => {
    await openThroughTime(page, name)

    // a(t) = b + W h(t−1) + R z(t−1) + U x(t)
    await openEquation(page, '10.9')
    await openEquation(page, '10.8')
    await choose(page, { 'Step t': 5, 'Unit i': 3 })
    const a = await numbersOf(page)
    expect(a.addends).toHaveLength(recurrence === 'hidden+output' ? 4 : 3)
    expectSum(
      a.result,
      a.addends.map(({ value }) => value)
    )
    for (const { value, terms } of a.addends.slice(1)) {
      expectSum(
        value,
        terms.map((term) => term.value)
      )
      for (const term of terms) expectProduct(term.value, term.factors)
    }
    await expect.poll(() => numberLookedAt(page)).toBe(a.result)

    // h(t) = tanh a(t), of the same step and unit
    await openEquation(page, '10.9')
    const h = await numbersOf(page)
    expect(h.pieces.map(fourDigits)).toEqual([a.result])
    expectShown(h.result, Math.tanh(h.pieces[0]))

    // ∇h(t): both addends, and which case it is
    const detail = page.locator('.equations .open .detail')
    await openEquation(page, '10.19')
    if (recurrence === 'output') {
      await expect(detail).toContainText('No edge from h to h.')
      await expect(page.locator('.equation').filter({ hasText: '10.21' })).toHaveCount(0)
    } else {
      await expect(detail).toContainText('Case 1, t = τ.')
      const last = await numbersOf(page)
      expect(last.addends.map(({ value }) => value)[0]).toBe(0)
      await openEquation(page, '10.20–10.21')
      await choose(page, { 'Step t': name === 'both-forced' ? 4 : 5 })
      await expect(detail).toContainText(name === 'both-forced' ? 'Case 2, cut.' : 'Case 2, t < τ.')
    }
    const dh = await numbersOf(page)
    expectSum(
      dh.result,
      dh.addends.map(({ value }) => value)
    )
    for (const { value, terms } of dh.addends) {
      if (terms.length === 0) continue
      expectSum(
        value,
        terms.map((term) => term.value)
      )
      for (const term of terms) expectProduct(term.value, term.factors)
    }

    // ∇o(t): the difference of prediction and truth has as many digits as it needs
    await openEquation(page, '10.18')
    const dO = await numbersOf(page)
    await expect(page.locator('.numbers .result .name')).toContainText('∇o')
    if (dO.pieces.length > 0) {
      const [dL, yhat, y] = dO.pieces
      const factor = name === 'last-step' ? 2 : 1
      expectShown(dO.result, factor * dL * (yhat - y))
    } else
      expectSum(
        dO.result,
        dO.addends.map(({ value }) => value)
      )

    // ∇W[i, j]: the bars, the terms and the map agree
    await openEquation(page, '10.25–10.26')
    // With one output W has one column, and the map lies on its side.
    const [col, row, column] = recurrence === 'output' ? [0, 0, 1] : [2, 1, 2]
    await choose(page, { 'Row i': 1, 'Column j': col })
    await expect(page.locator('.bars svg[role=img]')).toHaveAttribute(
      'aria-label',
      new RegExp(`^∇W\\[1, ${col}\\] = .*, the sum of ${tau} steps`)
    )
    const bars = await readBars(page)
    const dW = await numbersOf(page)
    expect(bars.total).toBe(dW.result)
    expect(dW.addends[0].terms).toHaveLength(tau)
    expectSum(
      dW.result,
      dW.addends[0].terms.map(({ value }) => value)
    )
    expect(dW.addends[0].terms.map(({ value }) => fourDigits(value)).sort()).toEqual([...bars.perStep].sort())
    for (const term of dW.addends[0].terms) expectProduct(term.value, term.factors)
    expect(await readCell(page.locator('.inspector .map'), row, column)).toBeCloseTo(dW.result, 6)
  })
}

test('a number leads to where it came from, and back and forward', async () => {
  await openThroughTime(page, 'hidden')
  await openEquation(page, '10.8')
  await choose(page, { 'Step t': 6, 'Unit i': 0 })
  const a = await numberLookedAt(page)
  const { addends } = await numbersOf(page)
  // The earlier state, in the largest term of W h(t−1).
  const state = page.locator('.numbers .term').first().locator('.number').last()
  const value = numberIn(await state.innerText())
  expect(addends[1].terms[0].factors.at(-1)).toBe(value)
  await state.click()
  await expect.poll(() => numberLookedAt(page)).toBe(fourDigits(value))
  await expect(page.locator('.equation[aria-expanded=true]')).toContainText('(10.9)')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => numberLookedAt(page)).toBe(a)
  await page.getByRole('button', { name: 'Forward (Alt+→)' }).click()
  await expect.poll(() => numberLookedAt(page)).toBe(fourDigits(value))
})

test('the waves run forward and back, and the equations follow them step by step', async () => {
  await openThroughTime(page, 'hidden')
  const where = page.locator('.wave .where')
  await page.getByRole('slider', { name: 'Position of the wave' }).fill('0')
  await expect(where).toHaveText('Nothing computed yet')
  const on = page.getByRole('button', { name: 'One step on (→)' })
  for (const t of [1, 2]) {
    await on.click()
    await expect(where).toHaveText(`Forward, t = ${t}`)
  }
  await expect(page.locator('.equation[aria-expanded=true]')).toContainText('(10.9)')
  await page.getByRole('slider', { name: 'Position of the wave' }).fill('12')
  await on.click()
  await expect(where).toHaveText('Backward, t = 12')
  await expect(page.locator('.equation[aria-expanded=true]')).toContainText('(10.19)')
  await on.click()
  await expect(page.locator('.equation[aria-expanded=true]')).toContainText('(10.20–10.21)')
  // At a speed at which a person can read, the equations follow the wave.
  // A quarter of a step a second, so that a slow machine shows each step too.
  await page.getByRole('slider', { name: 'Position of the wave' }).fill('11.5')
  await page.getByRole('slider', { name: 'Speed' }).fill('-2')
  await page.getByRole('button', { name: 'Play' }).click()
  for (const number of ['(10.9)', '(10.19)', '(10.20–10.21)'])
    await expect(page.locator('.equation[aria-expanded=true]')).toContainText(number)
  await page.getByRole('slider', { name: 'Speed' }).fill('6')
  await expect(where).toHaveText('Both passes complete')
})

test('edges are cut where truth is fed in and where truncation cuts, and nowhere else', async () => {
  const dashed = page.locator('.graph path[stroke-dasharray="3 3"]')
  await openThroughTime(page, 'hidden')
  await expect(dashed).toHaveCount(0)
  await openThroughTime(page, 'output-forced')
  await expect(dashed).not.toHaveCount(0)
  await openThroughTime(page, 'output-free')
  await expect(dashed).toHaveCount(0)
  await page.getByLabel('Gradient cut').selectOption({ label: 'every k steps' })
  await expect(dashed).not.toHaveCount(0)
})

test('the table says the norms of the numbers in the equations', async () => {
  await openThroughTime(page, 'both-free')
  await page.getByRole('checkbox', { name: 'Table' }).check()
  const table = page.locator('.pictures table')
  const norms = (await column(table, '‖h‖')).map(numberIn)
  await table.getByRole('button', { name: '7', exact: true }).click()
  let squares = 0
  for (let unit = 0; unit < 8; unit++) {
    await choose(page, { 'Unit i': unit })
    squares += (await numberLookedAt(page)) ** 2
  }
  expect(Math.sqrt(squares)).toBeCloseTo(norms[6], 2)
  const [dh, next, down] = [await column(table, '‖∇h‖'), await column(table, 'from t+1'), await column(table, 'from o')]
  expect(next.at(-1)).toBe('0')
  expect(dh.at(-1)).toBe(down.at(-1))
  await page.getByRole('checkbox', { name: 'Table' }).uncheck()
})

test('a cell of the heatmap opens its equation, and back leads to where one was', async () => {
  await openThroughTime(page, 'hidden')
  await openEquation(page, '10.10')
  await openTab(page, 'Weights & gradients')
  await page.getByRole('button', { name: 'Enlarge W', exact: true }).click()
  const heatmap = page.locator('.heatmap')
  await expect(heatmap).toHaveCount(1)
  const weight = await readCell(heatmap, 2, 3)
  await heatmap.locator('canvas[tabindex]').press('Enter')
  await expect(page.locator('.equation[aria-expanded=true]')).toContainText('(10.25–10.26)')
  await expect(page.locator('.parameter')).toHaveText(/^The parameter itself is \S+\. Its gradient:$/)
  const said = numberIn(/is (\S+)\. /.exec(await page.locator('.parameter').innerText())![1])
  expect(said).toBe(weight)
  await page.getByRole('button', { name: 'Back (Alt+←)' }).click()
  await expect(page.locator('.equation[aria-expanded=true]')).toContainText('(10.10)')
})

test('every gradient agrees with central differences, and the worst cell leads to its equation', async () => {
  for (const { name } of runs) {
    await openThroughTime(page, name)
    await openSection(page, 'Check')
    await page.getByLabel('cells of each tensor').selectOption({ label: 'all' })
    await page.getByRole('button', { name: 'Check every gradient' }).click()
    const table = page.locator('.panel table')
    await expect(table).toBeVisible({ timeout: 30_000 })
    const errors = (await column(table, 'relative error')).map(numberIn)
    expect(errors.length).toBeGreaterThanOrEqual(5)
    for (const error of errors) expect(error).toBeLessThan(1e-7)
    for (const error of (await column(table, 'float32 against float64')).map(numberIn)) expect(error).toBeLessThan(1e-4)
  }
  await expect(page.locator('.finding')).toContainText('The gradients agree.')
  await expect(page.getByRole('heading', { name: 'Error against ε at' })).toBeVisible()
  const table = page.locator('.panel table')
  const [gradient] = (await column(table, 'back-propagation')).slice(1)
  await table.locator('tbody tr').nth(1).getByRole('button').first().click()
  await expect(page.locator('.equation[aria-expanded=true]')).toContainText('(10.25–10.26)')
  await expect.poll(() => numberLookedAt(page)).toBe(fourDigits(numberIn(gradient)))
})

test('truncation costs nothing when it spans the sequence, and something when it does not', async () => {
  await openThroughTime(page, 'hidden')
  await openSection(page, 'Truncation')
  const slider = page.locator('.panel input[type=range]')
  const table = page.locator('.panel table')
  await expect(table).toBeVisible()
  await slider.fill(await slider.evaluate((input: HTMLInputElement) => input.max))
  await expect(page.locator('.finding')).toContainText('k = 12 spans the whole sequence')
  for (const head of ['Cosine to the full gradient', 'Length against the full gradient']) {
    for (const cell of await column(table, head)) expect(numberIn(cell)).toBe(1)
  }
  await slider.fill('0')
  await expect(page.locator('.finding')).toContainText('k = 1 cuts the 12 steps into 12 stretches')
  const [, W] = (await column(table, 'Cosine to the full gradient')).map(numberIn)
  expect(Math.abs(W)).toBeLessThan(1)
})

test('stored checkpoints are scrubbed through, laid side by side, and are the past of every measurement', async () => {
  await openThroughTime(page, 'hidden')
  await openSection(page, 'Graph & equations')
  await openEquation(page, '10.8')
  const now = await numberLookedAt(page)
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'step 0' })
  await expect(page.locator('.compared')).toHaveText(/^Step 120: \S+ · step 0: \S+$/)
  const [, here, there] = /120: (\S+) · step 0: (\S+)/.exec(await page.locator('.compared').innerText())!
  expect(numberIn(here)).toBe(now)
  expect(there).not.toBe(here)
  await expect(page.locator('.graph')).toHaveCount(2)
  const losses = await page.locator('.graph figcaption .muted').allInnerTexts()
  expect(losses[0]).not.toBe(losses[1])
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'nothing' })

  // The first steps, every twentieth step, and now.
  const steps = [0, 1, 2, 4, 8, 16, 20, 40, 60, 80, 100, 120]
  const scrubber = page.getByRole('slider', { name: 'Parameters' })
  await expect(scrubber).toHaveAttribute('max', String(steps.length))
  await scrubber.fill('0')
  await expect(page.locator('.source output')).toHaveText('step 0')
  await expect.poll(() => numberLookedAt(page)).toBe(numberIn(there))

  await openSection(page, 'Spectrum of W')
  const radius = page.locator('dl div').filter({ hasText: 'spectral radius' }).locator('dd')
  const atFirst = await radius.innerText()
  await scrubber.fill(String(steps.length))
  await expect(radius).not.toHaveText(atFirst)
  await expect(page.getByRole('heading', { name: 'ρ(W), σ₁(W) over training' })).toBeVisible()
  await openSection(page, 'Gradient flow')
  const history = page.locator('.matrix-map').last().locator('svg[role=img]')
  for (const step of steps) {
    await history.press('ArrowRight')
    await expect(page.locator('.matrix-map').last().locator('[aria-live]')).toContainText(`training step = ${step}:`)
  }
  await expect(page.locator('.finding')).toContainText('each step back multiplies the gradient by')
  await page.getByRole('button', { name: 'The rule behind this sentence' }).click()
  await expect(page.getByText('less than 1% of the gradient is left')).toBeVisible()
})

test('pictures are saved as SVG and PNG, copied, and their folder is shown', async () => {
  const { app } = launched
  await openThroughTime(page, 'both-forced')
  await openSection(page, 'Graph & equations')
  await openEquation(page, '10.25–10.26')
  const take = async (place: string, what: string): Promise<void> => {
    await page
      .locator(place)
      .getByRole('button', { name: /^Save or copy/ })
      .first()
      .click()
    await page.getByRole('button', { name: what }).click()
  }
  for (const place of ['.graph', '.graph .strip', '.detail .map', '.bars']) {
    const file = join(userData, place.replaceAll(/\W/g, ''))
    await saveTo(app, `${file}.svg`)
    await take(place, 'Save as SVG…')
    await expect(page.getByText(`The picture was saved: ${file}.svg`)).toBeVisible()
    expect(await readFile(`${file}.svg`, 'utf8')).toMatch(/^<svg [^]*<\/svg>$/)
    await saveTo(app, `${file}.png`)
    await take(place, 'Save as PNG…')
    await expect(page.getByText(`The picture was saved: ${file}.png`)).toBeVisible()
    expect((await readFile(`${file}.png`)).subarray(1, 4).toString('latin1')).toBe('PNG')
  }
  await app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => {
      process.env['SHOWN'] = path
    }
  })
  await page.getByRole('button', { name: 'Show folder' }).last().click()
  await expect.poll(() => app.evaluate(() => process.env['SHOWN'])).toBe(join(userData, 'bars.png'))
  await take('.graph', 'Copy picture')
  await expect(page.getByText('The picture is on the clipboard.')).toBeVisible()
  // The clipboard of the oldest supported Electron; newer ones have another interface.
  await expect
    .poll(() =>
      app.evaluate(({ clipboard }) => (clipboard as unknown as { availableFormats(): string[] }).availableFormats())
    )
    .toContain('image/png')
})

test('a run that trains is followed, and held still when that is asked', async () => {
  await page.getByRole('button', { name: 'New experiment', exact: true }).click()
  await startPreset(page, 'Moby Dick, letter by letter')
  await expect.poll(() => stepOnScreen(page), { timeout: 30_000 }).toBeGreaterThan(0)
  await openTab(page, 'Through time')
  const seen = async (): Promise<number> =>
    numberIn(/step (\S+)/.exec(await page.locator('.source output').innerText())?.[1] ?? '')
  await expect.poll(seen, { timeout: 30_000 }).toBeGreaterThan(0)
  const first = await seen()
  await expect.poll(seen, { timeout: 30_000 }).toBeGreaterThan(first)

  await page.getByRole('checkbox', { name: 'follow training' }).uncheck()
  await control(page, 'Pause').click()
  // When training rests, the current parameters are those of the last step.
  await expect.poll(async () => (await seen()) === (await stepOnScreen(page)), { timeout: 30_000 }).toBe(true)
  await control(page, 'Stop').click()
})
