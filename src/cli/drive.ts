// Runs work that reports its progress, until the work ends or a signal ends the program.

import { setImmediate } from 'node:timers/promises'
import type { Interruption, Terminal } from './terminal'

/** Milliseconds of work between two checks for a signal. */
const slice = 50

type Driven<Result> = { ended: null; result: Result } | { ended: Interruption }

/** The result of the work, or the signal that ended it. */
export async function drive<News, Result>(
  work: Generator<News, Result>,
  hear: (news: News) => void,
  terminal: Terminal
): Promise<Driven<Result>> {
  const ending = new AbortController()
  const stopListening = terminal.onInterrupt((how) => ending.abort(how))
  try {
    for (let lookedAt = performance.now(); ;) {
      const next = work.next()
      if (next.done) return { ended: null, result: next.value }
      hear(next.value)
      if (performance.now() - lookedAt < slice) continue
      await setImmediate()
      lookedAt = performance.now()
      if (ending.signal.aborted) return { ended: ending.signal.reason as Interruption }
    }
  } finally {
    stopListening()
  }
}
