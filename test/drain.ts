/** What a generator that works in pieces comes to in the end. */
export function drain<Result>(work: Generator<void, Result>): Result {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}
