// Several sequences in one table: no state, difference, fill or lag goes from one to the next, and each split holds out
// what it says.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { trainingSequences, validationSequences } from '../../src/data/many-sequences'
import { SeriesDataSet, type SeriesOptions } from '../../src/data/series'
import type { HeldOutRange, PairRange } from '../../src/data/stretches'
import { Batches } from '../../src/trainer/batches'
import { experiment } from '../trainer/support'
import { numbers, positions, utf8 } from './batches'

/** Sequences of these lengths, one after the other; the pair between two sequences belongs to none. */
function rangesOf(lengths: readonly number[]): PairRange[] {
  let begin = 0
  return lengths.map((length) => {
    const range = { begin, end: begin + length }
    begin = range.end + 1
    return range
  })
}
const lengthsOfSequences = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 12 })
const options = fc.record({
  tau: fc.integer({ min: 1, max: 20 }),
  batch: fc.integer({ min: 1, max: 6 }),
  seed: fc.nat()
})

describe('training windows', () => {
  test('lie in one sequence, follow each other in every lane, and use every pair in a pass at most once', () => {
    fc.assert(
      fc.property(lengthsOfSequences, options, (all, { tau, batch, seed }) => {
        const ranges = rangesOf(all)
        const source = trainingSequences(positions, ranges, { tau, batch, seed })
        const windows = all.reduce((sum, length) => sum + Math.ceil(length / tau), 0)
        const last = new Int32Array(batch)
        let used = new Set<number>()
        for (let i = 0; i < 20; i++) {
          const { batch: found, fresh, begins } = source.next()
          if (fresh) used = new Set()
          const x = numbers(found.x)
          for (let lane = 0; lane < batch; lane++) {
            const length = found.lengths![lane]
            const at = Array.from({ length }, (_, t) => x[t * batch + lane])
            const range = ranges.find(({ begin, end }) => at[0] >= begin && at[0] < end)!
            expect(at).toEqual(Array.from({ length }, (_, t) => at[0] + t))
            expect(at.at(-1)).toBeLessThan(range.end)
            // Only the last window of a sequence is short.
            if (length < tau) expect(at.at(-1)).toBe(range.end - 1)
            if (windows >= batch) {
              for (const place of at) expect(used.has(place)).toBe(false)
              at.forEach((place) => used.add(place))
            }
            if (!fresh && begins?.[lane] !== 1) expect(at[0]).toBe(last[lane] + 1)
            if (begins?.[lane] === 1) expect(at[0]).toBe(range.begin)
            last[lane] = at.at(-1)!
          }
        }
      }),
      { numRuns: 60 }
    )
  })

  test('use every pair in the end, and go on from any place', () => {
    const ranges = rangesOf([7, 30, 3, 18])
    const source = trainingSequences(positions, ranges, { tau: 5, batch: 4, seed: 1 })
    const seen = new Set<number>()
    for (let i = 0; i < 60; i++) {
      const position = source.position()
      const read = (): unknown => {
        const { batch, fresh, begins } = source.next()
        return [numbers(batch.x), [...batch.lengths!], fresh, [...begins!]]
      }
      const first = read()
      read()
      source.seek(position)
      expect(read()).toEqual(first)
      const [x, lengths] = first as [number[], number[]]
      x.forEach((at, row) => void (Math.floor(row / 4) < lengths[row % 4] && seen.add(at)))
    }
    expect(seen.size).toBe(58)
    expect(() => source.seek([3, 1])).toThrow(RangeError)
    expect(() => source.seek([0])).toThrow(RangeError)
  })
})

test('validation measures every held-out pair once, after true steps of the same sequence', () => {
  const range = fc.tuple(fc.nat(90), fc.integer({ min: 1, max: 60 }))
  fc.assert(
    fc.property(fc.array(range, { minLength: 2, maxLength: 9 }), options, (all, { tau, batch }) => {
      let first = 0
      const ranges = all.map(([before, length]): HeldOutRange => {
        const range = { first, begin: first + before, end: first + before + length }
        first = range.end + 1
        return range
      })
      const measured: number[] = []
      const last: number[] = []
      for (const { batch: found, fresh } of validationSequences(positions, ranges, { tau, batch })) {
        const x = numbers(found.x)
        for (let row = 0; row < x.length; row++) {
          const lane = row % found.batch
          if (Math.floor(row / found.batch) >= found.lengths![lane]) continue
          if (fresh && row < found.batch) last[lane] = NaN
          const own = ranges.find(({ first: one, end }) => x[row] >= one && x[row] < end)!
          if (found.mask![row] === 1) {
            expect(x[row]).toBeGreaterThanOrEqual(own.begin)
            // Where there are 64 steps before the held-out part, at least as many are read.
            if (x[row] === own.begin && own.begin - own.first >= 64 + found.tau) expect(last[lane]).toBe(own.begin - 1)
            if (x[row] > own.begin) expect(last[lane]).toBe(x[row] - 1)
            measured.push(x[row])
          }
          last[lane] = x[row]
        }
      }
      const expected = ranges.flatMap(({ begin, end }) => Array.from({ length: end - begin }, (_, i) => begin + i))
      expect(measured.sort((a, b) => a - b)).toEqual(expected)
    }),
    { numRuns: 60 }
  )
})

test('a lane that begins another sequence begins from the zero state, the others keep theirs', () => {
  const source = trainingSequences(positions, rangesOf([5, 25]), { tau: 5, batch: 2, seed: 1 })
  const batches = new Batches(source, experiment())
  const carried = { h0: Float32Array.of(1, 2, 3, 4), z0: Float32Array.of(5, 6) }
  const states = Array.from({ length: 3 }, () => {
    const { h0, z0 } = batches.next(carried, 0)
    return [h0 && [...h0], z0 && [...z0]]
  })
  const kept = [
    [1, 2, 3, 4],
    [5, 6]
  ]
  // Six windows in two lanes: one of the lanes meets the border between the sequences, or none does.
  for (const state of states.slice(1))
    expect([
      kept,
      [
        [0, 0, 3, 4],
        [0, 6]
      ],
      [
        [1, 2, 0, 0],
        [5, 0]
      ]
    ]).toContainEqual(state)
  expect(states[0]).toEqual([null, null])
  expect(carried.h0).toEqual(Float32Array.of(1, 2, 3, 4))
})

const station = (name: string, values: readonly (number | string)[], year = 2001): string =>
  values.map((value, i) => `${name},${year + i},${value}\n`).join('')
const A = [5, 4, 6, 3, 7, 5, 8, 2]
const B = [105, 108, 101, 106]
const two = `station,year,v\n${station('A', A)}${station('B', B)}`
const seriesOf = (csv: string, reading: SeriesOptions['reading'], more: Partial<SeriesOptions> = {}): SeriesDataSet =>
  new SeriesDataSet(utf8(csv), {
    name: 'file.csv',
    delimiter: 'auto',
    header: 'auto',
    columns: [],
    validationFraction: 0.25,
    reading,
    ...more
  })
/** The held-out values, sequence by sequence. */
const heldOut = (data: SeriesDataSet): number[][] =>
  data.sequences.map(({ train, end }) => Array.from(data.raw.subarray(train, end)))

describe('a table with two stations', () => {
  test('is two sequences, each with its own end held out', () => {
    const data = seriesOf(two, {})
    expect(data.sequences).toEqual([
      { name: 'A', begin: 0, train: 6, end: 8, future: 8 },
      { name: 'B', begin: 8, train: 11, end: 12, future: 12 }
    ])
    expect([data.rows, data.trainRows, data.trainLength]).toEqual([12, 9, 7])
    const trained = [...A.slice(0, 6), ...B.slice(0, 3)]
    expect(data.mean[0]).toBeCloseTo(trained.reduce((a, b) => a + b) / 9, 12)
    // The same rows in any order of the file are the same sequences.
    const mixed = two
      .trim()
      .split('\n')
      .slice(1)
      .sort((a, b) => a.slice(2, 6).localeCompare(b.slice(2, 6)))
    expect(seriesOf(`station,year,v\n${mixed.join('\n')}\n`, {}).raw).toEqual(data.raw)
  })

  test('has no difference, fill or lag across the border', () => {
    const data = seriesOf(two, {}, { transform: 'difference' })
    const changes = [-1, 2, -3, 4, -2, 3, -7]
    expect(data.mean[0]).toBeCloseTo((-1 + 2 - 3 + 4 - 2 + (3 - 7)) / 7, 12)
    const change = Array.from(data.scaled, (value) => value * data.deviation[0] + data.mean[0])
    expect(change[8]).toBeCloseTo(0, 12)
    expect(change[9]).toBeCloseTo(changes[5], 12)
    const open = `station,year,v\n${station('A', [5, 4, 6, 3, 7, ''])}${station('B', ['', 8, 1, '', 9])}`
    expect(Array.from(seriesOf(open, { gaps: 'interpolate' }).raw)).toEqual([5, 4, 6, 3, 7, 8, 1, 5, 9])
    expect(Array.from(seriesOf(open, { gaps: 'carry' }).raw)).toEqual([5, 4, 6, 3, 7, 7, 8, 1, 1, 9])
  })

  test('measures its baselines in every sequence by itself', () => {
    const data = seriesOf(two, {})
    const { scaled: s } = data
    const lines = Object.fromEntries(data.baselines().map(({ key, loss }) => [key, loss]))
    const [held, before] = [
      [6, 7, 11],
      [5, 6, 10]
    ]
    const error = (of: (i: number) => number): number =>
      held.reduce((sum, t, i) => sum + (s[t] - of(i)) ** 2, 0) / held.length
    expect(lines['last-value']).toBeCloseTo(
      error((i) => s[before[i]]),
      12
    )
    expect(lines['mean']).toBeCloseTo(
      error(() => 0),
      12
    )
    const far = seriesOf(two.replace('B,2001,105', 'B,2001,-900'), {}, { scaling: { mean: [0], deviation: [1] } })
    const near = seriesOf(two, {}, { scaling: { mean: [0], deviation: [1] } })
    expect(far.baselines()[0]).toEqual(near.baselines()[0])
  })
})

describe('what is held out', () => {
  test('a time from which on', () => {
    expect(heldOut(seriesOf(two, { heldOut: { from: '2004' } }))).toEqual([A.slice(3), B.slice(3)])
    const dates = 'day,v\n' + A.map((value, i) => `2015-01-0${i + 1},${value}\n`).join('')
    for (const from of ['2015-01-07', '7 Jan 2015', '2015-01-06T12:00'])
      expect(heldOut(seriesOf(dates, { heldOut: { from } }))).toEqual([[8, 2]])
    expect(seriesOf(dates, { heldOut: { from: '2015-01-07' } }).decisions!.heldOut).toEqual({ from: '2015-01-07' })
    // A sequence that begins later is held out as a whole.
    const later = `station,year,v\n${station('A', A)}${station('B', B, 2007)}`
    expect(heldOut(seriesOf(later, { heldOut: { from: '2006' } }))).toEqual([A.slice(5), B])
  })

  test('whole groups', () => {
    const data = seriesOf(two, { heldOut: { groups: ['B'] } })
    expect(heldOut(data)).toEqual([[], B])
    expect(data.heldOut).toEqual([{ first: 8, begin: 8, end: 11 }])
    const targets = Array.from(data.validation({ tau: 8, batch: 4 }), ({ batch }) => {
      const y = numbers(batch.y)
      return y.filter((_, row) => batch.mask![row] === 1)
    }).flat()
    // The first value of a held-out group has no value before it.
    expect(targets).toEqual(Array.from(data.scaled.subarray(9, 12), Math.fround))
  })

  test.each<[string, NonNullable<SeriesOptions['reading']>, RegExp, string?]>([
    ['an early time', { heldOut: { from: '1999' } }, /nothing is left to train on when this is held out: 1999/],
    ['a late time', { heldOut: { from: '2999' } }, /nothing is held out by this: 2999/],
    ['no time', { heldOut: { from: 'soon' } }, /"soon" is no time of "file.csv". Write it as a number/],
    ['no column of times', { heldOut: { from: '3' } }, /no column that tells the time/, 'v\n5\n4\n6\n3\n'],
    ['an unknown group', { heldOut: { groups: ['C'] } }, /no group "C" that could be held out. Its groups: A, B/],
    ['all groups', { heldOut: { groups: ['A', 'B'] } }, /nothing is left to train on/],
    ['a table without groups', { heldOut: { groups: ['A'] } }, /Its groups: —/, 'v\n5\n4\n6\n3\n'],
    ['sequences of one row', {}, /nothing is left to train on/, 'station,v\nA,5\nB,4\nC,7\nA,6\nB,3\nC,1\n']
  ])('says what is wrong with %s', (_, reading, message, csv = two) => {
    const roles = csv.startsWith('station,v') ? { station: 'group' as const, v: 'target' as const } : undefined
    expect(() => seriesOf(csv, { ...reading, ...(roles && { roles }) })).toThrow(message)
  })
})
