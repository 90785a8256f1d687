// Makes the scene of a series chart from plain lists of numbers.

import { fitted, type Range } from './range'
import type { Curve, SceneRequest, SceneMark, Scene } from './scene'
import type { Theme } from './theme'

export interface Series {
  label: string
  x: readonly number[]
  /** NaN is a gap. */
  y: readonly number[]
  /** The index of the colour in the theme's series, from 0. */
  colour: number
  dashed?: boolean
}

/** Dots, where a curve has gaps: a value between two gaps has no line that shows it. */
export const dotsBesideGaps = (points: readonly { y: number }[]): { dots?: number } =>
  points.some(({ y }) => Number.isNaN(y)) ? { dots: 1.5 } : {}

export const seriesColour = (series: Series, theme: Theme): string => theme.series[series.colour % theme.series.length]

export function seriesExtent(series: readonly Series[]): Range {
  let [min, max] = [Infinity, -Infinity]
  for (const { x } of series) {
    if (x.length === 0) continue
    min = Math.min(min, x[0])
    max = Math.max(max, x[x.length - 1])
  }
  return min < max ? { min, max } : { min: Number.isFinite(min) ? min : 0, max: (Number.isFinite(min) ? min : 0) + 1 }
}

export function seriesScene(
  series: readonly Series[],
  divider: Omit<SceneMark, 'colour'> | undefined,
  theme: Theme,
  frame: SceneRequest
): Scene {
  const x = frame.x ?? seriesExtent(series)
  const curves = series.map((one, i): Curve => {
    const points = one.x.map((at, k) => ({ x: at, y: one.y[k] }))
    return {
      key: String(i),
      points,
      colour: seriesColour(one, theme),
      ...(one.dashed ? { dash: [5, 3] } : {}),
      ...dotsBesideGaps(points)
    }
  })
  const shown = curves.flatMap((curve) =>
    curve.points.filter((point) => point.x >= x.min && point.x <= x.max).map((point) => point.y)
  )
  const y = fitted({ lows: shown, highs: [], must: shown, may: [], log: false })
  const marks: SceneMark[] = divider ? [{ ...divider, colour: theme.muted }] : []
  return { x, y, curves, levels: null, marks, above: '' }
}

/** The index of the value in the sorted list `x` that is nearest to `at`. */
export function nearestIndex(x: readonly number[], at: number): number {
  let best = 0
  for (let i = 1; i < x.length; i++) if (Math.abs(x[i] - at) < Math.abs(x[best] - at)) best = i
  return best
}
