// From the text of a table, piece by piece, to rows of cells with the numbers of their lines. A large file is never one
// string. Every line end is read (LF, CRLF, CR, also mixed).

import Papa from 'papaparse'
import { DataError } from '../data-error'
import type { TableDecisions } from './decisions'

export interface Row {
  cells: string[]
  /** The line of the file on which the row begins, from 1. */
  line: number
}

export type Splitting = Pick<TableDecisions, 'delimiter' | 'comment' | 'top'>

/** A quoted cell that is longer than this, in characters, means that a quotation mark was never closed. */
const longestCell = 1 << 23

/** Line ends become LF. A CR at the end of a piece waits for the next piece. */
export function* withLineFeeds(chunks: Iterable<string>): Iterable<string> {
  let held = ''
  for (const chunk of chunks) {
    const text = held + chunk
    held = text.endsWith('\r') ? '\r' : ''
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n')
  }
  if (held !== '') yield '\n'
}

/** The text after its first `count` lines. */
function* after(chunks: Iterable<string>, count: number): Iterable<string> {
  let left = count
  for (let text of chunks) {
    while (left > 0 && text !== '') {
      const end = text.indexOf('\n')
      text = end < 0 ? '' : text.slice(end + 1)
      if (end >= 0) left--
    }
    if (text !== '') yield text
  }
}

/**
 * Every row below the first `top` lines that is neither blank nor a comment. Throws a DataError for a quotation mark that
 * is never closed: the rest of the file would be one cell. `name` is the file's.
 */
export function* tableRows(chunks: Iterable<string>, splitting: Splitting, name: string): Iterable<Row> {
  const { delimiter, comment, top } = splitting
  const pieces = after(withLineFeeds(chunks), top)
  const rows =
    delimiter === null || delimiter === ' ' ? plainRows(pieces, delimiter) : quotedRows(pieces, delimiter, name)
  let line = top + 1
  for (const cells of rows) {
    const clean = cells.map(tidy)
    if (clean.some((cell) => cell !== '') && !(comment !== null && clean[0].startsWith(comment)))
      yield { cells: clean, line }
    // A quoted cell may run over several lines.
    line += 1 + cells.reduce((breaks, cell) => breaks + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0)
  }
}

/** One column, or columns between any number of blanks. */
function* plainRows(pieces: Iterable<string>, delimiter: ' ' | null): Iterable<string[]> {
  let held = ''
  const split = (line: string): string[] =>
    delimiter === null ? [line] : (line.match(/"(?:[^"]|"")*"|[^\s"]\S*/g) ?? [''])
  for (const piece of pieces) {
    const lines = (held + piece).split('\n')
    held = lines.pop()!
    for (const line of lines) yield split(line)
  }
  if (held !== '') yield split(held)
}

/** Blanks before a quotation mark that opens a cell hide it from the parser. */
const blankBeforeQuote = /([,;\t|]) +"(?=[^"])/g

function* quotedRows(pieces: Iterable<string>, delimiter: string, name: string): Iterable<string[]> {
  const parser = new Papa.Parser({ delimiter, newline: '\n' })
  let line = 1
  const parse = (text: string, more: boolean): { data: string[][]; used: number } => {
    const { data, errors, meta } = parser.parse(text, 0, more) as Papa.ParseResult<string[]>
    const fault = errors.find(({ type }) => type === 'Quotes')
    if (fault) throw openQuote(name, line, fault.row ?? 0, data)
    return { data, used: more ? meta.cursor : text.length }
  }
  let held = ''
  for (const piece of pieces) {
    held += piece.replace(blankBeforeQuote, '$1"')
    const { data, used } = parse(held, true)
    held = held.slice(used)
    if (held.length > longestCell) throw openQuote(name, line, 0, [])
    line += data.length
    yield* data
  }
  if (held !== '') yield* parse(held, false).data
}

function openQuote(name: string, first: number, row: number, before: readonly string[][]): DataError {
  const breaks = before.slice(0, row).reduce((sum, cells) => sum + cells.join('').split('\n').length - 1, 0)
  const line = first + row + breaks
  return new DataError(
    'quotation-mark',
    `"${name}", line ${line}: a quotation mark opens a cell and does not close it. Close it, or remove it.`,
    { name, line }
  )
}

/** Without blanks and byte order marks around it, and without quotation marks that the parser has left. */
function tidy(cell: string): string {
  const [begin, end] = [cell.charCodeAt(0), cell.charCodeAt(cell.length - 1)]
  // Most cells begin and end with a digit or a letter.
  if (begin > 0x2f && begin < 0x7f && end > 0x2f && end < 0x7f) return cell
  const plain = cell.trim()
  const first = plain[0]
  const quoted = plain.length > 1 && (first === '"' || first === "'") && plain.endsWith(first)
  return quoted
    ? plain
        .slice(1, -1)
        .replaceAll(first + first, first)
        .trim()
    : plain
}
