// A line chart as an SVG file: the same scene that Chart.js draws on the screen.

import type { Format } from '../charts/format'
import { spread, stack } from '../charts/labels'
import { toAxis, type Range } from '../charts/range'
import { usualDash } from '../charts/run-style'
import type { RowAxis } from '../charts/row-axis'
import type { Curve, Level, SceneMark, Scene } from '../charts/scene'
import type { Theme } from '../charts/theme'
import { niceTicks } from '../charts/ticks'
import { escaped, ink, places, shortened, svgLine, svgText, widthOf } from './svg'

export interface LegendItem {
  label: string
  colour: string
  dashed?: boolean
  /** A pattern of its own: lengths of strokes and gaps in pixels. */
  dash?: readonly number[]
  width?: number
}

/** The strokes and gaps of the line as SVG writes them; empty for a solid line. */
export const dashText = ({ dash, dashed }: LegendItem): string => (dash ?? (dashed ? usualDash : [])).join(' ')

interface Drawing {
  title: string
  legend: readonly LegendItem[]
  scene: Scene
  xTitle: string
  yTitle: string
  /** Gives the ticks of the x axis; null where the axis has numbers. */
  xAxis: RowAxis | null
  xLog: boolean
  yLog: boolean
  theme: Theme
  format: Format
}

/** The size of the file, and the number of pixels for a curve in it. */
const [width, height] = [720, 400]
export const buckets = 2 * width
const fontSize = 12
const lineHeight = 15
const rows = 2
/** The arrow before the label of a level that is outside the frame. */
const [up, down] = ['↑ ', '↓ ']

interface Area {
  left: number
  right: number
  top: number
  bottom: number
}

/** Makes room for the widest tick, for the labels of levels at the right, and for those of marks above. */
function areaOf({ scene }: Drawing, ticks: readonly string[]): Area {
  const widest = (texts: readonly string[]): number =>
    texts.reduce((most, text) => Math.max(most, widthOf(text, fontSize)), 0)
  const labels = widest((scene.levels ?? []).map(({ label }) => up + label))
  return {
    left: Math.max(60, 38 + widest(ticks)),
    right: width - Math.min(width / 3, Math.max(20, labels + 16)),
    top: 62 + (scene.marks.length > 0 ? rows * lineHeight : 0),
    bottom: 350
  }
}

/** The place of a value of the axis between two pixels. */
function along(range: Range, log: boolean, start: number, end: number): (value: number) => number {
  const low = toAxis(range.min, log)
  const size = toAxis(range.max, log) - low
  return (value) => start + ((toAxis(value, log) - low) / size) * (end - start)
}

interface Place {
  area: Area
  x(value: number): number
  y(value: number): number
  theme: Theme
}

function curveOf({ points, colour, width: stroke = 1.5, dash, dots }: Curve, { x, y }: Place): string {
  let pen = 'M'
  let path = ''
  let dotted = ''
  for (const point of points) {
    if (Number.isNaN(point.y)) {
      pen = 'M'
      continue
    }
    path += `${pen}${places(x(point.x))} ${places(y(point.y))}`
    pen = 'L'
    if (dots)
      dotted += `<circle cx="${places(x(point.x))}" cy="${places(y(point.y))}" r="${dots}" ${ink('fill', colour)}/>`
  }
  return `<path d="${path}" ${ink('stroke', colour)} stroke-width="${stroke}"${dash ? ` stroke-dasharray="${dash.join(' ')}"` : ''}/>${dotted}`
}

function levelsOf(levels: readonly Level[], { y: { min, max } }: Scene, { area, y, theme }: Place): string {
  const shown = [...levels].sort((a, b) => b.y - a.y)
  const wanted = shown.map((level) => Math.min(area.bottom, Math.max(area.top, y(level.y))))
  const at = spread(wanted, lineHeight, area.top - lineHeight / 2, area.bottom + lineHeight / 2)
  return shown
    .map((level, i) => {
      const arrow = level.y > max ? up : level.y < min ? down : ''
      return (
        (arrow ? '' : svgLine(area.left, wanted[i], area.right, wanted[i], level.colour, 'stroke-dasharray="6 4"')) +
        svgLine(area.right, wanted[i], area.right + 8, at[i], level.colour) +
        svgText(
          area.right + 11,
          at[i] + 4,
          shortened(arrow + level.label, fontSize, width - area.right - 11),
          theme.text
        )
      )
    })
    .join('')
}

function marksOf(marks: readonly SceneMark[], { x: { min, max } }: Scene, { area, x }: Place): string {
  const shown = marks.filter((mark) => mark.x >= min && mark.x <= max)
  const texts = shown.map(({ label }) => shortened(label, fontSize, 280))
  const spans = shown.map((mark, i): [number, number] => {
    const size = widthOf(texts[i], fontSize)
    const start = Math.min(x(mark.x), width - size)
    return [start, start + size]
  })
  const row = stack(spans, rows)
  return shown
    .map(
      (mark, i) =>
        svgLine(x(mark.x), area.top, x(mark.x), area.bottom, mark.colour, 'stroke-width="1.25"') +
        (row[i] < 0 ? '' : svgText(spans[i][0], area.top - 5 - row[i] * lineHeight, texts[i], mark.colour))
    )
    .join('')
}

function legendOf(legend: readonly LegendItem[], { area, theme }: Place): string {
  let at = area.left
  return legend
    .map((item) => {
      const { label, colour, width = 2.5 } = item
      const dash = dashText(item)
      const piece =
        svgLine(at, 41, at + 18, 41, colour, `stroke-width="${width}"${dash ? ` stroke-dasharray="${dash}"` : ''}`) +
        svgText(at + 24, 45, label, theme.text)
      at += 42 + widthOf(label, fontSize)
      return piece
    })
    .join('')
}

export function lineSvg(drawing: Drawing): string {
  const { title, legend, scene, xTitle, yTitle, xAxis, xLog, yLog, theme, format } = drawing
  const ticks = niceTicks(scene.y, yLog, 8)
  const area = areaOf(drawing, ticks.map(format.tick))
  const x = along(scene.x, xLog, area.left, area.right)
  const y = along(scene.y, yLog, area.bottom, area.top)
  const place: Place = { area, x, y, theme }
  const middle = (area.top + area.bottom) / 2
  const counted = (value: number): string => (Number.isInteger(value) ? format.count(value) : format.tick(value))
  const xTicks =
    xAxis?.ticks(scene.x, area.right - area.left) ??
    niceTicks(scene.x, xLog, 9).map((value) => ({ value, text: counted(value) }))
  const above = `▲ ${scene.above}`
  const frame = `x="${area.left}" y="${area.top}" width="${area.right - area.left}" height="${area.bottom - area.top}"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${escaped(theme.textFont)}" font-size="${fontSize}">`,
    `<defs><clipPath id="area"><rect ${frame}/></clipPath></defs><rect width="100%" height="100%" fill="${theme.background}"/>`,
    svgText(area.left, 22, title, theme.text, 'font-size="15" font-weight="600"'),
    legendOf(legend, place),
    ...xTicks.map(
      ({ value, text }) =>
        svgLine(x(value), area.top, x(value), area.bottom, theme.grid) +
        svgText(x(value), area.bottom + 17, text, theme.muted, 'text-anchor="middle"')
    ),
    ...ticks.map(
      (tick) =>
        svgLine(area.left, y(tick), area.right, y(tick), theme.grid) +
        svgText(area.left - 7, y(tick) + 4, format.tick(tick), theme.muted, 'text-anchor="end"')
    ),
    svgText((area.left + area.right) / 2, height - 12, xTitle, theme.muted, 'text-anchor="middle"'),
    svgText(16, middle, yTitle, theme.muted, `text-anchor="middle" transform="rotate(-90 16 ${middle})"`),
    '<g clip-path="url(#area)" fill="none" stroke-linejoin="round">',
    ...scene.curves.map((curve) => curveOf(curve, place)),
    '</g>',
    levelsOf(scene.levels ?? [], scene, place),
    marksOf(scene.marks, scene, place),
    scene.above === ''
      ? ''
      : svgText((area.left + area.right) / 2, area.top + 14, above, theme.warning, 'text-anchor="middle"'),
    '</svg>'
  ].join('')
}
