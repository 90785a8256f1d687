// Makes one sound file of every kind that Unroll reads: runs on each kind of data, a model, a batch, and the app's own
// files.

import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RunFolder } from '../../src/run-folder/folder'
import { RunLock } from '../../src/run-folder/lock'
import { findMachine } from '../../src/runtime/find-machine'
import type { RunTrial } from '../../src/runtime/trials'
import { experimentSchema, type Experiment } from '../../src/shared/experiment'
import { untrained } from '../../src/shared/run'
import { settingsSchema, windowStateSchema } from '../../src/shared/settings'
import { exportWeights } from '../../src/trainer/exports/weights'
import { portableEngine } from '../../src/trainer/engine'
import { openData } from '../../src/trainer/network'
import { Session } from '../../src/trainer/session'

export const resources = join(import.meta.dirname, '../../resources')

const common = {
  stop: { steps: 60 },
  watching: { validateEvery: 10, sampleEvery: 20, sampleLength: 5, checkpointEvery: 10 },
  optimizer: { kind: 'adam' }
}
const runs: Record<string, object> = {
  task: {
    ...common,
    data: { kind: 'task', task: 'running-parity', validationSequences: 8 },
    model: { recurrence: 'output', hiddenSize: 4 },
    learning: { method: 'teacher-forcing', sequenceLength: 6, batchSize: 4 }
  },
  text: {
    ...common,
    data: { kind: 'text', source: 'file', path: 'text.txt' },
    model: { recurrence: 'hidden', hiddenSize: 4 },
    learning: { sequenceLength: 8, batchSize: 4 },
    watching: { ...common.watching, prime: 'Call' }
  },
  series: {
    ...common,
    data: { kind: 'series', source: 'file', path: 'series.csv' },
    model: { recurrence: 'hidden+output', hiddenSize: 4 },
    learning: { method: 'teacher-forcing', sequenceLength: 8, batchSize: 4 }
  }
}

/** Files of one world, by their kind. The name of a folder of runs stands for one run in it: `runs/task`. */
export const fileKinds: Record<string, readonly string[]> = {
  'experiment.json': ['runs/task/experiment.json', 'runs/text/experiment.json', 'runs/series/experiment.json'],
  'run.json': ['runs/task/run.json'],
  'metrics.csv': ['runs/task/metrics.csv'],
  'metrics.index': ['runs/task/metrics.index'],
  'events.jsonl': ['runs/task/events.jsonl', 'runs/text/events.jsonl', 'runs/series/events.jsonl'],
  'baselines.json': ['runs/task/baselines.json'],
  'lock.json': ['runs/task/lock.json'],
  checkpoint: ['task', 'text', 'series'].map((run) => `runs/${run}/checkpoints/step-000000050.safetensors`),
  model: ['model.safetensors'],
  'batch.json': ['batch.json'],
  text: ['data/text.txt'],
  CSV: ['data/series.csv'],
  'settings.json': ['settings.json'],
  'window.json': ['window.json'],
  'kernels.json': ['kernels.json']
}

/**
 * Makes the world in an empty folder. Its runs were interrupted after 57 steps; the newest checkpoint is that of step
 * 50.
 */
export async function makeWorld(folder: string): Promise<void> {
  for (const name of ['data', 'runs']) mkdirSync(join(folder, name))
  writeFileSync(
    join(folder, 'data/text.txt'),
    'Call me Ishmael. 고래를 찾아서, "so" it goes;\nsome years ago, never mind how long.\n'.repeat(20)
  )
  writeFileSync(
    join(folder, 'data/series.csv'),
    `year;wave;"other, one"\n${Array.from({ length: 150 }, (_, t) => `${1900 + t};${Math.sin(t / 3).toFixed(4)};${(t % 7) - 3}`).join('\n')}\n`
  )
  for (const [id, asked] of Object.entries(runs))
    makeRun(join(folder, 'runs', id), inFolder(experimentSchema.parse(asked), join(folder, 'data')))
  exportWeights(join(folder, 'runs/series'), join(folder, 'model.safetensors'))
  writeFileSync(
    join(folder, 'batch.json'),
    JSON.stringify({
      tau: 2,
      batch: 1,
      x: { kind: 'dense', data: [1, 0.5, -1, 0.25] },
      y: { kind: 'dense', data: [0.5, 0, -0.5, 1] },
      mask: [1, 1],
      h0: [0, 0, 0, 0]
    })
  )
  writeFileSync(
    join(folder, 'settings.json'),
    JSON.stringify(settingsSchema.parse({ theme: 'dark', language: 'ko', threads: 2 }), null, 2)
  )
  writeFileSync(join(folder, 'window.json'), JSON.stringify(windowStateSchema.parse({ x: 10, y: 20 }), null, 2))
  await findMachine({ ...searching, run: playedTrial, file: join(folder, 'kernels.json') })
}

/** The stored results of kernel trials: those of this app, with the answers of successful trials. */
export const searching = { version: '1', resources, host: 'node' } as const
const playedTrial: RunTrial = async ([what]) => {
  const out = what === 'flags' ? '  --liftoff (enable)\n' : '{"difference":1e-7,"milliseconds":1}\n'
  return { code: 0, signal: null, late: false, out, error: '' }
}

/**
 * A run that went back once, trained past its last checkpoint and was killed: its lock is that of a process that is
 * gone.
 */
function makeRun(path: string, experiment: Experiment): void {
  const folder = new RunFolder(path)
  folder.writeExperiment(experiment)
  folder.writeRecord({ id: 'run', name: 'Run', createdAt: 1, updatedAt: 1, ...untrained, state: 'running' })
  const session = new Session({
    experiment,
    data: openData(experiment, resources),
    folder: path,
    openEngine: () => portableEngine(),
    resume: false,
    startPaused: false
  })
  const trainTo = (step: number): void => {
    while (session.learner.step < step) session.advance(0)
  }
  trainTo(25)
  session.rewind(0.005)
  trainTo(57)
  session.log.flush()
  RunLock.take(path)
  const lock = join(path, 'lock.json')
  writeFileSync(
    lock,
    JSON.stringify({ ...(JSON.parse(readFileSync(lock, 'utf8')) as object), began: 'long ago' }, null, 2)
  )
}

const inFolder = (experiment: Experiment, folder: string): Experiment => {
  const { data } = experiment
  return data.kind === 'task' || data.path === null
    ? experiment
    : { ...experiment, data: { ...data, path: join(folder, data.path) } }
}

/** Runs name their data by absolute paths. In the copy these are paths of the copy. */
export function copyWorld(whole: string, copy: string): void {
  cpSync(whole, copy, { recursive: true })
  for (const run of Object.keys(runs)) {
    const file = join(copy, 'runs', run, 'experiment.json')
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(JSON.stringify(whole).slice(1, -1), JSON.stringify(copy).slice(1, -1))
    )
  }
}

/** The bytes of every file below a folder, by its path. */
export function filesBelow(folder: string): Map<string, Buffer> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return new Map(
    names
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name))])
  )
}
