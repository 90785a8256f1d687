// The actions of a person in the studio, and the values that they read there.

import type { Page } from '@playwright/test'

/** Starts a preset of the first page by its name. */
export async function startPreset(page: Page, name: string): Promise<void> {
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) })
  await card.getByRole('button', { name: 'Start', exact: true }).click()
}

export const openTab = (page: Page, name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click()

/** The button of the status bar. */
export const control = (
  page: Page,
  name: 'Start training' | 'Pause' | 'Go on' | 'Go on from the last checkpoint' | 'One single step' | 'Stop'
) => page.getByRole('contentinfo').getByRole('button', { name, exact: true })

async function fromStatusBar(page: Page, pattern: RegExp): Promise<number> {
  const text = await page.getByRole('contentinfo').innerText()
  return Number(pattern.exec(text)?.[1].replaceAll(',', '').replace('−', '-') ?? NaN)
}

/** A step in the form of the English window. A fast machine is past 1,000 when a slow one is not. */
export const written = (step: number): string => step.toLocaleString('en')

export const stepOnScreen = (page: Page): Promise<number> => fromStatusBar(page, /step ([\d,]+)/i)
export const lossOnScreen = (page: Page): Promise<number> => fromStatusBar(page, /loss ([\d.,e−-]+)/i)
