// Plain rows are read from bytes, and any row as a text: both must give the same.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMoment } from '../../src/data/table/dates'
import { textsOnDemand } from '../../src/data/table/on-demand'
import { parseNumber } from '../../src/data/table/numbers'
import { plainMoment, plainNumber } from '../../src/data/table/plain-cells'
import { planTable } from '../../src/data/table/columns'
import { tableRows } from '../../src/data/table/rows'
import { understandTable } from '../../src/data/table/understand'
import { readValues } from '../../src/data/table/values'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const digits = fc.stringMatching(/^\d{0,19}$/)

describe('a plain cell', () => {
  const grouped = fc.integer({ min: 0, max: 2 ** 40 }).map((whole) => whole.toLocaleString('en'))
  const part = fc.oneof(digits, grouped, fc.constantFrom('.', ',', 'e', 'E', '-', '+', 'e-3', 'E+5', ' ', "'", 'x'))
  const anyCell = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.double({ min: -1e5, max: 1e5, noNaN: true }).map((value) => value.toFixed(4)),
    grouped,
    fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(''))
  )
  const formats = [
    { decimal: '.', thousands: null },
    { decimal: ',', thousands: '.' },
    { decimal: '.', thousands: ',' },
    { decimal: ',', thousands: "'" }
  ] as const

  test('is the same number to the last bit, or is left to the other way', () => {
    let read = 0
    fc.assert(
      fc.property(anyCell, fc.constantFrom(...formats), (cell, format) => {
        const bytes = utf8(`;${cell};`)
        const { decimal, thousands } = format
        const sign = thousands === null ? -1 : thousands.charCodeAt(0)
        const value = plainNumber(bytes, 1, bytes.length - 1, decimal.charCodeAt(0), sign)
        if (Number.isNaN(value)) return
        read++
        expect(value).toBe(parseNumber(cell.trim(), format))
      }),
      { numRuns: 4000 }
    )
    expect(read).toBeGreaterThan(500)
  })

  test('is the same moment, or is left to the other way', () => {
    const two = fc.integer({ min: 0, max: 61 }).map((value) => String(value).padStart(2, '0'))
    const year = fc.integer({ min: 1, max: 9999 }).map((value) => String(value).padStart(4, '0'))
    const date = fc.oneof(
      fc.tuple(year, fc.constantFrom('-', '/', '.'), two, two).map(([y, s, m, d]) => y + s + m + s + d),
      fc.tuple(two, fc.constantFrom('-', '/', '.'), two, year).map(([a, s, b, y]) => a + s + b + s + y),
      fc.tuple(year, two, two).map((parts) => parts.join(''))
    )
    const clock = fc.oneof(
      fc.constant(''),
      fc.tuple(fc.constantFrom(' ', 'T'), two, two).map(([sign, h, m]) => `${sign}${h}:${m}`),
      fc.tuple(fc.constantFrom(' ', 'T'), two, two, two).map(([sign, h, m, s]) => `${sign}${h}:${m}:${s}Z`)
    )
    let read = 0
    fc.assert(
      fc.property(date, clock, fc.boolean(), (day, time, dayFirst) => {
        const cell = day + time
        const value = plainMoment(utf8(cell), 0, cell.length, dayFirst)
        if (Number.isNaN(value)) return
        read++
        expect(value).toBe(parseMoment(cell, dayFirst)!.time)
      }),
      { numRuns: 4000 }
    )
    expect(read).toBeGreaterThan(100)
  })
})

describe('a table', () => {
  const odd = fc.constantFrom('NA', '', '-', '"1"', '"x, y"', 'x', '1e999', "'7'", '"a\n1,2"', '# 3', '"he said ""3"""')
  const number = fc.integer({ min: -99_999, max: 99_999 }).map((value) => String(value / 100))
  const word = fc.constantFrom('north', 'south', 'é', ' west ', '"east"', 'NA')
  const row = fc.tuple(
    fc.oneof({ weight: 9, arbitrary: number }, odd),
    fc.oneof({ weight: 9, arbitrary: number }, odd),
    word
  )
  const end = fc.constantFrom('\n', '\r\n', '\r')
  /** With one empty cell more, no row is plain. */
  const understood = (text: string, more: boolean, end: string) => {
    const lines = text.split('\n').map((line) => (more ? `${line},` : line))
    const table = understandTable(utf8(lines.join(end)), { name: 'file.csv', columns: ['a', 'b'] })
    const { columns, warnings, rows, lines: numbers } = table
    return { columns, warnings, rows, numbers }
  }

  test('is the same in both ways', () => {
    const plainRow = fc.tuple(number, number, fc.constantFrom('north', 'south'))
    const rows = fc
      .tuple(fc.array(plainRow, { minLength: 30, maxLength: 40 }), fc.array(row, { maxLength: 20 }))
      .map(([some, others]) => [...some, ...others, ...some])
    fc.assert(
      fc.property(rows, end, (table, lineEnd) => {
        // A line end inside a cell would get the empty cell too.
        const lines = table.map((cells) => cells.join(',')).filter((line) => !line.includes('\n'))
        const text = ['a,b,word', ...lines].join('\n')
        const plain = outcome(() => understood(text, false, lineEnd))
        expect(plain).toEqual(outcome(() => understood(text, true, lineEnd)))
      }),
      { numRuns: 40 }
    )
  })

  test('is the same however its bytes are cut into pieces', () => {
    const lines = Array.from({ length: 120 }, (_, i) =>
      i % 50 === 7 ? `${i},"a note, and\r\nits ""second"" line"` : `${i / 4},é${i % 3}`
    )
    const text = ['value,note', ...lines].join('\r\n')
    const splitting = { delimiter: ',', comment: null, top: 0 }
    const rows = Array.from(tableRows([text], splitting, 'file.csv'))
    const reading = { plan: planTable(rows, [], ',', {}), splitting, name: 'file.csv', expectedRows: 10 }
    const bytes = utf8(text)
    const inPieces = (size: number) =>
      readValues(
        Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size)),
        reading
      )
    const whole = inPieces(bytes.length)
    expect(whole.columns[0].values).toEqual(Float64Array.from(lines, (line) => Number(line.split(',')[0])))
    for (const size of [1, 2, 3, 7, 100]) expect(inPieces(size)).toEqual(whole)
  })
})

function outcome<Result>(work: () => Result): Result | string {
  try {
    return work()
  } catch (error) {
    return String(error)
  }
}

test('texts on demand read as an array', () => {
  const count = 200_000
  const texts = textsOnDemand(count, (i) => `row ${i}`)
  const all = Array.from({ length: count }, (_, i) => `row ${i}`)
  expect([...texts]).toEqual(all)
  expect([texts.length, texts[3], texts.at(-1), texts[count]]).toEqual([count, 'row 3', 'row 199999', undefined])
  expect([texts.slice(1, 3), texts.map((text) => text), texts.findIndex((text) => text === 'row 2')]).toEqual([
    ['row 1', 'row 2'],
    all,
    2
  ])
  expect(structuredClone(texts.slice())).toEqual(all)
})
