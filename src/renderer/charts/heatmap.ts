// A matrix on the screen: where its cells lie, how wide its scale is, which cell is under a point.

import type { TensorFrame } from '../../shared/messages'
import { stride } from './labels'

/** A frame as it lies on the screen: a bias is drawn as one row. */
export interface Grid {
  rows: number
  cols: number
  /** Size of the whole matrix in the same orientation. */
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

/** First and last (inclusive) true index that cell `index` of `shown` stands for; the trainer divides a matrix the same way. */
export function block(index: number, shown: number, full: number): { first: number; last: number } {
  return { first: Math.floor((index * full) / shown), last: Math.floor(((index + 1) * full) / shown) - 1 }
}

/**
 * Half the width of the symmetric scale. Robust: the value that 99 % of the cells stay below in size, so that a single
 * large weight does not make all others pale.
 */
export function limitOf(frame: TensorFrame, robust: boolean): number {
  if (!robust) return Math.max(Math.abs(frame.min), Math.abs(frame.max))
  // A few thousand cells tell the percentile well enough, and sorting them all would take longer than a frame.
  const every = Math.ceil(frame.cells.length / 4096)
  const sizes = frame.cells
    .filter((_, i) => i % every === 0)
    .map(Math.abs)
    .filter(Number.isFinite)
    .sort()
  return sizes.length === 0 ? 0 : sizes[Math.floor(0.99 * (sizes.length - 1))]
}

export interface CellLabels {
  /** Text at every how many cells; Infinity for none. */
  every: number
  texts: readonly string[] | null
  rotated: boolean
  /** Room that the texts take across the axis. */
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

/** Texts of an axis: the given labels when every cell has one, indices otherwise. */
function texts(labels: readonly string[] | undefined, shown: number, full: number): string[] {
  if (labels && labels.length === full && shown === full) return [...labels]
  return Array.from({ length: shown }, (_, i) => String(block(i, shown, full).first))
}

/**
 * Divides the box: texts of rows at the left, of columns above, the colour bar at the right. Cells are square where
 * there is room, and whole device pixels where they are large enough, so that they all look alike.
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
  // Without texts of rows, half of the first column's text stands out to the left.
  const rowRoom = rowTexts ? Math.min(widest(rowTexts), box.width / 4) + gap : gap
  const widestColumn = widest(colTexts)
  /** A few wide ones (W, —) may come close to their neighbours. */
  const ordinaryColumn = colTexts.map((text) => labels.measure(text)).sort((a, b) => a - b)[
    Math.floor(0.9 * (colTexts.length - 1))
  ]
  const barRoom = barWidth + gap + labels.bar + gap

  const inner = {
    width: Math.max(1, box.width - rowRoom - barRoom),
    height: Math.max(1, box.height - textHeight - gap)
  }
  // Cells may be wider or higher than square for the sake of names, so that each can stand at its cell.
  const nameFor = (given: readonly string[] | undefined, shown: number, full: number, size: number): number =>
    given?.length === full && shown === full ? size : 0
  const least = {
    width: nameFor(labels.cols, grid.cols, grid.fullCols, Math.min(ordinaryColumn, textHeight) + 2),
    height: nameFor(labels.rows, grid.rows, grid.fullRows, textHeight)
  }
  const cell = cellSize(grid, inner, box.ratio, least)
  // Upright where every label fits over its cell; indices may be thinned; names that do not fit are turned.
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

/** `least` is a wish: more than there is room for is never taken. */
function cellSize(grid: Grid, room: Size, ratio: number, least: Size): Size {
  const whole = (size: number): number => (size * ratio >= 6 ? Math.floor(size * ratio) / ratio : size)
  const width = room.width / grid.cols
  const height = room.height / grid.rows
  // A strip is as wide as the room and no higher than a line or two.
  if (grid.rows === 1) return { width: whole(Math.min(width, 28)), height: Math.min(height, 28) }
  // Not square when that would leave most of the room empty (83 outputs × 2048 units).
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
