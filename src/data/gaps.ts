// Gaps of a series that are kept: what stands in for a missing value. NaN is a missing value.

import { DataError } from './data-error'
import type { RowSequence } from './row-sequences'

export const isKnown = (value: number): boolean => !Number.isNaN(value)

/** The values [rows × n] with the last known value of the sequence in place of a missing one. */
export function carried(raw: Float64Array, n: number, sequences: readonly RowSequence[]): Float64Array {
  const values = raw.slice()
  for (const { begin, end } of sequences)
    for (let i = (begin + 1) * n; i < end * n; i++) if (Number.isNaN(values[i])) values[i] = values[i - n]
  return values
}

/** Puts 0 where a sequence has no known value yet. */
export function putZeros(scaled: Float64Array, n: number, sequences: readonly RowSequence[]): void {
  for (const { begin, end } of sequences)
    for (let i = begin * n; i < end * n; i++) if (Number.isNaN(scaled[i])) scaled[i] = 0
}

export const nothingKnown = (name: string, column: string): DataError =>
  new DataError(
    'gaps-nothing-known',
    `"${name}": column "${column}" has no value in the rows that are trained on. Train on more rows, or leave the column out.`,
    { name, column }
  )
