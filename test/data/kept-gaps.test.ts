// Gaps that are kept: what the network reads in their place, and which targets are known.

import { describe, expect, test } from 'vitest'
import { SeriesDataSet, type SeriesOptions } from '../../src/data/series'
import { copy, numbers, utf8 } from './batches'

const seriesOf = (
  csv: string,
  reading: SeriesOptions['reading'],
  options: Partial<SeriesOptions> = {}
): SeriesDataSet =>
  new SeriesDataSet(utf8(csv), {
    name: 'file.csv',
    delimiter: 'auto',
    header: 'auto',
    columns: [],
    validationFraction: 0.25,
    reading: { gaps: 'keep', ...reading },
    ...options
  })

/** x(t), y(t) and what is known of y(t), row by row, where nothing is scaled. */
function pairsOf(data: SeriesDataSet) {
  const { x, y, known } = data.passage(0, data.rows - 1)
  const rows = (values: ArrayLike<number>, n: number): number[][] =>
    Array.from({ length: data.rows - 1 }, (_, t) => Array.from(values).slice(t * n, (t + 1) * n))
  return {
    x: rows(numbers(x), data.nx),
    y: rows(numbers(y), data.ny),
    known: known && rows(known, data.ny)
  }
}
const unscaled = (n: number): Partial<SeriesOptions> => ({
  scaling: { mean: new Array<number>(n).fill(0), deviation: new Array<number>(n).fill(1) }
})
const csv = 't,a,b\n1,,9\n2,5,8\n3,,7\n4,,6\n5,8,5\n6,7,6\n7,,\n'

describe('gaps that are kept', () => {
  test('give a flag to each column that has some; the last known value stands in, and nothing is learned from it', () => {
    const data = seriesOf(csv, {}, unscaled(3))
    // Row 7 has no value at all and is left out.
    expect([data.rows, data.inputLabels, data.outputLabels, data.roles]).toEqual([
      6,
      ['a', 'b', 'missing(a)'],
      ['a', 'b'],
      ['target', 'target', 'flag']
    ])
    expect(pairsOf(data)).toEqual({
      x: [
        [0, 9, 1],
        [5, 8, 0],
        [5, 7, 1],
        [5, 6, 1],
        [8, 5, 0]
      ],
      y: [
        [5, 8],
        [5, 7],
        [5, 6],
        [8, 5],
        [7, 6]
      ],
      known: [
        [1, 1],
        [0, 1],
        [0, 1],
        [1, 1],
        [1, 1]
      ]
    })
    expect(Array.from(data.column(data.raw, 0))).toEqual([NaN, 5, NaN, NaN, 8, 7])
  })

  test('of a column beside one that is called as its flag would be: names differ', () => {
    const roles = { 'missing(a)': 'input' } as const
    const data = seriesOf('t,a,missing(a)\n1,5,1\n2,,8\n3,4,\n4,6,7\n5,7,6\n', { roles }, unscaled(4))
    expect(data.inputLabels).toEqual(['a', 'missing(a)', "missing(a)'", 'missing(missing(a))'])
    expect(numbers(data.passage(0, 3).x)).toEqual([5, 1, 0, 0, 5, 8, 1, 0, 4, 8, 0, 1])
    const x = Float64Array.of(1, 2, 1, 1)
    data.putOwn(x, [3])
    expect([...x]).toEqual([3, 2, 0, 1])
  })

  test('do not change mean and deviation, and flags are not scaled', () => {
    const { mean, deviation } = seriesOf(csv, {})
    // Of 6 rows the first 4 are trained on; a is known in row 2 alone.
    expect([...mean]).toEqual([5, 7.5, 0])
    expect([...deviation]).toEqual([1, Math.sqrt(1.25), 1])
  })

  test('of an input and of a column known ahead have flags too, and that one is as far ahead', () => {
    const roles = { u: 'input', k: 'known-ahead' } as const
    const data = seriesOf('t,a,u,k\n1,5,1,7\n2,4,,8\n3,6,3,\n4,3,4,9\n5,7,5,6\n6,,,5\n', { roles }, unscaled(5))
    expect([data.inputLabels, data.roles, data.gaps]).toEqual([
      ['a', 'u', 'missing(u)', 'k(t+1)', 'missing(k)(t+1)'],
      ['target', 'input', 'flag', 'known-ahead', 'flag-ahead'],
      false
    ])
    expect([data.rows, data.futureRows]).toEqual([5, 1])
    expect(pairsOf(data).x).toEqual([
      [5, 1, 0, 8, 0],
      [4, 1, 1, 8, 1],
      [6, 3, 0, 9, 0],
      [3, 4, 0, 6, 0]
    ])
    // A file of the future has a value for each column known ahead.
    expect(Array.from(data.inputsWith(Float64Array.of(50, 60), 'next.csv').subarray(4 * 5, 6 * 5))).toEqual([
      7,
      5,
      0,
      50,
      0,
      NaN,
      NaN,
      NaN,
      60,
      0
    ])
  })

  test('of changes: a change is known where both values are', () => {
    const data = seriesOf('t,a\n1,5\n2,\n3,9\n4,10\n5,12\n6,11\n', {}, { ...unscaled(2), transform: 'difference' })
    expect(pairsOf(data)).toEqual({
      x: [
        [0, 0],
        [0, 1],
        [4, 0],
        [1, 0],
        [2, 0]
      ],
      y: [[0], [4], [1], [2], [-1]],
      known: [[0], [0], [1], [1], [1]]
    })
    // An answer is added to the last known value.
    expect(Array.from(data.inUnits([1, 1, 1], 1))).toEqual([6, 6, 10])
  })

  test('of a sequence take nothing from the sequence before', () => {
    const data = seriesOf(
      'g,t,a,u\nx,1,5,5\nx,2,6,4\nx,3,7,6\nx,4,8,3\ny,1,,7\ny,2,3,8\ny,3,,9\ny,4,4,5\n',
      { roles: { g: 'group', u: 'input' } },
      unscaled(3)
    )
    const { x, known } = data.alone(1).passage(0, 3)
    expect([numbers(x), Array.from(known!)]).toEqual([
      [0, 7, 1, 3, 8, 0, 3, 9, 1],
      [1, 0, 1]
    ])
  })

  test('a table without gaps reads as with any other rule', () => {
    const whole = 't,a,b\n1,4,9\n2,5,8\n3,6,7\n4,3,6\n5,8,5\n6,7,6\n'
    const [kept, refused] = (['keep', 'refuse'] as const).map((gaps) => seriesOf(whole, { gaps }))
    const batchesOf = (data: SeriesDataSet) => [
      copy(data.training({ tau: 2, batch: 1, seed: 1 }).next()),
      Array.from(data.validation({ tau: 2, batch: 1 }), copy)
    ]
    expect(batchesOf(kept)).toEqual(batchesOf(refused))
    expect([kept.gaps, kept.inputLabels, kept.scaling]).toEqual([false, refused.inputLabels, refused.scaling])
    expect(kept.training({ tau: 2, batch: 1, seed: 1 }).next().batch).not.toHaveProperty('known')
  })

  test('another file has the flags of the training: more gaps are refused', () => {
    const { inputLabels } = seriesOf('t,a,b\n1,4,9\n2,5,8\n3,6,7\n4,3,6\n', {}, { flagged: ['b'], ...unscaled(3) })
    expect(inputLabels).toEqual(['a', 'b', 'missing(b)'])
    expect(() => seriesOf(csv, {}, { flagged: ['b'] })).toThrow(/column "a" has gaps, and the network has no flag/)
  })

  test('baselines are measured on known values, and the last known value counts for a missing one', () => {
    const data = seriesOf(
      't,a\n1,5\n2,4\n3,6\n4,3\n5,7\n6,\n7,9\n8,\n',
      {},
      { ...unscaled(2), validationFraction: 0.4 }
    )
    // Rows 5 to 7 are held out (row 8 is empty): 7 is foreseen from 3, and 9 from 7.
    expect(data.baselines().find(({ key }) => key === 'last-value')!.loss).toBe((4 ** 2 + 2 ** 2) / 2)
  })

  test('are refused where nothing is known to learn or to measure', () => {
    const nothing = 't,a,b\n1,,4\n2,,5\n3,,6\n4,,3\n5,6,4\n6,5,7\n'
    expect(() => seriesOf(nothing, { roles: { a: 'target' } }, { validationFraction: 0.4 })).toThrow(
      /column "a" has no value in the rows that are trained on/
    )
    const unheld = 't,a,u\n1,4,4\n2,3,5\n3,2,6\n4,4,3\n5,,4\n6,,7\n'
    expect(() => seriesOf(unheld, { roles: { u: 'input' } }, { validationFraction: 0.3 })).toThrow(
      /every target that is held out is missing/
    )
  })
})
