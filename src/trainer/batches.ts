// The batches that a run trains on, each with the state that it begins from. Remembers the last one for the view
// "Through time", without a copy.

import type { BatchSource } from '../data/data-set'
import type { Batch } from '../engine/batch'
import type { Carried } from './checkpoint'

export class Batches {
  private last: Batch | null = null

  constructor(private readonly source: BatchSource) {}

  /** The next batch. It continues from `carried`, unless it is fresh. Its arrays are valid until the next call. */
  next(carried: Carried | null): Batch {
    const { batch, fresh } = this.source.next()
    this.last = carried && !fresh ? { ...batch, ...carried } : batch
    return this.last
  }

  /**
   * The last batch of next(), or, before the first, the batch that it will return for `carried`. Valid until next() is
   * called.
   */
  current(carried: Carried | null): Batch {
    if (this.last) return this.last
    const position = this.position()
    const batch = this.next(carried)
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
