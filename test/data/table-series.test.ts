import { describe, expect, test } from 'vitest'
import { SeriesDataSet, type SeriesOptions } from '../../src/data/series'
import { understandTable } from '../../src/data/table/understand'
import { TextDataSet } from '../../src/data/text'
import { Vocabulary } from '../../src/data/vocabulary'
import { experimentSchema, withTodaysReading } from '../../src/shared/experiment'
import { bundled, utf8 } from './batches'

const seriesOf = (csv: string, reading: SeriesOptions['reading'], columns: string[] = []): SeriesDataSet =>
  new SeriesDataSet(utf8(csv), {
    name: 'file.csv',
    delimiter: 'auto',
    header: 'auto',
    columns,
    validationFraction: 0.25,
    reading
  })
const of = (data: SeriesDataSet): unknown => [[...data.chosen], Array.from(data.raw), data.labels?.cells]

describe('a series of a table that is understood', () => {
  test('is in time order, with real thousands, without the year', () => {
    const csv = 'Jahr;Wert\n2004;1.234\n2003;999\n2002;12.000\n2001;1.500\n'
    expect(of(seriesOf(csv, {}))).toEqual([['Wert'], [1500, 12000, 999, 1234], ['2001', '2002', '2003', '2004']])
    // With the same decisions a table reads the same, also where the file alone would be understood in another way.
    const { decisions } = seriesOf(csv, {})
    expect(of(seriesOf(csv, decisions))).toEqual(of(seriesOf(csv, {})))
    expect(of(seriesOf(csv, { ...decisions, order: 'as-is', decimal: '.', thousands: null }))).toEqual([
      ['Wert'],
      [1.234, 999, 12, 1.5],
      ['2004', '2003', '2002', '2001']
    ])
  })

  test('names times with a zone in UTC', () => {
    const csv = 't,a\n2024-03-31T00:00:00+01:00,5\n2024-03-31T01:00:00+01:00,4\n2024-03-31T02:00:00+01:00,6\n'
    expect(of(seriesOf(csv, {}))).toEqual([
      ['a'],
      [5, 4, 6],
      ['2024-03-30 23:00:00Z', '2024-03-31', '2024-03-31 01:00:00Z']
    ])
  })

  test('leaves out what does not vary and what is not chosen', () => {
    const csv = 't,a,b,c\n1,5,7,1\n2,4,7,2\n3,6,7,1\n4,3,7,2\n'
    expect([...seriesOf(csv, {}).chosen]).toEqual(['a', 'c'])
    expect([...seriesOf(csv, {}, ['c']).chosen]).toEqual(['c'])
    expect([...seriesOf(csv, { roles: { a: 'ignored' } }).chosen]).toEqual(['c'])
    expect(() => seriesOf(csv, {}, ['d'])).toThrow(/"d" of "file.csv" does not exist\. Columns of numbers: t, a, b, c/)
    expect(() => seriesOf(csv, { roles: { d: 'target' } })).toThrow(/"d" of "file.csv" does not exist/)
  })

  test('has no gaps: all are told at once, or filled as was decided', () => {
    const csv = 't,a,b\n1,,9\n2,5,8\n3,NA,7\n4,-9999,x\n5,8,5\n6,7,6\n'
    expect(() => seriesOf(csv, {})).toThrow(/"a": 3 \(2, 4, 5\); "b": 1 \(5\)\. Choose/)
    expect(of(seriesOf(csv, { gaps: 'interpolate' }))).toEqual([
      ['a', 'b'],
      [5, 8, 6, 7, 7, 6, 8, 5, 7, 6],
      ['2', '3', '4', '5', '6']
    ])
    expect(of(seriesOf(csv, { gaps: 'carry' }))).toEqual([
      ['a', 'b'],
      [5, 8, 5, 7, 5, 7, 8, 5, 7, 6],
      ['2', '3', '4', '5', '6']
    ])
    expect(of(seriesOf(csv, { gaps: 'leave-out' }))).toEqual([
      ['a', 'b'],
      [5, 8, 8, 5, 7, 6],
      ['2', '5', '6']
    ])
    expect(Array.from(seriesOf(csv, { gaps: 'leave-out', sentinels: [], roles: { b: 'ignored' } }).raw)).toContain(
      -9999
    )
  })

  test('takes a number for a value in one column, and finds it in the others', () => {
    const csv = 't,a,b\n1,4,9\n2,-9999,8\n3,7,-9999\n4,8,5\n5,6,7\n6,5,6\n'
    const { raw } = seriesOf(csv, { gaps: 'leave-out', sentinels: { a: [] } })
    expect(Array.from(raw)).toEqual([4, 9, -9999, 8, 8, 5, 6, 7, 5, 6])
  })

  test('has a column that tells its sequences apart', () => {
    const csv = 'day,v\n1,5\n2,4\n3,6\n4,3\n5,7\n1,15\n2,14\n3,16\n4,13\n5,17\n'
    expect(() => seriesOf(csv, {})).toThrow(
      /2 sequences, one below the other: time begins again at line 7, and no column tells/
    )
  })

  test('reads targets, then inputs, then columns known ahead, whose value is that of the next row', () => {
    const roles = { p: 'known-ahead', u: 'input' } as const
    const csv = 't,p,a,u,b\n1,10,1,5,9\n2,20,2,6,8\n3,40,4,8,6\n4,30,3,7,7\n5,60,,,\n6,70,,,\n7,,,,\n'
    const data = seriesOf(csv, { roles })
    expect([data.chosen, data.inputLabels, data.outputLabels, data.nx, data.ny]).toEqual([
      ['a', 'b', 'u', 'p'],
      ['a', 'b', 'u', 'p(t+1)'],
      ['a', 'b'],
      4,
      2
    ])
    expect([data.rows, data.futureRows, data.content.size]).toEqual([4, 2, 4])
    expect(Array.from(data.raw.subarray(12))).toEqual([3, 7, 7, 30, NaN, NaN, NaN, 60, NaN, NaN, NaN, 70])
    // Mean and deviation are those of the three rows that are trained on.
    const scaled = (value: number, j: number): number => (value - data.mean[j]) / data.deviation[j]
    expect(Array.from(data.mean.subarray(2))).toEqual([19 / 3, 70 / 3])
    const { x, y } = data.passage(0, 3)
    expect(x.kind === 'dense' && Array.from(x.values)).toEqual(
      [
        [1, 9, 5, 20],
        [2, 8, 6, 40],
        [4, 6, 8, 30]
      ].flatMap((row) => row.map((v, j) => Math.fround(scaled(v, j))))
    )
    expect(y.kind === 'dense' && Array.from(y.values)).toEqual(
      [
        [2, 8],
        [4, 6],
        [3, 7]
      ].flatMap((row) => row.map((v, j) => Math.fround(scaled(v, j))))
    )
    const told = understandTable(utf8(csv), { name: 'file.csv', given: { roles } })
    expect(told.columns.map(({ gaps }) => gaps)).toEqual([0, 0, 0, 0, 0])
    expect(told.warnings.filter(({ code }) => code === 'gaps')).toEqual([])
    expect(told.warnings.find(({ code }) => code === 'future-rows')?.values).toEqual({ count: 3, columns: 'p' })
    // Without a column known ahead, rows without targets are gaps.
    expect(() => seriesOf(csv, { roles: { ...roles, p: 'ignored' } })).toThrow(/"a": 3 \(6, 7, 8\)/)
    // A gap before the last target is one in every column that is read.
    expect(() => seriesOf(csv.replace('2,20,', '2,,'), { roles })).toThrow(/"p": 1 \(3\)/)
    expect(() => seriesOf('t,a,w\n1,5,x\n2,4,y\n3,6,x\n', { roles: { w: 'input' } })).toThrow(/does not hold numbers/)
  })

  test('of a plain table is as it was before', () => {
    const sunspots = new TextDecoder().decode(bundled('sunspots.csv'))
    for (const csv of [
      sunspots,
      'a,b\n5,1\n4,2.5\n6,3\n5.5,1\n',
      'Datum;Wert\n2020-01-01;1,5\n2020-01-02;-2,25\n2020-01-03;3,0\n'
    ]) {
      const [now, before] = [seriesOf(csv, {}), seriesOf(csv, null)]
      expect([now.chosen, now.raw, now.scaled]).toEqual([before.chosen, before.raw, before.scaled])
    }
  })
})

describe('a text that is understood', () => {
  const bytes = utf8('cafe\u0301 a\r\ncafé b\r\n')
  const textOf = (text: Uint8Array, reading: object | null) =>
    new TextDataSet(text, { name: 'file.txt', validationFraction: 0.1, reading })

  test('has one alphabet and LF', () => {
    expect(textOf(bytes, {}).vocabulary.symbols).toEqual(['\n', ' ', 'a', 'b', 'c', 'f', 'é'])
    expect(textOf(bytes, null).vocabulary.symbols).toEqual(['\n', '\r', ' ', 'a', 'b', 'c', 'e', 'f', 'é', '\u0301'])
  })

  test('with bad bytes is refused with its line, or has the sign for them', () => {
    const bad = new Uint8Array([...utf8('one — two\nthree — '), 0x92, ...utf8(' four — five\n')])
    expect(() => textOf(bad, {})).toThrow(/line 2 contains a byte that is not \(0x92\)/)
    expect(textOf(bad, { damaged: 'replace' }).vocabulary.symbols).toContain('\ufffd')
    expect(textOf(bad, { encoding: 'Windows-1252' }).vocabulary.symbols).toContain('’')
    expect(textOf(utf8('one — two —').subarray(0, -1), {}).vocabulary.symbols).not.toContain('â')
  })

  test('a prime is read in the form of the vocabulary', () => {
    expect(Array.from(new Vocabulary(['a', 'é']).encode('e\u0301a'))).toEqual([1, 0])
    expect(Array.from(new Vocabulary(['a', 'e', '\u0301']).encode('éa'))).toEqual([1, 2, 0])
  })
})

test('experiments that Unroll wrote before there were readings keep theirs; those of people are read as today', () => {
  const of = (data: object): unknown =>
    (experimentSchema.parse(withTodaysReading({ data })).data as { reading?: unknown }).reading
  const series = { kind: 'series', source: 'file', path: 'a.csv' }
  expect(of(series)).toEqual({})
  expect(of({ ...series, columns: ['a'] })).toEqual({})
  expect(of({ ...series, delimiter: 'auto', header: 'auto', columns: [], validationFraction: 0.2 })).toBeNull()
  expect(of({ ...series, reading: null })).toBeNull()
  expect(of({ ...series, reading: { gaps: 'carry' } })).toEqual({ gaps: 'carry' })
  expect(of({ kind: 'text', source: 'file', path: 'a.txt' })).toEqual({})
  expect(of({ kind: 'text', source: 'file', path: 'a.txt', validationFraction: 0.1 })).toBeNull()
  expect(of({ kind: 'series' })).toBeNull()
})
