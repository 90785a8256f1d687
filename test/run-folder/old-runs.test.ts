// Run folders, checkpoints and settings that the program wrote at commit 6276c27 (fixtures/make_runs.mjs) must always
// open: they are listed, drawn, continued to the last bit, sampled from and exported.

import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { main } from '../../src/cli/main'
import { openStore } from '../../src/main/checked-store'
import { RunStore } from '../../src/main/runs'
import { experimentSchema, type Experiment } from '../../src/shared/experiment'
import type { Mark, RunRecord } from '../../src/shared/run'
import { settingsSchema, windowStateSchema } from '../../src/shared/settings'
import { exportWeights } from '../../src/trainer/exports/weights'
import { exportRun } from '../../src/trainer/exports'
import { readModel } from '../../src/trainer/model-file'
import { readSafetensors } from '../../src/run-folder/safetensors'
import type { Session } from '../../src/trainer/session'
import { directReader } from '../main/direct-reader'
import { testTerminal } from '../terminal'
import { drive, open, resources, temporaryFolder } from '../trainer/support'

vi.mock('electron', () => ({ shell: {} }))
// The same replacement as in main/checked-store.test.ts.
vi.mock('electron-store', async () => {
  const { default: Conf } = await import('conf')
  return {
    default: class extends Conf {
      constructor({ name, cwd }: { name: string; cwd: string }) {
        super({ configName: name, cwd })
      }
    }
  }
})

const fixtures = join(import.meta.dirname, '../fixtures/runs-6276c27')
const inTerminal = readdirSync(join(fixtures, 'terminal'))
const inApp = readdirSync(join(fixtures, 'app/runs'))
const every = [...inTerminal, ...inApp]

/** User data with every run, and the list of runs after the app has started with them. */
let userData: string
let store: RunStore

beforeAll(async () => {
  userData = temporaryFolder()
  for (const from of ['app/runs', 'terminal']) cpSync(join(fixtures, from), join(userData, 'runs'), { recursive: true })
  for (const id of every) adoptData(folderOf(id))
  store = await RunStore.open(userData, directReader)
})

const folderOf = (id: string): string => join(userData, 'runs', id)

/** Moves the data file of a run to another place. */
function adoptData(folder: string): void {
  const file = join(folder, 'experiment.json')
  const text = readFileSync(file, 'utf8')
  if (text.includes('table.csv'))
    writeFileSync(file, text.replace(/"path": ".*table.csv"/, `"path": ${JSON.stringify(join(fixtures, 'table.csv'))}`))
}

function copyOf(id: string): string {
  const folder = join(temporaryFolder(), id)
  cpSync(folderOf(id), folder, { recursive: true })
  return folder
}

const experimentOf = (folder: string): Experiment =>
  experimentSchema.parse(JSON.parse(readFileSync(join(folder, 'experiment.json'), 'utf8')))
const stepsOf = (folder: string): number[] =>
  readdirSync(join(folder, 'checkpoints'))
    .map((name) => Number(name.replace(/\D/g, '')))
    .sort((a, b) => a - b)
const fileOf = (folder: string, step: number): string =>
  join(folder, `checkpoints/step-${String(step).padStart(9, '0')}.safetensors`)

it('are of each kind of data, each recurrence and each state', () => {
  const experiments = every.map((id) => experimentOf(folderOf(id)))
  const kinds = new Set(experiments.map(({ data, model }) => `${data.kind} ${model.recurrence}`))
  expect(kinds).toHaveLength(9)
  const written = every.map(
    (id) =>
      (
        JSON.parse(
          readFileSync(join(fixtures, inApp.includes(id) ? 'app/runs' : 'terminal', id, 'run.json'), 'utf8')
        ) as RunRecord
      ).state
  )
  expect(new Set(written)).toEqual(new Set(['finished', 'stopped', 'paused', 'failed', 'interrupted', 'running']))
})

it('are listed, each with its state', () => {
  expect(
    store
      .list()
      .map(({ id }) => id)
      .sort()
  ).toEqual([...every].sort())
  const live = ['running', 'paused', 'created']
  for (const { id, state } of store.list()) {
    const before = JSON.parse(
      readFileSync(join(fixtures, inApp.includes(id) ? 'app/runs' : 'terminal', id, 'run.json'), 'utf8')
    ) as RunRecord
    if (!live.includes(before.state)) expect(state).toBe(before.state)
  }
})

describe.each(every)('%s', (id) => {
  it('is loaded with its curves, which are exported line by line', async () => {
    const run = await store.load(id)
    const [first, last] = [run.points.step[0], run.points.step.at(-1)!]
    expect(first).toBe(1)
    // In a run without a rewind, every step occurs once.
    expect(run.points.step).toHaveLength(last)
    expect(run.events.some(({ type }) => type === 'checkpoint')).toBe(true)
    const file = join(temporaryFolder(), 'curves.csv')
    exportRun('curves', { folder: folderOf(id), resources, checkpoint: 'newest' }, file)
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
    expect(run.damage).toEqual([])
    const validatedBefore = run.events.filter(
      ({ type, step }) => type === 'validation' && (step < first || step > last)
    ).length
    expect(lines).toHaveLength(1 + last + validatedBefore)
  })

  it('goes on from a checkpoint to the very bits of the next', () => {
    const folder = copyOf(id)
    const experiment = experimentOf(folder)
    const [from, to] = stepsOf(folder)
    const next = readSafetensors(fileOf(folder, to))
    const before = readFileSync(join(folder, 'events.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Mark)
    rmSync(fileOf(folder, to))
    const session = open(
      { ...experiment, stop: { ...experiment.stop, steps: to, seconds: null, patience: null } },
      { folder, resume: true }
    )
    expect(session.learner.step).toBe(from)
    const changes = before.filter(({ type, step }) => type === 'mark' && step >= from && step < to)
    for (const mark of changes) obey(drive(session, mark.step), mark)
    drive(session)
    session.close()
    expect(session.state).toBe('finished')
    expect(readSafetensors(fileOf(folder, to)).tensors).toEqual(next.tensors)
  })

  it('is sampled from', async () => {
    const terminal = testTerminal()
    expect([await main(['sample', '--run', folderOf(id), '--length', '5'], terminal), terminal.said.error]).toEqual([
      0,
      ''
    ])
    expect(terminal.said.out).not.toBe('')
  })

  it('has weights to export', () => {
    const file = join(temporaryFolder(), 'weights.safetensors')
    exportWeights(folderOf(id), file)
    expect(readModel(file).model.nh).toBe(4)
  })
})

function obey(session: Session, { change, to }: Mark): void {
  if (change === 'learning-rate') session.setLearningRate(to!)
  else if (change === 'clip-norm') session.setClipNorm(to)
  else if (change === 'clip-value') session.setClipValue(to)
}

it('the settings and the state of the window are read as they are', () => {
  const folder = temporaryFolder()
  for (const name of ['settings.json', 'window.json']) cpSync(join(fixtures, 'app', name), join(folder, name))
  const [settings, window] = [
    openStore(folder, 'settings', settingsSchema),
    openStore(folder, 'window', windowStateSchema)
  ]
  expect([settings.setAside, window.setAside]).toEqual([[], []])
  expect(settings.get()).toMatchObject({ theme: 'dark', language: 'en', unit: 'bits', kernels: 'portable', threads: 1 })
  expect(window.get()).toMatchObject({ width: 1280, height: 860, maximized: false })
})
