// Reduces many points to about two for each pixel and keeps every peak: the points within a pixel (its bucket) give
// their minimum and their maximum.

import type { Segment } from './trace'
import type { MinMaxPyramid } from './pyramid'
import { lowerBound } from './trace'
import { drawable, fromAxis, toAxis, type Range } from './range'

export interface PlotPoint {
  x: number
  y: number
}

export interface View {
  x: Range
  log: boolean
  buckets: number
}

interface Curve {
  x: ArrayLike<number>
  y: ArrayLike<number>
  pyramid: MinMaxPyramid
}

/** The part of `segment` inside the view, with one more point on each side so that the line reaches both edges. */
function visible(x: ArrayLike<number>, segment: Segment, view: View): Segment {
  // A logarithmic axis cannot show step 0.
  const first = view.log ? lowerBound(x, Number.MIN_VALUE, segment.from, segment.to) : segment.from
  return {
    from: Math.max(first, lowerBound(x, view.x.min, first, segment.to) - 1),
    to: Math.min(segment.to, lowerBound(x, view.x.max, first, segment.to) + 2)
  }
}

export function decimate(curve: Curve, segment: Segment, view: View, scale = 1): PlotPoint[] {
  const { x, y, pyramid } = curve
  const { from, to } = visible(x, segment, view)
  const points: PlotPoint[] = []
  if (to - from <= 2 * view.buckets) {
    for (let i = from; i < to; i++) points.push({ x: x[i], y: drawable(y[i]) ? y[i] * scale : NaN })
    return points
  }
  const low = toAxis(view.x.min, view.log)
  const width = (toAxis(view.x.max, view.log) - low) / view.buckets
  let begin = from
  let last = NaN
  for (let bucket = 0; bucket <= view.buckets && begin < to; bucket++) {
    const edge = fromAxis(low + (bucket + 1) * width, view.log)
    const end = bucket === view.buckets ? to : lowerBound(x, edge, begin, to)
    if (end === begin) continue
    const { min, max } = pyramid.query(y, begin, end)
    const middle = x[(begin + end) >> 1]
    if (min > max) points.push({ x: middle, y: NaN })
    else if (end - begin === 1) points.push({ x: middle, y: max * scale })
    // The extreme that is nearer to the last point goes first, so that fewer strokes cross the curve.
    else if (last - min > max - last) points.push({ x: middle, y: max * scale }, { x: middle, y: min * scale })
    else points.push({ x: middle, y: min * scale }, { x: middle, y: max * scale })
    last = points[points.length - 1].y / scale
    begin = end
  }
  return points
}
