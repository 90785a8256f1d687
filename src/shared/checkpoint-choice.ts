// Which checkpoint of a run is used: by exports, samples and all else that needs a state of the network.

import { z } from 'zod'

/** The checkpoint with the lowest validation loss, the newest, or that of a step. */
export const checkpointChoiceSchema = z.union([z.enum(['best', 'newest']), z.int().min(0)])
export type CheckpointChoice = z.infer<typeof checkpointChoiceSchema>

/** A checkpoint, or the present state of the process that holds the network. */
export const stateChoiceSchema = z.union([z.literal('now'), checkpointChoiceSchema])
export type StateChoice = z.infer<typeof stateChoiceSchema>

/**
 * The checkpoints of a run that can be read: their steps in order, and which has the lowest validation loss, if any was
 * validated.
 */
export const checkpointListSchema = z.strictObject({ steps: z.array(z.int()), best: z.int().nullable() })
export type CheckpointList = z.infer<typeof checkpointListSchema>

/** The checkpoint that is taken if none is chosen; null where the run has none. */
export const preferredCheckpoint = ({ steps, best }: CheckpointList): number | null => best ?? steps.at(-1) ?? null
