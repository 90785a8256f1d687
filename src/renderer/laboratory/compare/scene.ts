// Turns several runs into the scene of one chart: a curve for each, over steps, tokens or time.

import type { Curves } from '../../../shared/curve-log'
import type { RunEvent, Validation } from '../../../shared/run'
import { decimate, type PlotPoint } from '../../charts/decimate'
import { fitted, type Range } from '../../charts/range'
import { runColour, runDash } from '../../charts/run-style'
import type { Curve, SceneRequest, Level, Scene } from '../../charts/scene'
import { lowerBound, type Trace } from '../../charts/trace'

export const axes = ['steps', 'tokens', 'seconds'] as const
export type AxisOf = (typeof axes)[number]
/**
 * `training` is the smoothed training loss. The other two are measured on the held-out part: `validation` with the
 * inputs of training, `own` with the model's own outputs.
 */
export const losses = ['training', 'validation', 'own'] as const
export type LossOf = (typeof losses)[number]

export interface ComparedCurves {
  id: string
  slot: number
  points: Curves
  trace: Trace
  events: readonly RunEvent[]
  /** The tokens of a training step. Where sequences differ in length, it is the largest possible number. */
  tokensPerStep: number
  /** The factor from the unit of the run's losses to the unit on the screen. */
  scale: number
}

/** The place of a step on the axis. A long run keeps only some points; then it is the place of the next kept point. */
function placeOf({ points, trace, tokensPerStep }: ComparedCurves, axis: AxisOf, step: number): number {
  if (axis !== 'seconds') return axis === 'steps' ? step : step * tokensPerStep
  if (trace.count === 0) return 0
  const after = lowerBound(points.step, step, 0, trace.count)
  return points.seconds[Math.min(after, trace.count - 1)]
}

export const validationsOf = (events: readonly RunEvent[]): Validation[] =>
  events.filter((event): event is Validation => event.type === 'validation')

/** A network that feeds no output back is measured once: it gets the same input with and without a teacher. */
export const ownLoss = ({ loss, freeLoss }: Validation): number => freeLoss ?? loss
export const ownAccuracy = ({ accuracy, freeLoss, freeAccuracy }: Validation): number | null =>
  freeLoss === null ? accuracy : freeAccuracy

/** The chosen loss of one run, in the unit of that run. */
export function curveOf(run: ComparedCurves, axis: AxisOf, loss: LossOf, frame: SceneRequest, x: Range): PlotPoint[] {
  if (loss !== 'training') {
    return validationsOf(run.events).map((event) => ({
      x: placeOf(run, axis, event.step),
      y: loss === 'own' ? ownLoss(event) : event.loss
    }))
  }
  const scale = axis === 'tokens' ? run.tokensPerStep : 1
  const column = axis === 'seconds' ? run.points.seconds : run.points.step
  const view = { x: { min: x.min / scale, max: x.max / scale }, log: false, buckets: frame.buckets }
  const smoothed = { x: column, y: run.trace.smoothed, pyramid: run.trace.pyramid('smoothed') }
  const points = decimate(smoothed, run.trace.segments().at(-1)!, view)
  return scale === 1 ? points : points.map((point) => ({ ...point, x: point.x * scale }))
}

/** The range from 0 to the end of the longest run. */
export function extentOf(runs: readonly ComparedCurves[], axis: AxisOf): Range {
  const ends = runs.map((run) => (run.trace.count === 0 ? 0 : placeOf(run, axis, run.points.step[run.trace.count - 1])))
  return { min: 0, max: Math.max(...ends, 0) || 1 }
}

interface Asked {
  axis: AxisOf
  loss: LossOf
  yLog: boolean
  levels: readonly Level[]
  labelAbove(value: number): string
}

export function compareScene(
  runs: readonly ComparedCurves[],
  { axis, loss, yLog, levels, labelAbove }: Asked,
  frame: SceneRequest
): Scene {
  const x = frame.x ?? extentOf(runs, axis)
  const curves = runs.map((run): Curve => {
    const points = curveOf(run, axis, loss, frame, x).map((point) => ({ x: point.x, y: point.y * run.scale }))
    return {
      key: run.id,
      points,
      colour: runColour(run.slot, frame.theme),
      dash: runDash(run.slot),
      width: 2,
      dots: loss !== 'training' && points.length <= 200 ? 2.5 : 0
    }
  })
  const shown = curves
    .flatMap(({ points }) => points)
    .filter((point) => point.x >= x.min && point.x <= x.max && Number.isFinite(point.y))
    .map(({ y }) => y)
  const y = fitted({
    lows: shown,
    highs: shown,
    // Validations are never cut off.
    must: loss === 'training' ? curves.flatMap(({ points }) => points.slice(-1).map((point) => point.y)) : shown,
    may: frame.x === null ? levels.map((level) => level.y) : [],
    log: yLog
  })
  const peak = Math.max(-Infinity, ...shown)
  return { x, y, curves, levels: [...levels], marks: [], above: peak > y.max ? labelAbove(peak) : '' }
}
