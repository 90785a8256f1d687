// Writes only the model, as a safetensors file with readable metadata, for other tools and for new runs.

import { runName } from '../../run-folder/record'
import { checksum, readSafetensors, writeSafetensors } from '../../run-folder/safetensors'
import type { Experiment } from '../../shared/experiment'
import type { CheckpointChoice } from '../../shared/checkpoint-choice'
import { Checkpoints } from '../checkpoint'
import { ofModel } from '../checkpoint-file'

/**
 * Writes the model of a checkpoint to `file`, without the state of training. `also` is added to the metadata. Returns
 * the size of the file in bytes. Throws a Refusal when the run has no such checkpoint.
 */
export function exportWeights(
  runFolder: string,
  file: string,
  also: Record<string, string> = {},
  choice: CheckpointChoice = 'newest'
): number {
  const checkpoints = new Checkpoints(runFolder)
  const step = checkpoints.chosen(choice)
  const { experiment } = checkpoints.about(step)
  const { standing, seconds } = checkpoints.stateOf(step)
  const { tensors, metadata } = readSafetensors(checkpoints.fileOf(step))
  const readable = { ...metadata }
  for (const key of ['state', checksum]) delete readable[key]
  return writeSafetensors(file, {
    tensors: new Map([...tensors].filter(ofModel)),
    metadata: {
      ...readable,
      ...also,
      ...(experiment && { experiment: JSON.stringify(asExported(experiment, runFolder)) }),
      unroll: 'model-1',
      step: String(step),
      seconds: seconds.toFixed(1),
      ...(standing.validationLoss === null ? {} : { validation_loss: String(standing.validationLoss) })
    }
  })
}

/** The experiment with the name of the run. It keeps the name of the data file but not its folder, which is private. */
export function asExported({ data, ...experiment }: Experiment, runFolder: string): Experiment {
  const path = 'path' in data ? data.path?.split(/[\\/]/).at(-1) : null
  return {
    ...experiment,
    name: runName(runFolder) ?? experiment.name,
    data: path ? ({ ...data, path } as Experiment['data']) : data
  }
}
