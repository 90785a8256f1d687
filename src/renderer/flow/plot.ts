// Makes the scene of a chart from a few lines of numbers.

import { decimate, type PlotPoint, type View } from '../charts/decimate'
import { MinMaxPyramid } from '../charts/pyramid'
import { fitted, highestOf, lowestOf, type Range } from '../charts/range'
import type { Curve, SceneRequest, SceneMark, Scene } from '../charts/scene'
import { usualDash } from '../charts/run-style'
import { dotsBesideGaps } from '../charts/series'
import { faded, type Theme } from '../charts/theme'

export interface Line {
  label: string
  x: ArrayLike<number>
  y: ArrayLike<number>
  /** The index of the colour in the theme's series, from 0; null for a line that only guides the eye. */
  colour: number | null
  dashed?: boolean
  /** A pattern of its own: lengths of strokes and gaps in pixels. */
  dash?: readonly number[]
  /** A thin line that belongs to the line of the same colour. */
  faint?: boolean
  /** The line may leave the frame where the other lines would become flat. */
  loose?: boolean
  /** The legend and the reading leave the line out. */
  aside?: boolean
}

export interface Plot {
  lines: readonly Line[]
  xLog: boolean
  yLog: boolean
  /** Values that the y axis always includes. */
  must: readonly number[]
  marks: readonly { x: number; label: string }[]
}

/** With so few points, each one gets a dot. */
const fewPoints = 60

export const lineColour = (line: Line, theme: Theme): string =>
  line.colour === null ? theme.muted : theme.series[line.colour % theme.series.length]

/** The points of a line, with a gap where a logarithmic axis has no place for a value. */
export function pointsOf({ x, y }: Line, { xLog, yLog }: Pick<Plot, 'xLog' | 'yLog'>): PlotPoint[] {
  return Array.from(x, (at, i) => ({ x: at, y: Number.isFinite(y[i]) && !(yLog && y[i] <= 0) ? y[i] : NaN })).filter(
    (point) => !xLog || point.x > 0
  )
}

/** So many points are drawn as they are. */
const manyPoints = 2000

/** The points of a line inside the view; about two a pixel, with every peak, where there are more than a frame shows. */
function thinned(line: Line, plot: Plot, view: View): PlotPoint[] {
  const points = pointsOf(line, plot)
  if (points.length <= Math.max(manyPoints, 2 * view.buckets)) return points
  const [x, y] = (['x', 'y'] as const).map((axis) => Float64Array.from(points, (point) => point[axis]))
  if (x.some((at, i) => i > 0 && at < x[i - 1])) return points
  const pyramid = new MinMaxPyramid()
  pyramid.extend(y, y.length)
  return decimate({ x, y, pyramid }, { from: 0, to: x.length }, view)
}

export function plotExtent({ lines, xLog }: Pick<Plot, 'lines' | 'xLog'>): Range {
  const all = lines.flatMap(({ x }) => Array.from(x)).filter((at) => !xLog || at > 0)
  if (all.length === 0) return xLog ? { min: 0.1, max: 1 } : { min: 0, max: 1 }
  const [min, max] = [lowestOf(all), highestOf(all)]
  return max > min ? { min, max } : { min, max: xLog ? min * 10 : min + 1 }
}

export function plotScene(plot: Plot, theme: Theme, frame: SceneRequest, above: (peak: number) => string): Scene {
  const x = frame.x ?? plotExtent(plot)
  const shown: number[] = []
  const loose: number[] = []
  const curves = plot.lines.map((line, i): Curve => {
    const points = thinned(line, plot, { x, log: plot.xLog, buckets: frame.buckets })
    const values = line.loose ? loose : shown
    for (const point of points) if (point.x >= x.min && point.x <= x.max && !Number.isNaN(point.y)) values.push(point.y)
    return {
      key: String(i),
      points,
      colour: line.faint ? faded(lineColour(line, theme), 45) : lineColour(line, theme),
      width: line.colour === null || line.faint ? 1 : 1.75,
      ...(line.dash || line.dashed ? { dash: [...(line.dash ?? usualDash)] } : {}),
      ...dotsBesideGaps(points),
      ...(points.length <= fewPoints && line.colour !== null && !line.dashed && !line.faint ? { dots: 2 } : {})
    }
  })
  const y = fitted({ lows: shown, highs: [], must: [...shown, ...plot.must], may: loose, log: plot.yLog })
  const peak = highestOf(loose)
  return {
    x,
    y,
    curves,
    levels: null,
    above: peak > y.max ? above(peak) : '',
    marks: plot.marks.map((mark): SceneMark => ({ ...mark, colour: theme.text }))
  }
}

/** The values of the lines at the place nearest to `at`. */
export function readingAt(
  lines: readonly Line[],
  at: number
): { x: number; values: { line: Line; y: number }[] } | null {
  let nearest = NaN
  for (const { x } of lines) {
    for (let i = 0; i < x.length; i++) if (!(Math.abs(nearest - at) <= Math.abs(x[i] - at))) nearest = x[i]
  }
  if (Number.isNaN(nearest)) return null
  const values = lines.flatMap((line) => {
    const i = line.colour === null || line.aside ? -1 : Array.from(line.x).indexOf(nearest)
    return i < 0 ? [] : [{ line, y: line.y[i] }]
  })
  return { x: nearest, values }
}
