// unroll import: makes a new run from a model file.

import { type Said } from '../../shared/imports'
import { RunFolder } from '../../run-folder/folder'
import { parameterCount } from '../../model/tensors'
import { readImport, writeImported } from '../../trainer/imports'
import { newRecord } from '../new-record'
import { printable } from '../printable'
import { BadInput, type ExitCode, type Terminal } from '../terminal'

interface Options extends Said {
  file: string
  out: string
}

export function importModel(
  { file, out, vocabulary, scaling, data, task, readout }: Options,
  terminal: Terminal
): ExitCode {
  const imported = readImport(file, { vocabulary, scaling, data, task, readout }, terminal.resources)
  const { experiment, model, step } = imported
  const folder = new RunFolder(out)
  if (!folder.isEmpty()) throw new BadInput(`The folder ${out} is not empty. Name another for the new run.`)
  const record = newRecord(out, experiment)
  folder.begin(experiment, record, () => folder.writeRecord({ ...record, ...writeImported(out, imported) }))
  terminal.out(
    `${printable(out)}: a run of step ${step}, with ${parameterCount(model)} parameters (inputs: ${model.nx}, hidden units: ${model.nh}, outputs: ${model.ny})\n`
  )
  return 0
}
