// events.jsonl: one RunEvent a line.

import { appendFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { eventsUpTo, goesBack } from '../shared/history'
import { runEventSchema, type RunEvent } from '../shared/run'
import { writing } from './whole-files'
import { endsInDamage, pieces, withFile } from './lines'

export const eventsFile = (folder: string): string => join(folder, 'events.jsonl')

/**
 * The events that still hold, in their order, and how many lines are no events. Without a file there are none. Throws
 * DamagedFile when something of this name cannot be read.
 */
export function readEvents(folder: string): { events: RunEvent[]; unreadable: number } {
  let events: RunEvent[] = []
  let unreadable = 0
  withFile(eventsFile(folder), (descriptor, size) => {
    if (endsInDamage(descriptor, size)) unreadable++
    for (const { bytes } of pieces(descriptor, 0)) {
      for (const line of bytes.toString('utf8').split('\n')) {
        if (line === '') continue
        const event = parseEvent(line)
        if (!event) unreadable++
        else {
          if (goesBack(event)) events = eventsUpTo(events, event.step)
          events.push(event)
        }
      }
    }
  })
  return { events, unreadable }
}

/** Adds an event for a trainer that is gone. The trainer may have left half a line. */
export function appendEvent(folder: string, event: RunEvent): void {
  const file = eventsFile(folder)
  const half = withFile(file, (descriptor, size) => {
    const last = Buffer.alloc(1)
    return readSync(descriptor, last, 0, 1, size - 1) === 1 && last.toString() !== '\n'
  })
  writing(file, () => appendFileSync(file, `${half ? '\n' : ''}${JSON.stringify(event)}\n`))
}

function parseEvent(line: string): RunEvent | undefined {
  try {
    return runEventSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
