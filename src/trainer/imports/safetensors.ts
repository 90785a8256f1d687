// Reads a safetensors file: our export, one of our checkpoints, or what PyTorch has written.

import { z } from 'zod'
import { readSafetensors } from '../../run-folder/safetensors'
import { readAbout, readState, readStated } from '../checkpoint-file'
import { descriptionSchema } from '../model-file'
import type { Found } from './found'

/** Throws SafetensorsError. */
export function readSafetensorsModel(file: string): Found {
  const contents = readSafetensors(file)
  const { metadata } = contents
  // Files of other software may use the same words for other things.
  const ours = 'unroll' in metadata
  const about = ours
    ? readAbout(metadata, file)
    : { experiment: null, inputLabels: null, outputLabels: null, scaling: null }
  const number = <Schema extends z.ZodType<number>>(name: string, schema: Schema): number | null =>
    ours ? readStated(metadata, name, schema, file) : null
  const state = ours && 'state' in metadata ? readState(metadata, file) : null
  return {
    file,
    contents: { tensors: contents.tensors, metadata: {} },
    stated: (ours ? readStated(metadata, 'model', descriptionSchema, file) : null) ?? {},
    ...about,
    step: state?.step ?? number('step', z.int().min(0)) ?? 0,
    seconds: state?.seconds ?? number('seconds', z.number().min(0)) ?? 0,
    validationLoss: state ? state.standing.validationLoss : number('validation_loss', z.number())
  }
}
