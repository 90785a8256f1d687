// One pass over all rows of a table: the numbers and times of its columns, and every row and cell that cannot be read.
// The text comes in pieces and goes; only numbers stay.

import { DataError } from '../data-error'
import { joined } from '../encoding'
import { Column, Growing, mergedPlaces, Places, type ColumnValues } from './column'
import type { TablePlan } from './columns'
import { isMissing } from './numbers'
import { PlainRows } from './plain-rows'
import { RowParser, type Row, type Splitting } from './rows'
import { linesOf } from './warnings'

export interface TableValues {
  rows: number
  /** The line of each row. */
  lines: Uint32Array
  columns: ColumnValues[]
  /** Rows that are no data: repeated headers, totals and notes. */
  repeated: Places
  totals: Places
  /** Rows that end early. */
  short: Places
  /** The lines of rows of empty cells: they are not among the rows. */
  empty: readonly number[]
  /** In a table that is turned: the columns of the file from which the first columns come. */
  sources?: number[]
}

/** At most this many rows at the end may be notes without a word that marks them as notes. */
const mostNotes = 10
const total =
  /^(grand\s+|sub-?)?(total|totals|sum|summe|gesamt|insgesamt|average|avg|mean|mittel|mittelwert|durchschnitt|min|max|minimum|maximum|median|std|stdev|count|somme|moyenne|totale|media|promedio|suma|итого|всего|합계|총계|평균|소계|총합|\u8a08|\u5408\u8a08|\u5e73\u5747|\u603b\u8ba1|\u5408\u8ba1)\b|^(합계|총계|평균|소계|총합|\u5408\u8a08|\u5e73\u5747|\u603b\u8ba1|\u5408\u8ba1)/i
const note =
  /^(source|quelle|fuente|fonte|note|notes|hinweis|anmerkung|copyright|©|\*|출처|자료|주[:)]|※|end of|generated|exported|rows?:|records?:)/i

/** Whether a row begins with the word of a total or of a note. */
export function isTotal(cells: readonly string[]): boolean {
  const word = cells.find((cell) => cell !== '') ?? ''
  return total.test(word) || note.test(word)
}

interface Reading {
  plan: TablePlan
  splitting: Splitting
  name: string
  /** Room is reserved for so many rows. There may be more or fewer. */
  expectedRows: number
}

/**
 * Reads the table in `pieces`, its text in UTF-8. Throws a DataError for rows that have more cells than the table has
 * columns, and for a quotation mark that is never closed.
 */
export function readValues(pieces: Iterable<Uint8Array>, reading: Reading): TableValues {
  const reader = new Reader(reading)
  let held = new Uint8Array(0)
  for (const piece of pieces) {
    const bytes = held.length === 0 ? piece : joined(held, piece)
    held = bytes.slice(reader.read(bytes as Uint8Array<ArrayBuffer>, lineEndIn(bytes), false))
  }
  reader.read(held, held.length, true)
  return reader.done()
}

const [lf, cr] = [0x0a, 0x0d]

/** Where the last whole line of `bytes` ends. A CR at the very end may be half of a line end. */
function lineEndIn(bytes: Uint8Array): number {
  return 1 + Math.max(bytes.lastIndexOf(lf), bytes.length < 2 ? -1 : bytes.lastIndexOf(cr, bytes.length - 2))
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

class Reader {
  private readonly columns: Column[]
  private readonly rows: RowTaker
  private readonly plain: PlainRows
  private readonly parser: RowParser
  private readonly firstLine: number
  /** The number of the line that is read next, and how many lines above the table are left. */
  private line: number
  private above: number
  /** How many lines the next rows that are not plain may have, when they are read together. */
  private together = 1

  constructor({ plan, splitting, name, expectedRows }: Reading) {
    this.columns = plan.columns.map((column) => new Column(column, plan.dayFirst, expectedRows))
    this.rows = new RowTaker(this.columns, plan, name, expectedRows)
    this.plain = new PlainRows(this.columns, splitting, plan)
    this.parser = new RowParser(splitting, name)
    this.firstLine = plan.firstLine
    this.line = splitting.firstLine ?? 1
    this.above = splitting.top
  }

  /** Reads the first `end` bytes, whole lines. Returns where a row begins that goes on after them. */
  read(bytes: Uint8Array<ArrayBuffer>, end: number, isLast: boolean): number {
    this.plain.hold(bytes, end)
    let at = 0
    while (at < end) {
      const isEmpty = bytes[at] === lf || bytes[at] === cr
      if (this.above > 0 || isEmpty) {
        at = nextLine(bytes, at, end)
        this.line++
        if (this.above > 0) this.above--
        continue
      }
      const next = this.line < this.firstLine ? -1 : this.plain.read(at)
      if (next >= 0) {
        this.rows.addDoubtful()
        this.plain.add(this.line)
        this.rows.took(this.line++)
        this.together = 1
        at = next
        continue
      }
      const after = this.readOdd(bytes, at, end, isLast)
      if (after === at) break
      at = after
    }
    return at
  }

  /** Reads one or more rows that are not plain. Returns where the next row begins: `at` where the row does not end. */
  private readOdd(bytes: Uint8Array, at: number, end: number, isLast: boolean): number {
    for (let count = this.together; ; count *= 4) {
      let to = at
      for (let i = 0; i < count && to < end; i++) to = nextLine(bytes, to, end)
      const more = !(isLast && to === end)
      const text = decoder.decode(bytes.subarray(at, to)).replace(/\r\n?/g, '\n')
      const { rows, lines, empty } = this.parser.parse(text, this.line, more)
      for (const row of rows) this.rows.take(row)
      for (const line of empty) this.rows.empty.push(line)
      if (lines > 0) {
        this.together = Math.min(1024, 2 * count)
        let next = at
        for (let i = 0; i < lines; i++) next = nextLine(bytes, next, to)
        this.line += lines
        return next
      }
      this.parser.checkUnfinished(to - at, this.line)
      if (to === end) return isLast ? end : at
    }
  }

  done(): TableValues {
    this.plain.settle()
    return this.rows.done()
  }
}

/** Where the line after the one at `at` begins: at most `end`. */
function nextLine(bytes: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && bytes[i] !== lf && bytes[i] !== cr) i++
  if (i >= end) return end
  return bytes[i] === cr && i + 1 < end && bytes[i + 1] === lf ? i + 2 : i + 1
}

/** The rows that begin on these lines of the table in `pieces`; a row that is not found is empty. */
export function rowsOnLines(
  pieces: Iterable<Uint8Array>,
  wanted: readonly number[],
  { splitting, name }: Pick<Reading, 'splitting' | 'name'>
): string[][] {
  const parser = new RowParser(splitting, name)
  const found = new Map<number, string[]>()
  let held = new Uint8Array(0)
  let line = splitting.firstLine ?? 1
  const read = (bytes: Uint8Array, end: number, isLast: boolean): number => {
    let at = 0
    for (; at < end && found.size < wanted.length; at = nextLine(bytes, at, end), line++) {
      if (!wanted.includes(line) || found.has(line)) continue
      const text = decoder.decode(bytes.subarray(at, end)).replace(/\r\n?/g, '\n')
      const [row] = parser.parse(text, line, !isLast).rows
      if (!row && !isLast) break
      found.set(line, row?.cells ?? [])
    }
    return at
  }
  for (const piece of pieces) {
    const bytes = held.length === 0 ? piece : joined(held, piece)
    held = bytes.slice(read(bytes, lineEndIn(bytes), false))
    if (found.size === wanted.length) break
  }
  read(held, held.length, true)
  return wanted.map((one) => found.get(one) ?? [])
}

/** Takes rows as values of the columns, and leaves out repeated headers, totals and notes. */
class RowTaker {
  readonly empty: number[] = []
  private readonly lines: Growing<Uint32Array>
  private readonly repeated = new Places()
  private readonly totals = new Places()
  private readonly short = new Places()
  /** Rows with more cells than the table has columns, and the cells of the first. */
  private readonly long = new Places()
  private cellsOfLong = 0
  /** Rows whose first cell is a word where a number or a date should be. They are notes if only such rows follow. */
  private doubtful: Row[] = []

  constructor(
    private readonly columns: readonly Column[],
    private readonly plan: TablePlan,
    private readonly name: string,
    expectedRows: number
  ) {
    this.lines = new Growing(Uint32Array, expectedRows)
  }

  /** The row of this line has been added to the columns. */
  took(line: number): void {
    this.lines.push(line)
  }

  take(row: Row): void {
    const { cells, line } = row
    const { headerCells, firstLine } = this.plan
    if (line < firstLine) return
    if (headerCells !== null && cells.every((cell, j) => cell === (headerCells[j] ?? '')))
      return this.repeated.add(line)
    if (isNote(cells, this.columns)) {
      return this.totals.add(
        line,
        cells.find((cell) => cell !== '')
      )
    }
    const [first] = this.columns
    const isDoubtful = first.typed && this.lines.length > 0 && !isMissing(cells[0]) && !first.fits(cells[0])
    if (isDoubtful && this.doubtful.length < mostNotes) return void this.doubtful.push(row)
    this.addDoubtful()
    this.add(row)
  }

  /** Adds the rows that wait, because a row of data follows them. */
  addDoubtful(): void {
    if (this.doubtful.length === 0) return
    for (const row of this.doubtful) this.add(row)
    this.doubtful = []
  }

  private add({ cells, line }: Row): void {
    const width = this.columns.length
    if (cells.length > width && cells.slice(width).some((cell) => cell !== '')) {
      if (this.long.count === 0) this.cellsOfLong = cells.length
      return this.long.add(line)
    }
    if (cells.length < width) this.short.add(line)
    this.lines.push(line)
    for (let j = 0; j < width; j++) this.columns[j].add(cells[j] ?? '', line)
  }

  done(): TableValues {
    const { columns, lines, repeated, totals, short, doubtful } = this
    if (areNotes(doubtful, columns)) for (const { cells, line } of doubtful) totals.add(line, cells[0])
    else this.addDoubtful()
    if (this.long.count > 0) throw tooLong(this.name, this.long, this.cellsOfLong, columns.length)
    return {
      rows: lines.length,
      lines: lines.done(),
      columns: columns.map((column) => column.done()),
      repeated,
      totals,
      short,
      empty: this.empty
    }
  }
}

/** The values with the rows of empty cells that stand between rows of values: all their values are missing. */
export function withEmptyRows(values: TableValues): TableValues {
  const { lines, columns } = values
  const between = values.empty.filter((line) => line > lines[0] && line < lines[values.rows - 1])
  const all = new Uint32Array(values.rows + between.length)
  all.set(lines)
  all.set(between, values.rows)
  all.sort()
  const places = new Places()
  for (const line of between) places.add(line)
  const withGaps = (own: Float64Array): Float64Array => {
    let row = 0
    return Float64Array.from(all, (line) => (line === lines[row] ? own[row++] : NaN))
  }
  return {
    ...values,
    rows: all.length,
    lines: all,
    columns: columns.map((column) => ({
      ...column,
      values: withGaps(column.values),
      missing: mergedPlaces(column.missing, places)
    })),
    empty: []
  }
}

/**
 * Whether a row is a total or a note: a word stands where a number or a date should be, and no other cell makes it a
 * row of data.
 */
function isNote(cells: readonly string[], columns: readonly Column[]): boolean {
  const first = cells.findIndex((cell) => cell !== '')
  const word = cells[first]
  if (word === undefined || /^[\d.,+-]+$/.test(word)) return false
  const typed = columns.flatMap(({ typed: isTyped }, j) => (isTyped && !isMissing(cells[j] ?? '') ? [j] : []))
  const misfits = typed.filter((j) => !columns[j].fits(cells[j]))
  const named = isTotal(cells)
  if (columns[first]?.typed) {
    if (!misfits.includes(first)) return false
    const alone = cells.filter((cell) => cell !== '').length === 1 && columns.length > 1
    return named || alone || (misfits.length === typed.length && columns.length > 2)
  }
  // After a column of words, a missing date shows a total.
  const dated = columns.findIndex(({ plan }) => plan.type === 'date')
  return named && dated >= 0 && (misfits.includes(dated) || isMissing(cells[dated] ?? ''))
}

/**
 * Whether the last rows, whose first cell does not fit, are notes. They are data where that cell is another way to write
 * a number or a time (07/13/2023 below 12/07/2023; Wk198, Wk199) and the other cells fit.
 */
function areNotes(rows: readonly Row[], columns: readonly Column[]): boolean {
  if (columns.length === 1) return rows.every(({ cells }) => !/\d/.test(cells[0]))
  const shapes = new Set(rows.map(({ cells }) => cells[0].replace(/\d+/g, '0')))
  const alike = rows.length > 1 && shapes.size === 1 && [...shapes][0].includes('0')
  const written = rows.every(({ cells }) => /^\d+[-/. ]\d/.test(cells[0]))
  const whole = rows.every(({ cells }) =>
    columns.every((column, j) => j === 0 || !column.typed || (!isMissing(cells[j] ?? '') && column.fits(cells[j])))
  )
  return !((alike || written) && whole)
}

function tooLong(name: string, long: Places, cells: number, columns: number): DataError {
  const [line] = long.lines
  const { count } = long
  const { places } = linesOf(long)
  const others = count > 1 ? `, and so in ${count} lines (${places})` : ''
  return new DataError(
    count > 1 ? 'rows-too-long' : 'row-too-long',
    `"${name}", line ${line}: ${cells} cells where the first row has ${columns}${others}. Mend ${count > 1 ? 'these lines' : 'the line'}, or choose another delimiter (decimal commas need ";" between columns).`,
    { name, line, cells, columns, count, places }
  )
}
