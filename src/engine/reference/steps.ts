// The container of all vectors of a sequence.

/**
 * A vector of length n for every time step and sequence: [(τ + 1) × batch × n], time-major.
 * Steps count from 1 as in the book; step 0 is the state before the first, zero where there is none.
 */
export class Steps {
  readonly values: Float64Array

  constructor(
    readonly tau: number,
    readonly batch: number,
    readonly n: number
  ) {
    this.values = new Float64Array((tau + 1) * batch * n)
  }

  /** The vector of step t and sequence b, a view. */
  at(t: number, b: number): Float64Array {
    const from = (t * this.batch + b) * this.n
    return this.values.subarray(from, from + this.n)
  }
}
