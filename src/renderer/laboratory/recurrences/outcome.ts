// The outcome of the runs of one cell: their held-out loss over the steps, and what the page says about it.

import type { Validation } from '../../../shared/run'
import type { PlotPoint } from '../../charts/decimate'
import { fitted, type Range } from '../../charts/range'
import type { Curve, Scene, SceneRequest } from '../../charts/scene'
import { faded } from '../../charts/theme'

/** The validations of one run, in order. */
export type Measured = readonly Validation[]

/** A task is solved when this share of the free-running answers at twice the length is right. */
const solved = 0.995
const isSolved = (at: Validation | undefined): boolean => (at?.doubleLengthAccuracy ?? 0) >= solved
/** A loss has reached its floor when it is above the floor by at most this share of the floor. */
const atFloor = 0.03

export interface Outcome {
  kind: 'solved' | 'floor' | 'between'
  runs: number
  solvedRuns: number
  /** The step at which the last of these was first measured as solved; null where none is. */
  solvedBy: number | null
  /** Mean, lowest and highest of the last held-out losses. */
  loss: { mean: number; low: number; high: number }
  /** The lowest and the highest share of right answers at twice the length; null where it is not measured. */
  right: { low: number; high: number } | null
}

/** Null before the first measurement. */
export function outcomeOf(runs: readonly Measured[], floor: number | null): Outcome | null {
  const last = runs.flatMap((run) => run.slice(-1))
  if (last.length === 0) return null
  const losses = last.map(({ loss }) => loss)
  const rights = last.flatMap(({ doubleLengthAccuracy }) => doubleLengthAccuracy ?? [])
  const ready = runs.flatMap((run) => (isSolved(run.at(-1)) ? run.filter(isSolved).slice(0, 1) : []))
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length
  const reached = floor !== null && floor > 0 && Math.abs(mean - floor) <= atFloor * floor
  return {
    kind: ready.length === last.length ? 'solved' : reached ? 'floor' : 'between',
    runs: last.length,
    solvedRuns: ready.length,
    solvedBy: ready.length === 0 ? null : Math.max(...ready.map(({ step }) => step)),
    loss: { mean, low: Math.min(...losses), high: Math.max(...losses) },
    right: rights.length === 0 ? null : { low: Math.min(...rights), high: Math.max(...rights) }
  }
}

/** The mean over the runs, at the steps at which all runs were measured. */
export function meanOf(runs: readonly Measured[]): PlotPoint[] {
  const [first = [], ...others] = runs
  return first.flatMap(({ step, loss }) => {
    const losses = [loss, ...others.flatMap((run) => run.find((one) => one.step === step)?.loss ?? [])]
    return losses.length < runs.length
      ? []
      : [{ x: step, y: losses.reduce((sum, one) => sum + one, 0) / losses.length }]
  })
}

export const extentOf = (runs: readonly Measured[]): Range => ({
  min: 0,
  max: Math.max(1, ...runs.map((run) => run.at(-1)?.step ?? 0))
})

/** A thin line for each run, a thick line for their mean, and a level for the floor. `floor` contains its label. */
export function cellScene(
  runs: readonly Measured[],
  { scale, highest }: { scale: number; highest: number },
  floor: { loss: number; label: string } | null,
  { x, theme }: SceneRequest
): Scene {
  const colour = theme.series[0]
  const thin = runs.map((run, i): Curve => ({
    key: `run-${i}`,
    points: run.map(({ step, loss }) => ({ x: step, y: loss * scale })),
    colour: faded(colour, 45),
    width: 1
  }))
  const mean: Curve = {
    key: 'mean',
    points: meanOf(runs).map((point) => ({ x: point.x, y: point.y * scale })),
    colour,
    width: 2.5
  }
  const shown = thin.flatMap(({ points }) => points.map(({ y }) => y))
  const level = floor && { y: floor.loss * scale, label: floor.label, colour: theme.positive }
  return {
    x: x ?? extentOf(runs),
    y: fitted({
      lows: shown,
      highs: [],
      must: [...shown, 0, highest * scale || 1, ...(level ? [level.y] : [])],
      may: [],
      log: false
    }),
    curves: [...thin, mean],
    levels: level ? [level] : [],
    marks: [],
    above: ''
  }
}
