// A line chart as an SVG file: the same scene that Chart.js draws on the screen.

import type { Format } from '../charts/format'
import { toAxis, type Range } from '../charts/range'
import type { Scene } from '../charts/scene'
import type { Theme } from '../charts/theme'
import { niceTicks } from '../charts/ticks'

export interface LegendItem { label: string; colour: string; dashed: boolean }

interface Drawing {
  title: string
  legend: readonly LegendItem[]
  scene: Scene
  xTitle: string
  yTitle: string
  xLog: boolean
  yLog: boolean
  theme: Theme
  format: Format
}

const width = 720
const height = 400
const area = { left: 84, right: 700, top: 62, bottom: 350 }

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const places = (value: number): string => value.toFixed(2)

/** Where a value of the axis lies between two pixels. */
function along(range: Range, log: boolean, start: number, end: number): (value: number) => number {
  const low = toAxis(range.min, log)
  const size = toAxis(range.max, log) - low
  return (value) => start + ((toAxis(value, log) - low) / size) * (end - start)
}

export function svgText(x: number, y: number, words: string, colour: string, attributes = ''): string {
  return `<text x="${places(x)}" y="${places(y)}" fill="${colour}" ${attributes}>${escaped(words)}</text>`
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string, attributes = ''): string {
  return `<path d="M${places(x1)} ${places(y1)}L${places(x2)} ${places(y2)}" stroke="${colour}" ${attributes}/>`
}

export function lineSvg(drawing: Drawing): string {
  const { title, legend, scene, xTitle, yTitle, xLog, yLog, theme, format } = drawing
  const x = along(scene.x, xLog, area.left, area.right)
  const y = along(scene.y, yLog, area.bottom, area.top)
  const parts: string[] = [svgText(area.left, 22, title, theme.text, 'font-size="15" font-weight="600"')]

  let at = area.left
  for (const { label, colour, dashed } of legend) {
    parts.push(line(at, 41, at + 18, 41, colour, `stroke-width="2.5"${dashed ? ' stroke-dasharray="5 3"' : ''}`), svgText(at + 24, 45, label, theme.text))
    at += 44 + 7.5 * label.length
  }
  for (const tick of niceTicks(scene.x, xLog, 9)) {
    parts.push(line(x(tick), area.top, x(tick), area.bottom, theme.grid), svgText(x(tick), area.bottom + 17, format.tick(tick), theme.muted, 'text-anchor="middle"'))
  }
  for (const tick of niceTicks(scene.y, yLog, 8)) {
    parts.push(line(area.left, y(tick), area.right, y(tick), theme.grid), svgText(area.left - 7, y(tick) + 4, format.tick(tick), theme.muted, 'text-anchor="end"'))
  }
  parts.push(
    svgText((area.left + area.right) / 2, height - 12, xTitle, theme.muted, 'text-anchor="middle"'),
    svgText(16, (area.top + area.bottom) / 2, yTitle, theme.muted, `text-anchor="middle" transform="rotate(-90 16 ${(area.top + area.bottom) / 2})"`),
    '<g clip-path="url(#area)" fill="none">'
  )
  for (const { points, colour, width: stroke = 1.5, dash, dots } of scene.curves) {
    let pen = 'M'
    let path = ''
    for (const point of points) {
      if (Number.isNaN(point.y)) { pen = 'M'; continue }
      path += `${pen}${places(x(point.x))} ${places(y(point.y))}`
      pen = 'L'
      if (dots) parts.push(`<circle cx="${places(x(point.x))}" cy="${places(y(point.y))}" r="${dots}" fill="${colour}"/>`)
    }
    parts.push(`<path d="${path}" stroke="${colour}" stroke-width="${stroke}"${dash ? ` stroke-dasharray="${dash.join(' ')}"` : ''}/>`)
  }
  for (const mark of scene.marks) parts.push(line(x(mark.x), area.top, x(mark.x), area.bottom, mark.colour))
  parts.push('</g>', ...scene.marks.map((mark) => svgText(x(mark.x) + 4, area.top + 12, mark.label, mark.colour)))
  const frame = `x="${area.left}" y="${area.top}" width="${area.right - area.left}" height="${area.bottom - area.top}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${theme.textFont}" font-size="12">`
    + `<defs><clipPath id="area"><rect ${frame}/></clipPath></defs><rect width="100%" height="100%" fill="${theme.background}"/>${parts.join('')}</svg>`
}
