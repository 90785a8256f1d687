// Writes an imported network as the only checkpoint of a new run.

import { mkdirSync } from 'node:fs'
import { Random } from '../../engine/random'
import { slotCount } from '../../engine/optimizer'
import { parameterCount } from '../../model/tensors'
import type { RunRecord } from '../../shared/run'
import { checkpointFile, checkpointFolder } from '../../run-folder/checkpoint-files'
import { RunFolder } from '../../run-folder/folder'
import { writing } from '../../run-folder/whole-files'
import { writeCheckpoint } from '../checkpoint-file'
import { streams } from '../network'
import { Standing } from '../standing'
import type { Imported } from './complete'

/**
 * Writes the checkpoint, and the mark of its origin, into the folder of a run. Returns what the record of the run must
 * say about it. Throws a WriteError.
 */
export function writeImported(
  folder: string,
  { experiment, model, parameters, step, seconds, validationLoss, origin, training, ...meaning }: Imported
): Pick<RunRecord, 'state' | 'step' | 'seconds' | 'validationLoss'> {
  const { data, optimizer, seed, stop } = experiment
  const slots =
    training?.slots.map(({ data: values }) => Float32Array.from(values)) ??
    Array.from({ length: slotCount(optimizer.kind) }, () => new Float32Array(parameterCount(model)))
  const carried = training?.carried
  const { learningRate, clipNorm, clipValue } = optimizer
  const standing = new Standing(stop, null)
  // Where the position in the data is unknown, training begins at the beginning of the data.
  const { state } = new Random(seed).fork(streams.data)
  writing(folder, () => mkdirSync(checkpointFolder(folder), { recursive: true }))
  writeCheckpoint(
    checkpointFile(folder, step),
    {
      model,
      parameters,
      slots,
      carried: carried
        ? { h0: Float32Array.from(carried.h.data), z0: carried.z && Float32Array.from(carried.z.data) }
        : null,
      batch: experiment.learning.batchSize,
      state: {
        step,
        updates: training?.updates ?? 0,
        seconds,
        position: training?.position ?? (data.kind === 'task' ? [state] : [0, 0, state]),
        inForce: training?.inForce ?? { learningRate, clipNorm, clipValue },
        standing: { ...standing.values, validationLoss, bestLoss: validationLoss },
        engine: null,
        data: training?.data ?? null
      }
    },
    { experiment, ...meaning }
  )
  new RunFolder(folder).addEvent({
    type: 'mark',
    step,
    change: 'weights',
    from: null,
    to: null,
    origin: { run: origin, step }
  })
  const isDone = stop.steps !== null && step >= stop.steps
  return { state: isDone ? 'finished' : 'stopped', step, seconds, validationLoss }
}
