// A matrix of sizes in one colour, which is stronger for larger values: by their logarithm where they span decades,
// otherwise by the value.

import { zeroEntry } from '../charts/colours'
import { niceTicks } from '../charts/ticks'
import { alike, type Range } from '../charts/range'

/** Values that are further below the largest look like the smallest one shown. */
const decades = 12

export interface Scale extends Range {
  log: boolean
}

/** Null where no value has a logarithm. */
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
  // Where all values are equal, the scale would have no width. So it gets one.
  return { min: alike(min, max) ? min / 10 : min, max, log: true }
}

/** The weakest colour of a value still looks different from no value. */
const weakest = 0.06

const shareOf = (value: number, { min, max, log }: Scale): number =>
  log ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min)

/** The place on the scale, 0 … 1; null for a missing value and for one without a logarithm. */
export function shade(value: number, scale: Scale): number | null {
  if (Number.isNaN(value) || (scale.log && !(value > 0))) return null
  const share = shareOf(value, scale)
  return weakest + (1 - weakest) * Math.min(1, Math.max(0, share))
}

/** The entry in the colour table of the heatmaps. Its half above zero goes from light to dark. */
export const entryOf = (share: number): number => zeroEntry + Math.round(127 * share)

/**
 * The pixels of the cells. Row 0 is at the top, or at the bottom when the rows count upward. A cell without a value is
 * transparent.
 */
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

/** The ticks of the colour bar with their places, 0 at the bottom. */
export function barTicks(scale: Scale): { value: number; at: number }[] {
  return niceTicks(scale, scale.log, 6).map((value) => ({ value, at: shareOf(value, scale) }))
}
