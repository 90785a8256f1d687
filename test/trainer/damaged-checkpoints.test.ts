import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main'
import { checkpointFile } from '../../src/run-folder/checkpoint-files'
import { RunFolder } from '../../src/run-folder/folder'
import { Checkpoints } from '../../src/trainer/checkpoint'
import { exportWeights } from '../../src/trainer/exports/weights'
import { readModel } from '../../src/trainer/model-file'
import { readSafetensors, writeSafetensors } from '../../src/run-folder/safetensors'
import { testTerminal } from '../terminal'
import { drive, experiment, open, temporaryFolder } from './support'

/** A run of 60 steps with a checkpoint at every tenth. */
let whole: string
beforeAll(() => {
  whole = temporaryFolder()
  drive(open(experiment(), { folder: whole })).close()
})

const fileOf = (folder: string, step: number): string => checkpointFile(folder, step)
const newest = 60

const damages: Record<string, (file: string) => void> = {
  'is empty': (file) => truncateSync(file),
  'lost its second half': (file) => truncateSync(file, readFileSync(file).length / 2),
  'lost its last byte': (file) => truncateSync(file, readFileSync(file).length - 1),
  'is garbage': (file) => writeFileSync(file, Buffer.alloc(5000, 0xa5)),
  'has no state': (file) =>
    writeFileSync(file, readFileSync(file).toString('latin1').replace('"state"', '"stare"'), 'latin1'),
  'has another bit': (file) => flip(file, readFileSync(file).length - 2, 1),
  'has another digit': (file) => flip(file, readFileSync(file).indexOf('"step') + '"step\\":'.length, 1),
  'is a folder': (file) => {
    rmSync(file)
    mkdirSync(file)
  }
}

/** Only the newest checkpoint is read completely at the start; others are read when a person goes back to them. */
const ofContents = ['has another bit', 'has another digit']

/** Older versions wrote no checksum. */
it('a checkpoint without a checksum is read, unless a weight of it is not finite', () => {
  const folder = damagedRun()
  const { tensors, metadata } = readSafetensors(fileOf(folder, newest))
  delete metadata.checksum
  writeSafetensors(fileOf(folder, newest), { tensors, metadata })
  expect(new Checkpoints(folder).newest).toBe(newest)
  tensors.get('fc.bias')!.data[0] = NaN
  writeSafetensors(fileOf(folder, newest), { tensors, metadata })
  const { newest: before, damaged } = new Checkpoints(folder)
  expect([before, damaged.map(({ reason }) => reason)]).toEqual([50, ['fc.bias contains NaN or infinity']])
})

function flip(file: string, at: number, bits: number): void {
  const bytes = readFileSync(file)
  bytes[at] ^= bits
  writeFileSync(file, bytes)
}

function damagedRun(...steps: [number, (file: string) => void][]): string {
  const folder = temporaryFolder()
  cpSync(whole, folder, { recursive: true })
  new RunFolder(folder).writeExperiment(experiment())
  steps.forEach(([step, damage]) => damage(fileOf(folder, step)))
  return folder
}

describe.each(Object.entries(damages))('a checkpoint that %s', (name, damage) => {
  it('is named and passed over: the newest readable one is gone on from, to the same bits', () => {
    const folder = damagedRun([newest, damage], [30, damage])
    const session = open(experiment({ stop: { steps: 55 } }), { folder, resume: true })
    expect(session.checkpoints.damaged.map(({ file }) => file)).toEqual([
      ...(ofContents.includes(name) ? [] : [fileOf(folder, 30)]),
      fileOf(folder, newest)
    ])
    expect(session.learner.step).toBe(50)
    drive(session)
    const straight = temporaryFolder()
    drive(open(experiment({ stop: { steps: 55 } }), { folder: straight }))
    expect(readSafetensors(fileOf(folder, 55)).tensors).toEqual(readSafetensors(fileOf(straight, 55)).tensors)
  })

  it('keeps nobody from sampling and exporting', async () => {
    const folder = damagedRun([newest, damage])
    const terminal = testTerminal()
    expect(await main(['sample', '--run', folder], terminal)).toBe(0)
    expect(terminal.said.error).toContain(`${fileOf(folder, newest)} cannot be read`)
    const file = join(folder, 'weights.safetensors')
    exportWeights(folder, file)
    expect(readModel(file).metadata.step).toBe('50')
  })

  it('is an error, and nothing is written, where there is no other', () => {
    const folder = damagedRun(
      ...new Checkpoints(whole).steps.map((step): [number, typeof damage] => [step, step > 0 ? damage : () => {}])
    )
    rmSync(join(folder, 'checkpoints/step-000000000.safetensors'))
    expect(() => open(experiment(), { folder, resume: true })).toThrow(`${fileOf(folder, newest)} cannot be read`)
  })
})

it('a run whose checkpoints are gone does not begin anew over its curves', () => {
  const folder = damagedRun()
  rmSync(join(folder, 'checkpoints'), { recursive: true })
  const before = readFileSync(join(folder, 'metrics.csv'), 'utf8')
  expect(() => open(experiment(), { folder, resume: true })).toThrow('the checkpoints of this run are gone')
  expect(readFileSync(join(folder, 'metrics.csv'), 'utf8')).toBe(before)
})
