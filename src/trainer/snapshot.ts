// Parameters and gradients for a view: a matrix is reduced by block means to as many cells as can be drawn and sent,
// with the extremes of all its values. Pure.

import { tensorShapes } from '../model/tensors'
import type { Parameters } from '../engine/parameters'
import type { Model } from '../model/model'
import { shares } from '../engine/shares'
import { cellsPerFrame, type TensorFrame, type Watch } from '../shared/messages'

/** A single matrix up to so many cells is sent whole when a view asks for it. */
const wholeMatrixCells = 512 * 512

/** What is watched, as it is now. A tensor that the model does not have is left out. */
export function takeSnapshots(
  watched: readonly Watch[],
  model: Model,
  values: Parameters,
  gradients: Parameters
): TensorFrame[] {
  const shapes = tensorShapes(model)
  const wanted = watched.flatMap((watch) => {
    const shape = shapes.find(({ name }) => name === watch.tensor)
    return shape
      ? [{ watch, shape, rows: Math.min(shape.rows, watch.maxRows), cols: Math.min(shape.cols, watch.maxCols) }]
      : []
  })
  const askedWhole =
    wanted.length === 1 && wanted[0].rows === wanted[0].shape.rows && wanted[0].cols === wanted[0].shape.cols
  const scale = fittingScale(wanted, askedWhole ? wholeMatrixCells : cellsPerFrame)
  return wanted.map(({ watch: { tensor, what }, shape, rows, cols }) => {
    const [shownRows, shownCols] = [scaled(rows, scale), scaled(cols, scale)]
    const matrix = (what === 'value' ? values : gradients)[tensor]
    return {
      tensor,
      what,
      rows: shape.rows,
      cols: shape.cols,
      shownRows,
      shownCols,
      ...extremes(matrix),
      cells: blockMeans(matrix, shape.rows, shape.cols, shownRows, shownCols)
    }
  })
}

/**
 * [shownRows × shownCols] means over blocks of a row-major [rows × cols] matrix. Blocks differ by at most one row or
 * column in size, and each value belongs to exactly one. shownRows ≤ rows, shownCols ≤ cols.
 */
export function blockMeans(
  matrix: ArrayLike<number>,
  rows: number,
  cols: number,
  shownRows: number,
  shownCols: number
): Float32Array<ArrayBuffer> {
  const rowEdge = shares(rows, shownRows)
  const colEdge = shares(cols, shownCols)
  const cells = new Float32Array(shownRows * shownCols)
  for (let i = 0; i < shownRows; i++) {
    for (let j = 0; j < shownCols; j++) {
      let sum = 0
      for (let r = rowEdge[i]; r < rowEdge[i + 1]; r++) {
        for (let c = colEdge[j]; c < colEdge[j + 1]; c++) sum += matrix[r * cols + c]
      }
      cells[i * shownCols + j] = sum / ((rowEdge[i + 1] - rowEdge[i]) * (colEdge[j + 1] - colEdge[j]))
    }
  }
  return cells
}

/** Smallest, largest and root of the sum of squares of the finite values (0 when there are none). */
export function extremes(values: ArrayLike<number>): { min: number; max: number; norm: number } {
  let [min, max, squares] = [Infinity, -Infinity, 0]
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (!Number.isFinite(value)) continue
    if (value < min) min = value
    if (value > max) max = value
    squares += value * value
  }
  return min <= max ? { min, max, norm: Math.sqrt(squares) } : { min: 0, max: 0, norm: 0 }
}

/** The factor for both sides of every matrix that keeps all cells together within the limit. */
function fittingScale(sizes: readonly { rows: number; cols: number }[], limit: number): number {
  const cells = (scale: number): number =>
    sizes.reduce((sum, { rows, cols }) => sum + scaled(rows, scale) * scaled(cols, scale), 0)
  let scale = 1
  while (cells(scale) > limit) scale *= 0.95
  return scale
}

function scaled(n: number, scale: number): number {
  return Math.max(1, Math.floor(n * scale))
}
