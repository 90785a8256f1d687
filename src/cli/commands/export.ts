// unroll export: a run in one of the formats of the table.

import { existsSync } from 'node:fs'
import { isRun, NotARun } from '../../run-folder/record'
import { exportEntry, type CheckpointChoice, type ExportFormat } from '../../shared/exports'
import { exportRun } from '../../trainer/exports'
import { BadInput, type ExitCode, type Terminal } from '../terminal'

interface Options {
  run: string
  out: string
  format: ExportFormat
  checkpoint: string | undefined
}

export function exportStored({ run, out, format, checkpoint }: Options, terminal: Terminal): ExitCode {
  if (!isRun(run)) throw new NotARun(run)
  if (existsSync(out)) throw new BadInput(`${out} exists already, and is not written over. Name another file.`)
  if (checkpoint !== undefined && !exportEntry(format).ofCheckpoint) {
    throw new BadInput(`--checkpoint: "${format}" is of the whole run. Leave --checkpoint out.`)
  }
  const bytes = exportRun(format, { folder: run, checkpoint: choiceOf(checkpoint ?? 'newest') }, out)
  terminal.out(`${out}: ${bytes} bytes\n`)
  return 0
}

function choiceOf(checkpoint: string): CheckpointChoice {
  if (checkpoint === 'newest' || checkpoint === 'best') return checkpoint
  if (/^\d{1,15}$/.test(checkpoint)) return Number(checkpoint)
  throw new BadInput(
    `--checkpoint: "${checkpoint}" is none. Give newest, best, or the step of a checkpoint, such as 1000.`
  )
}
