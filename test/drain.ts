/** Runs a generator that works in pieces to its end, and returns its result. */
export function drain<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
