// What the tests of the trainer share: temporary run folders, small experiments, and a loop.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { z } from 'zod'
import { experimentSchema, type Experiment } from '../../src/shared/experiment'
import { RunFolder } from '../../src/run-folder/folder'
import { readMetrics } from '../../src/run-folder/metrics'
import { isRun } from '../../src/run-folder/record'
import { pointColumns, type Point, type RunEvent, type RunRecord, untrained } from '../../src/shared/run'
import { portableEngine } from '../../src/trainer/engine'
import { openData } from '../../src/trainer/network'
import { Session } from '../../src/trainer/session'
import type { SessionOptions } from '../../src/trainer/session-options'

export const resources = join(import.meta.dirname, '../../resources')

const made: string[] = []
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'unroll-trainer-'))
  made.push(folder)
  return folder
}

type Input = z.input<typeof experimentSchema>

/** Running parity by teacher forcing, small and quick, with the given changes. */
export function experiment(overrides: Partial<Input> = {}): Experiment {
  return experimentSchema.parse({
    data: { kind: 'task', task: 'running-parity', validationSequences: 32 },
    model: { recurrence: 'output', hiddenSize: 8 },
    learning: { method: 'teacher-forcing', sequenceLength: 8, batchSize: 8 },
    optimizer: { learningRate: 0.02 },
    watching: { validateEvery: 20, sampleEvery: 50, checkpointEvery: 10 },
    stop: { steps: 60 },
    ...overrides
  })
}

/** Opens a session in a folder of its own, or in the given one, which becomes the folder of a run. */
export function open(chosen: Experiment, options: Partial<SessionOptions> = {}): Session {
  const folder = options.folder ?? temporaryFolder()
  if (!isRun(folder)) writeRecord(folder)
  return new Session({
    experiment: chosen,
    data: openData(chosen, resources),
    openEngine: () => portableEngine(),
    resume: false,
    startPaused: false,
    ...options,
    folder
  })
}

/** Writes the record as the app does before it starts a trainer. */
export function writeRecord(folder: string, change: Partial<RunRecord> = {}): void {
  new RunFolder(folder).writeRecord({
    id: 'run',
    name: 'Run',
    createdAt: 1,
    updatedAt: 1,
    ...untrained,
    ...change
  })
}

/** Trains until the run rests or has made so many steps. */
export function drive(session: Session, steps = Infinity): Session {
  while (session.state === 'running' && session.learner.step < steps) session.advance(0)
  return session
}

/** The points of a run folder that still hold. */
export function pointsIn(folder: string): Point[] {
  const { curves, count } = readMetrics(folder).log
  return Array.from(
    { length: count },
    (_, i) => Object.fromEntries(pointColumns.map((name) => [name, curves[name][i]])) as Point
  )
}

export function eventsOf<Type extends RunEvent['type']>(
  session: Session,
  type: Type
): Extract<RunEvent, { type: Type }>[] {
  return session.events
    .map(({ event }) => event)
    .filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type)
}
