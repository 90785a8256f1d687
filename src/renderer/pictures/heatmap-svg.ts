// A heatmap as an SVG file: the same layout as on the screen, under its title.

import { barWidth, type Grid, type Layout } from '../charts/heatmap'
import { barHeight, barImage, barMarks, textsAlong } from '../charts/heatmap-canvas'
import type { Theme } from '../charts/theme'
import { escaped, svgText } from './svg'

export interface DrawnHeatmap {
  grid: Grid
  layout: Layout
  size: { width: number; height: number }
  /** The cells, one pixel each. */
  cells: HTMLCanvasElement
  /** The texts at the upper and the lower end of the bar. */
  bar: readonly [string, string]
  marked: { row: number; col: number } | null
}

const titleHeight = 24
/** The room for half a line of text below the last row. */
const foot = 8
/** The distance from the middle of a line of text down to its base. */
const middle = 3.5

export function heatmapSvg(
  title: string,
  { grid, layout, size, cells, bar, marked }: DrawnHeatmap,
  theme: Theme
): string {
  const { left, top, width, height, rowAxis, colAxis } = layout
  const cell = { width: width / grid.cols, height: height / grid.rows }
  const image = (canvas: HTMLCanvasElement, x: number, wide: number, tall: number): string =>
    `<image href="${canvas.toDataURL()}" x="${x}" y="${top}" width="${wide}" height="${tall}" preserveAspectRatio="none" image-rendering="pixelated"/>`
  const frame = (x: number, y: number, wide: number, tall: number, stroke: string): string =>
    `<rect x="${x}" y="${y}" width="${wide}" height="${tall}" fill="none" stroke="${stroke}"/>`

  const parts = [
    image(cells, left, width, height),
    frame(left, top, width, height, theme.grid),
    image(barImage(theme.dark), layout.bar.left, barWidth, barHeight(layout)),
    ...textsAlong(rowAxis, cell.height).map(({ at, text }) =>
      svgText(left - 4, top + at + middle, text, theme.muted, 'text-anchor="end"')
    ),
    ...textsAlong(colAxis, cell.width).map(({ at, text }) => {
      const x = left + at
      return svgText(
        x,
        top - 5,
        text,
        theme.muted,
        colAxis.rotated ? `transform="rotate(-90 ${x} ${top - 5})"` : 'text-anchor="middle"'
      )
    }),
    ...barMarks(layout, bar).map(({ x, y, text }) => svgText(x, y + middle, text, theme.muted)),
    ...(marked
      ? [frame(left + marked.col * cell.width, top + marked.row * cell.height, cell.width, cell.height, theme.text)]
      : [])
  ]
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height + titleHeight + foot}" font-family="${theme.textFont}" font-size="10">` +
    `<rect width="100%" height="100%" fill="${theme.background}"/><text x="6" y="16" font-size="12" fill="${theme.text}">${escaped(title)}</text>` +
    `<g transform="translate(0 ${titleHeight})">${parts.join('')}</g></svg>`
  )
}
