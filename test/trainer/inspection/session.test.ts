// Questions to a real run: a held snapshot does not change while training continues, and training is not disturbed.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SeriesDataSet } from '../../../src/data/series'
import { viewParameters } from '../../../src/engine/parameters'
import { trainerEventSchema, type TrainerEvent } from '../../../src/shared/messages'
import { Host } from '../../../src/trainer/host'
import { Inspector } from '../../../src/trainer/inspector'
import type { Port } from '../../../src/trainer/viewer'
import { drive, experiment, open, resources, temporaryFolder } from '../support'
import { machine } from '../../machine'
import { eventually } from '../../eventually'
import { inspected, inspector, network, source } from './support'

const text = experiment({
  data: { kind: 'text', source: 'moby-dick' },
  model: { hiddenSize: 6 },
  stop: { steps: 100 },
  learning: { method: 'bptt', sequenceLength: 5, batchSize: 3 },
  watching: { validateEvery: 1000, sampleEvery: 1000, checkpointEvery: 10 }
})

describe('a snapshot', () => {
  it('is held while training goes on', () => {
    const session = drive(open(text), 5)
    const ask = inspector(session)
    const before = ask('unroll', {}, { sequence: 2 })
    expect(before).toMatchObject({ step: 5, sequence: 2, sequences: 3, tau: 5 })
    drive(session, 20)
    const held = { at: { held: before.held }, sequence: 2 }
    expect(ask('unroll', {}, held)).toEqual(before)
    expect(ask('contributions', { tensor: 'W', row: 3, col: 4 }, held).total).toBe(before.gradients.W[3 * 6 + 4])
    expect(ask('flow', {}, held).step).toBe(5)
    const now = ask('unroll', {}, { sequence: 2 })
    expect(now.step).toBe(20)
    expect(now.parameters.W).not.toEqual(before.parameters.W)
    expect(() => ask('unroll', {}, { at: { held: now.held }, sequence: 1 })).toThrow('Sequence 2 is held')
    expect(() => ask('contributions', { tensor: 'W', row: 3, col: 4 }, held)).toThrow('no longer held')
  })

  it('is the sequence that was trained on, with the state that it began from', () => {
    const session = drive(open(text), 4)
    const { h, nh } = inspector(session)('unroll', {})
    expect(h.subarray(0, nh).some((value) => value !== 0)).toBe(true)
    const { batch, parameters } = {
      batch: session.source.current(session.carried, session.learner.step),
      parameters: session.learner.parameters
    }
    const again = inspector(
      inspected({ model: session.model, method: 'bptt', truncation: null, batch, parameters: parameters.flat })
    )
    expect(again('unroll', {}).h).toEqual(h)
  })

  it('before the first step is of the batch to come, which then comes all the same', () => {
    const [asked, other] = [open(text), open(text)]
    const first = inspector(asked)('unroll', {})
    expect(first.step).toBe(0)
    drive(asked, 1)
    expect(inspector(asked)('unroll', {}).x).toEqual(first.x)
    for (const session of [asked, other]) drive(session, 12)
    expect(asked.learner.parameters.flat).toEqual(other.learner.parameters.flat)
  })

  it('can be that of a stored checkpoint', () => {
    const folder = temporaryFolder()
    const session = drive(open(text, { folder }), 12)
    const ten = drive(open(text), 10)
    const { parameters, step, model } = { ...inspector(session)('unroll', {}, { at: 10 }), model: session.model }
    expect(step).toBe(10)
    const truth = viewParameters(model, new Float64Array(ten.learner.parameters.flat))
    for (const name of ['U', 'W', 'V', 'b', 'c'] as const) expect(parameters[name]).toEqual(truth[name].slice())
    expect(() => inspector(session)('unroll', {}, { at: 11 })).toThrow('no checkpoint of step 11')
  })

  it('can be cut short, and truncated otherwise than in training', () => {
    const ask = inspector(inspected({ ...network(), truncation: 4 }))
    expect(ask('unroll', {})).toMatchObject({ tau: 30, truncation: 4 })
    expect(ask('unroll', {}, { truncation: 0 })).toMatchObject({ truncation: null })
    const { h, nh, truncation, x } = ask('unroll', {}, { steps: 10, truncation: 2 })
    expect([h.length, x.length, truncation]).toEqual([11 * nh, 10 * 3, 2])
    expect(h).toEqual(ask('unroll', {}).h.slice(0, 11 * nh))
  })
})

describe('the rows of a series', () => {
  /** Every value stands once in the file, so that it tells its row. */
  const rowsOf = (station: string, n: number, from: number): string[] =>
    Array.from({ length: n }, (_, i) => `${station},${dateOf(i)},${from + ((i * 37) % 101) + i / 1000}`)
  const dateOf = (i: number): string => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)

  it.each([
    ['one sequence', ['A'], {}],
    ['groups', ['A', 'B', 'C'], { roles: { station: 'group', date: 'time', v: 'target' } }]
  ] as const)('name the steps: %s', (_, stations, reading) => {
    const path = join(temporaryFolder(), 'rows.csv')
    const lines = stations.flatMap((station, k) => rowsOf(station, 90 - 20 * k, 1000 * k))
    writeFileSync(path, ['station,date,v', ...lines].join('\n'))
    const session = open(
      experiment({
        data: { kind: 'series', source: 'file', path, validationFraction: 0.2, reading },
        model: { hiddenSize: 3 },
        learning: { method: 'bptt', sequenceLength: 7, batchSize: 2 },
        stop: { steps: 40 }
      })
    )
    const { data } = session.options
    if (!(data instanceof SeriesDataSet)) throw new Error('no series')
    const ask = inspector(session)
    for (const steps of [1, 2, 9, 23]) {
      drive(session, steps)
      for (const sequence of [0, 1]) {
        const { names, x, tau } = ask('unroll', {}, { sequence })
        const named = Array.from(x, (value) => {
          const distance = (line: string): number =>
            Math.abs(Number(line.split(',')[2]) - value * data.deviation[0] - data.mean[0])
          return lines.reduce((best, line) => (distance(line) < distance(best) ? line : best))
        })
        expect(names).toEqual({
          column: 'date',
          rows: Array.from({ length: tau }, (_, i) => i + 1),
          names: named.map((line) => line.split(',')[1])
        })
        expect(ask('flow', {}, { sequence }).names).toEqual(names)
      }
    }
    const { names, tau } = ask('unroll', {}, { steps: 3 })
    expect(names!.rows).toEqual([1, 2, 3].slice(0, tau))
  })
})

describe('a question that cannot be answered', () => {
  const ask = inspector(inspected(network()))
  it.each([
    ['held', () => ask('flow', {}, { at: { held: 1 } }), 'No snapshot is held yet'],
    ['a sequence', () => ask('flow', {}, { sequence: 2 }), 'There is no sequence 2: the batch has 2'],
    ['a tensor', () => ask('contributions', { tensor: 'R', row: 0, col: 0 }), 'has no R'],
    ['a cell', () => ask('error-curve', { tensor: 'W', row: 6, col: 0 }), 'W has 6 rows and 6 columns'],
    [
      'a large network',
      () => inspector(inspected(network({ nh: 700, tau: 200 })))('unroll', {}),
      /Look at \d+ steps at most/
    ],
    ['broken parameters', () => inspector(inspected(network({}, { V: () => NaN })))('flow', {}), 'V holds NaN']
  ])('says why: %s', (_, question, message) => {
    expect(question).toThrow(message)
  })
})

describe('questions', () => {
  it('take turns, so that a short one does not wait for a long one', () => {
    const events: TrainerEvent[] = []
    const ours = new Inspector(inspected(network()), (event) => events.push(event))
    ours.ask(1, { ask: 'check', source, epsilon: 1e-5, cellsPerTensor: 100 })
    ours.ask(2, { ask: 'unroll', source })
    ours.ask(3, { ask: 'flow', source: { ...source, at: { held: 1 } } })
    while (ours.busy) ours.advance(0)
    expect(events.map((event) => [event.type, 'id' in event && event.id])).toEqual([
      ['inspection', 2],
      ['inspection', 3],
      ['inspection', 1]
    ])
  })

  it('come and are answered through a port, during training and after it', async () => {
    const received: TrainerEvent[] = []
    let send: (data: unknown) => void = () => undefined
    const port: Port = {
      postMessage: (message) => void received.push(trainerEventSchema.parse(message)),
      on: (event, listener) => {
        if (event === 'message') send = (data) => (listener as (event: { data: unknown }) => void)({ data })
      },
      start: () => undefined
    }
    const host = new Host({ report: () => undefined, exit: () => undefined })
    host.receive(
      {
        type: 'train',
        folder: temporaryFolder(),
        experiment: experiment(),
        resources,
        resume: false,
        startPaused: false,
        kernels: 'portable',
        threads: 1,
        machine
      },
      [port]
    )
    const answerTo = async (id: number, question: object): Promise<TrainerEvent | undefined> => {
      send({ type: 'inspect', id, question })
      const find = (): TrainerEvent | undefined => received.find((event) => 'id' in event && event.id === id)
      await eventually(() => expect(find()).toBeDefined())
      return find()
    }
    expect(await answerTo(4, { ask: 'unroll', source })).toMatchObject({
      type: 'inspection',
      answer: { kind: 'unroll', recurrence: 'output' }
    })
    expect(await answerTo(5, { ask: 'flow', source: { ...source, at: 12345 } })).toMatchObject({
      type: 'inspection-failed'
    })
    const step = (): number => {
      send({ type: 'frame', seen: 0, watch: [] })
      return (received.findLast((event) => event.type === 'frame') as { progress: { step: number } }).progress.step
    }
    await eventually(() => expect(step()).toBe(60))
    expect(await answerTo(6, { ask: 'flow', source })).toMatchObject({
      type: 'inspection',
      answer: { kind: 'flow', step: 60, finding: 'cut' }
    })
    host.receive({ type: 'close' }, [])
  })
})
