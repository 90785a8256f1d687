// How the lines of a file become a table: the delimiter between columns, the sign of comments, and the lines above the
// table.

import type { TableReading } from './decisions'
import { bareNumber, isMissing } from './numbers'
import { isMoment } from './dates'

export interface Dialect {
  delimiter: string | null
  comment: string | null
  top: number
  /** The delimiter is named by the file itself, in Excel's line `sep=;`. */
  named: boolean
  /** The lines can be numbers with decimal commas, or two columns with a comma between them. */
  commaEither: boolean
}

interface Line {
  text: string
  /** From 1. */
  number: number
}

const commentSigns = ['#', '%', '//', '!', '--', ';'] as const
/** A cell in quotation marks, and one that goes on in the next line. */
const quotedCell = /(^|[,;\t|])[ ]*"(?:[^"]|"")*"(?=\s*(?:[,;\t|]|$))/g
const openCell = /(?:^|[,;\t|])[ ]*"(?:[^"]|"")*$/
/** A cell with more lines was never closed. */
const mostLinesOfCell = 50

/** The rows of these lines. A cell in quotation marks can hold line ends, so a row can have several lines. */
export function wholeRows(lines: readonly string[]): Line[] {
  const rows: Line[] = []
  for (let i = 0; i < lines.length; i++) {
    const number = i + 1
    const isOpen = (text: string): boolean => text.includes('"') && openCell.test(text.replace(quotedCell, '$1'))
    let [text, last] = [lines[i], i]
    while (isOpen(text) && last < i + mostLinesOfCell && last + 1 < lines.length) text += `\n${lines[++last]}`
    if (isOpen(text)) text = lines[i]
    else i = last
    rows.push({ text, number })
  }
  return rows
}

/** By falling priority: beside another sign a comma is a decimal comma. */
const delimiters = ['\t', ';', '|', ',', ' ', '~', '^', ':'] as const
const linesLooked = 400

/** Finds the dialect in `lines`, the first of a file. Fields of `given` are taken as they are. */
export function findDialect(
  lines: readonly string[],
  given: Pick<TableReading, 'delimiter' | 'comment' | 'top'>
): Dialect {
  const all = wholeRows(lines).filter(({ text }) => text.trim() !== '')
  const sep = /^\ufeff?"?sep=(.)"?\s*$/i.exec(all[0]?.text ?? '')
  const below = sep ? all.slice(1) : all
  const comment = given.comment !== undefined ? given.comment : findComment(below)
  const table = below
    .filter(({ text }) => comment === null || !text.replace(/^[\ufeff"\s]+/, '').startsWith(comment))
    .slice(0, linesLooked)
  const found = given.delimiter !== undefined ? given.delimiter : (sep?.[1] ?? null)
  const chosen = given.delimiter !== undefined || sep ? { delimiter: found, commaEither: false } : findDelimiter(table)
  const top = given.top ?? Math.max(sep ? all[0].number : 0, findTop(table, chosen.delimiter))
  return { ...chosen, comment, top, named: sep !== null && given.delimiter === undefined }
}

/** The sign of comments: the first line begins with it, and most lines of the table do not. */
function findComment(lines: readonly Line[]): string | null {
  const first = (lines[0]?.text ?? '').replace(/^[\ufeff"\s]+/, '')
  const sign = commentSigns.find((candidate) => first.startsWith(candidate))
  if (sign === undefined) {
    // Notes may also stand between the rows.
    return lines.some(({ text }) => /^#\s/.test(text)) && lines.some(({ text }) => !text.startsWith('#')) ? '#' : null
  }
  const isNote = ({ text }: Line): boolean => text.replace(/^[\ufeff"\s]+/, '').startsWith(sign)
  const rest = lines.filter((line) => !isNote(line))
  if (rest.length === 0) return null
  // A semicolon also stands between columns, and an empty first cell is no comment.
  if (sign === ';' && rest.some(({ text }) => text.includes(';'))) return null
  if (sign === '--' && !/^--\s/.test(first)) return null
  if (sign === '%' && rest.some(({ text }) => text.includes('%'))) return null
  // A header such as "#,value" is one line above rows that all have as many cells.
  if (/^#\s*[,;\t|]/.test(first)) return null
  return sign
}

/** Cells of a line. A delimiter between quotation marks does not divide. */
export function splitLine(line: string, delimiter: string | null): string[] {
  if (delimiter === null) return [line.trim()]
  if (delimiter === ' ') return line.trim().match(/"(?:[^"]|"")*"|\S+/g) ?? ['']
  const cells: string[] = []
  let [from, quoted] = [0, false]
  for (let i = 0; i < line.length; i++) {
    const opens = line[i] === '"' && (quoted || line.slice(from, i).trim() === '')
    if (opens) quoted = !quoted
    else if (!quoted && line.startsWith(delimiter, i)) {
      cells.push(line.slice(from, i))
      from = i + delimiter.length
    }
  }
  cells.push(line.slice(from))
  return cells.map((cell) =>
    cell
      .trim()
      .replace(/^"([^]*)"$/, '$1')
      .replaceAll('""', '"')
  )
}

const isValue = (cell: string): boolean => isMissing(cell) || bareNumber(cell) !== null || isMoment(cell)

function findDelimiter(lines: readonly Line[]): { delimiter: string | null; commaEither: boolean } {
  // The upper lines may be a title, and the last one a total.
  const body =
    lines.length > 8 ? lines.slice(Math.min(20, Math.floor(lines.length / 3))) : lines.slice(lines.length > 3 ? 1 : 0)
  const fits = delimiters.map((delimiter) => ({ delimiter, ...fitOf(body, delimiter) }))
  const whole = body.filter(({ text }) => bareNumber(text.trim()) !== null)
  const allNumbers = body.length > 0 && whole.length >= 0.9 * body.length
  const rare = (delimiter: string): boolean => '~^:'.includes(delimiter)
  // Colons also occur in times, and rare signs in words.
  const good = fits.filter(
    ({ delimiter, share, width, values }) =>
      width > 1 && share >= (rare(delimiter) ? 0.95 : 0.75) && (!rare(delimiter) || (values > 0.45 && !allNumbers))
  )
  const best = [...good].sort((a, b) => Number(b.values > a.values + 0.15) - Number(a.values > b.values + 0.15))[0]
  if (!best) return { delimiter: null, commaEither: false }
  if (best.delimiter === ' ') {
    // Blanks divide columns of values, but they also divide words.
    const grouped = allNumbers && body.some(({ text }) => !/\s/.test(text.trim()))
    const dates = body.every(({ text }) => isMoment(text.trim()))
    return { delimiter: grouped || dates || best.values < 0.4 ? null : ' ', commaEither: false }
  }
  if (best.delimiter === ',' && best.width === 2) {
    const commas = decimalCommas(lines)
    if (commas !== 'no') return { delimiter: commas === 'decimal' ? null : ',', commaEither: true }
  }
  return { delimiter: best.delimiter, commaEither: false }
}

/** How a delimiter divides lines: the usual number of cells, the share of lines that have it, and of cells with values. */
function fitOf(lines: readonly Line[], delimiter: string): { width: number; share: number; values: number } {
  const split = lines.map(({ text }) => splitLine(text, delimiter))
  const counts = new Map<number, number>()
  for (const { length } of split) counts.set(length, (counts.get(length) ?? 0) + 1)
  const [width, count] = [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0] ?? [0, 0]
  const cells = split.filter(({ length }) => length === width).flat()
  return {
    width,
    share: count / Math.max(1, lines.length),
    values: cells.filter(isValue).length / Math.max(1, cells.length)
  }
}

/**
 * Whether lines of two whole numbers, such as 12,5 and 13,25, are numbers with decimal commas. Then no fraction ends in
 * 0, and the first numbers are neither row numbers from 0 or 1 nor years.
 */
function decimalCommas(lines: readonly Line[]): 'no' | 'decimal' | 'columns' {
  const rows = lines.map(({ text }) => /^([+-]?\d+),(\d+)$/.exec(text.trim()))
  const header = rows[0] === null ? splitLine(lines[0].text, ',') : null
  const body = header ? rows.slice(1) : rows
  if (body.length < 3 || body.some((row) => row === null) || (header && header.length > 1)) return 'no'
  const first = body.map((row) => Number(row![1]))
  const counts = first.every((value, i) => i === 0 || Math.abs(value - first[i - 1]) === 1)
  const years = counts && first.every((value) => value >= 1700 && value < 2200)
  const rowNumbers = counts && (first[0] === 0 || first[0] === 1)
  const fractions = body.every((row) => row![2] === '0' || (row![2].length < 4 && !row![2].endsWith('0')))
  if (header) return 'decimal'
  return years || rowNumbers || !fractions ? 'columns' : 'decimal'
}

/** The lines above the table: a title, notes, lines with fewer cells than the rows have. */
function findTop(lines: readonly Line[], delimiter: string | null): number {
  if (delimiter === null) return aboveNumbers(lines)
  const widths = lines.map(({ text }) => splitLine(text, delimiter))
  const later = widths.slice(Math.floor(widths.length / 3)).map(({ length }) => length)
  const counts = new Map<number, number>()
  for (const width of later) counts.set(width, (counts.get(width) ?? 0) + 1)
  const usual = [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? 1
  const filled = (cells: readonly string[]): number => cells.filter((cell) => cell !== '').length
  const isRow = (i: number): boolean => {
    const cells = widths[i]
    if (cells === undefined) return false
    if (cells.length === usual) return usual === 1 || filled(cells) > 1
    // A header may lack the name of the first column, and may name a column that rows leave out at their end.
    const isHeader = cells.length > 1 || usual === 2
    const next = widths[i + 1]
    const directly = next !== undefined && next.length === usual && next.some((cell) => bareNumber(cell) !== null)
    const names = cells.every((cell) => cell !== '' && !isValue(cell))
    if (cells.length === usual - 1) return isHeader && directly && names
    return cells.length > usual && filled(cells) >= usual && cells.length === usual + 1 && directly
  }
  const start = widths.findIndex((_, i) => isRow(i))
  return start <= 0 ? 0 : lines[start].number - 1
}

/** In a file of one column: the lines above the name of the column. */
function aboveNumbers(lines: readonly Line[]): number {
  const first = lines.findIndex(({ text }) => bareNumber(text.trim()) !== null)
  return first <= 1 ? 0 : lines[first - 1].number - 1
}
