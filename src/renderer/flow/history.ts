// Measurements over training.

import { mostCrowded } from '../../shared/thinning'

/** Enough for the width of a panel. */
export const historyLimit = 200

/**
 * Adds `now` to the past in order of steps, and thins the list evenly where it grows too long. While a run trains,
 * measurements of later steps belong to a branch that a rewind has replaced, so they are removed. Between stored
 * checkpoints a person can move back and forth, so there they stay.
 */
export function remember<T extends { step: number }>(past: readonly T[], now: T, live: boolean): T[] {
  const before = past.filter((one) => one.step < now.step)
  const after = live ? [] : past.filter((one) => one.step > now.step)
  const all = [...before, now, ...after]
  if (all.length <= historyLimit) return all
  const crowded = mostCrowded(all.map(({ step }) => step))
  return all.filter(({ step }) => step !== crowded)
}

export interface Column {
  step: number
  values: Float64Array
}

/** A matrix of time × training step. Row 0 is t = 1; NaN where a sequence was shorter than the longest. */
export function historyMatrix(columns: readonly Column[]): { values: Float64Array; rows: number[]; cols: number[] } {
  const tau = columns.reduce((most, { values }) => Math.max(most, values.length), 0)
  const values = new Float64Array(tau * columns.length).fill(NaN)
  columns.forEach((column, c) =>
    column.values.forEach((value, t) => {
      values[t * columns.length + c] = value
    })
  )
  return { values, rows: timeAxis(tau), cols: columns.map(({ step }) => step) }
}

/** The numbers 1 … τ. */
export const timeAxis = (tau: number): number[] => Array.from({ length: tau }, (_, i) => i + 1)
