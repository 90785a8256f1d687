// Reads JSON as the text of a table: a list of flat objects or of numbers, or one of them a line (JSON Lines).

import { parse, visit, type ParseError } from 'jsonc-parser'
import type { Bytes } from '../bytes'
import { DataError } from '../data-error'
import { decodeChunks, type Encoding } from '../encoding'

/** A larger file is refused: all of it is held in memory. */
const mostBytes = 200_000_000

interface Entry {
  value: unknown
  line: number
}

/** The name of the column where the entries are numbers, and no objects with names. */
const onlyName = 'value'

/**
 * The table in UTF-8, with commas between cells. The numbers of JSON are written with the sign `decimal`, as the numbers in
 * its texts are. The names stand on line 0, and each entry on the line of the file on which it begins. Throws a DataError
 * for JSON that is damaged, nested, or of another shape.
 */
export function jsonTable(bytes: Bytes, encoding: Encoding, name: string, decimal: '.' | ','): Uint8Array {
  if (bytes.length > mostBytes)
    throw new DataError(
      'json-too-large',
      `"${name}" is JSON of more than ${mostBytes / 1e6} MB. Export it as CSV, and choose that file.`,
      { name, most: mostBytes / 1e6 }
    )
  const text = withoutNaN(
    Array.from(decodeChunks(bytes, encoding, bytes.length))
      .join('')
      .replace(/\r\n?/g, '\n')
  )
  const entries = text.trimStart().startsWith('[') ? listOf(text, name) : linesOf(text, name)
  const isNumbers = entries.length > 1 && entries.every(({ value }) => typeof value === 'number' || isGap(value))
  const columns = new Set<string>()
  const records = entries.map(({ value, line }) => {
    const record = isNumbers ? { [onlyName]: value } : flat(value, name)
    for (const [key, cell] of Object.entries(record)) {
      if (typeof cell === 'object' && cell !== null) throw nested(name, line, key)
      columns.add(key)
    }
    return { record, line }
  })
  const names = [...columns]
  const rows = [names.map(quoted).join()]
  for (const { record, line } of records) {
    while (rows.length <= line) rows.push('')
    // A record need not have every name, and names such as "constructor" are also those of its own machinery.
    const cellOf = (column: string): unknown => (Object.hasOwn(record, column) ? record[column] : null)
    // An empty line is no row.
    rows[line] = names.map((column) => quoted(cellText(cellOf(column), decimal))).join() || 'null'
  }
  return new TextEncoder().encode(names.length === 0 ? '' : `${rows.join('\n')}\n`)
}

/** NaN, which Python writes for a missing value, as an empty text, and Infinity as its sign. Nothing changes its place. */
const withoutNaN = (text: string): string =>
  /NaN|Infinity/.test(text)
    ? text.replace(/"(?:[^"\\\n]|\\.)*"|-?\b(?:NaN|Infinity)\b/g, (found) =>
        found.startsWith('"') ? found : (found.endsWith('NaN') ? '""' : '"∞"').padEnd(found.length)
      )
    : text

const isGap = (value: unknown): boolean => value === null || value === '' || value === '∞'

function listOf(text: string, name: string): Entry[] {
  let list: unknown[]
  try {
    list = JSON.parse(text) as unknown[]
  } catch {
    throw damaged(name, text, 0)
  }
  const begins: number[] = []
  let depth = 0
  const begin = (line: number): void => {
    if (depth === 1) begins.push(line + 1)
  }
  shallow(name, () =>
    visit(text, {
      onArrayBegin: (_offset, _length, line) => {
        begin(line)
        depth++
      },
      onArrayEnd: () => void depth--,
      onObjectBegin: (_offset, _length, line) => {
        begin(line)
        depth++
      },
      onObjectEnd: () => void depth--,
      onLiteralValue: (_value, _offset, _length, line) => begin(line)
    })
  )
  // Entries on one line: each takes the next line.
  let last = 0
  return list.map((value, i) => ({ value, line: (last = Math.max(last + 1, begins[i] ?? 0)) }))
}

const linesOf = (text: string, name: string): Entry[] =>
  text.split('\n').flatMap((one, i): Entry[] => {
    if (one.trim() === '') return []
    try {
      return [{ value: JSON.parse(one), line: i + 1 }]
    } catch {
      // A single object with line breaks in it is JSON too.
      throw i === 0 && !one.trimEnd().endsWith('}') ? otherShape(name) : damaged(name, one, i)
    }
  })

function flat(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw otherShape(name)
  return value as Record<string, unknown>
}

/** What `work` gives. JSON that is nested too deep for the stack is no table. */
function shallow<Result>(name: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw error instanceof RangeError ? otherShape(name) : error
  }
}

const cellText = (cell: unknown, decimal: '.' | ','): string =>
  cell === null || cell === undefined
    ? ''
    : typeof cell === 'boolean'
      ? String(cell).toUpperCase()
      : typeof cell === 'number'
        ? String(cell).replace('.', decimal)
        : String(cell)

const quoted = (cell: string): string => {
  const line = cell.replace(/\s*\n\s*/g, ' ')
  return /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line
}

/** The first fault of `text`, which begins below `linesAbove` lines. */
function damaged(name: string, text: string, linesAbove: number): DataError {
  const faults: ParseError[] = []
  shallow(name, () => parse(text, faults, { disallowComments: true }) as unknown)
  const before = text.slice(0, faults[0]?.offset ?? 0).split('\n')
  const [line, column] = [linesAbove + before.length, before.at(-1)!.length + 1]
  return new DataError(
    'json-damaged',
    `"${name}", line ${line}, character ${column}: this is no JSON. Mend the line.`,
    { name, line, column }
  )
}

const otherShape = (name: string): DataError =>
  new DataError(
    'json-shape',
    `"${name}" is JSON, but neither a list of flat objects ([{"date": "2020-01-01", "v": 1}, …]) or of numbers, nor one such object a line. Export it as CSV, and choose that file.`,
    { name }
  )

const nested = (name: string, line: number, key: string): DataError =>
  new DataError(
    'json-nested',
    `"${name}", line ${line}: "${key}" holds an object or a list. Only texts, numbers, true, false and null can be cells of a table: export it as CSV, and choose that file.`,
    { name, line, key }
  )

/** Whether a line is JSON by itself. */
export function isJsonText(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

/** Whether the table that was made has more lines than the JSON, because records share a line there. */
export const countsRecords = (table: Uint8Array, json: Bytes): boolean => lineEndsIn(table) > lineEndsIn(json) + 2

function lineEndsIn(bytes: Bytes): number {
  let count = 0
  for (const byte of bytes.subarray(0, bytes.length)) if (byte === 0x0a) count++
  return count
}
