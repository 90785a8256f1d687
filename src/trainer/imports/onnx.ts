// Reads an ONNX file that we have written: the parameters from its constants, everything else from its metadata.

import { reason, reasonOf } from '../../shared/reasons'
import { readRegular } from '../../run-folder/regular-files'
import { SafetensorsError, type Tensor } from '../../run-folder/safetensors'
import { tensorsOf, isBias, type TensorName } from '../../model/tensors'
import { readModelFile, type Constant } from '../exports/onnx-format'
import { DecodeError } from '../exports/protobuf'
import { fileName, secondBias } from '../model-file'
import { UnfitModel, type Found } from './found'
import { toldBy } from './told'

/** Throws UnfitModel. */
export function readOnnxModel(file: string): Found {
  try {
    return foundIn(file)
  } catch (error) {
    if (error instanceof SafetensorsError) throw new UnfitModel(file, error.fault)
    if (error instanceof DecodeError) throw new UnfitModel(file, reason('notProtobuf'))
    throw error
  }
}

function foundIn(file: string): Found {
  const { metadata, constants, activations } = readModelFile(bytesOf(file))
  if (!metadata.unroll?.startsWith('onnx-')) throw new UnfitModel(file, reason('otherOnnx'))
  const other = activations.find((name) => name !== 'Tanh')
  if (other !== undefined) throw new UnfitModel(file, reason('otherActivation', { found: other }))
  const told = toldBy(metadata, file)
  const recurrence = told.stated.recurrence ?? 'hidden'
  const constant = (name: string): Constant => {
    const found = constants.get(name)
    if (!found) throw new UnfitModel(file, reason('noTensor', { tensor: name }))
    return found
  }
  const tensors = new Map<string, Tensor>()
  // The operator RNN has U, W and both biases one after the other. The graph of a step has every matrix transposed.
  const ofOperator = constants.has('b_and_0')
  for (const name of tensorsOf(recurrence)) {
    if (ofOperator && name === 'b') continue
    const plain = isBias(name) || (ofOperator && (name === 'U' || name === 'W'))
    const { dims, data } = constant(plain ? name : `${name}_T`)
    // The first dimension is the direction.
    const shape = dims.length === 3 && dims[0] === 1 ? dims.slice(1) : dims
    tensors.set(fileName({ recurrence }, name), plain ? { shape, data } : turned(shape, data))
  }
  if (ofOperator) {
    const { data } = constant('b_and_0')
    const nh = data.length / 2
    tensors.set(fileName({ recurrence }, 'b' satisfies TensorName), { shape: [nh], data: data.subarray(0, nh) })
    tensors.set(secondBias, { shape: [nh], data: data.subarray(nh) })
  }
  return { ...told, contents: { tensors, metadata: {} } }
}

function bytesOf(file: string): Uint8Array {
  try {
    const bytes = readRegular(file)
    if (bytes.length > 0) return bytes
  } catch (error) {
    throw new UnfitModel(file, reasonOf(error))
  }
  throw new UnfitModel(file, reason('empty'))
}

/** A matrix, stored row by row, from its transpose. */
function turned([rows, cols]: number[], data: Float32Array): Tensor {
  const values = new Float32Array(data.length)
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) values[j * rows + i] = data[i * cols + j]
  return { shape: [cols, rows], data: values }
}
