// A new run can begin with the weights of another run, with its own optimizer, data and seed. The weights are in the
// new run's folder from the start, so they are there even when a kill comes before the first checkpoint.

import { existsSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { AnyDataSet } from '../data/load'
import type { Model } from '../model/model'
import type { Parameters } from '../engine/parameters'
import type { CheckpointChoice } from '../shared/checkpoint-choice'
import type { Experiment } from '../shared/experiment'
import type { Mark } from '../shared/run'
import { isRun, runName, NotARun } from '../run-folder/record'
import { Checkpoints } from './checkpoint'
import { exportWeights } from './exports/weights'
import { expectFits } from './going-on'
import { checkParameters, copyParameters, readModel } from './model-file'
import { modelOf } from './network'
import { Refusal } from './refusal'
import { readSafetensors } from '../run-folder/safetensors'

const fileOf = (folder: string): string => join(folder, 'weights.safetensors')

/**
 * Copies the weights of a checkpoint of the run `from` into the folder of a new run, and returns their bytes.
 * Throws Differs when they do not fit the new run; NotARun, Refusal, DamagedFile or SafetensorsError when there are no
 * readable weights; and WriteError.
 */
export function takeWeights(
  from: string,
  folder: string,
  { experiment, data }: { experiment: Experiment; data: AnyDataSet },
  choice: CheckpointChoice = 'newest'
): number {
  if (!isRun(from)) throw new NotARun(from)
  const checkpoints = new Checkpoints(from)
  checkpoints.expectSome(false)
  if (checkpoints.newest === null)
    throw new Refusal('no-weights', 'That run has no checkpoint, so there are no weights to begin with.')
  const step = checkpoints.chosen(choice)
  const { model } = readModel(checkpoints.fileOf(step))
  expectFits({ ...checkpoints.about(step), model }, { model: modelOf(experiment, data), data })
  return exportWeights(from, fileOf(folder), { run: runName(from) ?? basename(resolve(from)) }, step)
}

/**
 * Fills the parameters with the first weights of a run and returns their origin; null when it has none. Throws
 * SafetensorsError.
 */
export function readFirstWeights(folder: string, model: Model, parameters: Parameters): Mark['origin'] | null {
  const file = fileOf(folder)
  if (!existsSync(file)) return null
  const { tensors, metadata } = readSafetensors(file)
  checkParameters(tensors, model, file)
  copyParameters(tensors, model, parameters, file)
  return { run: metadata.run ?? '', step: Number(metadata.step) || 0 }
}
