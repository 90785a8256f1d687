// Experiments that wait to be trained, one after the other. Main keeps them in one file (main/queue.ts); the window
// shows them and asks for changes.

import { z } from 'zod'
import { experimentSchema } from './experiment'
import { why } from './why'

const item = {
  experiment: experimentSchema,
  /** The run with whose weights it begins; null begins anew. */
  weightsOf: z.string().nullable().default(null)
}

const queueEntrySchema = z.strictObject({
  id: z.string().min(1),
  ...item,
  /** Its run, from its beginning on. */
  run: z.string().nullable().default(null),
  /** Why it did not come to its end: it keeps its place, and nothing waits for it. */
  failure: z.strictObject(why).nullable().default(null)
})
export type QueueEntry = z.infer<typeof queueEntrySchema>

export const queueSchema = z.strictObject({
  /** What waits is not begun. */
  held: z.boolean().default(false),
  entries: z.array(queueEntrySchema).default([])
})
export type Queue = z.infer<typeof queueSchema>

export const queueChangeSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add'), items: z.array(z.strictObject(item)).min(1).max(100) }),
  /** To another place; 0 is the first. */
  z.strictObject({ do: z.literal('move'), id: z.string(), to: z.int().min(0) }),
  z.strictObject({ do: z.literal('remove'), id: z.string() }),
  /** One that has failed waits once more, as a new run. */
  z.strictObject({ do: z.literal('again'), id: z.string() }),
  z.strictObject({ do: z.literal('hold'), held: z.boolean() })
])
export type QueueChange = z.infer<typeof queueChangeSchema>

/** Whether its run is under way. */
export const isUnderWay = ({ run, failure }: QueueEntry): boolean => run !== null && failure === null
/** Whether it is to be trained yet. */
export const isWaiting = ({ run, failure }: QueueEntry): boolean => run === null && failure === null
