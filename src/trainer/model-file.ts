// A model as tensors under PyTorch's names, and back. With recurrence `hidden` they are those of nn.RNN and nn.Linear:
//
// rnn.weight_ih_l0 [nh, nx] = U    rnn.weight_hh_l0 [nh, nh] = W    rnn.bias_ih_l0 [nh] = b    rnn.bias_hh_l0 [nh] = 0
//   fc.weight [ny, nh] = V           fc.bias [ny] = c
//
// PyTorch has no layer whose output is fed back. What multiplies z(t−1) is rnn.weight_zh_l0 [nh, ny]: W of recurrence
// `output`, R of `hidden+output`. There, and only there, rnn.bias_hh_l0 is left out.

import { z } from 'zod'
import { feedbacks, outputs, readouts, recurrences, type Model, type Recurrence } from '../model/model'
import { isBias, parameterCount, tensorShapes, tensorsOf, type TensorName } from '../model/tensors'
import { viewParameters, type Parameters } from '../engine/parameters'
import { flatten } from '../shared/issues'
import { reason } from '../shared/reasons'
import { readSafetensors, SafetensorsError, type Tensor, type TensorFile } from '../run-folder/safetensors'

/** What the metadata must say about a model; its sizes come from the shapes of the tensors. */
export const descriptionSchema = z.strictObject({
  recurrence: z.enum(recurrences),
  readout: z.enum(readouts),
  output: z.enum(outputs),
  feedback: z.enum(feedbacks)
})
export type Description = z.infer<typeof descriptionSchema>

export const secondBias = 'rnn.bias_hh_l0'

/** The name of each of our tensors in a file. */
export function fileName(model: Pick<Model, 'recurrence'>, tensor: TensorName): string {
  switch (tensor) {
    case 'U':
      return 'rnn.weight_ih_l0'
    case 'W':
      return model.recurrence === 'output' ? 'rnn.weight_zh_l0' : 'rnn.weight_hh_l0'
    case 'R':
      return 'rnn.weight_zh_l0'
    case 'V':
      return 'fc.weight'
    case 'b':
      return 'rnn.bias_ih_l0'
    case 'c':
      return 'fc.bias'
  }
}

/** Views on the parameters, not copies. */
export function modelTensors(model: Model, parameters: Parameters): Map<string, Tensor> {
  const tensors = new Map<string, Tensor>()
  for (const { name, rows, cols } of tensorShapes(model)) {
    tensors.set(fileName(model, name), { shape: isBias(name) ? [rows] : [rows, cols], data: parameters[name] })
  }
  if (model.recurrence === 'hidden') tensors.set(secondBias, { shape: [model.nh], data: new Float32Array(model.nh) })
  return tensors
}

/** The metadata entry `model`: what readModel needs besides the tensors. */
export function describeModel({ recurrence, readout, output, feedback }: Model): string {
  return JSON.stringify({ recurrence, readout, output, feedback })
}

export interface StoredModel {
  model: Model
  /** The parameters in float64, which represents every value of the file exactly. */
  parameters: Parameters<Float64Array>
  metadata: Record<string, string>
}

/**
 * Reads a model file that we or PyTorch wrote. `stated` adds to the metadata about the model, or replaces them. Throws
 * SafetensorsError, which names the tensors or metadata that are missing or do not fit together.
 */
export function readModel(file: string, stated: Partial<Description> = {}): StoredModel {
  return modelIn(readSafetensors(file), file, stated)
}

/** The model of a file that has been read. Throws as readModel(). */
export function modelIn(contents: TensorFile, file: string, stated: Partial<Description> = {}): StoredModel {
  refuseGates(contents.tensors, file)
  refuseOthers(contents.tensors, file)
  const model = sizedModel(contents, { ...parseDescription(contents.metadata, file), ...stated }, file)
  const parameters = viewParameters(model, new Float64Array(parameterCount(model)))
  refuseMore(contents.tensors, model, file)
  copyParameters(contents.tensors, model, parameters, file)
  return { model, parameters, metadata: contents.metadata }
}

/** The recurrence whose tensors a file has; null if they fit none. */
export function recurrenceOf(tensors: ReadonlyMap<string, Tensor>): Recurrence | null {
  return (
    recurrences.find((recurrence) =>
      (['rnn.weight_hh_l0', 'rnn.weight_zh_l0'] as const).every(
        (name) =>
          tensors.has(name) === tensorsOf(recurrence).some((tensor) => fileName({ recurrence }, tensor) === name)
      )
    ) ?? null
  )
}

/** The kinds of networks that the names of tensors in PyTorch's files show. */
const foreign = [
  [/_reverse$/, 'secondDirection'],
  [/_l[1-9]\d*$/, 'secondLayer'],
  [/^rnn\.weight_hr_/, 'projection'],
  [/embed|(^|\.)emb\./, 'embedding']
] as const

/** Refuses networks whose cells have gates. */
function refuseGates(tensors: ReadonlyMap<string, Tensor>, file: string): void {
  const [rows, columns] = tensors.get('rnn.weight_hh_l0')?.shape ?? []
  const kind = { 3: 'GRU', 4: 'LSTM' }[rows / columns]
  if (kind) throw new SafetensorsError(file, reason('gates', { rows, columns, kind }))
}

/** Refuses tensors that no network of one layer and one direction has, instead of ignoring them. */
function refuseOthers(all: ReadonlyMap<string, Tensor>, file: string): void {
  const known = new Set([
    secondBias,
    ...recurrences.flatMap((recurrence) => tensorsOf(recurrence).map((tensor) => fileName({ recurrence }, tensor)))
  ])
  // A checkpoint has these tensors besides its model.
  const others = [...all.keys()].filter((name) => !known.has(name) && !/^(optimizer|carried)\./.test(name))
  if (others.length === 0) return
  const meaning = foreign.find(([pattern]) => others.some((name) => pattern.test(name)))?.[1] ?? 'otherTensors'
  const tensors = others.slice(0, 8).join(', ') + (others.length > 8 ? ', …' : '')
  throw new SafetensorsError(file, reason(meaning, { tensors, known: [...known].join(', ') }))
}

/** Refuses tensors that belong to another recurrence. */
function refuseMore(tensors: ReadonlyMap<string, Tensor>, model: Model, file: string): void {
  const ours = new Set([
    ...tensorShapes(model).map(({ name }) => fileName(model, name)),
    ...(model.recurrence === 'hidden' ? [secondBias] : [])
  ])
  const more = [...tensors.keys()].filter((name) => !ours.has(name) && /^(rnn|fc)\./.test(name))
  if (more.length > 0) {
    throw new SafetensorsError(file, reason('moreTensors', { tensors: more.join(', '), recurrence: model.recurrence }))
  }
}

/** Throws SafetensorsError when a tensor of the model is missing, of another shape, or holds NaN or infinity. */
export function checkParameters(tensors: ReadonlyMap<string, Tensor>, model: Model, file: string): void {
  for (const { name, rows, cols } of tensorShapes(model)) {
    const inFile = fileName(model, name)
    const { data } = tensorOf(tensors, inFile, isBias(name) ? [rows] : [rows, cols], file)
    if (!data.every(Number.isFinite)) throw new SafetensorsError(file, reason('notFinite', { tensor: inFile }))
  }
  const second = tensors.get(secondBias)
  if (second && !tensorOf(tensors, secondBias, [model.nh], file).data.every(Number.isFinite)) {
    throw new SafetensorsError(file, reason('notFinite', { tensor: secondBias }))
  }
}

/** Fills the parameters of a model from the tensors of a file. Throws as checkParameters; then nothing has changed. */
export function copyParameters(
  tensors: ReadonlyMap<string, Tensor>,
  model: Model,
  parameters: Parameters | Parameters<Float64Array>,
  file: string
): void {
  checkParameters(tensors, model, file)
  for (const { name } of tensorShapes(model)) parameters[name].set(tensors.get(fileName(model, name))!.data)
  // PyTorch trains two biases; the effective one is their sum.
  tensors.get(secondBias)?.data.forEach((bias, i) => {
    parameters.b[i] += bias
  })
}

/** A tensor of the shape that it must have. Throws SafetensorsError. */
export function tensorOf(tensors: ReadonlyMap<string, Tensor>, name: string, shape: number[], file: string): Tensor {
  const tensor = tensors.get(name)
  if (!tensor) throw new SafetensorsError(file, reason('noTensor', { tensor: name }))
  if (tensor.shape.join() !== shape.join()) {
    throw new SafetensorsError(
      file,
      reason('otherShape', { tensor: name, shape: tensor.shape.join(), expected: shape.join() })
    )
  }
  return tensor
}

function parseDescription(metadata: Record<string, string>, file: string): object {
  if (!('model' in metadata)) return {}
  try {
    return JSON.parse(metadata.model) as object
  } catch {
    throw new SafetensorsError(file, reason('metadataNotJson', { entry: 'model' }))
  }
}

function sizedModel({ tensors }: TensorFile, description: object, file: string): Model {
  const { success, data, error } = descriptionSchema.safeParse(description)
  if (!success) {
    throw new SafetensorsError(file, reason('unknownModel', { reason: flatten(error) }))
  }
  const sizesOf = (name: string): number[] => {
    const shape = tensors.get(name)?.shape
    if (shape?.length !== 2) throw new SafetensorsError(file, reason('noMatrix', { tensor: name }))
    return shape
  }
  const [nh, nx] = sizesOf(fileName(data, 'U'))
  const [ny] = sizesOf(fileName(data, 'V'))
  if (Math.min(nh, nx, ny) === 0) throw new SafetensorsError(file, reason('emptyNetwork', { nx, nh, ny }))
  return { ...data, nx, nh, ny }
}
