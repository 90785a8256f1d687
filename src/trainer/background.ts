// Baselines that take long to compute (n-grams), a little at a time beside training.

import type { AnyDataSet } from '../data/load'
import type { Baseline } from '../shared/run'

/** The share of the training time, while training runs; and the longest piece of work at a time, in milliseconds. */
const share = 0.1
const longest = 10

export class BackgroundBaselines {
  readonly found: Baseline[]
  done = false
  private readonly search: Iterator<Baseline | undefined>
  /** Milliseconds of its share that are not yet used. */
  private credit = 0

  /** The baselines are for sequences of `tau` steps. Each time one more is found, `onFound` gets all of them. */
  constructor(
    data: AnyDataSet,
    tau: number,
    private readonly onFound: (all: readonly Baseline[]) => void
  ) {
    this.found = data.baselines({ tau })
    this.search = data.slowBaselines({ tau })[Symbol.iterator]()
  }

  /**
   * Works for a share of the milliseconds that training took since the last call. Null means that nothing trains; then
   * it works for a short fixed time.
   */
  advance(trainedFor: number | null): void {
    if (this.done) return
    this.credit = trainedFor === null ? longest : Math.min(longest, this.credit + share * trainedFor)
    const begin = performance.now()
    // A piece takes some milliseconds, so the next one begins only when enough time has been earned.
    while (!this.done && this.credit > 0) {
      const { done, value } = this.search.next()
      if (done) this.done = true
      else if (value) {
        this.found.push(value)
        this.onFound(this.found)
      }
      if (performance.now() - begin >= this.credit) break
    }
    this.credit -= performance.now() - begin
  }
}
