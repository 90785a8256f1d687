// Reads a folder in the form of models on Hugging Face, as the PyTorch export writes it. Our model.safetensors says
// everything. Where PyTorch has overwritten it, the other files are read.

import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { experimentSchema } from '../../shared/experiment'
import { flatten } from '../../shared/issues'
import { reason } from '../../shared/reasons'
import { tensorsOf } from '../../model/tensors'
import { dataIdentitySchema } from '../../shared/experiment-changes'
import { readSafetensors, type Tensor } from '../../run-folder/safetensors'
import { readJson } from '../../run-folder/read-json'
import { slotNames } from '../exports/pytorch'
import { descriptionSchema, fileName } from '../model-file'
import { UnfitModel, type Found, type Training } from './found'
import { carriedIn, readSafetensorsModel } from './safetensors'
import { readScaling, readVocabulary } from './said-files'

const { seed, data, learning, optimizer } = experimentSchema.shape
const configSchema = z.object({
  ...descriptionSchema.shape,
  nh: z.int().min(1),
  seed,
  data,
  learning,
  optimizer,
  step: z.int().min(0),
  updates: z.int().min(0),
  position: z.array(z.int().min(0)),
  data_identity: dataIdentitySchema.nullable().default(null),
  /** Only for a task. */
  inputs: z.array(z.string()).optional(),
  outputs: z.array(z.string()).optional()
})

/** Throws DamagedFile, SafetensorsError and UnfitModel. */
export function readFolderModel(folder: string): Found {
  const file = join(folder, 'config.json')
  const config = readJson(file, configSchema)
  const found = readSafetensorsModel(join(folder, 'model.safetensors'))
  for (const [field, asked] of Object.entries(found.stated)) {
    const has = config[field as keyof typeof found.stated]
    if (has !== asked) throw new UnfitModel(file, reason('otherModel', { field, asked: has, found: asked }))
  }
  if (found.experiment !== null) return { ...found, training: trainingIn(folder, config, found) }
  const { recurrence, readout, output, feedback, inputs = null, outputs = null } = config
  const parsed = experimentSchema.safeParse({
    name: basename(resolve(folder)).slice(0, 200),
    seed: config.seed,
    data: config.data,
    model: { recurrence, readout, feedback, hiddenSize: config.nh },
    learning: config.learning,
    optimizer: config.optimizer
  })
  if (!parsed.success) throw new UnfitModel(file, flatten(parsed.error))
  return {
    ...found,
    file: folder,
    stated: { recurrence, readout, output, feedback },
    experiment: parsed.data,
    step: config.step,
    ...labelsIn(folder, inputs, outputs)
  }
}

/** The state from which training continues: the settings that were in force, and what training.safetensors holds. */
function trainingIn(
  folder: string,
  config: z.infer<typeof configSchema>,
  { experiment, stated }: Found
): Training | null {
  const file = join(folder, 'training.safetensors')
  if (!existsSync(file)) return null
  const { tensors } = readSafetensors(file)
  const { updates, position, data_identity: data, optimizer, recurrence } = config
  const { learningRate, clipNorm, clipValue } = optimizer
  // A slot is stored as one tensor for each parameter, in the order of the parameters.
  const slots = slotNames[experiment!.optimizer.kind].map((slot): Tensor => {
    const parts = tensorsOf(stated.recurrence ?? recurrence).map((name) => {
      const key = `${slot} ${fileName({ recurrence }, name)}`
      const tensor = tensors.get(key)
      if (!tensor) throw new UnfitModel(file, reason('noTensor', { tensor: key }))
      return tensor
    })
    const values = parts.flatMap(({ data: values }) => [...values])
    return { shape: [values.length], data: Float32Array.from(values) }
  })
  return { updates, position, data, inForce: { learningRate, clipNorm, clipValue }, slots, carried: carriedIn(tensors) }
}

/** The meaning of inputs and outputs: for a task from config.json, else from the file beside it. */
function labelsIn(
  folder: string,
  inputs: string[] | null,
  outputs: string[] | null
): Pick<Found, 'inputLabels' | 'outputLabels' | 'scaling'> {
  const [vocabulary, scaling] = [join(folder, 'vocabulary.json'), join(folder, 'scaling.json')]
  if (existsSync(vocabulary)) {
    const { symbols } = readVocabulary(vocabulary)
    return { inputLabels: symbols, outputLabels: symbols, scaling: null }
  }
  if (existsSync(scaling)) {
    const { inputLabels, outputLabels, scaling: fitted } = readScaling(scaling)
    return { inputLabels, outputLabels, scaling: fitted }
  }
  return { inputLabels: inputs, outputLabels: outputs, scaling: null }
}
