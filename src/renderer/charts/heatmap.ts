// The geometry of a matrix on the screen: the place of its cells, the width of its scale, the cell under a point.

import type { TensorFrame } from '../../shared/messages'
import { stride } from './labels'

/** A frame in the orientation of the screen: a bias is drawn as one row. */
export interface Grid {
  rows: number
  cols: number
  /** The size of the whole matrix in the same orientation. */
  fullRows: number
  fullCols: number
  cells: Float32Array
  turned: boolean
}

export function gridOf(frame: TensorFrame): Grid {
  const { shownRows, shownCols, rows, cols, cells } = frame
  return cols === 1
    ? { rows: 1, cols: shownRows, fullRows: 1, fullCols: rows, cells, turned: true }
    : { rows: shownRows, cols: shownCols, fullRows: rows, fullCols: cols, cells, turned: false }
}

/**
 * The first and last true index (both included) that cell `index` of `shown` stands for. The trainer divides a matrix
 * the same way.
 */
export function block(index: number, shown: number, full: number): { first: number; last: number } {
  return { first: Math.floor((index * full) / shown), last: Math.floor(((index + 1) * full) / shown) - 1 }
}

/**
 * Half the width of the symmetric scale: 99 % of the cells have a smaller absolute value. So one large weight does not
 * make all others pale.
 */
export function limitOf(frame: TensorFrame, robust: boolean): number {
  if (!robust) return Math.max(Math.abs(frame.min), Math.abs(frame.max))
  // A few thousand cells are enough for the percentile. Sorting all of them would take longer than a frame.
  const every = Math.ceil(frame.cells.length / 4096)
  const sizes = frame.cells
    .filter((_, i) => i % every === 0)
    .map(Math.abs)
    .filter(Number.isFinite)
    .sort()
  return sizes.length === 0 ? 0 : sizes[Math.floor(0.99 * (sizes.length - 1))]
}

export interface CellLabels {
  /** A text stands at each n-th cell; Infinity means at none. */
  every: number
  texts: readonly string[] | null
  rotated: boolean
  /** The room of the texts across the axis, in pixels. */
  room: number
}

export interface Layout {
  left: number
  top: number
  width: number
  height: number
  rowAxis: CellLabels
  colAxis: CellLabels
  bar: { left: number; width: number }
}

export const barWidth = 10
const gap = 6
const textHeight = 12

/** The texts of an axis: the given labels where every cell has one, otherwise the indices. */
function texts(labels: readonly string[] | undefined, shown: number, full: number): string[] {
  if (labels && labels.length === full && shown === full) return [...labels]
  return Array.from({ length: shown }, (_, i) => String(block(i, shown, full).first))
}

/**
 * Divides the box: texts of the rows at the left, texts of the columns above, the colour bar at the right. Cells are
 * square where there is room. Large cells are whole device pixels, so that they all look alike.
 */
export function arrange(
  grid: Grid,
  box: { width: number; height: number; ratio: number },
  labels: {
    rows?: readonly string[] | undefined
    cols?: readonly string[] | undefined
    measure(text: string): number
    bar: number
  }
): Layout {
  const rowTexts = grid.rows > 1 ? texts(labels.rows, grid.rows, grid.fullRows) : null
  const colTexts = texts(labels.cols, grid.cols, grid.fullCols)
  const widest = (list: readonly string[]): number =>
    list.reduce((most, text) => Math.max(most, labels.measure(text)), 0)
  // Where the rows have no texts, half of the text of the first column needs room at the left.
  const rowRoom = rowTexts ? Math.min(widest(rowTexts), box.width / 4) + gap : gap
  const widestColumn = widest(colTexts)
  /** Most texts are narrower; a few wide ones (W, —) may come close to their neighbours. */
  const ordinaryColumn = colTexts.map((text) => labels.measure(text)).sort((a, b) => a - b)[
    Math.floor(0.9 * (colTexts.length - 1))
  ]
  const barRoom = barWidth + gap + labels.bar + gap

  const inner = {
    width: Math.max(1, box.width - rowRoom - barRoom),
    height: Math.max(1, box.height - textHeight - gap)
  }
  // Cells can be wider or higher than square, so that each name has room at its cell.
  const nameFor = (given: readonly string[] | undefined, shown: number, full: number, size: number): number =>
    given?.length === full && shown === full ? size : 0
  const least = {
    width: nameFor(labels.cols, grid.cols, grid.fullCols, Math.min(ordinaryColumn, textHeight) + 2),
    height: nameFor(labels.rows, grid.rows, grid.fullRows, textHeight)
  }
  const cell = cellSize(grid, inner, box.ratio, least)
  // Labels are upright where each fits over its cell. Of indices, some are left out; names that do not fit are turned.
  const rotated = least.width > 0 && ordinaryColumn > Math.max(cell.width - 2, textHeight)
  const colRoom = (rotated ? Math.min(widestColumn, box.height / 4) : textHeight) + gap
  const final = cellSize(grid, { width: inner.width, height: Math.max(1, box.height - colRoom) }, box.ratio, least)
  const width = final.width * grid.cols
  const height = final.height * grid.rows
  return {
    left: rowRoom,
    top: colRoom,
    width,
    height,
    rowAxis: {
      every: rowTexts ? stride(final.height, textHeight) : Infinity,
      texts: rowTexts,
      rotated: false,
      room: rowRoom
    },
    colAxis: {
      every: stride(final.width, rotated ? textHeight : ordinaryColumn + (least.width > 0 ? 2 : 4)),
      texts: colTexts,
      rotated,
      room: colRoom
    },
    bar: { left: rowRoom + width + gap, width: barWidth }
  }
}

interface Size {
  width: number
  height: number
}

/** The result is at least `least` where there is room, and never exceeds the room. */
function cellSize(grid: Grid, room: Size, ratio: number, least: Size): Size {
  const whole = (size: number): number => (size * ratio >= 6 ? Math.floor(size * ratio) / ratio : size)
  const width = room.width / grid.cols
  const height = room.height / grid.rows
  // A strip is as wide as its room, and one or two lines high.
  if (grid.rows === 1) return { width: whole(Math.min(width, 28)), height: Math.min(height, 28) }
  // Cells are not square where that would leave most of the room empty (83 outputs × 2048 units).
  const side = Math.min(width, height)
  const most = Math.max(width, height) > 4 * side ? 4 * side : side
  return {
    width: whole(Math.min(width, Math.max(most, least.width))),
    height: whole(Math.min(height, Math.max(most, least.height)))
  }
}

export function cellAt(x: number, y: number, grid: Grid, layout: Layout): { row: number; col: number } | null {
  const col = Math.floor(((x - layout.left) / layout.width) * grid.cols)
  const row = Math.floor(((y - layout.top) / layout.height) * grid.rows)
  return col >= 0 && col < grid.cols && row >= 0 && row < grid.rows ? { row, col } : null
}
