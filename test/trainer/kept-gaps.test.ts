// Runs on a table whose gaps are kept: the loss counts known values only, in training, validation, score and forecast.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SeriesDataSet } from '../../src/data/series'
import { viewParameters } from '../../src/engine/parameters'
import { forward } from '../../src/engine/reference/forward'
import { methodsFor, recurrences } from '../../src/model/model'
import { forecastSchema } from '../../src/shared/forecast'
import type { Experiment } from '../../src/shared/experiment'
import { Batches } from '../../src/trainer/batches'
import { Checkpoints } from '../../src/trainer/checkpoint'
import { knownData } from '../../src/trainer/known-data'
import { forecast } from '../../src/trainer/forecast'
import { openData } from '../../src/trainer/network'
import { readerOf } from '../../src/trainer/reading/reader'
import { predictRows } from '../../src/trainer/reading/rows'
import { scoreRows } from '../../src/trainer/reading/score-rows'
import { utf8 } from '../data/batches'
import { drain } from '../drain'
import { drive, eventsOf, experiment, open, resources, temporaryFolder } from './support'

const value = (t: number, phase: number): string => (Math.sin(t / 3 + phase) + Math.cos(t / 7)).toFixed(4)
/** Two columns; a third of `a` and some of `b` are missing, and rows 30 to 39 are whole gaps. */
const table = (gaps: boolean): string =>
  `t,a,b\n${Array.from({ length: 120 }, (_, t) => {
    const [noA, noB] = gaps ? [t % 3 === 1 || (t >= 30 && t < 40), t % 11 === 2 || (t >= 30 && t < 40)] : [false, false]
    return `${t + 1},${noA ? '' : value(t, 0)},${noB ? '' : value(t, 1)}`
  }).join('\n')}\n`

type Changes = Parameters<typeof experiment>[0]
function asked(csv: string, changes: Changes = {}, gaps: 'keep' | 'interpolate' = 'keep'): Experiment {
  const path = join(temporaryFolder(), 'file.csv')
  writeFileSync(path, csv)
  return experiment({
    data: { kind: 'series', source: 'file', path, validationFraction: 0.3, reading: { gaps } },
    model: { recurrence: 'hidden', hiddenSize: 6 },
    learning: { method: 'bptt', sequenceLength: 7, batchSize: 3 },
    stop: { steps: 20 },
    ...changes
  })
}
/** The same rows as four sequences of different length. */
const grouped = table(true)
  .trimEnd()
  .split('\n')
  .map((line, i) => {
    const group = Math.floor((i - 1) ** 1.1 / 50)
    return i === 0 ? `g,${line}` : `${'abcd'[group]},${line.replace(/^\d+/, (t) => String(Number(t) - 25 * group))}`
  })
  .join('\n')
const single = recurrences.flatMap((recurrence) =>
  methodsFor(recurrence).flatMap((method) =>
    (['every-step', 'last-step'] as const).map((readout) => ({ recurrence, method, readout, csv: table(true) }))
  )
)
const ways = [
  ...single.map((way) => ({ ...way, title: 'one sequence' })),
  ...single.slice(0, 2).map((way) => ({ ...way, title: 'four sequences', csv: grouped }))
]

it.each(ways)(
  'validation is the mean over known values: $recurrence $method $readout, $title',
  ({ recurrence, method, readout, csv }) => {
    const chosen = asked(csv, {
      model: { recurrence, readout, hiddenSize: 6 },
      learning: { method, sequenceLength: 7, batchSize: 3 }
    })
    const session = drive(open(chosen))
    const { model, learner } = session
    const parameters = viewParameters(model, Float64Array.from(learner.parameters.flat))
    const data = openData(chosen, resources)
    expect(data.ragged).toBe(csv === grouped)
    const fed = method === 'scheduled-sampling' ? 'teacher-forcing' : method
    let [squares, count] = [0, 0]
    let state: { h0: Float64Array; z0: Float64Array } | null = null
    for (const { batch, fresh } of data.validation({ tau: 7, batch: data.validationLanes(3) })) {
      const { tau, batch: B, lengths } = batch
      const trace = forward(model, parameters, { ...batch, ...(!fresh && state) }, { method: fed })
      const length = (b: number): number => lengths?.[b] ?? tau
      const last = (steps: typeof trace.h): Float64Array =>
        Float64Array.from(Array.from({ length: B }, (_, b) => [...steps.at(length(b), b)]).flat())
      state = { h0: last(trace.h), z0: last(trace.z) }
      for (let t = 1; t <= tau; t++)
        for (let b = 0; b < B; b++)
          for (let j = 0; j < 2; j++) {
            const row = (t - 1) * B + b
            const isRead = readout === 'last-step' ? t === length(b) : t <= length(b)
            if (!isRead || batch.mask?.[row] === 0 || batch.known![row * 2 + j] === 0) continue
            squares += (trace.o.at(t, b)[j] - trace.y.at(t, b)[j]) ** 2
            count++
          }
    }
    expect(eventsOf(session, 'validation').at(-1)!.loss).toBeCloseTo(squares / count, 5)
  }
)

it('a table without gaps trains to the same bits with any rule', () => {
  const flat = (gaps: 'keep' | 'interpolate') => drive(open(asked(table(false), {}, gaps))).learner.parameters.flat
  expect(flat('keep')).toEqual(flat('interpolate'))
})

it('a run with gaps continues bit for bit', () => {
  const chosen = asked(table(true))
  const [whole, cut] = [temporaryFolder(), temporaryFolder()]
  const first = drive(open(chosen, { folder: whole }))
  drive(open({ ...chosen, stop: { ...chosen.stop, steps: 10 } }, { folder: cut }))
  const second = drive(open(chosen, { folder: cut, resume: true }))
  expect(second.learner.parameters.flat).toEqual(first.learner.parameters.flat)
  expect(new Checkpoints(cut).about(20).scaling?.roles).toEqual(['target', 'target', 'flag', 'flag'])
})

it('batches without a known target are left out, and the state begins anew after them', () => {
  const chosen = asked(
    `t,a\n${Array.from({ length: 40 }, (_, t) => `${t + 1},${t > 7 && t < 24 ? '' : value(t, 0)}`).join('\n')}\n`,
    {
      learning: { method: 'bptt', sequenceLength: 4, batchSize: 1 }
    }
  )
  const data = openData(chosen, resources)
  const batches = new Batches(data.training({ tau: 4, batch: 1, seed: 1 }), chosen)
  const carried = { h0: new Float32Array(6).fill(1), z0: null }
  const seen = Array.from({ length: 12 }, (_, i) => {
    const { known, h0 } = batches.next(carried, i)
    return { hasTargets: known!.includes(1), continues: h0 !== null }
  })
  expect(seen.every(({ hasTargets }) => hasTargets)).toBe(true)
  // A pass has four batches with targets: it begins, goes on, begins anew after the gap and perhaps goes on.
  expect(seen.filter(({ continues }) => !continues).length).toBeGreaterThan(3)
  expect(seen.filter(({ continues }) => continues).length).toBeGreaterThan(2)
})

/** The score of the file that a network of two steps was trained on, and what it was trained on. */
function scoreOfOwn(csv: string, reading: object, at: 'trained' | 'lost' = 'trained') {
  const chosen = asked(csv, { stop: { steps: 2 } })
  if (chosen.data.kind !== 'series') throw new Error('The data are a series.')
  const own: Experiment = { ...chosen, data: { ...chosen.data, reading: { gaps: 'keep', ...reading } } }
  const folder = temporaryFolder()
  const { model, learner } = drive(open(own, { folder }))
  const data = openData(own, resources)
  const known = at === 'lost' ? knownData(new Checkpoints(folder).about(2), own) : data
  if (data.kind !== 'series' || known?.kind !== 'series') throw new Error('The data are a series.')
  const network = { model, parameters: learner.parameters, experiment: own, step: 2 }
  return { data, score: drain(scoreRows(network, known, (how) => how(utf8(csv)), 'file.csv')) }
}

it.each(['trained', 'lost'] as const)('the own file is scored where gaps are known ahead, with %s data', (at) => {
  const { data, score } = scoreOfOwn(table(true), { roles: { t: 'time', a: 'target', b: 'known-ahead' } }, at)
  expect(data.inputLabels).toEqual(['a', 'missing(a)', 'b(t+1)', 'missing(b)(t+1)'])
  expect(score.columns.map(({ column }) => column)).toEqual(['a'])
})

it('the score of changes counts a value, and shows an error, only where the value before it is known', () => {
  const { data, score } = scoreOfOwn(table(true), { scaling: { a: 'difference', b: 'difference' } })
  let [squares, count] = [0, 0]
  for (let r = 1; r < data.rows; r++)
    for (let j = 0; j < 2; j++) {
      const change = data.raw[r * 4 + j] - data.raw[(r - 1) * 4 + j]
      const error = score.predicted[r * 2 + j] - score.truth[r * 2 + j]
      expect([r, j, Number.isNaN(error)]).toEqual([r, j, Number.isNaN(change)])
      if (Number.isNaN(error)) continue
      squares += (error / data.deviation[j]) ** 2
      count++
    }
  expect(score.loss).toBeCloseTo(squares / count, 10)
})

describe('a trained network', () => {
  const chosen = asked(table(true), {
    model: { recurrence: 'hidden+output', hiddenSize: 6 },
    learning: { method: 'teacher-forcing', sequenceLength: 7, batchSize: 3 }
  })
  const session = drive(open({ ...chosen, watching: { ...chosen.watching, sampleEvery: 10 } }))
  const network = { model: session.model, parameters: session.learner.parameters, experiment: chosen, step: 20 }
  const data = openData(chosen, resources)
  if (data.kind !== 'series') throw new Error('The data are a series.')

  it('is scored on the known values of a table, also where none is missing there', () => {
    for (const gaps of [true, false]) {
      const score = drain(scoreRows(network, data, (how) => how(utf8(table(gaps))), 'other.csv'))
      const scored = new SeriesDataSet(utf8(table(gaps)), {
        ...(chosen.data as Extract<Experiment['data'], { kind: 'series' }>),
        name: 'other.csv',
        scaling: data.scaling,
        flagged: ['a', 'b']
      })
      const found = drain(predictRows(readerOf(network), scored.x))
      let [squares, count] = [0, 0]
      for (let r = 1; r < 120; r++)
        for (let j = 0; j < 2; j++) {
          if (Number.isNaN(scored.raw[r * 4 + j])) continue
          squares += (found[r * 2 + j] - scored.scaled[r * 4 + j]) ** 2
          count++
        }
      expect(score.loss).toBeCloseTo(squares / count, 12)
      // a is missing in rows 2, 5, … and b in rows 3, 14, …, both in rows 31 to 40; the first row is only read.
      expect(score.truth.filter(Number.isNaN).length).toBe(gaps ? 47 + 20 : 0)
      expect(score.nats.filter(Number.isNaN).length).toBe(gaps ? 1 + 10 + 4 : 1)
    }
  })

  it('forecasts over a gap: missing values are shown as missing, and own output is not', () => {
    const ask = (from: number | null) =>
      forecastSchema.parse(
        drain(forecast(network, data, { horizon: 5, from, season: null, future: null, group: null }))
      )
    const [after, within] = [ask(null), ask(36)]
    expect(after.columns[0].before.filter((one) => one === null).length).toBeGreaterThan(30)
    expect(within.columns[0].before.slice(-6)).toEqual(new Array(6).fill(null))
    expect(within.columns[0].truth.slice(0, 3)).toEqual([null, null, null])
    // The own outputs go in as values: their flags are 0.
    const row = data.x.slice(35 * 4, 36 * 4)
    const reader = readerOf(network)
    reader.outputs({ kind: 'dense', values: data.x.subarray(0, 35 * 4) })
    const scaled = [0, 1, 2].map(() => {
      const yhat = reader.outputs({ kind: 'dense', values: row })
      data.putOwn(row, yhat)
      return [...yhat]
    })
    expect(Array.from(row.subarray(2))).toEqual([0, 0])
    expect(within.columns[1].value.slice(0, 3)).toEqual(
      scaled.map((yhat) => yhat[1] * data.deviation[1] + data.mean[1])
    )
  })

  it('draws samples in which missing values stay missing', () => {
    const { sample } = eventsOf(session, 'sample').at(-1)!
    if (sample.kind !== 'series') throw new Error('The sample is of a series.')
    expect(sample.columns[0].truth.includes(null)).toBe(true)
    expect(sample.columns.flatMap(({ predicted, free }) => [...predicted, ...free]).every(Number.isFinite)).toBe(true)
    expect(sample.trueInputs).toBeUndefined()
  })
})
