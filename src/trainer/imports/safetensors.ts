// Reads a safetensors file: our export, one of our checkpoints, or a file that PyTorch has written.

import { readSafetensors, type Tensor } from '../../run-folder/safetensors'
import { readState } from '../checkpoint-file'
import type { Found, Training } from './found'
import { toldBy } from './told'

/** Throws SafetensorsError. */
export function readSafetensorsModel(file: string): Found {
  const { tensors, metadata } = readSafetensors(file)
  // Files of other software may use the same words for other things.
  const ours = 'unroll' in metadata
  const told = { ...toldBy(ours ? metadata : {}, file), contents: { tensors, metadata: {} } }
  if (!ours || !('state' in metadata)) return told
  const { step, seconds, standing, updates, position, inForce, data } = readState(metadata, file)
  const slots = [...tensors].filter(([name]) => name.startsWith('optimizer.')).map(([, tensor]) => tensor)
  const training = { updates, position, inForce, data, slots, carried: carriedIn(tensors) }
  return { ...told, step, seconds, validationLoss: standing.validationLoss, training }
}

/** The state that is carried to the next batch, in a checkpoint and in a PyTorch folder. */
export function carriedIn(tensors: ReadonlyMap<string, Tensor>): Training['carried'] {
  const h = tensors.get('carried.h')
  return h ? { h, z: tensors.get('carried.z') ?? null } : null
}
