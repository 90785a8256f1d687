// What a kill between a checkpoint and its event leaves, and what a checkpoint knows about a damaged run.

import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { RunStore } from '../../src/main/runs'
import { listCheckpoints, newestCheckpoint, withCheckpoints } from '../../src/run-folder/checkpoint-files'
import { readRun } from '../../src/run-folder/stored-run'
import type { RunEvent } from '../../src/shared/run'
import { directReader } from '../main/direct-reader'
import { fingerprint } from '../trainer/fingerprint'
import { drive, experiment, open, temporaryFolder, writeRecord } from '../trainer/support'

vi.mock('electron', () => ({ shell: {} }))

let userData: string
let folder: string
beforeEach(() => {
  userData = temporaryFolder()
  folder = join(userData, 'runs/run')
  writeRecord(folder, { state: 'running' })
  writeFileSync(join(folder, 'experiment.json'), JSON.stringify(experiment()))
  void drive(open(experiment(), { folder }), 45).close()
})
const linesOf = (name: string): string[] => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')
const checkpointsIn = (all: readonly RunEvent[]): number[] =>
  all.filter(({ type }) => type === 'checkpoint').map(({ step }) => step)

describe('a kill between a checkpoint and its event', () => {
  beforeEach(() => {
    writeFileSync(
      join(folder, 'events.jsonl'),
      `${linesOf('events.jsonl')
        .filter((line) => !/"checkpoint","step":(40|45)/.test(line))
        .join('\n')}\n`
    )
  })

  it('is seen in the files when the run is opened, which changes nothing', () => {
    const before = fingerprint(folder)
    const { events } = readRun(folder)
    expect(checkpointsIn(events)).toEqual([0, 1, 2, 4, 8, 10, 20, 30, 40, 45])
    const added = events.find((event) => event.type === 'checkpoint' && event.step === 40)
    const validation = events.findLast((event) => event.type === 'validation')
    expect(added).toEqual({
      type: 'checkpoint',
      step: 40,
      file: 'checkpoints/step-000000040.safetensors',
      validationLoss: validation!.loss
    })
    expect(events.map(({ step }) => step)).toEqual(events.map(({ step }) => step).toSorted((a, b) => a - b))
    expect(fingerprint(folder)).toEqual(before)
  })

  it('costs nothing when it goes on', () => {
    const session = open(experiment(), { folder, resume: true })
    expect(session.learner.step).toBe(45)
    expect(checkpointsIn(session.events.map(({ event }) => event)).slice(-2)).toEqual([40, 45])
    expect(drive(session).learner.parameters.flat).toEqual(drive(open(experiment())).learner.parameters.flat)
  })
})

it('an event that is there is not told twice, and one of a file that is gone stays', () => {
  const before = readRun(folder).events
  rmSync(join(folder, 'checkpoints/step-000000010.safetensors'))
  expect(readRun(folder).events).toEqual(before)
  expect(withCheckpoints([], [])).toEqual([])
})

it('the newest that is whole is the newest', () => {
  writeFileSync(join(folder, 'checkpoints/step-000000045.safetensors'), 'damaged')
  writeFileSync(join(folder, 'checkpoints/step-000000050.safetensors.123'), 'half')
  writeFileSync(join(folder, 'checkpoints/step-46.safetensors'), 'not ours')
  expect(listCheckpoints(folder).map(({ step }) => step)).toEqual([0, 1, 2, 4, 8, 10, 20, 30, 40, 45])
  expect(newestCheckpoint(folder)?.step).toBe(40)
  expect(readRun(folder).damage).toEqual([
    { file: 'checkpoints/step-000000045.safetensors', reason: expect.stringContaining('bytes') }
  ])
})

it('what a damaged experiment.json said is taken from the newest checkpoint, and that is told', async () => {
  writeFileSync(join(folder, 'experiment.json'), '{')
  const before = fingerprint(folder)
  const { experiment: found, damage } = readRun(folder)
  // The experiment has the name of the record.
  expect(found).toEqual({ ...experiment(), name: 'Run' })
  expect(damage).toEqual([{ file: 'experiment.json', reason: 'it is not JSON', fromCheckpoint: 45 }])
  const store = await RunStore.open(userData, directReader)
  expect(await store.experiment('run')).toEqual(found)
  expect(store.record('run').damage).toMatchObject({ file: 'experiment.json' })
  expect(fingerprint(folder)).toEqual(before)
  rmSync(join(folder, 'checkpoints'), { recursive: true })
  await expect(store.experiment('run')).rejects.toThrow('experiment.json of this run cannot be read: it is not JSON')
})
