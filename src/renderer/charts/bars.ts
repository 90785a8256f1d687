// A curve with more points than pixels. The points within one column of pixels become one upright bar; a line joins
// points that are further apart. It looks like a line through all points, and such a line takes ten times as long to
// paint.

import type { PlotPoint } from './decimate'

/** Each bar reaches from `x` to `x` + 1; all in pixels. */
export interface Strokes {
  bars: { x: number; top: number; bottom: number }[]
  lines: [from: PlotPoint, to: PlotPoint][]
}

/** `points` are in pixels, and their x never falls. A point whose y is not a number makes a gap. */
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
      // A bar reaches as far as the end of its neighbour, so that the curve has no holes.
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
