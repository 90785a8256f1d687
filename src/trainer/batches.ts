// The batches that a run trains on, each with the state that it begins from. Remembers the last one for the view
// "Through time", without a copy.

import type { BatchSource } from '../data/data-set'
import type { Batch, State } from '../engine/batch'
import type { Experiment } from '../shared/experiment'
import type { Carried } from './checkpoint-file'
import { withTeacher } from './teacher'

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
    const { batch, fresh, begins } = this.source.next()
    const state = carried && !fresh ? stateFor(carried, batch.batch, begins) : null
    this.last = withTeacher(state ? { ...batch, ...state } : batch, this.experiment, step)
    return this.last
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

/** The state before a batch: that after the last one, but zero for every lane that begins another sequence. */
function stateFor(carried: State, lanes: number, begins: Uint8Array | undefined): State {
  if (!begins?.includes(1)) return carried
  const kept = (values: Float32Array): Float32Array => {
    const n = values.length / lanes
    return values.map((value, i) => (begins[Math.floor(i / n)] === 1 ? 0 : value))
  }
  return { h0: kept(carried.h0), z0: carried.z0 && kept(carried.z0) }
}
