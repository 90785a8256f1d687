// unroll export: writes a run in one of the formats of the table shared/exports.

import { existsSync } from 'node:fs'
import { runAgain } from '../../runtime/run-again'
import { isRun, NotARun } from '../../run-folder/record'
import type { CheckpointChoice } from '../../shared/checkpoint-choice'
import { differenceText, exportEntry, type ExportFormat } from '../../shared/exports'
import { exportRun } from '../../trainer/exports'
import { printable } from '../printable'
import { BadInput, type ExitCode, type Terminal } from '../terminal'

interface Options {
  /** The folder of the run, unless --run names it; then the file to write. */
  runOrOut: string
  out: string | undefined
  run: string | undefined
  format: ExportFormat
  checkpoint: CheckpointChoice | undefined
}

export async function exportStored(
  { runOrOut, out: second, run: named, format, checkpoint }: Options,
  terminal: Terminal
): Promise<ExitCode> {
  const given = [named, runOrOut, second].filter((path) => path !== undefined)
  if (given.length !== 2)
    throw new BadInput(
      'Name the folder of a run and the file to write: unroll export RUN OUT, or unroll export --run RUN OUT. ' +
        `Given: ${given.join(', ')}.`
    )
  const [run, out] = given
  if (!isRun(run)) throw new NotARun(run)
  if (existsSync(out)) throw new BadInput(`${out} exists already, and it is never overwritten. Name another file.`)
  if (checkpoint !== undefined && !exportEntry(format).ofCheckpoint) {
    throw new BadInput(`--checkpoint: "${format}" holds the whole run, not one checkpoint. Leave --checkpoint out.`)
  }
  const { bytes, step } = exportRun(
    format,
    { folder: run, resources: terminal.resources, checkpoint: checkpoint ?? null },
    out
  )
  terminal.out(`${printable(out)}: ${bytes} bytes${step === null ? '' : `, checkpoint of step ${step}`}\n`)
  const difference = await runAgain(terminal.runAgain, { format, folder: run, step, file: out })
  if (difference !== null)
    terminal.out(
      `${exportEntry(format).check === 'read' ? 'Its numbers, read back' : 'Run again'}: the largest difference from the checkpoint is ${differenceText(difference)} of the spread.\n`
    )
  return 0
}
