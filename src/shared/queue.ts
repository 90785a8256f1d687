// Experiments that wait to be trained, one after the other. Main keeps them in one file (main/queue.ts); the window
// shows them and asks for changes.

import { z } from 'zod'
import { checkpointChoiceSchema } from './checkpoint-choice'
import { experimentSchema } from './experiment'
import { why } from './why'

const item = {
  experiment: experimentSchema,
  /** The run from which the first weights come; null for new random weights. */
  weightsOf: z.string().nullable().default(null),
  /** The checkpoint of that run that gives the weights; absent means the newest. */
  weightsAt: checkpointChoiceSchema.optional()
}

const queueEntrySchema = z.strictObject({
  id: z.string().min(1),
  ...item,
  /** The id of the run of this entry, once it has begun. */
  run: z.string().nullable().default(null),
  /** Why the entry failed. A failed entry keeps its place, and the next entries do not wait for it. */
  failure: z.strictObject(why).nullable().default(null)
})
export type QueueEntry = z.infer<typeof queueEntrySchema>

export const queueSchema = z.strictObject({
  /** A person holds the queue: no entry begins. */
  held: z.boolean().default(false),
  entries: z.array(queueEntrySchema).default([])
})
export type Queue = z.infer<typeof queueSchema>

export const queueChangeSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add'), items: z.array(z.strictObject(item)).min(1).max(100) }),
  /** Moves an entry to another place; 0 is the first. */
  z.strictObject({ do: z.literal('move'), id: z.string(), to: z.int().min(0) }),
  z.strictObject({ do: z.literal('remove'), id: z.string() }),
  /** A failed entry waits again; it will be a new run. */
  z.strictObject({ do: z.literal('again'), id: z.string() }),
  z.strictObject({ do: z.literal('hold'), held: z.boolean() })
])
export type QueueChange = z.infer<typeof queueChangeSchema>

/** Whether its run has begun and has not failed. */
export const isUnderWay = ({ run, failure }: QueueEntry): boolean => run !== null && failure === null
/** Whether the entry still waits for its turn. */
export const isWaiting = ({ run, failure }: QueueEntry): boolean => run === null && failure === null
