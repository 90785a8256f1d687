// How much memory the reading of a table is estimated to take, against the arrays that there are.
// `npm run stress -- big-data` compares the whole estimate with what a process takes.

import { expect, test } from 'vitest'
import type { Bytes } from '../../src/data/bytes'
import { SeriesDataSet } from '../../src/data/series'
import { tableReadingBytes } from '../../src/data/table/reading-bytes'
import { understandTable } from '../../src/data/table/understand'

const rows = 20_000
const names = ['a', 'b', 'c', 'd', 'e', 'f']
const text = [names, ...Array.from({ length: rows }, (_, i) => names.map((_name, j) => (i * (j + 3)) % 101))]
const file = new TextEncoder().encode(text.map((cells) => cells.join()).join('\n') + '\n')
const onDisk: Bytes = { length: file.length, subarray: (begin, end) => file.subarray(begin, end) }
const seriesOf = (bytes: Bytes, roles: Record<string, 'ignored'>) =>
  new SeriesDataSet(bytes, {
    name: 'big.csv',
    delimiter: 'auto',
    header: 'auto',
    columns: [],
    validationFraction: 0.2,
    reading: { roles }
  })

test.each([
  ['all columns are read', {}, 6],
  ['one of six columns is read', { a: 'ignored', b: 'ignored', c: 'ignored', d: 'ignored', e: 'ignored' } as const, 1]
])('the arrays are foreseen within a tenth: %s', (_, roles, read) => {
  const table = understandTable(file, { name: 'big.csv', given: { roles } })
  const data = seriesOf(onDisk, roles)
  const raw = data.content.values.byteLength
  const first = table.columns.reduce((sum, { values }) => sum + values.byteLength, table.lines.byteLength) + raw
  const later = raw + data.scaled.byteLength + 8 * rows
  const arrays = Math.max(first, later)
  const sizes = { rows, columns: 6, read, sampled: 0, held: 0, made: 0 }
  // So few bytes pass unnoticed, all of them.
  expect(tableReadingBytes(sizes) / (2 * arrays)).toBeCloseTo(1, 1)
  expect(data.readingBytes - tableReadingBytes(sizes)).toBe(14 * table.sampled)
})

test('a file that lies in memory, because it was packed, counts too', () => {
  expect(seriesOf(file, {}).readingBytes - seriesOf(onDisk, {}).readingBytes).toBeCloseTo(1.4 * file.length, 3)
})

test('a workbook and JSON count with what is made of them', () => {
  const json = new TextEncoder().encode(
    Array.from({ length: 1000 }, (_, i) => JSON.stringify({ t: i, v: (i * 7) % 31 })).join('\n')
  )
  expect(understandTable(json, { name: 'rows.jsonl' }).made).toBe(json.length)
})
