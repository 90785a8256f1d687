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

export interface Splitting extends Pick<TableDecisions, 'delimiter' | 'comment' | 'top'> {
  /** The number of the first line; 1 where it is left out. */
  firstLine?: number
}

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
  const parser = new RowParser(splitting, name)
  let [held, line] = ['', splitting.top + (splitting.firstLine ?? 1)]
  for (const piece of after(withLineFeeds(chunks), splitting.top)) {
    held += piece
    const { rows, lines } = parser.parse(held, line, true)
    yield* rows
    held = afterLines(held, lines)
    line += lines
    parser.checkUnfinished(held.length, line)
  }
  if (held !== '') yield* parser.parse(held, line, false).rows
}

function afterLines(text: string, count: number): string {
  let at = 0
  for (let i = 0; i < count; i++) at = text.indexOf('\n', at) + 1
  return text.slice(at)
}

/** Blanks before a quotation mark that opens a cell hide it from Papa. */
const blankBeforeQuote = /([,;\t|]) +"(?=[^"])/g

/** Splits lines of a table into rows. */
export class RowParser {
  private readonly papa: Papa.Parser | null

  constructor(
    private readonly splitting: Splitting,
    private readonly name: string
  ) {
    const { delimiter } = splitting
    this.papa = delimiter === null || delimiter === ' ' ? null : new Papa.Parser({ delimiter, newline: '\n' })
  }

  /**
   * The rows of `text`, whose first line has the number `line` and whose lines end with LF. Where `more` text follows, the
   * last row is left out, since it may be incomplete. `lines` counts the lines that were read, and `empty` has the lines
   * of rows of empty cells, which are not among the rows. Throws a DataError for quotation marks that do not fit.
   */
  parse(text: string, line: number, more: boolean): { rows: Row[]; lines: number; empty: number[] } {
    const rows: Row[] = []
    const empty: number[] = []
    let at = line
    for (const cells of this.papa ? this.quoted(text, line, more) : this.plain(text, more)) {
      const clean = cells.map(tidy)
      const { comment } = this.splitting
      if (clean.every((cell) => cell === '')) {
        // A blank line has no cells.
        if (clean.length > 1) empty.push(at)
      } else if (!(comment !== null && clean[0].startsWith(comment))) rows.push({ cells: clean, line: at })
      // A quoted cell may run over several lines.
      at += 1 + cells.reduce((breaks, cell) => breaks + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0)
    }
    return { rows, lines: at - line, empty }
  }

  /** Throws a DataError where so many characters of a row that begins at `line` mean an open quotation mark. */
  checkUnfinished(characters: number, line: number): void {
    if (this.papa && characters > longestCell) throw openQuote(this.name, line, 0, [])
  }

  private quoted(text: string, line: number, more: boolean): string[][] {
    const whole = text.replace(blankBeforeQuote, '$1"')
    const { data, errors } = this.papa!.parse(whole, 0, more) as Papa.ParseResult<string[]>
    const fault = errors.find(({ type }) => type === 'Quotes')
    if (fault) throw openQuote(this.name, line, fault.row ?? 0, data)
    return data
  }

  /** One column, or columns between any number of blanks. */
  private plain(text: string, more: boolean): string[][] {
    const lines = text.split('\n')
    const last = lines.pop()!
    if (!more && last !== '') lines.push(last)
    return this.splitting.delimiter === null
      ? lines.map((one) => [one])
      : lines.map((one) => one.match(/"(?:[^"]|"")*"|[^\s"]\S*/g) ?? [''])
  }
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
export function tidy(cell: string): string {
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
