// A forecast as a table for other programs.

import type { Forecast } from './forecast'

/** A cell of CSV, quoted where it needs it. */
export const csvCell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const percent = (share: number): string => `${Math.round(100 * share)}%`

/**
 * One line a row: its number from 1, its label, and for each column the forecast value, the bands and the true value.
 */
export function forecastCsv({ from, horizon, labels, columns }: Forecast): string {
  const truthful = columns.some(({ truth }) => truth.length > 0)
  const header = [
    'row',
    ...(labels?.next ? [labels.name] : []),
    ...columns.flatMap(({ name, bands }) => [
      name,
      ...bands.flatMap(({ share }) => [`${name} ${percent(share)} low`, `${name} ${percent(share)} high`]),
      ...(truthful ? [`${name} (true)`] : [])
    ])
  ]
  const number = (value: number | null | undefined): string => (value == null ? '' : String(value))
  const lines = Array.from({ length: horizon }, (_, i) => [
    String(from + 1 + i),
    ...(labels?.next ? [labels.next[i]] : []),
    ...columns.flatMap(({ value, bands, truth }) => [
      number(value[i]),
      ...bands.flatMap(({ low, high }) => [number(low[i]), number(high[i])]),
      ...(truthful ? [number(truth[i])] : [])
    ])
  ])
  return `${[header, ...lines].map((line) => line.map(csvCell).join()).join('\n')}\n`
}
