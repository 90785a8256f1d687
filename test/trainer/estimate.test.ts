// The estimate of a run's memory against what the run allocates.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { experimentSchema } from '../../src/shared/experiment'
import { estimate } from '../../src/trainer/estimate'
import { openEngine } from '../../src/trainer/engine'
import { machine } from '../machine'
import { openData } from '../../src/trainer/network'
import { Session } from '../../src/trainer/session'

const resources = join(import.meta.dirname, '../../resources')
const choice = { kernels: 'auto', threads: 1, resources, machine }
const folder = mkdtempSync(join(tmpdir(), 'unroll-estimate-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Input = Pick<z.input<typeof experimentSchema>, 'data' | 'model' | 'learning'>

function both(name: string, input: Input): { estimated: number; allocated: number } {
  const experiment = experimentSchema.parse({
    ...input,
    watching: { validateEvery: 1, sampleEvery: 1, sampleLength: 20 },
    stop: { steps: 2 }
  })
  const data = openData(experiment, resources)
  const session = new Session({
    experiment,
    data,
    folder: join(folder, name),
    resume: false,
    startPaused: false,
    openEngine: (work) => openEngine(choice, work)
  })
  const atStart = session.engine.bytes()
  while (session.state === 'running') session.advance(1000)
  expect(session.state).toBe('finished')
  // All large buffers exist from the beginning. Validations add nothing, and a sample adds only the buffers of one
  // step.
  expect(session.engine.bytes() / atStart).toBeLessThan(1.02)
  session.close()
  return { estimated: estimate(experiment, data, choice).memoryBytes, allocated: session.engine.bytes() + data.bytes }
}

describe('the memory of a run', () => {
  const text = { kind: 'text', source: 'moby-dick' } as const
  const parity = { kind: 'task', task: 'running-parity', validationSequences: 100 } as const
  // The program itself takes the same memory in all cases, so differences come only from the numbers.
  const small = both('small', { data: parity, model: { hiddenSize: 1 }, learning: { sequenceLength: 1, batchSize: 1 } })

  const cases: Record<string, Input> = {
    'text by BPTT': { data: text, model: { hiddenSize: 200 }, learning: { sequenceLength: 60, batchSize: 40 } },
    'text by BPTT with states computed again': {
      data: text,
      model: { hiddenSize: 100 },
      learning: { sequenceLength: 3000, batchSize: 4, recompute: true }
    },
    'text by teacher forcing': {
      data: text,
      model: { recurrence: 'output', hiddenSize: 150 },
      learning: { method: 'teacher-forcing', sequenceLength: 100, batchSize: 20 }
    },
    'parity, free-running': {
      data: parity,
      model: { recurrence: 'hidden+output', hiddenSize: 120 },
      learning: { method: 'free-running', sequenceLength: 80, batchSize: 64 }
    },
    sunspots: { data: { kind: 'series' }, model: { hiddenSize: 300 }, learning: { sequenceLength: 20, batchSize: 8 } }
  }
  it.each(Object.entries(cases))('is foreseen within a twentieth: %s', (name, input) => {
    const { estimated, allocated } = both(name.replaceAll(/\W/g, ''), input)
    expect(allocated - small.allocated).toBeGreaterThan(500_000)
    expect(Math.abs((estimated - small.estimated) / (allocated - small.allocated) - 1)).toBeLessThan(0.05)
  })
})

describe('the memory that an estimate takes', () => {
  it('is given back, however many are made', () => {
    const data = openData(experimentSchema.parse({ data: { kind: 'text', source: 'moby-dick' } }), resources)
    const ask = (hiddenSize: number): number => {
      const learning = { sequenceLength: 60, batchSize: 40 }
      return estimate(
        experimentSchema.parse({ data: { kind: 'text', source: 'moby-dick' }, model: { hiddenSize }, learning }),
        data,
        choice
      ).memoryBytes
    }
    ask(1024)
    const before = process.memoryUsage().rss
    for (let i = 0; i < 12; i++) ask(1024)
    // Without a collection the estimates leave 110 MB.
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 2 ** 20)
  }, 120_000)
})
