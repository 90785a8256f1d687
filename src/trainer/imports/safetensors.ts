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
  const named = ours ? tensors : withOurNames(tensors)
  const told = { ...toldBy(ours ? metadata : {}, file), contents: { tensors: named, metadata: {} } }
  if (!ours || !('state' in metadata)) return told
  const { step, seconds, standing, updates, position, inForce, data } = readState(metadata, file)
  const slots = [...tensors].filter(([name]) => name.startsWith('optimizer.')).map(([, tensor]) => tensor)
  const training = { updates, position, inForce, data, slots, carried: carriedIn(tensors) }
  return { ...told, step, seconds, validationLoss: standing.validationLoss, training }
}

/**
 * The tensors of other software under the names of model-file.ts. A recurrent layer has another name than `rnn`, or none;
 * the readout another than `fc`: the only other weight [any, nh] that has a bias of as many values.
 */
function withOurNames(tensors: Map<string, Tensor>): Map<string, Tensor> {
  const layers = [...tensors.keys()].flatMap((name) => /^((?:.*\.)?)weight_hh_l0$/.exec(name)?.[1] ?? [])
  if (layers.length !== 1) return tensors
  const [layer] = layers
  const nh = tensors.get(`${layer}weight_hh_l0`)!.shape[1]
  const readouts = [...tensors].flatMap(([name, { shape }]) => {
    const prefix = /^((?:.*\.)?)weight$/.exec(name)?.[1]
    const bias = prefix === undefined ? undefined : tensors.get(`${prefix}bias`)
    return shape.length === 2 && shape[1] === nh && bias?.shape.join() === String(shape[0]) ? [prefix!] : []
  })
  const readout = readouts.length === 1 ? readouts[0] : null
  return new Map(
    [...tensors].map(([name, tensor]) => {
      if (readout !== null && [`${readout}weight`, `${readout}bias`].includes(name))
        return [`fc.${name.slice(readout.length)}`, tensor]
      return [
        /_l\d+(_reverse)?$/.test(name) && name.startsWith(layer) ? `rnn.${name.slice(layer.length)}` : name,
        tensor
      ]
    })
  )
}

/** The state that is carried to the next batch, in a checkpoint and in a PyTorch folder. */
export function carriedIn(tensors: ReadonlyMap<string, Tensor>): Training['carried'] {
  const h = tensors.get('carried.h')
  return h ? { h, z: tensors.get('carried.z') ?? null } : null
}
