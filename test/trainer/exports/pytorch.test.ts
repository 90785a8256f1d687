// The folder for PyTorch, run by the PyTorch of the system: its model.py gives the answers of the engine, and continues
// training to the losses and the parameters of the studio.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Experiment, experimentSchema } from '../../../src/shared/experiment'
import { writePyTorch } from '../../../src/trainer/exports/pytorch'
import { checkpointFile } from '../../../src/run-folder/checkpoint-files'
import { readSafetensors } from '../../../src/run-folder/safetensors'
import { drive, experiment, open, pointsIn, resources, temporaryFolder } from '../support'
import type { SeriesDataSet } from '../../../src/data/series'
import { forecastCsv } from '../../../src/shared/forecast-text'
import { forecast } from '../../../src/trainer/forecast'
import { readModel } from '../../../src/trainer/model-file'
import { openData } from '../../../src/trainer/network'
import { drain } from '../../drain'
import { lossesIn, python, run, unchecked, type Call } from './model-py'

const place = temporaryFolder()
const text = join(place, 'text.txt')
writeFileSync(
  text,
  'Call me Ishmael. Some years ago, never mind how long precisely, "I" went\\to sea. 가나다\n'.repeat(30)
)
const windows = join(place, 'windows.txt')
writeFileSync(windows, 'Ein Café ze\u0301ro.\r\nCall me\tIshmael.\r\n'.repeat(40) + 'x')
const table = join(place, 'table.csv')
const row = (t: number): string => [t, Math.sin(t / 3) * 10 + 100, Math.cos(t / 5)].join(',')
writeFileSync(table, `year,"a ""b""",c\n${Array.from({ length: 300 }, (_, t) => row(t)).join('\n')}\n`)

/** The price is known ahead, also for three rows after the others; the heat is only an input. */
const priced = (heat: boolean): string => {
  const file = join(place, heat ? 'heat.csv' : 'priced.csv')
  const line = (t: number): string => {
    const [price, known] = [10 + (t % 7), t < 300]
    return [
      price,
      known ? 50 + Math.sin(t / 3) + price / 5 : '',
      ...(heat ? [known ? Math.cos(t / 5) : ''] : [])
    ].join()
  }
  writeFileSync(
    file,
    `price,demand${heat ? ',heat' : ''}\n${Array.from({ length: 303 }, (_, t) => line(t)).join('\n')}\n`
  )
  return file
}
const ofPrices = (heat: boolean): Input['data'] => ({
  kind: 'series',
  source: 'file',
  path: priced(heat),
  reading: {
    roles: { price: 'known-ahead', ...(heat && { heat: 'input' }) },
    scaling: { price: 'min-max', demand: 'log-difference' }
  }
})

type Input = z.input<typeof experimentSchema>
const optimizer = { learningRate: 0.01, clipNorm: 0.5 } as const
const small = {
  watching: { validateEvery: 1000, sampleEvery: 1000, checkpointEvery: 10 },
  stop: { steps: 16 }
} as const
const ofText = { kind: 'text', source: 'file', path: text } as const
const ofTable: Input['data'] = { kind: 'series', source: 'file', path: table, columns: ['a "b"', 'c'] }
const free = { sequenceLength: 7, batchSize: 4 }

const gappy = join(place, 'gaps.csv')
/** A third of a and some of k are missing, and whole rows; k is known three rows further. */
const gapRow = (t: number): string => {
  const whole = t >= 20 && t < 32
  const [a, k] = [(Math.sin(t / 3) + Math.cos(t / 7)).toFixed(4), ((t * t) % 11) + (t % 5) / 10]
  return `${t + 1},${t >= 90 || whole || t % 3 === 1 ? '' : a},${t < 90 && (whole || t % 13 === 5) ? '' : k}`
}
writeFileSync(gappy, ['t,a,k', ...Array.from({ length: 93 }, (_, t) => gapRow(t))].join('\n'))
const ofGaps = (role: 'target' | 'known-ahead', scaling: Record<string, 'difference'> = {}) => ({
  kind: 'series' as const,
  source: 'file' as const,
  path: gappy,
  reading: { gaps: 'keep' as const, roles: { t: 'time' as const, a: 'target' as const, k: role }, scaling }
})

const cases: Record<string, Partial<Input>> = {
  'a text, hidden, truncated, adam with decay': {
    data: ofText,
    model: { hiddenSize: 9 },
    learning: { method: 'bptt', sequenceLength: 12, batchSize: 5, truncation: 5 },
    optimizer: { ...optimizer, l2: 0.01 }
  },
  'a text, output, teacher, nesterov, at the end alone': {
    data: ofText,
    model: { recurrence: 'output', hiddenSize: 6, readout: 'last-step' },
    learning: { ...free, method: 'teacher-forcing' },
    optimizer: {
      ...optimizer,
      kind: 'nesterov',
      learningRate: 0.05,
      schedule: 'cosine',
      warmupSteps: 4,
      decayEvery: 30
    }
  },
  'a text whose characters change as it is read, both, running free, rmsprop': {
    data: { ...ofText, path: windows, reading: { minimumCount: 2 } },
    model: { recurrence: 'hidden+output', hiddenSize: 6 },
    learning: { ...free, method: 'free-running' },
    optimizer: { ...optimizer, kind: 'rmsprop', learningRate: 0.002, clipValue: 0.02 }
  },
  'a table, both, teacher, adamw in steps': {
    data: ofTable,
    model: { recurrence: 'hidden+output', hiddenSize: 7 },
    learning: { ...free, method: 'teacher-forcing' },
    optimizer: { ...optimizer, kind: 'adamw', l2: 0.1, schedule: 'step', decayEvery: 5 }
  },
  'a table, output, running free, sgd': {
    data: ofTable,
    model: { recurrence: 'output', hiddenSize: 7 },
    learning: { ...free, method: 'free-running' },
    optimizer: { ...optimizer, kind: 'sgd', learningRate: 0.05 }
  },
  'a table too short for its lanes, momentum, without a state that is carried': {
    data: ofTable,
    model: { hiddenSize: 4 },
    learning: { method: 'bptt', sequenceLength: 100, batchSize: 4, carryState: false },
    optimizer: { ...optimizer, kind: 'momentum' }
  },
  'a text, both, scheduled sampling by steps, draws': {
    data: ofText,
    model: { recurrence: 'hidden+output', hiddenSize: 6, feedback: 'sample' },
    learning: { ...free, method: 'scheduled-sampling', truthDecay: 20 },
    optimizer
  },
  'a table, output, scheduled sampling by sequences': {
    data: ofTable,
    model: { recurrence: 'output', hiddenSize: 6 },
    learning: {
      ...free,
      method: 'scheduled-sampling',
      truthSchedule: 'inverse-sigmoid',
      truthDecay: 5,
      truthCoin: 'sequence'
    },
    optimizer
  },
  'a table with a column known ahead, both, teacher': {
    data: ofPrices(false),
    model: { recurrence: 'hidden+output', hiddenSize: 6 },
    learning: { ...free, method: 'teacher-forcing' },
    optimizer
  },
  'a table with an input and a column known ahead, hidden': {
    data: ofPrices(true),
    model: { hiddenSize: 6 },
    learning: { ...free, method: 'bptt' },
    optimizer
  },
  'a table with gaps, both, teacher': {
    data: ofGaps('target'),
    model: { recurrence: 'hidden+output', hiddenSize: 6 },
    learning: { ...free, method: 'teacher-forcing' },
    optimizer
  },
  'changes of a table with gaps also of what is known ahead, the last step of one lane': {
    data: ofGaps('known-ahead', { a: 'difference' }),
    model: { readout: 'last-step', hiddenSize: 6 },
    learning: { method: 'bptt', sequenceLength: 4, batchSize: 1 },
    optimizer
  },
  'a task, output, which draws': { model: { recurrence: 'output', hiddenSize: 8, feedback: 'sample' } }
}

interface Case {
  name: string
  chosen: Experiment
  run: string
  exported: string
  kind: 'text' | 'series' | 'labelled' | 'task'
  calls: Call[]
}

/** A run of 16 steps, and the exported folder of its step 10 with the calls to it. */
function caseOf(name: string, change: Partial<Input>): Case {
  const folder = temporaryFolder()
  const chosen = experiment({ ...small, ...change })
  drive(open(chosen, { folder }))
  const exported = join(temporaryFolder(), 'exported')
  writePyTorch(folder, 10, resources, exported)
  const { data } = chosen
  const path = 'path' in data ? data.path! : ''
  const asked = {
    task: [],
    labelled: [],
    text: [
      ['train', path, '--steps', '6', '--out', 'trained.safetensors'],
      ['write', '--prime', 'Call', '--length', '20']
    ],
    series: [
      ['train', path, '--steps', '6', '--out', 'trained.safetensors'],
      ['forecast', path, '--rows', path.endsWith('heat.csv') ? '1' : '3']
    ]
  }[data.kind]
  const calls = [['check'], ...asked].map((options) => ({ folder: exported, options }))
  return { name, chosen, run: folder, exported, kind: data.kind, calls }
}

const all = python === null ? [] : Object.entries(cases).map(([name, change]) => caseOf(name, change))

describe.skipIf(python === null)(`the PyTorch folder${unchecked}`, () => {
  const printed = new Map<Case, string[]>()
  beforeAll(() => {
    const answers = run(all.flatMap(({ calls }) => calls))
    for (const one of all) printed.set(one, answers.splice(0, one.calls.length))
  }, 120_000)

  it.each(all)('goes on as the studio does: $name', (one) => {
    const [distance, trained, made] = printed.get(one)!
    expect(Number(distance)).toBeLessThan(1e-5)
    if (one.kind === 'task') return
    const losses = lossesIn(trained)
    const points = pointsIn(one.run).filter(({ step }) => step > 10)
    expect(losses).toHaveLength(points.length)
    points.forEach(({ loss }, i) => expect(Math.abs(losses[i] - loss)).toBeLessThan(1e-5))
    expect(parameterDistance(join(one.exported, 'trained.safetensors'), checkpointFile(one.run, 16))).toBeLessThan(1e-5)
    if (one.kind === 'text') expect(made).toMatch(/^Call[^]{20}\n$/)
    else {
      const [header, ...lines] = made.trimEnd().split('\n')
      const network = { ...readModel(checkpointFile(one.run, 10)), experiment: one.chosen, step: 10 }
      const data = openData(one.chosen, resources) as SeriesDataSet
      const request = { horizon: lines.length, from: null, season: null, future: null, group: null }
      const found = drain(forecast(network, data, request))
      const { columns, labels } = found
      const own = forecastCsv({ ...found, columns: columns.map((column) => ({ ...column, bands: [] })) }).split('\n')
      expect(header).toBe(own[0])
      // The number of the row, and its label.
      const names = labels?.next ? 2 : 1
      lines.forEach((line, i) => expect(line.split(',').slice(0, names)).toEqual(own[i + 1].split(',').slice(0, names)))
      const values = lines.map((line) => line.split(',').slice(names).map(Number))
      columns.forEach(({ value }, j) => value.forEach((number, i) => expect(values[i][j]).toBeCloseTo(number, 3)))
    }
  })
})

/** The largest distance between the parameters of two files. */
function parameterDistance(file: string, other: string): number {
  const [found, expected] = [readSafetensors(file).tensors, readSafetensors(other).tensors]
  const distances = [...found].flatMap(([name, { data }]) =>
    Array.from(data, (value, i) => value - expected.get(name)!.data[i])
  )
  return Math.max(...distances.map(Math.abs))
}

it('has a card with the data, the figures, the licence and a picture of the curves', () => {
  const folder = temporaryFolder()
  drive(
    open(
      experiment({
        ...small,
        data: ofTable,
        learning: { ...free, method: 'bptt' },
        model: { hiddenSize: 4 },
        watching: { validateEvery: 5 }
      }),
      { folder }
    )
  )
  const exported = join(temporaryFolder(), 'exported')
  writePyTorch(folder, 10, resources, exported)
  const card = readFileSync(join(exported, 'README.md'), 'utf8')
  for (const part of [
    /^license: /m,
    /table\\\.csv/,
    /300 rows/,
    /standard deviation/,
    /loss \| \d/,
    /last value \| \d/,
    /\(loss\.svg\)/
  ])
    expect(card).toMatch(part)
  const picture = readFileSync(join(exported, 'loss.svg'), 'utf8')
  expect(picture).not.toContain('NaN')
  expect(picture.match(/<polyline points="[\d., ]+"/g)).toHaveLength(2)
})

it('leaves alone what has its name', () => {
  const out = join(temporaryFolder(), 'mine')
  mkdirSync(out)
  const folder = temporaryFolder()
  drive(open(experiment({ stop: { steps: 2 } }), { folder }))
  expect(() => writePyTorch(folder, 2, resources, out)).toThrow('exists already')
})
