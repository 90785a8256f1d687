// An export is imported as a run: it has the same numbers to the last bit, and so has a second export of that run.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plainDrawing } from '../../../src/shared/drawing'
import type { ExportFormat } from '../../../src/shared/exports'
import { exportEntry } from '../../../src/shared/exports'
import type { Experiment } from '../../../src/shared/experiment'
import { untrained } from '../../../src/shared/run'
import { RunFolder } from '../../../src/run-folder/folder'
import { Checkpoints } from '../../../src/trainer/checkpoint'
import { exportRun } from '../../../src/trainer/exports'
import { answersOf } from '../../../src/trainer/exports/answers'
import { readStoredNetwork } from '../../../src/trainer/exports/stored-network'
import { readImport, writeImported } from '../../../src/trainer/imports'
import { Look } from '../../../src/trainer/look'
import { resources, temporaryFolder } from '../support'
import { cases, trained } from './runs'

const formats = ['weights', 'pytorch', 'onnx', 'onnx-step'] as const satisfies ExportFormat[]

/** Imports a file into a new run. */
function imported(file: string): { folder: string; experiment: Experiment } {
  const found = readImport(file, {}, resources)
  const folder = new RunFolder(temporaryFolder())
  const record = { id: 'run', name: found.experiment.name, createdAt: 1, updatedAt: 1, ...untrained }
  folder.begin(found.experiment, record, () => folder.writeRecord({ ...record, ...writeImported(folder.path, found) }))
  return { folder: folder.path, experiment: found.experiment }
}

/** Each case is trained once. */
const runs = new Map<Experiment, string>()
function runOf(experiment: Experiment): string {
  if (!runs.has(experiment)) runs.set(experiment, trained(experiment))
  return runs.get(experiment)!
}

describe.each(formats)('%s', (format) => {
  it.each(cases)('comes back as it went: $name', ({ experiment }) => {
    const run = runOf(experiment)
    const step = new Checkpoints(run).best!
    const out = join(temporaryFolder(), `model.${exportEntry(format).extension ?? ''}`)
    exportRun(format, { folder: run, resources, checkpoint: step }, out)

    const back = imported(out)
    const [before, after] = [readStoredNetwork(run, step), readStoredNetwork(back.folder, step)]
    expect(Buffer.from(after.parameters.flat.buffer).equals(Buffer.from(before.parameters.flat.buffer))).toBe(true)
    // An export rounds the seconds.
    expect({ ...after, seconds: 0 }).toEqual({ ...before, seconds: 0 })
    expect(answersOf(after, 9, 2)).toEqual(answersOf(before, 9, 2))

    const again = join(temporaryFolder(), 'again')
    exportRun(format, { folder: back.folder, resources, checkpoint: 'newest' }, again)
    const weights = (path: string): Buffer =>
      readFileSync(exportEntry(format).extension === null ? join(path, 'model.safetensors') : path)
    expect(weights(again).equals(weights(out))).toBe(true)

    const look = new Look(back.experiment, back.folder, resources)
    look.sample({ prime: '', drawing: plainDrawing(1), length: 5 })
    while (look.busy) look.advance(5)
    expect(look.events).toHaveLength(1)
  })
})
