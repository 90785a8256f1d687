// One checkpoint: the whole state of training as a safetensors file, so that training continues from it bit for bit. It
// holds the model under the names of model-file.ts, the optimizer's slots as `optimizer.0`, `optimizer.1` [parameters],
// the state that is carried to the next batch as `carried.h` [batch, nh] and `carried.z` [batch, ny], and the rest as
// metadata.
//
// There is no random state beside the position of the data: initial parameters are drawn once, and samples, validations
// and the coins of scheduled sampling are drawn from streams that follow from the seed and the step.

import { z } from 'zod'
import type { State } from '../engine/batch'
import type { Parameters } from '../engine/parameters'
import type { SeriesScaling } from '../data/series'
import type { Model } from '../model/model'
import { inputRoles } from '../model/table'
import { columnScalings } from '../model/training'
import { experimentSchema, type Experiment } from '../shared/experiment'
import { dataIdentitySchema } from '../shared/experiment-changes'
import { flatten } from '../shared/issues'
import { reason } from '../shared/reasons'
import { engineIdentitySchema, type EngineIdentity } from '../shared/machine'
import { checksum, readSafetensors, SafetensorsError, writeSafetensors, type Tensor } from '../run-folder/safetensors'
import type { Trained } from './going-on'
import { describeModel, modelTensors } from './model-file'
import { standingSchema } from './standing'

const stateSchema = z.strictObject({
  step: z.int().min(0),
  /** Updates that the optimizer has made; Adam's bias correction counts them. */
  updates: z.int().min(0),
  /** Seconds of training so far. */
  seconds: z.number().min(0),
  /** Position of the next training batch in the data. */
  position: z.array(z.int().min(0)),
  /** The current values, which a person may have changed during training. */
  inForce: z.strictObject({
    learningRate: z.number(),
    clipNorm: z.number().nullable(),
    clipValue: z.number().nullable()
  }),
  standing: standingSchema,
  /** The engine that trained it; null in files of older versions. */
  engine: engineIdentitySchema.nullable().default(null),
  /** The data that it was trained on; null for tasks, and in files of older versions. */
  data: dataIdentitySchema.nullable().default(null)
})
export type TrainingState = z.infer<typeof stateSchema>

/** For a series: how each column is scaled (data/series.ts). The network reads (u − mean) / deviation. */
export const scalingSchema = z.strictObject({
  mean: z.array(z.number()),
  deviation: z.array(z.number()),
  scalings: z.array(z.enum(columnScalings)).optional(),
  roles: z.array(z.enum(inputRoles)).optional(),
  label: z.strictObject({ mean: z.number(), deviation: z.number() }).optional()
})
export type Scaling = SeriesScaling

/** The experiment, the meaning of the columns of U and the rows of V, and the scaling of a series. */
interface About {
  experiment: Experiment
  inputLabels: readonly string[]
  outputLabels: readonly string[]
  scaling: Scaling | null
}

export interface StoredTraining extends Trained {
  engine: EngineIdentity | null
  scaling: Scaling | null
}

/** The state that passes from a batch to the next: h [batch, nh], and z [batch, ny] where outputs are fed back. */
export type Carried = State

/** Writes a checkpoint; `batch` is the number of sequences in `carried`. Returns its bytes. Throws a WriteError. */
export function writeCheckpoint(
  file: string,
  {
    model,
    parameters,
    slots,
    state,
    carried,
    batch
  }: {
    model: Model
    parameters: Parameters
    slots: readonly Float32Array[]
    state: TrainingState
    carried: Carried | null
    batch: number
  },
  { experiment, inputLabels, outputLabels, scaling }: About
): number {
  const tensors = modelTensors(model, parameters)
  slots.forEach((slot, i) => tensors.set(slotName(i), { shape: [slot.length], data: slot }))
  if (carried) tensors.set('carried.h', { shape: [batch, model.nh], data: carried.h0 })
  if (carried?.z0) tensors.set('carried.z', { shape: [batch, model.ny], data: carried.z0 })
  return writeSafetensors(file, {
    tensors,
    metadata: {
      format: 'pt',
      unroll: 'checkpoint-1',
      model: describeModel(model),
      experiment: JSON.stringify(experiment),
      input_labels: JSON.stringify(inputLabels),
      output_labels: JSON.stringify(outputLabels),
      ...(scaling && { scaling: JSON.stringify(scaling) }),
      state: JSON.stringify(state),
      [checksum]: ''
    }
  })
}

/** What the metadata say about the training; null where they say nothing. Throws SafetensorsError. */
export function readAbout(
  metadata: Record<string, string>,
  file: string
): Pick<StoredTraining, 'experiment' | 'inputLabels' | 'outputLabels' | 'scaling'> {
  return {
    experiment: readStated(metadata, 'experiment', experimentSchema, file),
    inputLabels: readStated(metadata, 'input_labels', z.array(z.string()), file),
    outputLabels: readStated(metadata, 'output_labels', z.array(z.string()), file),
    scaling: readStated(metadata, 'scaling', scalingSchema, file)
  }
}

/** Reads a file completely and returns its metadata. Throws a SafetensorsError. */
export function readWhole(file: string): Record<string, string> {
  const { tensors, metadata } = readSafetensors(file)
  const broken = [...tensors].filter(ofModel).find(([, { data }]) => !data.every(Number.isFinite))
  if (broken) throw new SafetensorsError(file, reason('notFinite', { tensor: broken[0] }))
  return metadata
}

export const ofModel = ([name]: [string, Tensor]): boolean => name.startsWith('rnn.') || name.startsWith('fc.')

export function slotName(index: number): string {
  return `optimizer.${index}`
}

/** Reads one entry of the metadata; null when it is missing. Throws SafetensorsError. */
export function readStated<Schema extends z.ZodType>(
  metadata: Record<string, string>,
  name: string,
  schema: Schema,
  file: string
): z.infer<Schema> | null {
  if (!(name in metadata)) return null
  let value: unknown
  try {
    value = JSON.parse(metadata[name])
  } catch {
    throw new SafetensorsError(file, reason('metadataNotJson', { entry: name }))
  }
  const { success, data, error } = schema.safeParse(value)
  if (!success) throw new SafetensorsError(file, reason('metadata', { entry: name, reason: flatten(error) }))
  return data
}

export function readState(metadata: Record<string, string>, file: string): TrainingState {
  let state: unknown
  try {
    state = JSON.parse(metadata.state)
  } catch {
    throw new SafetensorsError(file, reason('noState'))
  }
  const { success, data, error } = stateSchema.safeParse(state)
  if (!success) throw new SafetensorsError(file, flatten(error, 'state'))
  return data
}
