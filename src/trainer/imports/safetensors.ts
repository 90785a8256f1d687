// Reads a safetensors file: our export, one of our checkpoints, or what PyTorch has written.

import { readSafetensors } from '../../run-folder/safetensors'
import { readState } from '../checkpoint-file'
import type { Found } from './found'
import { toldBy } from './told'

/** Throws SafetensorsError. */
export function readSafetensorsModel(file: string): Found {
  const { tensors, metadata } = readSafetensors(file)
  // Files of other software may use the same words for other things.
  const ours = 'unroll' in metadata
  const told = { ...toldBy(ours ? metadata : {}, file), contents: { tensors, metadata: {} } }
  if (!ours || !('state' in metadata)) return told
  const { step, seconds, standing } = readState(metadata, file)
  return { ...told, step, seconds, validationLoss: standing.validationLoss }
}
