// Work that is told in news, driven to its end or until the program is to end.

import { setImmediate } from 'node:timers/promises'
import type { Interruption, Terminal } from './terminal'

/** Milliseconds of work between looks at the signals. */
const slice = 50

/** What ended it from outside; null where it came to its end. */
export async function drive<News>(
  work: Iterable<News>,
  hear: (news: News) => void,
  terminal: Terminal
): Promise<Interruption | null> {
  let interruption: Interruption | null = null
  const stopListening = terminal.onInterrupt((how) => {
    interruption = how
  })
  let lookedAt = performance.now()
  for (const news of work) {
    hear(news)
    if (performance.now() - lookedAt < slice) continue
    await setImmediate()
    lookedAt = performance.now()
    if (interruption !== null) break
  }
  stopListening()
  return interruption
}
