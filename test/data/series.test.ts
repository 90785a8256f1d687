import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { SeriesDataSet, type SeriesOptions } from '../../src/data/series'
import { bundled, copy, scored, utf8 } from './batches'

const seriesOf = (csv: string | Uint8Array, options: Partial<SeriesOptions> = {}): SeriesDataSet =>
  new SeriesDataSet(typeof csv === 'string' ? utf8(csv) : csv, {
    name: 'file.csv',
    delimiter: 'auto',
    header: 'auto',
    columns: [],
    validationFraction: 0.25,
    ...options
  })

describe('sunspots', () => {
  const data = seriesOf(bundled('sunspots.csv'), { validationFraction: 0.285 })

  test('1700–1920 are trained on, the year is not a column of the series', () => {
    expect(data.rows).toBe(309)
    expect(data.trainRows).toBe(221)
    expect(data.chosen).toEqual(['sunspots'])
    expect(data.columns).toEqual([
      { name: 'year', numeric: true },
      { name: 'sunspots', numeric: true }
    ])
  })

  test('the scale is that of the training part; figures from numpy', () => {
    expect(data.mean[0]).toBeCloseTo(43.48054298642534, 9)
    expect(data.deviation[0]).toBeCloseTo(34.1893176362025, 9)
    expect(data.scaled[7]).toBeCloseTo((data.raw[7] - data.mean[0]) / data.deviation[0], 12)
    expect(data.inUnits(data.scaled, 0)[7]).toBeCloseTo(data.raw[7], 10)
  })

  test('baselines; figures from numpy', () => {
    const lines = Object.fromEntries(data.baselines().map(({ key, loss }) => [key, loss]))
    expect(lines['autoregression']).toBeCloseTo(0.2601227968643306, 6)
    expect(lines['last-value']).toBeCloseTo(0.7924916941274567, 9)
    expect(lines['mean']).toBeCloseTo(2.5066077690576587, 9)
  })

  test('validation scores 1921–2008 once each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 64 }), (tau, batch) => {
        const expected = Array.from(data.scaled.subarray(221), Math.fround).sort()
        expect(scored(data.validation({ tau, batch })).sort()).toEqual(expected)
      })
    )
  })

  test.each([
    [50, 1, false],
    [50, 4, true],
    [50, 16, true],
    [22, 8, true],
    [220, 3, true]
  ])('training with τ = %i and a batch of %i', (tau, batch, alwaysFresh) => {
    const source = data.training({ tau, batch, seed: 3 })
    const batches = Array.from({ length: 8 }, () => copy(source.next()))
    expect(batches.every(({ fresh }) => fresh)).toBe(alwaysFresh)
    const train = Array.from(data.scaled.subarray(0, 221), Math.fround)
    for (const { x, y, lanes } of batches) {
      for (let lane = 0; lane < lanes; lane++) {
        const xs = x.filter((_, row) => row % lanes === lane)
        const ys = y.filter((_, row) => row % lanes === lane)
        expect(xs.slice(1)).toEqual(ys.slice(0, -1))
        expect(ys.every((value) => train.includes(value))).toBe(true)
      }
    }
    const position = source.position()
    const next = copy(source.next())
    source.seek(position)
    expect(copy(source.next())).toEqual(next)
  })

  test('a τ that does not fit says what does', () => {
    expect(() => data.training({ tau: 221, batch: 1, seed: 1 })).toThrow(/220/)
  })
})

describe('tables', () => {
  test('semicolons with decimal commas, header or not', () => {
    const headed = seriesOf('Datum;Wert\n2020-01-01;1,5\n2020-01-02;-2,25\n2020-01-03;3\n2020-01-04;4e1\n')
    expect([headed.delimiter, headed.header, headed.chosen]).toEqual([';', true, ['Wert']])
    expect(Array.from(headed.raw)).toEqual([1.5, -2.25, 3, 40])
    const bare = seriesOf('1,5;2,5\n3,5;0,5\n1,25;7\n')
    expect([bare.delimiter, bare.header, bare.chosen]).toEqual([';', false, ['1', '2']])
    expect(Array.from(bare.raw)).toEqual([1.5, 2.5, 3.5, 0.5, 1.25, 7])
  })

  test('tabs, quotes, Korean names in CP949', () => {
    const csv = '날짜\t"기온"\t강수량\n1일\t1.5\t0\n2일\t2.5\t3\n3일\t3.5\t1\n'
    const data = seriesOf(iconv.encode(csv, 'cp949'))
    expect(data.delimiter).toBe('\t')
    expect(data.chosen).toEqual(['기온', '강수량'])
  })

  test('a byte order mark, CRLF, quoted fields, delimiters at the ends of lines, bars', () => {
    const marked = seriesOf('\ufeff"t","v, scaled",\r\n1,"5",\r\n2,"-4",\r\n3,6,\r\n')
    expect([marked.header, ...marked.chosen]).toEqual([true, 'v, scaled'])
    expect(Array.from(marked.raw)).toEqual([5, -4, 6])
    expect(Array.from(seriesOf('1|7\r\n9|8\r\n3|9', { header: 'no' }).raw)).toEqual([1, 7, 9, 8, 3, 9])
    expect(seriesOf('1,7\n9,8\n3,9\n2,1\n', { header: 'yes' }).columns.map(({ name }) => name)).toEqual(['1', '7'])
  })

  test('columns are chosen by name or number; both directions of two columns', () => {
    const csv = 'a,b,c\n5,1,9\n4,2,8\n6,3,7\n1,4,9\n'
    expect(seriesOf(csv).chosen).toEqual(['a', 'b', 'c'])
    const data = seriesOf(csv, { columns: ['c', 'a'] })
    expect(Array.from(data.raw)).toEqual([9, 5, 8, 4, 7, 6, 9, 1])
    expect([data.nx, data.ny, [...data.inputLabels]]).toEqual([2, 2, ['c', 'a']])
    expect(Array.from(seriesOf('5,1\n4,2\n6,3\n', { columns: ['2'] }).raw)).toEqual([1, 2, 3])
  })

  test('a first column that only rises is left out, unless it is all there is or asked for', () => {
    expect(seriesOf('t,v\n1,5\n2,4\n3,6\n').chosen).toEqual(['v'])
    expect(seriesOf('t,v\n1,5\n2,4\n3,6\n', { columns: ['t'] }).chosen).toEqual(['t'])
    expect(seriesOf('v\n1\n2\n3\n').chosen).toEqual(['v'])
  })

  test('a column that stands still, and a straight line', () => {
    const csv = 'flat,line\n' + Array.from({ length: 60 }, (_, i) => `7,${60 - i}`).join('\n')
    const data = seriesOf(csv)
    expect(Array.from(data.column(data.scaled, 0)).every((value) => value === 0)).toBe(true)
    expect(data.baselines().find(({ key }) => key === 'autoregression')!.loss).toBeLessThan(1e-3)
  })

  test('what is written is read', () => {
    const value = fc.double({ noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 3 }), (rows) => {
        const data = seriesOf('a,b\n' + rows.map((row) => row.join(',')).join('\r\n'), { columns: ['a', 'b'] })
        expect(Array.from(data.raw, (x) => x + 0)).toEqual(rows.flat().map((x) => x + 0))
      })
    )
  })
})

describe('errors say where', () => {
  test.each<[csv: string, message: RegExp, options?: Partial<SeriesOptions>]>([
    ['t,v\n1,5\n2,\n3,6\n4,1\n', /"file.csv", line 3: column "v" has no value/],
    ['t,v\n1,5\n\n2,NA\n3,6\n4,1\n', /line 4: column "v" has no value/],
    ['t,v\n1,5\n2\n3,6\n4,1\n', /line 3: column "v" has no value/],
    ['t,v\n1,5\n2,four\n3,6\n4,1\n', /line 3: column "v" contains "four"/],
    ['note,v\n"two\nlines",5\nx,?\ny,6\nz,3\n', /line 4: column "v"/],
    ['5\n4\n?\n3\n', /line 3: column "1"/],
    ['t,v\n1,5\n2,4\n3,6\n', /"w" of "file.csv" does not exist\. Columns of numbers: t, v/, { columns: ['w'] }],
    ['d,v\nx,5\ny,4\nz,6\n', /"d" of "file.csv" does not hold numbers\. Columns of numbers: v/, { columns: ['d'] }],
    ['t,v\n1,5\n2,"4\n3,6\n4,7\n', /line 3: a quotation mark opens a cell and does not close it/],
    ['t,v\n1,5\n2,"4" or 5\n3,6\n4,7\n', /line 3: a quotation mark/],
    ['t,v\n1,5\n2,4,5\n3,6\n4,7\n', /line 3: 3 cells where the first row has 2/],
    ['t,v\n1,5\n2,1e400\n3,6\n4,7\n', /line 3: column "v" contains "1e400"/],
    ['', /is empty/],
    ['v\n', /no column of numbers/],
    ['5,6\n', /1 row/],
    ['d,v\nx,a\ny,b\nz,c\n', /no column of numbers/],
    ['\n \n', /has no rows/],
    ['v\n1\n2\n', /2 row/]
  ])('%j', (csv, message, options) => {
    expect(() => seriesOf(csv, options)).toThrow(message)
  })
})
