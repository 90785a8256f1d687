// Forecasts and their backtest against plain float64, and errors and bands by hand.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readFuture } from '../../src/data/future'
import { SeriesDataSet } from '../../src/data/series'
import { turnedBack } from '../../src/data/transform'
import { viewParameters } from '../../src/engine/parameters'
import { Random } from '../../src/engine/random'
import type { Method, Model, Recurrence } from '../../src/model/model'
import { parameterCount } from '../../src/model/tensors'
import type { Transform } from '../../src/model/training'
import { forecastSchema, type Forecast } from '../../src/shared/forecast'
import { forecastCsv } from '../../src/shared/forecast-text'
import { answerSchema, questionSchema } from '../../src/shared/inspection'
import type { TrainerEvent } from '../../src/shared/messages'
import { forecast } from '../../src/trainer/forecast'
import { errorScale, errorsOf, quantile } from '../../src/trainer/forecast/errors'
import { Inspector } from '../../src/trainer/inspector'
import { drain } from '../drain'
import { oracle } from './reading/oracle'
import { drive, experiment, open, resources } from './support'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const dates = Array.from({ length: 60 }, (_, i) => new Date(Date.UTC(2024, 0, 20 + i)).toISOString().slice(0, 10))
const rows = dates.map((date, i) => [date, 20 + 5 * Math.sin(i / 2) + i / 9, 3 + Math.cos(i)] as const)
const table = ['date,a,b', ...rows.map((row) => row.join())].join('\n')
const seriesOf = (transform: Transform = 'none', csv = table): SeriesDataSet =>
  new SeriesDataSet(utf8(csv), {
    name: 'file.csv',
    delimiter: ',',
    header: 'yes',
    columns: [],
    validationFraction: 0.3,
    transform
  })

function networkOf(recurrence: Recurrence, method: Method, nx = 2, ny = nx) {
  const model: Model = {
    recurrence,
    readout: 'last-step',
    feedback: 'probabilities',
    output: 'linear',
    nx,
    nh: 5,
    ny
  }
  const random = new Random(5)
  const parameters = viewParameters(
    model,
    Float64Array.from({ length: parameterCount(model) }, () => Math.fround(random.normal() * 0.5))
  )
  const asked = experiment({
    data: { kind: 'series' },
    model: { recurrence },
    learning: { method, sequenceLength: 8, batchSize: 2 }
  })
  return { model, parameters, experiment: asked, step: 7 }
}

/** The rows after `origin` [horizon][column], step by step in float64. */
function plainForecast(
  { model, parameters }: ReturnType<typeof networkOf>,
  data: SeriesDataSet,
  fed: 'teacher' | 'own',
  origin: number,
  horizon: number
): number[][] {
  const network = oracle(model, parameters, fed)
  const n = data.nx
  const ahead = data.roles.filter((role) => role !== 'known-ahead').length
  const row = (values: Float64Array, r: number): number[] => Array.from(values.subarray(r * n, (r + 1) * n))
  /** s and u of a row, and k of the row after it. */
  const input = (r: number): number[] => [
    ...row(data.scaled, r).slice(0, ahead),
    ...row(data.scaled, r + 1).slice(ahead)
  ]
  for (let r = 0; r < origin; r++) network.step(input(r))
  let [x, before] = [input(origin), row(data.raw, origin)]
  return Array.from({ length: horizon }, (_, i) => {
    const yhat = network.step(x)
    before = yhat.map((value, j) => turnedBack(value * data.deviation[j] + data.mean[j], before[j], data.transforms[j]))
    if (i + 1 < horizon) x = [...yhat, ...input(origin + i + 1).slice(ahead)]
    return before
  })
}

const ask = (
  network: ReturnType<typeof networkOf>,
  data: SeriesDataSet,
  more: Partial<Parameters<typeof forecast>[2]> = {}
): Forecast =>
  forecastSchema.parse(
    drain(forecast(network, data, { horizon: 6, from: null, season: null, future: null, group: null, ...more }))
  )

describe.each([
  ['hidden', 'bptt', 'teacher', 'none'],
  ['hidden', 'bptt', 'teacher', 'log-difference'],
  ['output', 'teacher-forcing', 'teacher', 'difference'],
  ['output', 'free-running', 'own', 'log'],
  ['hidden+output', 'scheduled-sampling', 'teacher', 'none'],
  ['hidden+output', 'free-running', 'own', 'difference']
] as const)('recurrence %s, learned by %s (fed by %s), of %s', (recurrence, method, fed, transform) => {
  const network = networkOf(recurrence, method)
  const data = seriesOf(transform)
  const found = ask(network, data)

  it('goes on from the end and from any row as plain float64 does', () => {
    for (const from of [null, 20]) {
      const { columns } = from === null ? found : ask(network, data, { from })
      const plain = plainForecast(network, data, fed, (from ?? 60) - 1, 6)
      plain.forEach((row, i) => row.forEach((value, j) => expect(columns[j].value[i]).toBeCloseTo(value, 3)))
    }
  })

  it('is measured on every held-out origin, at each step', () => {
    expect([found.trainRows, found.origins, found.tested]).toEqual([42, 18, 6])
    const residuals = Array.from({ length: 6 }, (): number[] => [])
    for (let origin = 41; origin < 59; origin++)
      plainForecast(network, data, fed, origin, Math.min(6, 59 - origin)).forEach(([value], i) =>
        residuals[i].push(rows[origin + 1 + i][1] - value)
      )
    expect(residuals.map(({ length }) => length)).toEqual([18, 17, 16, 15, 14, 13])
    const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length
    const [{ method: name, all, steps }] = found.columns[0].methods
    expect(name).toBe('network')
    residuals.forEach((step, i) => {
      expect(steps[i].mae).toBeCloseTo(mean(step.map(Math.abs)), 3)
      expect(steps[i].rmse).toBeCloseTo(Math.sqrt(mean(step.map((value) => value ** 2))), 3)
    })
    expect(all.mae).toBeCloseTo(mean(residuals.flat().map(Math.abs)), 3)
    const trained = rows.slice(0, 42).map((row) => row[1])
    const naive = mean(trained.slice(1).map((value, i) => Math.abs(value - trained[i])))
    expect(all.mase).toBeCloseTo(mean(residuals.flat().map(Math.abs)) / naive, 3)
    const [band, wide] = found.columns[0].bands
    expect([band.share, band.low.length, wide.low.length]).toEqual([0.8, 6, 0])
    const sorted = Float64Array.from(residuals[2]).sort()
    expect(band.low[2]).toBeCloseTo(found.columns[0].value[2] + quantile(sorted, 0.1), 3)
    expect(band.high[2]).toBeCloseTo(found.columns[0].value[2] + quantile(sorted, 0.9), 3)
  })
})

describe.each([
  ['hidden', 'bptt', 'teacher', 'none'],
  ['output', 'teacher-forcing', 'teacher', 'difference'],
  ['hidden+output', 'free-running', 'own', 'none']
] as const)(
  'columns known ahead, recurrence %s, learned by %s (fed by %s), of %s',
  (recurrence, method, fed, transform) => {
    const network = networkOf(recurrence, method, 3, 2)
    /** `future` rows hold the price alone. */
    const dataOf = (future: number): SeriesDataSet => {
      const prices = Array.from({ length: 60 + future }, (_, i) => 10 + (i % 7))
      const lines = prices.map((price, i) => (i < 60 ? `${rows[i][1]},${price},${rows[i][2]}` : `,${price},`))
      return new SeriesDataSet(utf8(['a,price,b', ...lines].join('\n')), {
        name: 'file.csv',
        delimiter: 'auto',
        header: 'auto',
        columns: [],
        validationFraction: 0.3,
        transform,
        reading: { roles: { price: 'known-ahead' } }
      })
    }

    it('forecasts the targets from the future values, as plain float64 does', () => {
      const data = dataOf(6)
      expect([data.rows, data.futureRows, data.chosen, data.inputLabels, data.outputLabels]).toEqual([
        60,
        6,
        ['a', 'b', 'price'],
        ['a', 'b', 'price(t+1)'],
        ['a', 'b']
      ])
      for (const from of [60, 20]) {
        const { columns } = ask(network, data, { from })
        expect(columns.map(({ name }) => name)).toEqual(['a', 'b'])
        const plain = plainForecast(network, data, fed, from - 1, 6)
        plain.forEach((row, i) => row.forEach((value, j) => expect(columns[j].value[i]).toBeCloseTo(value, 3)))
      }
      const [{ methods }] = ask(network, data).columns
      const sizes = Array.from({ length: 18 }, (_, i) =>
        plainForecast(network, data, fed, 41 + i, Math.min(6, 18 - i)).map(([value], k) =>
          Math.abs(value - rows[42 + i + k][1])
        )
      ).flat()
      expect(methods[0].all.mae).toBeCloseTo(sizes.reduce((sum, size) => sum + size, 0) / sizes.length, 3)
    })

    it('takes the future values from another file, in any order of its columns', () => {
      const [inside, apart] = [dataOf(6), dataOf(0)]
      const file = (values: number[]) => ({
        name: 'next.csv',
        content: utf8(`x;price\n${values.map((v) => `a;${v}\n`).join('')}`)
      })
      const prices = Array.from({ length: 6 }, (_, i) => 10 + ((60 + i) % 7))
      const [truth, found] = [ask(network, inside), ask(network, apart, { future: file(prices) })]
      expect(found.columns.map(({ value }) => value)).toEqual(truth.columns.map(({ value }) => value))
      expect(() => ask(network, apart, { future: file(prices.slice(0, 2)) })).toThrow('the data have the first 2')
      expect(() => ask(network, apart, { future: { name: 'f.csv', content: utf8('a,b\n1,2\n2,1\n') } })).toThrow(
        /The column "price" of "f.csv" does not exist/
      )
    })

    it('names the rows whose values are missing', () => {
      expect(() => ask(network, dataOf(0))).toThrow('values of price in rows 61 to 66; the data have none of them')
      expect(() => ask(network, dataOf(4))).toThrow('the data have the first 4')
      expect(ask(network, dataOf(4), { horizon: 4 }).columns[0].value).toHaveLength(4)
    })
  }
)

it('the file of the future begins where the data end', () => {
  const day = (i: number): string => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10)
  const lines = (from: number, to: number, target: boolean): string =>
    Array.from(
      { length: to - from },
      (_, i) => `${day(from + i)},${(from + i) % 7}${target ? `,${(from + i) % 5}` : ''}\n`
    ).join('')
  const data = new SeriesDataSet(utf8(`day,price,a\n${lines(0, 40, true)}`), {
    name: 'file.csv',
    delimiter: 'auto',
    header: 'auto',
    columns: [],
    validationFraction: 0.3,
    reading: { roles: { price: 'known-ahead' } }
  })
  const future = (from: number, to: number) =>
    readFuture(utf8(`day,price\n${lines(from, to, false)}`), 'next.csv', data)
  expect(Array.from(future(40, 43))).toEqual([5, 6, 0])
  expect(Array.from(future(30, 43))).toEqual([5, 6, 0])
  expect(() => future(30, 40)).toThrow('no row after 2024-02-09')
  expect(() => future(42, 50)).toThrow(
    'goes on at 2024-02-12, but the row after the last one (2024-02-09) is 2024-02-10'
  )
  expect(() => readFuture(utf8('price\n1\n'), 'next.csv', seriesOf())).toThrow('no column that is known ahead')
})

it('a forecast with columns that are only inputs goes one row ahead', () => {
  const network = networkOf('hidden', 'bptt', 2, 1)
  const data = new SeriesDataSet(utf8(table), {
    name: 'file.csv',
    delimiter: 'auto',
    header: 'auto',
    columns: [],
    validationFraction: 0.3,
    reading: { roles: { b: 'input' } }
  })
  const { columns, tested } = ask(network, data, { horizon: 1 })
  expect(columns[0].value[0]).toBeCloseTo(plainForecast(network, data, 'teacher', 59, 1)[0][0], 3)
  expect([columns.length, tested]).toEqual([1, 1])
  expect(() => ask(network, data)).toThrow('The network reads b, whose values after the last known row are not known')
})

describe('a forecast', () => {
  const network = networkOf('hidden', 'bptt')

  it('continues the dates, and names those that are there', () => {
    const end = ask(network, seriesOf())
    expect(end.labels).toMatchObject({
      name: 'date',
      next: ['2024-03-20', '2024-03-21', '2024-03-22', '2024-03-23', '2024-03-24', '2024-03-25']
    })
    expect(end.labels!.before.at(-1)).toBe('2024-03-19')
    expect(end.columns[0].truth).toEqual([])
    const inside = ask(network, seriesOf(), { from: 58 })
    expect(inside.labels!.next!.slice(0, 3)).toEqual(['2024-03-18', '2024-03-19', '2024-03-20'])
    expect(inside.columns[0].truth).toEqual([rows[58][1], rows[59][1]])
    expect(inside.columns[0].before.at(-1)).toBe(rows[57][1])
  })

  it('says where the last value wins, and not where it loses', () => {
    // A network that always answers the mean of the training part, on a series that moves away from this mean.
    const walk = ['a', ...Array.from({ length: 60 }, (_, i) => String(i + (i % 3)))].join('\n')
    const zero = networkOf('hidden', 'bptt', 1)
    zero.parameters.flat.fill(0)
    const [walked] = ask(zero, seriesOf('none', walk)).columns
    expect(walked.lastValueWins).toBe(true)
    // The series rises beyond the mean of its beginning: the network is too low, and its bands lie above its forecast.
    expect(walked.bands[0].low[0]).toBeGreaterThan(walked.value[0])
    expect(walked.lean).toBeGreaterThan(10)
    // Jumps between two values: the mean is nearer than the last value over most horizons.
    const jumps = ['a', ...Array.from({ length: 60 }, (_, i) => String(i % 2))].join('\n')
    const [jumped] = ask(zero, seriesOf('none', jumps)).columns
    expect(jumped.lastValueWins).toBe(false)
    expect(jumped.lean).toBe(null)
    // When the same network learns changes, it answers the mean change.
    const drift = ask(
      zero,
      seriesOf('difference', ['a', ...Array.from({ length: 60 }, (_, i) => String(3 * i))].join('\n'))
    )
    drift.columns[0].value.forEach((value, i) => expect(value).toBeCloseTo(3 * (60 + i), 6))
  })

  it('is a table for other programs', () => {
    const lines = forecastCsv(ask(network, seriesOf(), { from: 58, horizon: 2 }))
      .trimEnd()
      .split('\n')
    expect(lines).toHaveLength(3)
    expect(lines[0]).toBe(
      'row,date,a,a 80% low,a 80% high,a 95% low,a 95% high,a (true),b,b 80% low,b 80% high,b 95% low,b 95% high,b (true)'
    )
    expect(lines[1].split(',').slice(0, 2)).toEqual(['59', '2024-03-18'])
    expect(Number(lines[1].split(',')[7])).toBe(rows[58][1])
  })

  it('refuses rows and horizons that cannot be', () => {
    for (const from of [1, 61]) expect(() => ask(network, seriesOf(), { from })).toThrow('at the latest')
    expect(() => ask(network, seriesOf(), { horizon: 10_001 })).toThrow('10000 rows ahead')
    expect(ask(network, seriesOf(), { season: 58 }).origins).toBe(1)
    expect(() => ask(network, seriesOf(), { season: 59 })).toThrow('A season has 58 rows at most')
  })

  it('longer than the held-out part has bands as far as there are residuals', () => {
    const { tested, columns } = ask(network, seriesOf(), { horizon: 30 })
    expect([tested, columns[0].value.length, columns[0].methods[0].steps.length]).toEqual([18, 30, 18])
    // 18, 17, … 10 residuals.
    expect(columns[0].bands[0].low).toHaveLength(9)
  })
})

describe('errors, by hand', () => {
  it('of two steps', () => {
    const scale = errorScale([Float64Array.of(0, 2, 0, 2)])
    expect(scale).toEqual({ lastValue: 2, deviation: 1 })
    const { all, steps } = errorsOf([Float64Array.of(1, -3), Float64Array.of(2)], scale)
    expect(steps[0]).toEqual({ mae: 2, rmse: Math.sqrt(5), mase: 1, nrmse: Math.sqrt(5) })
    expect(all).toEqual({ mae: 2, rmse: Math.sqrt(14 / 3), mase: 1, nrmse: Math.sqrt(14 / 3) })
  })

  it('quantiles lie between two values', () => {
    const sorted = Float64Array.of(0, 10, 20, 30)
    expect([0, 0.5, 0.1, 1].map((share) => quantile(sorted, share))).toEqual([0, 15, 3.0000000000000004, 30])
  })
})

describe('a question of the window', () => {
  const chosen = experiment({
    data: { kind: 'series' },
    model: { recurrence: 'hidden', hiddenSize: 4 },
    learning: { method: 'bptt', sequenceLength: 8, batchSize: 4 },
    stop: { steps: 20 }
  })
  const session = drive(open(chosen))
  const ask = (...asked: object[]): Forecast[] => {
    const events: TrainerEvent[] = []
    const inspector = new Inspector(session, (event) => events.push(event))
    const question = { ask: 'forecast', at: 'now', horizon: 3, from: null, season: null, rows: null, future: null }
    for (const [id, more] of asked.entries())
      inspector.ask(id, questionSchema.parse({ ...question, group: null, ...more }))
    while (inspector.busy) inspector.advance(1000)
    void session.close()
    const answers = asked.map(() => null as Forecast | null)
    for (const event of events) {
      if (event.type !== 'inspection') throw new Error(JSON.stringify(event))
      answers[event.id] = answerSchema.parse(event.answer) as Forecast
    }
    return answers.map((answer) => answer!)
  }

  it('is about any checkpoint', () => {
    const answers = ask({ at: 10 }, { at: 'now' })
    expect(answers.map(({ step }) => step)).toEqual([10, 20])
    expect(answers[0].labels!.next).toEqual(['2009', '2010', '2011'])
  })

  it('is about the rows of another file too, scaled as in the training', () => {
    const whole = readFileSync(join(resources, 'data/sunspots.csv'), 'utf8')
    const content = utf8(whole.split('\n').slice(0, 201).join('\n'))
    const [before, other] = ask({ from: 200 }, { rows: { name: 'older.csv', content } })
    expect([other.rows, other.from, other.labels!.next]).toEqual([200, 200, ['1900', '1901', '1902']])
    expect(other.columns[0].value).toEqual(before.columns[0].value)
  })
})

describe('a table with groups', () => {
  const stations = (b: number): SeriesDataSet => {
    const lines = [
      ...rows.map(([date, value]) => `A,${date},${value}`),
      ...rows.slice(0, 40).map(([date, , value]) => `B,${date},${value * b}`)
    ]
    return new SeriesDataSet(utf8(`station,date,v\n${lines.join('\n')}\n`), {
      name: 'file.csv',
      delimiter: 'auto',
      header: 'auto',
      columns: [],
      validationFraction: 0.3,
      reading: {},
      scaling: { mean: [20], deviation: [5] }
    })
  }
  const network = networkOf('hidden+output', 'teacher-forcing', 1)

  it('forecasts each by itself', () => {
    const data = stations(1)
    const [a, b] = ['A', 'B'].map((group) => ask(network, data, { group }))
    expect([a.groups, a.group, a.rows, b.group, b.rows, b.trainRows]).toEqual([['A', 'B'], 'A', 60, 'B', 40, 28])
    expect(b.labels!.next![0]).toBe(dates[40])
    expect(b.columns[0].before).toEqual(rows.slice(0, 40).map(([, , value]) => value))
    // The rows of the other group have no influence.
    const other = ask(network, stations(3), { group: 'A' })
    expect(other.columns[0].value).toEqual(a.columns[0].value)
    expect(other.columns[0].methods[0].all.mae).toBe(a.columns[0].methods[0].all.mae)
    expect(ask(network, stations(3), { group: 'B' }).columns[0].value).not.toEqual(b.columns[0].value)
    // Without a name it is the first.
    expect(ask(network, data, {})).toEqual(a)
    expect(() => ask(network, data, { group: 'C' })).toThrow('The data have no group "C". Their groups: A, B.')
  })
})
