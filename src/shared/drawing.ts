// How a text is drawn from the probabilities of a network, beyond what an experiment says.

import { z } from 'zod'

/** The most samples that are drawn at once, and the most checkpoints of a film. */
export const mostSamples = 20

export const drawingSchema = z.strictObject({
  /** 0 takes the likeliest symbol every time. */
  temperature: z.number().min(0).max(10),
  /** Only the k likeliest symbols. */
  topK: z.int().min(1).max(1_000_000).nullable().default(null),
  /** Only the likeliest symbols that together have this probability. */
  topP: z.number().positive().max(1).nullable().default(null),
  /** The same seed draws the same text from the same network; null: another one every time. */
  seed: z.int().min(0).max(0xffffffff).nullable().default(null),
  /** The text ends after these symbols; empty: only at its length. */
  stop: z.string().max(1000).default('')
})
export type Drawing = z.infer<typeof drawingSchema>
/** As an experiment draws: with nothing but a temperature. */
export const plainDrawing = (temperature: number): Drawing => drawingSchema.parse({ temperature })
