// Puts a heatmap on a canvas: cells, cursor, texts, colour bar.

import { colourTable, paint } from './colours'
import type { Format } from './format'
import { barWidth, type Axis, type Grid, type Layout } from './heatmap'
import type { Theme } from './theme'

const tables = { light: colourTable(false), dark: colourTable(true) }

/** The cells at one pixel each, scaled up without smoothing when they are drawn. */
export class CellImage {
  private readonly canvas = document.createElement('canvas')
  private image: ImageData | null = null

  update(grid: Grid, limit: number, dark: boolean): HTMLCanvasElement {
    const context = this.canvas.getContext('2d')!
    if (!this.image || this.canvas.width !== grid.cols || this.canvas.height !== grid.rows) {
      this.canvas.width = grid.cols
      this.canvas.height = grid.rows
      this.image = context.createImageData(grid.cols, grid.rows)
    }
    paint(grid.cells, tables[dark ? 'dark' : 'light'], limit, new Uint32Array(this.image.data.buffer))
    context.putImageData(this.image, 0, 0)
    return this.canvas
  }
}

/** The colours of a scale from its upper end to its lower, one pixel each. */
function barImage(dark: boolean): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: 1, height: 255 })
  const context = canvas.getContext('2d')!
  const image = context.createImageData(1, 255)
  new Uint32Array(image.data.buffer).set(tables[dark ? 'dark' : 'light'].slice(1).reverse())
  context.putImageData(image, 0, 0)
  return canvas
}
const bars: { light?: HTMLCanvasElement; dark?: HTMLCanvasElement } = {}

interface Drawing {
  context: CanvasRenderingContext2D
  grid: Grid
  layout: Layout
  image: HTMLCanvasElement
  limit: number
  /** Some values are beyond the scale: its ends say so. */
  saturated: boolean
  cursor: { row: number; col: number } | null
  theme: Theme
  format: Format
}

function texts(axis: Axis, cell: number, place: (at: number, text: string) => void): void {
  if (!axis.texts || !Number.isFinite(axis.every)) return
  for (let i = 0; i < axis.texts.length; i += axis.every) place((i + 0.5) * cell, axis.texts[i])
}

function shorten(context: CanvasRenderingContext2D, text: string, room: number): string {
  let end = text.length
  while (end > 1 && context.measureText(end < text.length ? text.slice(0, end) + '…' : text).width > room) end--
  return end < text.length ? text.slice(0, end) + '…' : text
}

export const barTick = (value: number, format: Format): string => format.tick(Number(value.toPrecision(2)))

export function drawHeatmap({ context, grid, layout, image, limit, saturated, cursor, theme, format }: Drawing): void {
  const { left, top, width, height, rowAxis, colAxis, bar } = layout
  const cell = { width: width / grid.cols, height: height / grid.rows }
  context.imageSmoothingEnabled = false
  context.drawImage(image, left, top, width, height)
  context.strokeStyle = theme.grid
  context.lineWidth = 1
  context.strokeRect(left - 0.5, top - 0.5, width + 1, height + 1)

  context.fillStyle = theme.muted
  context.textBaseline = 'middle'
  context.textAlign = 'right'
  texts(rowAxis, cell.height, (at, text) => context.fillText(shorten(context, text, rowAxis.room - 6), left - 4, top + at))
  texts(colAxis, cell.width, (at, text) => {
    context.save()
    context.translate(left + at, top - 4)
    if (colAxis.rotated) context.rotate(-Math.PI / 2)
    context.textAlign = colAxis.rotated ? 'left' : 'center'
    context.textBaseline = colAxis.rotated ? 'middle' : 'alphabetic'
    context.fillText(colAxis.rotated ? shorten(context, text, colAxis.room - 6) : text, 0, 0)
    context.restore()
  })

  // The bar of a strip is as high as the strip's line allows: at least enough for its two ends.
  const barHeight = Math.max(height, 26)
  context.drawImage(bars[theme.dark ? 'dark' : 'light'] ??= barImage(theme.dark), bar.left, top, barWidth, barHeight)
  context.fillStyle = theme.muted
  context.textAlign = 'left'
  const tick = (share: number, text: string): void => context.fillText(text, bar.left + barWidth + 4, top + 5 + share * (barHeight - 10))
  tick(0, (saturated ? '≥ ' : '') + barTick(limit, format))
  if (barHeight >= 40) tick(0.5, '0')
  tick(1, (saturated ? '≤ ' : '') + barTick(-limit, format))

  if (cursor) {
    context.strokeStyle = theme.text
    context.lineWidth = 2
    context.strokeRect(left + cursor.col * cell.width - 1, top + cursor.row * cell.height - 1, cell.width + 2, cell.height + 2)
  }
}
