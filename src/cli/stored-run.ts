// What the commands that read a run have in common: the options --checkpoint and --data, and the checkpoints of the
// folder.

import { resolve } from 'node:path'
import type { CheckpointChoice } from '../shared/checkpoint-choice'
import type { Experiment } from '../shared/experiment'
import { inOneFolder } from '../run-folder/one-folder'
import { isRun, NotARun } from '../run-folder/record'
import { Checkpoints } from '../trainer/checkpoint'
import { printable } from './printable'
import { BadInput, type Terminal } from './terminal'

/** For yargs. `about` says what the checkpoint is for, and which one is taken without the option. */
export const checkpointOption = (about: string) =>
  ({
    requiresArg: true,
    string: true,
    describe: `best (the lowest validation loss), newest, or a step: ${about}`,
    coerce(given: string): CheckpointChoice {
      if (given === 'newest' || given === 'best') return given
      if (/^\d{1,15}$/.test(given)) return Number(given)
      throw new BadInput(
        `--checkpoint: "${given}" is no checkpoint. Give newest, best, or the step of a checkpoint, such as 1000.`
      )
    }
  }) as const

/** The checkpoints of a run; damaged ones are named and skipped. Throws NotARun. */
export function checkpointsOf(run: string, terminal: Pick<Terminal, 'error'>): Checkpoints {
  if (!isRun(run)) throw new NotARun(run)
  const checkpoints = new Checkpoints(run)
  for (const { message } of checkpoints.damaged) terminal.error(`${printable(message)} It is passed over.\n`)
  return checkpoints
}

/** The experiment with other data files; an empty list leaves it as it is. Throws BadInput for a task. */
export function experimentWithData(experiment: Experiment, files: readonly string[]): Experiment {
  const { data } = experiment
  if (files.length === 0) return experiment
  if (data.kind === 'task') throw new BadInput('--data: a task is made from the seed and has no file.')
  if (files.length === 1) return { ...experiment, data: { ...data, source: 'file', path: resolve(files[0]) } }
  if (data.kind !== 'text')
    throw new BadInput(
      '--data: only one table is read at a time. Write the tables one under the other into one file, with a column that names the file of each row.'
    )
  const { path, files: inside } = inOneFolder(files.map((file) => resolve(file)))
  return { ...experiment, data: { ...data, source: 'file', path, reading: { ...data.reading, files: inside } } }
}
