// Baselines that take long to compute (n-grams), a little at a time beside training.

import type { AnyDataSet } from '../data/load'
import type { Baseline } from '../shared/run'

/** Of the time of training, while it runs; longest stretch at a time, in milliseconds. */
const share = 0.1
const longest = 10

export class BackgroundBaselines {
  readonly found: Baseline[]
  done = false
  private readonly search: Iterator<Baseline | undefined>
  /** Milliseconds that training has earned for this. */
  private credit = 0

  /** Of sequences of `tau` steps. `onFound` is called with all baselines whenever there is another one. */
  constructor(
    data: AnyDataSet,
    tau: number,
    private readonly onFound: (all: readonly Baseline[]) => void
  ) {
    this.found = data.baselines({ tau })
    this.search = data.slowBaselines({ tau })[Symbol.iterator]()
  }

  /** Works for a share of the time that training took since the last call; with null, when nothing trains, for as long as is polite. */
  advance(trainedFor: number | null): void {
    if (this.done) return
    this.credit = trainedFor === null ? longest : Math.min(longest, this.credit + share * trainedFor)
    const begin = performance.now()
    // A piece takes some milliseconds, so that debts are paid before the next one is begun.
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
