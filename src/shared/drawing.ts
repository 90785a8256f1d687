// How a text is drawn from the probabilities of a network. An experiment itself says only the temperature.

import { z } from 'zod'

/** The most samples that are drawn at once, and the most checkpoints of a film. */
export const mostSamples = 20

export const drawingSchema = z.strictObject({
  /** 0 takes the likeliest symbol every time. */
  temperature: z.number().min(0).max(10),
  /** Draws only from the k likeliest symbols; null means all. */
  topK: z.int().min(1).max(1_000_000).nullable().default(null),
  /** Draws only from the likeliest symbols that together have this probability; null means all. */
  topP: z.number().positive().max(1).nullable().default(null),
  /** The same seed draws the same text from the same network. With null, each text is different. */
  seed: z.int().min(0).max(0xffffffff).nullable().default(null),
  /** The text ends after these symbols. When this is empty, it ends only at its length. */
  stop: z.string().max(1000).default('')
})
export type Drawing = z.infer<typeof drawingSchema>
/** The drawing of an experiment, which has only a temperature. */
export const plainDrawing = (temperature: number): Drawing => drawingSchema.parse({ temperature })
