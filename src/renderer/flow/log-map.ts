// A matrix of sizes that span decades: one colour, stronger with the logarithm of the value.

import { zeroEntry } from '../charts/colours'
import { niceTicks } from './ticks'
import type { Range } from '../charts/range'

/** What lies further below the largest value looks like the smallest one shown. */
const decades = 12

/** Null when no value has a logarithm. */
export function logScale(values: ArrayLike<number>): Range | null {
  let [min, max] = [Infinity, 0]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (!(value > 0) || value === Infinity) continue
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  if (max === 0) return null
  min = Math.max(min, max / 10 ** decades)
  // All alike: a scale of no width has no place for them.
  return max > min * 1.001 ? { min, max } : { min: min / 10, max }
}

/** The weakest colour of a value still differs from no value. */
const weakest = 0.06

/** 0 … 1, or null for what has no logarithm: zero, and what was never there. */
export function shade(value: number, { min, max }: Range): number | null {
  if (!(value > 0)) return null
  const share = Math.log(value / min) / Math.log(max / min)
  return weakest + (1 - weakest) * Math.min(1, Math.max(0, share))
}

/** Entry of the heatmaps' colour table; their half above zero goes one way in lightness. */
export const entryOf = (share: number): number => zeroEntry + Math.round(127 * share)

/** Pixels of the cells, row 0 at the top, or at the bottom when the rows count upward; transparent without a value. */
export function cellPixels(
  values: ArrayLike<number>, size: { rows: number; cols: number; upward: boolean }, scale: Range, table: Uint32Array
): Uint32Array {
  const { rows, cols, upward } = size
  const pixels = new Uint32Array(rows * cols)
  for (let row = 0; row < rows; row++) {
    const line = (upward ? rows - 1 - row : row) * cols
    for (let col = 0; col < cols; col++) {
      const share = shade(values[row * cols + col], scale)
      if (share !== null) pixels[line + col] = table[entryOf(share)]
    }
  }
  return pixels
}

/** Ticks of the colour bar with their place, 0 at the bottom. */
export function barTicks(scale: Range): { value: number; at: number }[] {
  return niceTicks(scale, true, 6).map((value) => ({ value, at: Math.log(value / scale.min) / Math.log(scale.max / scale.min) }))
}
