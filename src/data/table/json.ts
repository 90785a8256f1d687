// Reads JSON as the text of a table: a list of flat objects, or one such object a line (JSON Lines).

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

/**
 * The table in UTF-8, with commas between cells and points in numbers. The names stand on line 0, and each object on the
 * line of the file on which it begins. Throws a DataError for JSON that is damaged, nested, or of another shape.
 */
export function jsonTable(bytes: Bytes, encoding: Encoding, name: string): Uint8Array {
  if (bytes.length > mostBytes)
    throw new DataError(
      'json-too-large',
      `"${name}" is JSON of more than ${mostBytes / 1e6} MB. Export it as CSV, and choose that file.`,
      { name, most: mostBytes / 1e6 }
    )
  const text = Array.from(decodeChunks(bytes, encoding, bytes.length))
    .join('')
    .replace(/\r\n?/g, '\n')
  const entries = text.trimStart().startsWith('[') ? listOf(text, name) : linesOf(text, name)
  const columns = new Set<string>()
  for (const { value, line } of entries)
    for (const [key, cell] of Object.entries(flat(value, name))) {
      if (typeof cell === 'object' && cell !== null) throw nested(name, line, key)
      columns.add(key)
    }
  const names = [...columns]
  const rows = [names.map(quoted).join()]
  for (const { value, line } of entries) {
    while (rows.length <= line) rows.push('')
    const cells = value as Record<string, unknown>
    rows[line] = names.map((column) => quoted(cellText(cells[column]))).join()
  }
  return new TextEncoder().encode(`${rows.join('\n')}\n`)
}

function listOf(text: string, name: string): Entry[] {
  const faults: ParseError[] = []
  const list = parse(text, faults, { disallowComments: true }) as unknown[]
  if (faults.length > 0) throw damaged(name, text.slice(0, faults[0].offset).split('\n').length)
  const begins: number[] = []
  let depth = 0
  visit(text, {
    onArrayBegin: () => void depth++,
    onArrayEnd: () => void depth--,
    onObjectBegin: (_offset, _length, line) => {
      if (depth++ === 1) begins.push(line + 1)
    },
    onObjectEnd: () => void depth--
  })
  // Objects on one line: each takes the next line.
  let last = 0
  return list.map((value, i) => ({ value, line: (last = Math.max(last + 1, begins[i] ?? 0)) }))
}

const linesOf = (text: string, name: string): Entry[] =>
  text.split('\n').flatMap((one, i): Entry[] => {
    if (one.trim() === '') return []
    try {
      return [{ value: JSON.parse(one), line: i + 1 }]
    } catch {
      throw i === 0 ? otherShape(name) : damaged(name, i + 1)
    }
  })

function flat(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw otherShape(name)
  return value as Record<string, unknown>
}

const cellText = (cell: unknown): string =>
  cell === null || cell === undefined ? '' : typeof cell === 'boolean' ? String(cell).toUpperCase() : String(cell)

const quoted = (cell: string): string => {
  const line = cell.replace(/\s*\n\s*/g, ' ')
  return /[",]/.test(line) ? `"${line.replaceAll('"', '""')}"` : line
}

const damaged = (name: string, line: number): DataError =>
  new DataError('json-damaged', `"${name}", line ${line}: this is no JSON. Mend the line.`, { name, line })

const otherShape = (name: string): DataError =>
  new DataError(
    'json-shape',
    `"${name}" is JSON, but neither a list of flat objects ([{"date": "2020-01-01", "v": 1}, …]) nor one such object a line. Export it as CSV, and choose that file.`,
    { name }
  )

const nested = (name: string, line: number, key: string): DataError =>
  new DataError(
    'json-nested',
    `"${name}", line ${line}: "${key}" holds an object or a list. Only texts, numbers, true, false and null can be cells of a table: export it as CSV, and choose that file.`,
    { name, line, key }
  )
