import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SeriesDataSet, type SeriesOptions } from '../../src/data/series'
import { transforms, type Transform } from '../../src/model/training'
import { utf8 } from './batches'

const seriesOf = (rows: readonly number[][], transform: Transform): SeriesDataSet =>
  new SeriesDataSet(utf8(rows.map((row) => row.join()).join('\n')), {
    name: 'file.csv',
    delimiter: ',',
    header: 'no',
    columns: rows[0].map((_, j) => String(j + 1)),
    validationFraction: 0.25,
    transform
  })
const value = fc.double({ min: 0.1, max: 99, noNaN: true })
const rows = [
  [10, 1],
  [20, 1],
  [10, 4],
  [40, 2],
  [20, 8]
]

describe('what a network learns of a series', () => {
  it.each([
    ['none', [10, 1, 20, 1, 10, 4, 40, 2, 20, 8]],
    ['difference', [0, 0, 10, 0, -10, 3, 30, -2, -20, 6]],
    ['log', [10, 1, 20, 1, 10, 4, 40, 2, 20, 8].map(Math.log)],
    [
      'log-difference',
      [0, 0, Math.log(2), 0, -Math.log(2), Math.log(4), Math.log(4), -Math.log(2), -Math.log(2), Math.log(4)]
    ]
  ] as const)('%s, by hand', (transform, expected) => {
    const data = seriesOf(rows, transform)
    expected.forEach((value, i) => {
      const j = i % 2
      expect(data.scaled[i] * data.deviation[j] + data.mean[j]).toBeCloseTo(value, 12)
    })
    expect(data.raw).toEqual(Float64Array.from(rows.flat()))
  })

  it('is scaled by the training rows; the first row has no change to count', () => {
    const data = seriesOf(rows, 'difference')
    expect(data.trainRows).toBe(4)
    // 10, −10, 30
    expect(data.mean[0]).toBeCloseTo(10, 12)
    expect(data.deviation[0]).toBeCloseTo(Math.sqrt(800 / 3), 12)
  })

  it('is turned back, told each row or running free', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { minLength: 4 }),
        fc.constantFrom(...transforms),
        (table, transform) => {
          const data = seriesOf(table, transform)
          const [first, n] = [1, 2]
          const answers = data.scaled.subarray(first * n)
          const truth = data.raw.subarray(first * n)
          for (const freeFrom of [Infinity, 0, 1])
            data.inUnits(answers, first, freeFrom).forEach((value, i) => expect(value).toBeCloseTo(truth[i], 6))
        }
      )
    )
  })

  it('runs free from its own values', () => {
    const data = seriesOf(rows, 'difference')
    const up = (value: number): number => (value - data.mean[0]) / data.deviation[0]
    // From row 2 (10, 4) on: + 5, + 5.
    const answers = [up(5), 0, up(5), 0]
    expect(data.inUnits(answers, 3, 0).filter((_, i) => i % 2 === 0)).toEqual(Float64Array.of(15, 20))
    expect(data.inUnits(answers, 3).filter((_, i) => i % 2 === 0)).toEqual(Float64Array.of(15, 45))
  })

  it('keeps the line of the last value: no change', () => {
    const data = seriesOf(rows, 'difference')
    const last = data.baselines().find(({ key }) => key === 'last-value')!
    const errors = [-20, 6].map((change, j) => (change / data.deviation[j]) ** 2)
    expect(last.loss).toBeCloseTo((errors[0] + errors[1]) / 2, 10)
  })

  it('has no logarithm of what is not positive', () => {
    expect(() => seriesOf([[1], [2], [0], [4]], 'log')).toThrow('"file.csv", row 3: column "1" holds 0')
  })
})

describe('columns that are scaled in their own way', () => {
  const csv = 't,a,b,c\n1,10,1,5\n2,20,1,6\n3,10,4,5\n4,40,2,9\n5,20,8,7\n6,30,3,6\n7,15,5,8\n8,25,4,7\n'
  const dataOf = (scaling: NonNullable<SeriesOptions['reading']>['scaling'], transform: Transform = 'none') =>
    new SeriesDataSet(utf8(csv), {
      name: 'file.csv',
      delimiter: 'auto',
      header: 'auto',
      columns: [],
      validationFraction: 0.25,
      transform,
      reading: { scaling }
    })

  it('are fitted on the rows that are trained on, and follow the series where nothing is said', () => {
    const data = dataOf({ a: 'min-max', b: 'log-difference' }, 'difference')
    expect(data.transforms).toEqual(['none', 'log-difference', 'difference'])
    expect([data.trainRows, data.mean[0], data.deviation[0]]).toEqual([6, 10, 30])
    expect(Array.from(data.column(data.scaled, 0))).toEqual([0, 1 / 3, 0, 1, 1 / 3, 2 / 3, 1 / 6, 1 / 2])
    // The mean of log b(t) / b(t−1) over rows 2 to 6 is log(b(6) / b(1)) / 5.
    expect(data.mean[1]).toBeCloseTo(Math.log(3) / 5, 12)
    expect(data.mean[2]).toBeCloseTo((6 - 5) / 5, 12)
    // They are what a checkpoint stores, and nothing is stored where all follow the series.
    expect(data.scaling.scalings).toEqual(['min-max', 'log-difference', 'difference'])
    expect(Object.keys(dataOf({}, 'difference').scaling)).toEqual(['mean', 'deviation'])
    expect(() => dataOf({ d: 'log' })).toThrow(/The column "d" of "file.csv" does not exist/)
  })

  it('are turned back into the units of the file, told each row or running free', () => {
    const data = dataOf({ a: 'min-max', b: 'log-difference' }, 'difference')
    for (const freeFrom of [0, Infinity])
      data.inUnits(data.scaled.subarray(3), 1, freeFrom).forEach((value, i) => {
        expect(value).toBeCloseTo(data.raw[3 + i], 10)
      })
  })

  it('are compared with the mean and the last value of their own scale', () => {
    const data = dataOf({ a: 'min-max', b: 'min-max', c: 'min-max' })
    const [a, b, c] = [0, 1, 2].map((j) => Array.from(data.column(data.scaled, j)))
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
    const meanOf = (of: (s: number[]) => number): number => mean([a, b, c].map(of))
    const centre = (s: number[]): number => mean(s.slice(0, 6))
    const [last, average] = data.baselines()
    expect(average.loss).toBeCloseTo(
      meanOf((s) => mean(s.slice(6).map((value) => (value - centre(s)) ** 2))),
      12
    )
    expect(last.loss).toBeCloseTo(
      meanOf((s) => mean([(s[6] - s[5]) ** 2, (s[7] - s[6]) ** 2])),
      12
    )
    expect(data.meanLoss).toBeCloseTo(
      meanOf((s) => mean(s.slice(0, 6).map((value) => (value - centre(s)) ** 2))),
      12
    )
    expect(dataOf({}).meanLoss).toBe(1)
  })
})
