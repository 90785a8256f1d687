// Makes the scene of the loss chart from the points, events and baselines of a run.

import type { Baseline, Mark as MarkEvent, Points, RunEvent, Validation } from '../../shared/run'
import { decimate, type PlotPoint, type View } from './decimate'
import { drawable, fitted, stepExtent, type Range } from './range'
import type { EventLabels } from './event-labels'
import type { Curve, SceneRequest, Level, SceneMark, Scene } from './scene'
import { faded, type Theme } from './theme'
import { lowerBound, type RunningMean, type Trace } from './trace'

export type Unit = 'nats' | 'bits'

/** The factor for a loss in nats. Squared errors have no choice of unit. */
export const unitScale = (unit: Unit, categorical: boolean): number =>
  categorical && unit === 'bits' ? 1 / Math.LN2 : 1

/** Splits the points wherever x does not rise (a rewind), so that no line runs backwards. */
export function rising(points: readonly PlotPoint[]): PlotPoint[][] {
  const pieces: PlotPoint[][] = []
  for (const point of points) {
    const piece = pieces.at(-1)
    if (piece && point.x > piece[piece.length - 1].x) piece.push(point)
    else pieces.push([point])
  }
  return pieces
}

/**
 * The points that count: each branch up to the beginning of any later branch. `branches` are in the order in which they
 * were made.
 */
function alive(branches: readonly PlotPoint[][]): PlotPoint[] {
  let end = Infinity
  return branches.toReversed().flatMap((points) => {
    const kept = points.filter(({ x }) => x < end)
    end = Math.min(end, points[0]?.x ?? Infinity)
    return kept
  })
}

/** The first and the last step of all branches. */
export function pointsExtent({ step }: Points, trace: Trace, log: boolean): Range {
  if (trace.count === 0) return { min: log ? 1 : 0, max: log ? 10 : 1 }
  let max = -Infinity
  for (const { to } of trace.segments()) if (to > 0) max = Math.max(max, step[to - 1])
  return stepExtent(step[0], max, log)
}

/**
 * The curves of a trace: raw values faint, smoothed values strong. Old branches (before a rewind) are fainter still.
 */
export function traceCurves(
  step: Float64Array,
  values: Float64Array,
  trace: Trace,
  view: View,
  scale: number,
  colour: string
): Curve[] {
  const segments = trace.segments()
  const curve = (which: 'raw' | 'smoothed', i: number): Curve => {
    const alive = i === segments.length - 1
    const y = which === 'raw' ? values : trace.smoothed
    const strength = which === 'raw' ? 32 : 100
    const points = decimate({ x: step, y, pyramid: trace.pyramid(which) }, segments[i], view, scale)
    return {
      key: `${which}-${i}`,
      points,
      bars: which === 'raw' && points.length > view.buckets,
      colour: faded(colour, alive ? strength : strength / 3),
      width: which === 'raw' ? 1 : 1.75
    }
  }
  const indices = segments.map((_, i) => i)
  return [...indices.map((i) => curve('raw', i)), ...indices.map((i) => curve('smoothed', i))]
}

/** The values of the given points that are inside the view. */
function extremes(points: readonly PlotPoint[], { x }: View): { lows: number[]; highs: number[] } {
  const shown = points
    .filter((point) => point.x >= x.min && point.x <= x.max && drawable(point.y))
    .map((point) => point.y)
  return { lows: shown, highs: shown }
}

export interface LossInput {
  points: Points
  trace: Trace
  events: readonly RunEvent[]
  baselines: readonly Baseline[]
  scale: number
  xLog: boolean
  yLog: boolean
  theme: Theme
  labels: EventLabels
  labelAbove(value: number): string
}

export const validationColour = (theme: Theme): string => theme.series[1]
export const freeColour = (theme: Theme): string => theme.series[2]

function validationCurves({ events, scale, theme }: LossInput): Curve[] {
  const validations = events.filter((event): event is Validation => event.type === 'validation')
  const held = rising(validations.map(({ step, loss }) => ({ x: step, y: loss * scale })))
  const free = rising(
    validations.flatMap(({ step, freeLoss }) => (freeLoss === null ? [] : [{ x: step, y: freeLoss * scale }]))
  )
  // Dots show single measurements. Where there are many, the line alone is enough.
  const dots = validations.length <= 200 ? 2.5 : 0
  return [
    ...held.map((points, i): Curve => ({ key: `validation-${i}`, points, colour: validationColour(theme), dots })),
    ...free.map((points, i): Curve => ({ key: `free-${i}`, points, colour: freeColour(theme), dash: [5, 3], dots }))
  ]
}

/**
 * The marks of all changes by a person or the trainer, and of a failure. An event just before the first step, or in the
 * step that failed, stands at that end of the axis.
 */
export function marksOf(
  events: readonly RunEvent[],
  { min, max }: Range,
  theme: Theme,
  labels: Pick<EventLabels, 'labelOfEvent' | 'placeOfEvent'>,
  only?: MarkEvent['change'][]
): SceneMark[] {
  return events.flatMap((event): SceneMark[] => {
    if (event.type !== 'failure' && event.type !== 'mark') return []
    const x = event.step === min - 1 ? min : event.step === max + 1 ? max : event.step
    const mark = { x, label: labels.labelOfEvent(event), place: labels.placeOfEvent(event) }
    if (event.type === 'failure') return [{ ...mark, colour: theme.negative }]
    if (only && !only.includes(event.change)) return []
    const colour =
      event.change === 'diverged' ? theme.negative : event.change === 'rewind' ? theme.warning : theme.muted
    return [{ ...mark, colour }]
  })
}

export function lossScene(input: LossInput, frame: SceneRequest): Scene {
  const { points, trace, scale, xLog, yLog, theme, events } = input
  const extent = pointsExtent(points, trace, xLog)
  const x = frame.x ?? extent
  const view: View = { x, log: xLog, buckets: frame.buckets }
  const training = traceCurves(points.step, points.loss, trace, view, scale, theme.series[0])
  const validation = validationCurves(input)
  const levels = input.baselines.map((baseline): Level => ({
    y: baseline.loss * scale,
    label: input.labels.labelOfBaseline(baseline),
    colour: baseline.kind === 'floor' ? theme.positive : theme.muted
  }))

  const raw = training.filter((curve) => curve.key.startsWith('raw')).flatMap((curve) => curve.points)
  const { lows, highs } = extremes(raw, view)
  // A validation and the smoothed curve are never cut off. A branch that a rewind has replaced can be: it was often an
  // explosion.
  const whole = ['smoothed', 'validation', 'free'].flatMap((name) =>
    alive([...training, ...validation].filter(({ key }) => key.startsWith(name)).map((curve) => curve.points))
  )
  // A frame that follows the run always holds the floors and the newest loss. A zoomed frame fits its own part of the
  // run; a level outside keeps its label at the edge, with an arrow.
  const following = frame.x === null
  const present = trace.count === 0 ? [] : [points.loss[trace.count - 1] * scale]
  const floors = input.baselines
    .filter((baseline) => baseline.kind === 'floor')
    .map((baseline) => baseline.loss * scale)
  const y = fitted({
    lows,
    highs,
    must: [...extremes(whole, view).highs, ...(following ? [...present, ...floors] : [])],
    log: yLog,
    may: following ? levels.map((level) => level.y) : []
  })
  const peak = Math.max(-Infinity, ...highs)
  return {
    x,
    y,
    curves: [...training, ...validation],
    levels,
    marks: marksOf(events, extent, theme, input.labels),
    above: peak > y.max ? input.labelAbove(peak) : ''
  }
}

/** The share of the steps in a view that were clipped, on the newest branch; null where there are no steps. */
export function clippedShare(step: Float64Array, clipped: RunningMean, trace: Trace, x: Range): number | null {
  const { from, to } = trace.segments().at(-1)!
  const first = lowerBound(step, x.min, from, to)
  const end = lowerBound(step, x.max + 1, first, to)
  return end === first ? null : clipped.of(first, end)
}
