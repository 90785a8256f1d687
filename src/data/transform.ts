// How the values of a series are transformed before they are scaled, so that a network learns changes or ratios instead
// of the values. Every number that is shown is turned back into the data's units.

import type { Transform } from '../model/training'
import { DataError } from './data-error'

export const takesLog = (transform: Transform): boolean => transform === 'log' || transform === 'log-difference'
/** The network learns the change from the row before. */
export const takesDifference = (transform: Transform): boolean =>
  transform === 'difference' || transform === 'log-difference'

/**
 * The transformed values of `raw` [rows × columns.length], with the transformation of each column: u(t) = s(t) or log
 * s(t); or u(t) − u(t−1). The rows `begins`, at which sequences begin, have no row before them and count as no change.
 * Throws a DataError for the logarithm of a value that is not positive.
 */
export function transformed(
  raw: Float64Array,
  transforms: readonly Transform[],
  { columns, name, begins }: { columns: readonly string[]; name: string; begins: readonly number[] }
): Float64Array {
  const n = columns.length
  const [logs, differences] = [transforms.map(takesLog), transforms.map(takesDifference)]
  if (logs.includes(true)) {
    const bad = raw.findIndex((value, i) => logs[i % n] && value <= 0)
    if (bad >= 0) throw notPositive(raw[bad], { name, row: Math.floor(bad / n) + 1, column: columns[bad % n] })
  }
  const level = logs.includes(true) ? raw.map((value, i) => (logs[i % n] ? Math.log(value) : value)) : raw
  if (!differences.includes(true)) return level
  const values = level.map((value, i) => (differences[i % n] ? value - level[i - n] : value))
  for (const row of begins) differences.forEach((is, j) => is && (values[row * n + j] = 0))
  return values
}

/** The value in the data's units; `before` is that of the row before, in the same units. */
export function turnedBack(value: number, before: number, transform: Transform): number {
  switch (transform) {
    case 'none':
      return value
    case 'difference':
      return before + value
    case 'log':
      return Math.exp(value)
    case 'log-difference':
      return before * Math.exp(value)
  }
}

function notPositive(value: number, at: { name: string; row: number; column: string }): DataError {
  return new DataError(
    'log-not-positive',
    `"${at.name}", row ${at.row}: column "${at.column}" holds ${value}, which has no logarithm. Choose another transformation, or columns of positive numbers.`,
    { ...at, value }
  )
}
