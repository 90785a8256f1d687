// A vector as a small strip of colours.

import type { Unrolled } from '../../shared/inspection'
import { css, paint } from '../charts/colours'
import { block } from '../charts/heatmap'
import type { NodeRow } from './layout'

const mostCells = 32

/** A missing value has none. */
const sizeOf = (value: number): number => (Number.isNaN(value) ? -1 : Math.abs(value))

/**
 * The value of each cell: its unit, or the one that differs most from zero where a cell stands for several. A mean
 * would hide the 1 of a one-hot vector.
 */
export const cellValues = (values: Float64Array, count: number): Float32Array =>
  Float32Array.from({ length: count }, (_, cell) => values[unitOfCell(values, cell, count)])

export const cellsFor = (length: number, width: number): number =>
  Math.max(1, Math.min(length, mostCells, Math.floor(width / 2)))

/** The unit that a cell stands for. Cells divide the units in the same way as the heatmaps. */
export function unitOfCell(values: Float64Array, cell: number, count: number): number {
  const { first, last } = block(cell, count, values.length)
  let best = first
  for (let i = first; i <= last; i++) if (sizeOf(values[i]) > sizeOf(values[best])) best = i
  return best
}

export const cellOfUnit = (unit: number, length: number, count: number): number =>
  Array.from({ length: count }, (_, i) => i).find((i) => block(i, count, length).last >= unit) ?? 0

export function colours(cells: Float32Array, table: Uint32Array, limit: number): string[] {
  const pixels = new Uint32Array(cells.length)
  paint(cells, table, limit, pixels)
  return Array.from(pixels, css)
}

/**
 * Half the width of the colour scale of each row, over all steps and all graphs on the screen, so that they can be
 * compared.
 */
export type Limits = Record<NodeRow | 'dO' | 'dh', number>

export function limitsOf(shown: readonly Unrolled[]): Limits {
  const largest = (...names: ('x' | 'o' | 'yhat' | 'y' | 'L' | 'dO' | 'dh')[]): number =>
    shown.reduce(
      (most, unrolled) =>
        names.reduce((more, name) => unrolled[name].reduce((size, value) => Math.max(size, sizeOf(value)), more), most),
      0
    )
  // Probabilities end at 1, and tanh lies between −1 and 1.
  const truth = shown[0].output === 'linear' ? largest('y', 'yhat') : 1
  return {
    x: largest('x'),
    h: 1,
    o: largest('o'),
    yhat: truth,
    y: truth,
    L: largest('L'),
    dO: largest('dO'),
    dh: largest('dh')
  }
}
