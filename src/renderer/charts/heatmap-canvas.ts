// Draws a heatmap on two canvases. The lower one has the cells, which change with each frame; the upper one has the
// rest.

import { colourTable, paint } from './colours'
import type { Format } from './format'
import { barWidth, type CellLabels, type Grid, type Layout } from './heatmap'
import type { Theme } from './theme'

const bars: { light?: HTMLCanvasElement; dark?: HTMLCanvasElement } = {}
const tables = { light: colourTable(false), dark: colourTable(true) }

/** Paints each cell as one pixel; the page scales the canvas up without smoothing. */
export function paintCells(
  context: CanvasRenderingContext2D,
  { rows, cols, cells }: Grid,
  limit: number,
  dark: boolean
): void {
  const { canvas } = context
  // Setting the size clears the canvas. A matrix of the same size keeps its buffer.
  if (canvas.width !== cols || canvas.height !== rows) Object.assign(canvas, { width: cols, height: rows })
  const image = context.createImageData(cols, rows)
  paint(cells, tables[dark ? 'dark' : 'light'], limit, new Uint32Array(image.data.buffer))
  context.putImageData(image, 0, 0)
}

/** The colours of a scale from its upper end to its lower end, one pixel each. */
export function barImage(dark: boolean): HTMLCanvasElement {
  const known = bars[dark ? 'dark' : 'light']
  if (known) return known
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: 1, height: 255 })
  const context = canvas.getContext('2d')!
  const image = context.createImageData(1, 255)
  new Uint32Array(image.data.buffer).set(tables[dark ? 'dark' : 'light'].slice(1).reverse())
  context.putImageData(image, 0, 0)
  return (bars[dark ? 'dark' : 'light'] = canvas)
}

interface Drawing {
  context: CanvasRenderingContext2D
  grid: Grid
  layout: Layout
  cursor: { row: number; col: number } | null
  theme: Theme
}

/** The texts of an axis that are shown, and the place of each along it: the middle of its cell. */
export function textsAlong({ texts, every }: CellLabels, cell: number): { at: number; text: string }[] {
  if (!texts || !Number.isFinite(every)) return []
  return texts.flatMap((text, i) => (i % every === 0 ? [{ at: (i + 0.5) * cell, text }] : []))
}

function shorten(context: CanvasRenderingContext2D, text: string, room: number): string {
  let end = text.length
  while (end > 1 && context.measureText(end < text.length ? text.slice(0, end) + '…' : text).width > room) end--
  return end < text.length ? text.slice(0, end) + '…' : text
}

/** Draws the frame, the names of rows and columns, the colour bar and the cursor. */
export function drawSurroundings({ context, grid, layout, cursor, theme }: Drawing): void {
  const { left, top, width, height, rowAxis, colAxis, bar } = layout
  const cell = { width: width / grid.cols, height: height / grid.rows }
  context.strokeStyle = theme.grid
  context.lineWidth = 1
  context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1)

  context.fillStyle = theme.muted
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  for (const { at, text } of textsAlong(rowAxis, cell.height))
    context.fillText(shorten(context, text, rowAxis.room - 6), left - 4, top + at)
  for (const { at, text } of textsAlong(colAxis, cell.width)) {
    context.save()
    context.translate(left + at, top - 4)
    if (colAxis.rotated) context.rotate(-Math.PI / 2)
    context.textAlign = colAxis.rotated ? 'left' : 'center'
    context.textBaseline = colAxis.rotated ? 'middle' : 'alphabetic'
    context.fillText(colAxis.rotated ? shorten(context, text, colAxis.room - 6) : text, 0, 0)
    context.restore()
  }

  context.imageSmoothingEnabled = false
  context.drawImage(barImage(theme.dark), bar.left, top, barWidth, barHeight(layout))
  if (cursor) {
    context.strokeStyle = theme.text
    context.lineWidth = 2
    context.strokeRect(
      left + cursor.col * cell.width - 1,
      top + cursor.row * cell.height - 1,
      cell.width + 2,
      cell.height + 2
    )
  }
}

/** The bar of a strip is as high as the line of the strip allows, and high enough for the texts at its two ends. */
export const barHeight = ({ height }: Layout): number => Math.max(height, 26)

/** The texts at the upper and the lower end of the bar; `saturated`: some values are outside the scale. */
export function barTexts(limit: number, saturated: boolean, format: Format): readonly [string, string] {
  const tick = (value: number): string => format.tick(Number(value.toPrecision(2)))
  return [(saturated ? '≥ ' : '') + tick(limit), (saturated ? '≤ ' : '') + tick(-limit)]
}

/** The places of these texts beside the bar, with a 0 between them where there is room. */
export function barMarks(
  layout: Layout,
  [upper, lower]: readonly [string, string]
): { x: number; y: number; text: string }[] {
  const height = barHeight(layout)
  const mark = (share: number, text: string): { x: number; y: number; text: string } => ({
    x: layout.bar.left + barWidth + 4,
    y: layout.top + 5 + share * (height - 10),
    text
  })
  return [mark(0, upper), ...(height >= 40 ? [mark(0.5, '0')] : []), mark(1, lower)]
}

/** Writes these texts in place of the old ones. */
export function drawBarTexts(
  context: CanvasRenderingContext2D,
  layout: Layout,
  texts: readonly [string, string],
  theme: Theme
): void {
  context.clearRect(layout.bar.left + barWidth + 4, layout.top - 2, 200, barHeight(layout) + 4)
  context.fillStyle = theme.muted
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  for (const { x, y, text } of barMarks(layout, texts)) context.fillText(text, x, y)
}
