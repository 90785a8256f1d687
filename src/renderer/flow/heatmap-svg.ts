// A heatmap as an SVG file: the same layout that is drawn on the screen, under its title.

import { barWidth, type Axis, type Grid, type Layout } from '../charts/heatmap'
import { barHeight, barImage } from '../charts/heatmap-canvas'
import type { Theme } from '../charts/theme'
import { escaped, fontFamily, svgText } from './svg'

export interface DrawnHeatmap {
  grid: Grid
  layout: Layout
  size: { width: number; height: number }
  /** The cells at one pixel each. */
  cells: HTMLCanvasElement
  /** What stands at the upper and lower end of the bar. */
  bar: readonly [string, string]
  marked: { row: number; col: number } | null
}

const titleHeight = 24
/** Room for half a line of text below the last row. */
const foot = 8

/** The texts of an axis that are shown, and at which of its cells. */
function shown({ texts, every }: Axis): { at: number; text: string }[] {
  if (!texts || !Number.isFinite(every)) return []
  return texts.flatMap((text, at) => (at % every === 0 ? [{ at, text }] : []))
}

export function heatmapSvg(title: string, { grid, layout, size, cells, bar, marked }: DrawnHeatmap, theme: Theme): string {
  const { left, top, width, height, rowAxis, colAxis } = layout
  const cell = { width: width / grid.cols, height: height / grid.rows }
  const high = barHeight(layout)
  const image = (canvas: HTMLCanvasElement, x: number, wide: number, tall: number): string =>
    `<image href="${canvas.toDataURL()}" x="${x}" y="${top}" width="${wide}" height="${tall}" preserveAspectRatio="none" image-rendering="pixelated"/>`
  const frame = (x: number, y: number, wide: number, tall: number, stroke: string): string =>
    `<rect x="${x}" y="${y}" width="${wide}" height="${tall}" fill="none" stroke="${stroke}"/>`
  const beside = (share: number, text: string): string => svgText(layout.bar.left + barWidth + 4, top + 9 + share * (high - 10), text, theme.muted)

  const parts = [
    image(cells, left, width, height), frame(left, top, width, height, theme.grid), image(barImage(theme.dark), layout.bar.left, barWidth, high),
    ...shown(rowAxis).map(({ at, text }) => svgText(left - 4, top + (at + 0.5) * cell.height + 3.5, text, theme.muted, 'text-anchor="end"')),
    ...shown(colAxis).map(({ at, text }) => {
      const x = left + (at + 0.5) * cell.width
      return svgText(x, top - 5, text, theme.muted, colAxis.rotated ? `transform="rotate(-90 ${x} ${top - 5})"` : 'text-anchor="middle"')
    }),
    beside(0, bar[0]), ...(high >= 40 ? [beside(0.5, '0')] : []), beside(1, bar[1]),
    ...(marked ? [frame(left + marked.col * cell.width, top + marked.row * cell.height, cell.width, cell.height, theme.text)] : [])
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height + titleHeight + foot}" font-family="${fontFamily}" font-size="10">`
    + `<rect width="100%" height="100%" fill="${theme.background}"/><text x="6" y="16" font-size="12" fill="${theme.text}">${escaped(title)}</text>`
    + `<g transform="translate(0 ${titleHeight})">${parts.join('')}</g></svg>`
}
