// The batches that a run trains on, each with the state that it begins from. Remembers the last one for the view
// "Through time", without a copy.

import { DataError } from '../data/data-error'
import type { BatchSource } from '../data/data-set'
import type { Batch, State } from '../engine/batch'
import type { Experiment } from '../shared/experiment'
import type { Carried } from './checkpoint-file'
import { withTeacher } from './teacher'

/** The most batches without a target that are left out at a time. */
const mostWithout = 10_000

export class Batches {
  private last: Batch | null = null

  constructor(
    private readonly source: BatchSource,
    private readonly experiment: Experiment
  ) {}

  /**
   * The batch of training step `step` (0 is the first). It continues from `carried`, unless it is fresh. Valid until
   * the next call.
   */
  next(carried: Carried | null, step: number): Batch {
    const { batch, fresh, begins } = this.nextWithTargets()
    const state = carried && !fresh ? stateFor(carried, batch.batch, begins) : null
    this.last = withTeacher(state ? { ...batch, ...state } : batch, this.experiment, step)
    return this.last
  }

  /**
   * Leaves out batches in which every target is missing: nothing is learned from them, and their loss has no value. The
   * state begins anew after them. Throws a DataError where there are only such batches.
   */
  private nextWithTargets(): ReturnType<BatchSource['next']> {
    const next = this.source.next()
    if (hasTargets(next.batch, this.experiment)) return next
    for (let i = 0; i < mostWithout; i++) {
      const later = this.source.next()
      if (hasTargets(later.batch, this.experiment)) return { ...later, fresh: true }
    }
    const { sequenceLength: tau } = this.experiment.learning
    throw new DataError(
      'gaps-no-targets',
      `The targets are missing in ${mostWithout} batches one after the other. Choose the readout at every step, or another length of the sequences than ${tau}.`,
      { count: mostWithout, tau }
    )
  }

  /**
   * The last batch of next(). Before the first call of next(), it is the batch that next() will return for these
   * arguments. Valid until next() is called.
   */
  current(carried: Carried | null, step: number): Batch {
    if (this.last) return this.last
    const position = this.position()
    const batch = this.next(carried, step)
    this.last = null
    this.seek(position)
    return batch
  }

  position(): number[] {
    return this.source.position()
  }

  seek(position: number[]): void {
    this.source.seek(position)
  }
}

/** Whether any target that the readout measures is known. */
function hasTargets({ known, tau, batch, lengths }: Batch, { model }: Experiment): boolean {
  if (!known || model.readout === 'every-step') return known?.includes(1) ?? true
  const ny = known.length / (tau * batch)
  return Array.from({ length: batch }, (_, s) => ((lengths?.[s] ?? tau) - 1) * batch + s).some((row) =>
    known.subarray(row * ny, (row + 1) * ny).includes(1)
  )
}

/** The state before a batch: that after the last one, but zero for every lane that begins another sequence. */
function stateFor(carried: State, lanes: number, begins: Uint8Array | undefined): State {
  if (!begins?.includes(1)) return carried
  const kept = (values: Float32Array): Float32Array => {
    const n = values.length / lanes
    return values.map((value, i) => (begins[Math.floor(i / n)] === 1 ? 0 : value))
  }
  return { h0: kept(carried.h0), z0: carried.z0 && kept(carried.z0) }
}
