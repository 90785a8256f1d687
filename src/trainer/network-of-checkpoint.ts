// The network of one checkpoint of a stored run, and what is known of its data.

import type { Parameters } from '../engine/parameters'
import type { Model } from '../model/model'
import { readJson } from '../run-folder/read-json'
import { experimentSchema, type Experiment } from '../shared/experiment'
import type { Checkpoints } from './checkpoint'
import type { StoredTraining } from './checkpoint-file'
import { readModel } from './model-file'

export interface NetworkOfCheckpoint {
  /** The experiment as the run folder has it now. */
  experiment: Experiment
  step: number
  model: Model
  parameters: Parameters<Float64Array>
  /** What the checkpoint stores about its data. */
  about: StoredTraining
}

/** Throws SafetensorsError or DamagedFile when a file cannot be read. */
export function readNetwork(folder: string, checkpoints: Checkpoints, step: number): NetworkOfCheckpoint {
  const experiment = readJson(`${folder}/experiment.json`, experimentSchema)
  const { model, parameters } = readModel(checkpoints.fileOf(step))
  return { experiment, step, model, parameters, about: checkpoints.about(step) }
}
