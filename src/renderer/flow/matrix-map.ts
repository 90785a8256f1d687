// A matrix of sizes in one colour: stronger with the logarithm of the value where they span decades, or with the value.

import { zeroEntry } from '../charts/colours'
import { niceTicks } from '../charts/ticks'
import { alike, type Range } from '../charts/range'

/** What lies further below the largest value looks like the smallest one shown. */
const decades = 12

export interface Scale extends Range {
  log: boolean
}

/** Null when no value has a logarithm. */
export function logScale(values: ArrayLike<number>): Scale | null {
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
  return { min: alike(min, max) ? min / 10 : min, max, log: true }
}

/** The weakest colour of a value still differs from no value. */
const weakest = 0.06

const shareOf = (value: number, { min, max, log }: Scale): number =>
  log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min)

/** 0 … 1, or null for what is not on the scale: what was never there, and what has no logarithm. */
export function shade(value: number, scale: Scale): number | null {
  if (Number.isNaN(value) || (scale.log && !(value > 0))) return null
  const share = shareOf(value, scale)
  return weakest + (1 - weakest) * Math.min(1, Math.max(0, share))
}

/** Entry of the heatmaps' colour table; their half above zero goes one way in lightness. */
export const entryOf = (share: number): number => zeroEntry + Math.round(127 * share)

/** Pixels of the cells, row 0 at the top, or at the bottom when the rows count upward; transparent without a value. */
export function cellPixels(
  values: ArrayLike<number>,
  size: { rows: number; cols: number; upward: boolean },
  scale: Scale,
  table: Uint32Array
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
export function barTicks(scale: Scale): { value: number; at: number }[] {
  return niceTicks(scale, scale.log, 6).map((value) => ({ value, at: shareOf(value, scale) }))
}
