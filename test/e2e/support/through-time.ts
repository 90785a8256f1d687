// The view "Through time" as a person uses it, and its numbers as they are on the screen.

import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, type Locator, type Page } from '@playwright/test'
import type { z } from 'zod'
import type { experimentSchema } from '../../../src/shared/experiment'
import { openTab } from './studio'

const root = resolve(import.meta.dirname, '../../..')

/** Trains a run in the terminal to its end, in the folder where an app with this user data finds it. */
export async function trainBeforehand(
  userData: string,
  experiment: z.input<typeof experimentSchema> & { name: string }
): Promise<void> {
  const runs = join(userData, 'runs')
  await mkdir(runs, { recursive: true })
  const file = join(userData, `${experiment.name}.json`)
  await writeFile(file, JSON.stringify(experiment))
  await promisify(execFile)(process.execPath, [
    join(root, 'out/main/unroll.js'),
    'train',
    file,
    '--run',
    join(runs, experiment.name),
    '--threads',
    '1'
  ])
}

/** Chooses a run and waits for the graph. */
export async function openThroughTime(page: Page, run: string): Promise<void> {
  await page
    .locator('[data-run]')
    .filter({ has: page.getByText(run, { exact: true }) })
    .click()
  await openTab(page, 'Through time')
  await openSection(page, 'Graph & equations')
  await expect(page.locator('.inspector')).toBeVisible({ timeout: 30_000 })
}

export const openSection = (
  page: Page,
  name: 'Graph & equations' | 'Gradient flow' | 'Influence' | 'Spectrum of W' | 'Check' | 'Truncation'
): Promise<void> => page.getByRole('radio', { name, exact: true }).click()

/** Reads a number as it is written on the screen. */
export const numberIn = (text: string): number =>
  Number(text.replaceAll(',', '').replaceAll('−', '-').replace(/^=\s*/, '').trim())

/** Opens an equation by its number in the book. */
export const openEquation = (page: Page, number: string): Promise<void> =>
  page
    .locator('.equation')
    .filter({ has: page.getByText(`(${number})`, { exact: true }) })
    .click()

/** Types the step, unit, row or column of the chosen number. */
export async function choose(
  page: Page,
  place: Partial<Record<'Step t' | 'Unit i' | 'Row i' | 'Column j', number>>
): Promise<void> {
  for (const [name, value] of Object.entries(place)) {
    const field = page.locator('.inspector').getByRole('spinbutton', { name })
    await field.fill(String(value))
    await field.press('Enter')
    await expect(field).toHaveValue(String(value))
  }
}

/** The chosen number in the head of the inspector. */
export async function numberLookedAt(page: Page): Promise<number> {
  return numberIn(/= (\S+)$/.exec((await page.locator('.inspector .now').innerText()).trim())![1])
}

export interface Addend {
  value: number
  terms: { value: number; factors: number[] }[]
}

/** The open equation with its numbers: its addends, all their terms, the numbers before the result, and the result. */
export async function numbersOf(page: Page): Promise<{ addends: Addend[]; pieces: number[]; result: number }> {
  const more = page.locator('.numbers .rest button').first()
  while (await more.isVisible()) await more.click()
  const rows = await page.locator('.numbers > li').evaluateAll((items) =>
    items.map((item) => ({
      kind: item.className,
      value: item.querySelector('.value')!.textContent!,
      factors: [...item.querySelectorAll('.pieces .number')].map((factor) => factor.textContent!)
    }))
  )
  const addends: Addend[] = []
  for (const { kind, value, factors } of rows) {
    if (kind === 'addend') addends.push({ value: numberIn(value), terms: [] })
    else if (kind === 'term') addends.at(-1)!.terms.push({ value: numberIn(value), factors: factors.map(numberIn) })
  }
  const result = rows.find(({ kind }) => kind === 'result')!
  return { addends, pieces: result.factors.map(numberIn), result: numberIn(result.value) }
}

/** The head, the bars and the map show four digits; an equation shows as many as it needs. */
export const fourDigits = (value: number): number => Number(value.toPrecision(4))

/** The result computed from the numbers on the screen equals the shown result, whose last digit can be rounded. */
export function expectShown(value: number, workedOut: number): void {
  const digits = String(value)
    .split('e')[0]
    .replace(/^-?0\.0*|[-.]/g, '').length
  const unit = value === 0 ? 0 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - Math.max(4, digits) + 1)
  expect(Math.abs(value - workedOut)).toBeLessThanOrEqual(0.5 * unit + 1e-15 * Math.abs(value))
}
export const expectSum = (total: number, addends: readonly number[]): void =>
  expectShown(
    total,
    addends.reduce((all, value) => all + value, 0)
  )
export const expectProduct = (value: number, factors: readonly number[]): void =>
  expectShown(
    value,
    factors.reduce((all, factor) => all * factor, 1)
  )

/** Reads the bars of the open sum one by one with the keys. */
export async function readBars(page: Page): Promise<{ total: number; perStep: number[] }> {
  const bars = page.locator('.bars svg[role=img]')
  const said = async (): Promise<string> => (await bars.getAttribute('aria-label'))!
  // The pointer can now be over the bars.
  await page.mouse.move(0, 0)
  await expect(bars).toHaveAttribute('aria-label', /the sum of \d+ steps/)
  const total = /= (\S+), the sum of (\d+) steps/.exec(await said())!
  await bars.focus()
  const perStep: number[] = []
  for (let t = 1; t <= Number(total[2]); t++) {
    await bars.press('ArrowRight')
    await expect(bars).toHaveAttribute('aria-label', new RegExp(`^t = ${t}: `))
    perStep.push(numberIn((await said()).split(': ')[1]))
  }
  return { total: numberIn(total[1]), perStep }
}

/** The reading of a heatmap for a cell that the arrow keys have reached. */
export async function readCell(heatmap: Locator, row: number, col: number): Promise<number> {
  const canvas = heatmap.locator('canvas[tabindex]')
  await canvas.focus()
  // The first key shows the first cell.
  for (const key of ['ArrowDown', ...Array<string>(row).fill('ArrowDown'), ...Array<string>(col).fill('ArrowRight')])
    await canvas.press(key)
  return numberIn((await heatmap.locator('.spoken').innerText()).split(', ').at(-1)!)
}

/** The cells of a table under one of its heads. */
export async function column(table: Locator, head: string): Promise<string[]> {
  const heads = await table.locator('thead th').allInnerTexts()
  const at = heads.findIndex((text) => text.trim() === head)
  expect(at, `a column "${head}" among ${heads.join(', ')}`).toBeGreaterThanOrEqual(0)
  return table.locator(`tbody tr > :nth-child(${at + 1})`).allInnerTexts()
}
