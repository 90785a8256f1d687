import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { understandTable } from '../../src/data/table/understand'
import type { TableCase } from './tables/case'
import { bytesOf, tableCases } from './tables'

function understand(one: TableCase) {
  const table = understandTable(bytesOf(one), {
    name: 'file.csv',
    labels: 'find',
    ...(one.given && { given: one.given })
  })
  if (table.refusal) throw table.refusal
  return table
}

test('the corpus has at least 150 tables, each once', () => {
  expect(tableCases.length).toBeGreaterThanOrEqual(150)
  expect(new Set(tableCases.map(({ title }) => title)).size).toBe(tableCases.length)
})

describe('tables', () => {
  test.each(tableCases.map((one) => [one.title, one] as const))('%s', (_, one) => {
    if (one.error) {
      expect(() => understand(one)).toThrow(one.error)
      return
    }
    const { columns, decisions, skipped, rows, warnings, labels } = understand(one)
    expect(labels?.kind === 'numbers' ? Array.from(labels.of) : labels?.classes).toEqual(one.labels)
    expect(columns.map(({ name, role, first, last }) => [name, role, first, last])).toEqual(
      one.columns!.map(([name, role, first, last]) => [name, role, first, last])
    )
    one.columns!.forEach(([, , , , gaps], j) => gaps !== undefined && expect(columns[j].gaps).toBe(gaps))
    const found = { ...decisions, skipped, rows }
    for (const key of ['header', 'delimiter', 'decimal', 'thousands', 'skipped', 'rows'] as const)
      if (one[key] !== undefined) expect({ [key]: found[key] }).toEqual({ [key]: one[key] })
    const codes = warnings.map(({ code }) => code as string)
    expect(codes).toEqual(expect.arrayContaining(one.warnings ?? []))
    expect(codes.filter((code) => one.noWarnings?.includes(code))).toEqual([])
    if (one.lineOf) expect(warnings.find(({ code }) => code === one.lineOf![0])?.line).toBe(one.lineOf[1])
  })
})

describe('a table in any dialect', () => {
  const delimiters = [',', ';', '\t', '|'] as const
  const dialect = fc.record({
    delimiter: fc.constantFrom(...delimiters),
    decimal: fc.constantFrom('.', ','),
    thousands: fc.constantFrom('', "'", ' ', '\u00a0', '\u202f', 'other'),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    quoted: fc.boolean(),
    header: fc.boolean(),
    encoding: fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
    mark: fc.boolean(),
    reversed: fc.boolean(),
    top: fc.constantFrom('', '# a note above', 'The station of the town'),
    date: fc.constantFrom('iso', 'german', 'american', 'compact')
  })
  const cells = fc.array(
    fc.tuple(fc.integer({ min: -999_999_99, max: 999_999_99 }), fc.integer({ min: 0, max: 99_99 })),
    {
      minLength: 8,
      maxLength: 30
    }
  )

  test('reads back', () => {
    fc.assert(
      fc.property(dialect, cells, (way, rows) => {
        const values = rows.map(([a, b], i) => [a / 100 + (i % 2) / 100, b / 100 + ((i + 1) % 2) / 100])
        fc.pre(values.some(([a]) => a % 1 !== 0 && Math.abs(a) > 1000) && values.some(([, b]) => b % 1 !== 0))
        fc.pre([0, 1].every((j) => new Set(values.map((row) => row[j])).size > values.length / 2))
        const other = way.decimal === '.' ? ',' : '.'
        const sign = way.thousands === 'other' ? other : way.thousands
        const number = (value: number): string => {
          const [whole, fraction] = Math.abs(value).toFixed(2).split('.')
          return `${value < 0 ? '-' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, sign)}${way.decimal}${fraction}`
        }
        const day = (i: number): string => {
          const [y, m, d] = new Date(Date.UTC(2019, 11, 20 + i)).toISOString().slice(0, 10).split('-')
          return { iso: `${y}-${m}-${d}`, german: `${d}.${m}.${y}`, american: `${m}/${d}/${y}`, compact: y + m + d }[
            way.date
          ]
        }
        const quote = (cell: string): string => (way.quoted || cell.includes(way.delimiter) ? `"${cell}"` : cell)
        const body = values.map(([a, b], i) => [day(i), number(a), number(b)])
        if (way.reversed) body.reverse()
        const lines = [...(way.header ? [['date', 'a', 'b']] : []), ...body].map((row) =>
          row.map(quote).join(way.delimiter)
        )
        const text = [...(way.top === '' ? [] : [way.top]), ...lines, ''].join(way.end)
        const bytes = iconv.encode((way.mark || way.encoding !== 'utf-8' ? '\ufeff' : '') + text, way.encoding)
        const { columns, decisions } = understandTable(bytes, { name: 'file.csv' })
        expect(decisions).toMatchObject({ header: way.header, delimiter: way.delimiter })
        expect(columns.map(({ role }) => role)).toEqual(['time', 'target', 'target'])
        expect(Array.from(columns[1].values)).toEqual(values.map(([a]) => Number(a.toFixed(2))))
        expect(Array.from(columns[2].values)).toEqual(values.map(([, b]) => Number(b.toFixed(2))))
        expect(String(columns[0].first)).toBe(day(0))
        // When the found values are given as decisions, the table reads the same.
        const again = understandTable(bytes, { name: 'file.csv', given: decisions })
        expect(again.decisions).toEqual(decisions)
        expect(again.columns.map(({ values: read }) => read)).toEqual(columns.map(({ values: read }) => read))
      }),
      { numRuns: 300 }
    )
  })
})
