// Draws levels, marks and their labels over a Chart.js chart, and below it the curves that are drawn as bars. Labels
// stand in the margins, outside the curves, and are moved apart. A level outside the frame keeps its label at the edge,
// with an arrow.

import type { Chart, Plugin } from 'chart.js'
import { drawStrokes, strokesOf } from './bars'
import { spread, stack } from './labels'
import type { Level, SceneMark, Scene } from './scene'
import type { Theme } from './theme'

const lineHeight = 15
/** The size of all texts in a chart, in pixels. */
export const fontSize = 11
const fontOf = (theme: Theme): string => `${fontSize}px ${theme.textFont}`
const rows = 2
/** The arrow before the label of a level that is outside the frame. */
const [up, down] = ['↑ ', '↓ ']
const top = rows * lineHeight + 4

/** Pixels between the frame and the label of a level. */
const gap = 11

export interface Overlay {
  scene: Scene | null
  theme: Theme
}

/** A text that is too wide loses what stands before its last word, which is the value. */
function shortened(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text
  const value = text.slice(Math.max(0, text.lastIndexOf(' ')))
  let end = text.length - value.length
  while (end > 1 && context.measureText(`${text.slice(0, end)}…${value}`).width > width) end--
  return `${text.slice(0, end)}…${value}`
}

function levels(chart: Chart, all: readonly Level[], theme: Theme): void {
  // From the top down, so that labels that meet at an edge stand in the order of their levels.
  const shown = [...all].sort((a, b) => b.y - a.y)
  const {
    ctx,
    chartArea: area,
    scales: { y }
  } = chart
  const wanted = shown.map((level) => Math.min(area.bottom, Math.max(area.top, y.getPixelForValue(level.y))))
  const places = spread(wanted, lineHeight, area.top - lineHeight / 2, area.bottom + lineHeight / 2)
  shown.forEach((level, i) => {
    const inside = level.y >= y.min && level.y <= y.max
    ctx.strokeStyle = level.colour
    ctx.lineWidth = 1
    if (inside) {
      ctx.setLineDash([6, 4])
      ctx.beginPath()
      ctx.moveTo(area.left, wanted[i])
      ctx.lineTo(area.right, wanted[i])
      ctx.stroke()
      ctx.setLineDash([])
    }
    ctx.beginPath()
    ctx.moveTo(area.right, wanted[i])
    ctx.lineTo(area.right + 8, places[i])
    ctx.stroke()
    const arrow = inside ? '' : level.y > y.max ? up : down
    ctx.fillStyle = theme.text
    ctx.textAlign = 'left'
    ctx.textBaseline = 'middle'
    ctx.fillText(shortened(ctx, arrow + level.label, chart.width - area.right - gap), area.right + gap, places[i])
  })
}

function marks(chart: Chart, shown: readonly SceneMark[]): void {
  const {
    ctx,
    chartArea: area,
    scales: { x }
  } = chart
  const inside = shown.filter((mark) => mark.x >= x.min && mark.x <= x.max)
  const at = inside.map((mark) => x.getPixelForValue(mark.x))
  const texts = inside.map((mark) => shortened(ctx, mark.label, 280))
  const widths = texts.map((text) => ctx.measureText(text).width)
  const spans = at.map((pixel, i): [number, number] => {
    const start = Math.min(pixel, chart.width - widths[i])
    return [start, start + widths[i]]
  })
  const row = stack(spans, rows)
  inside.forEach((mark, i) => {
    ctx.strokeStyle = mark.colour
    ctx.lineWidth = 1.25
    ctx.beginPath()
    ctx.moveTo(at[i], row[i] < 0 ? area.top : area.top - 3)
    ctx.lineTo(at[i], area.bottom)
    ctx.stroke()
    // The reading of the pointer names a mark that has no room for its label.
    if (row[i] < 0) return
    ctx.fillStyle = mark.colour
    ctx.textAlign = 'left'
    ctx.textBaseline = 'bottom'
    ctx.fillText(texts[i], spans[i][0], area.top - 3 - row[i] * lineHeight)
  })
}

/** The margins that the labels need. No label takes more than two fifths of the chart. */
export function margins({ scene, theme }: Overlay, chart: Chart): { top: number; right: number } {
  chart.ctx.font = fontOf(theme)
  const widths = (scene?.levels ?? []).map(({ label }) => gap + chart.ctx.measureText(up + label).width + 2)
  return { top: scene?.marks.length ? top : 10, right: Math.min(0.4 * chart.width, Math.max(12, ...widths)) }
}

export function overlayPlugin(overlay: Overlay): Plugin<'line'> {
  return {
    id: 'overlay',
    beforeDatasetsDraw(chart) {
      const {
        ctx,
        chartArea: area,
        scales: { x, y }
      } = chart
      const barred = overlay.scene?.curves.filter(({ bars }) => bars) ?? []
      if (barred.length === 0) return
      ctx.save()
      ctx.beginPath()
      ctx.rect(area.left, area.top, area.right - area.left, area.bottom - area.top)
      ctx.clip()
      for (const { points, colour } of barred) {
        drawStrokes(
          ctx,
          strokesOf(points.map((point) => ({ x: x.getPixelForValue(point.x), y: y.getPixelForValue(point.y) }))),
          colour
        )
      }
      ctx.restore()
    },
    afterDatasetsDraw(chart) {
      const { scene, theme } = overlay
      if (!scene) return
      const { ctx, chartArea: area } = chart
      ctx.save()
      ctx.font = fontOf(theme)
      if (scene.levels) levels(chart, scene.levels, theme)
      marks(chart, scene.marks)
      if (scene.above !== '') {
        ctx.textAlign = 'center'
        ctx.textBaseline = 'top'
        const text = `▲ ${scene.above}`
        const width = ctx.measureText(text).width
        ctx.fillStyle = theme.background
        ctx.fillRect((area.left + area.right - width) / 2 - 5, area.top + 1, width + 10, lineHeight + 3)
        ctx.fillStyle = theme.warning
        ctx.fillText(text, (area.left + area.right) / 2, area.top + 4)
      }
      ctx.restore()
    }
  }
}
