// What the metadata of our own files say, in every format.

import { z } from 'zod'
import { readAbout, readStated } from '../checkpoint-file'
import { descriptionSchema } from '../model-file'
import type { Found } from './found'

/** Throws SafetensorsError, which names the entry. */
export function toldBy(metadata: Record<string, string>, file: string): Omit<Found, 'contents'> {
  const number = (name: string, schema: z.ZodType<number>): number | null => readStated(metadata, name, schema, file)
  return {
    file,
    stated: readStated(metadata, 'model', descriptionSchema, file) ?? {},
    ...readAbout(metadata, file),
    step: number('step', z.int().min(0)) ?? 0,
    seconds: number('seconds', z.number().min(0)) ?? 0,
    validationLoss: number('validation_loss', z.number()),
    training: null
  }
}
