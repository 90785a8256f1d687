// A curve of more points than pixels. What lies within a column of pixels is one upright bar; points that are further
// apart are joined by a line. It looks like the line through all points, which takes ten times as long to paint.

import type { PlotPoint } from './decimate'

/** A bar over `x` … `x` + 1, or a line. In pixels. */
export interface Strokes {
  bars: { x: number; top: number; bottom: number }[]
  lines: [from: PlotPoint, to: PlotPoint][]
}

/** `points` in pixels, x not falling. A point whose y is not a number is a gap. */
export function strokesOf(points: Iterable<PlotPoint>): Strokes {
  const strokes: Strokes = { bars: [], lines: [] }
  let last: PlotPoint | null = null
  for (const point of points) {
    const x = Math.round(point.x)
    const columns: number = last ? x - Math.round(last.x) : Infinity
    if (Number.isNaN(point.y)) {
      last = null
      continue
    }
    if (columns > 0) {
      // A bar goes as far as its neighbour's end, so that the curve has no holes.
      const from: number = columns === 1 ? last!.y : point.y
      strokes.bars.push({ x, top: from, bottom: from })
      if (last && columns > 1) strokes.lines.push([last, point])
    }
    const bar = strokes.bars.at(-1)!
    bar.top = Math.min(bar.top, point.y)
    bar.bottom = Math.max(bar.bottom, point.y)
    last = point
  }
  return strokes
}

export function drawStrokes(context: CanvasRenderingContext2D, { bars, lines }: Strokes, colour: string): void {
  context.fillStyle = context.strokeStyle = colour
  context.lineWidth = 1
  for (const { x, top, bottom } of bars) context.fillRect(x, top, 1, Math.max(1, bottom - top))
  context.beginPath()
  for (const [from, to] of lines) {
    context.moveTo(from.x, from.y)
    context.lineTo(to.x, to.y)
  }
  context.stroke()
}
