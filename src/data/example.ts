// One sequence of a task, in the form that is shown to a person.

import type { Batch, Values } from '../engine/batch'
import type { Readout } from '../model/model'
import type { TaskDataSet } from './task-data-set'

export interface Example {
  /** The real steps of a sequence, as [steps][n] numbers; a category is one number a step, the index of its symbol. */
  inputs: number[][]
  targets: number[][]
  /** Which steps carry a target. */
  mask: boolean[]
  /** Symbols of the categories; absent where values are real numbers or bits. */
  inputSymbols?: string[]
  outputSymbols?: string[]
  /** The inputs are the pixels of a picture of this width, row by row. */
  pictureWidth?: number
}

/** Sequence `lane` of a batch of the task. `readout` says which steps are compared with a target. */
export function exampleOf(data: TaskDataSet, batch: Batch, lane: number, readout: Readout | null): Example {
  const { tau, x, y, mask, lengths } = batch
  const steps = lengths?.[lane] ?? tau
  const rows = <T>(of: (row: number) => T): T[] => Array.from({ length: steps }, (_, t) => of(t * batch.batch + lane))
  const isRead = (t: number): boolean => readout !== 'last-step' || t === steps - 1
  return {
    inputs: rows((row) => numbersAt(x, row, data.nx)),
    targets: rows((row) => numbersAt(y, row, data.ny)),
    mask: rows((row) => mask === null || mask[row] === 1).map((counts, t) => counts && isRead(t)),
    ...(x.kind === 'index' && { inputSymbols: [...data.inputLabels] }),
    ...(y.kind === 'index' && { outputSymbols: [...data.outputLabels] }),
    ...(data.pictureWidth && { pictureWidth: data.pictureWidth })
  }
}

const numbersAt = (values: Values, row: number, n: number): number[] =>
  values.kind === 'index' ? [values.index[row]] : Array.from(values.values.subarray(row * n, (row + 1) * n))
