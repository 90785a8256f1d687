// What the commands that read a run have in common: the option --checkpoint, and the checkpoints of the folder.

import type { CheckpointChoice } from '../shared/checkpoint-choice'
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
