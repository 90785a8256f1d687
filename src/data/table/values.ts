// One pass over all rows of a table: the numbers and times of its columns, and every row and cell that cannot be read.

import { DataError } from '../data-error'
import type { ColumnPlan, TablePlan } from './columns'
import { parseMoment } from './dates'
import { isMissing, parseNumber } from './numbers'
import type { Row } from './rows'

/** How many places of a fault are kept. All are counted. */
const placesKept = 5

export class Places {
  count = 0
  readonly lines: number[] = []
  /** The cell at the first place. */
  cell = ''

  add(line: number, cell = ''): void {
    if (this.count++ === 0) this.cell = cell.slice(0, 40)
    if (this.lines.length < placesKept) this.lines.push(line)
  }
}

export interface ColumnValues {
  plan: ColumnPlan
  /** Numbers; times in milliseconds; for texts, the place of each in `texts`. NaN where there is no value. */
  values: Float64Array
  /** Different texts, in order of appearance: at most `mostTexts`. */
  texts: string[]
  /** The places of missing values, then of cells that are no numbers. */
  missing: Places
  unreadable: Places
  firstCell: string
  lastCell: string
}

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
}

const mostTexts = 10_000
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

/** Throws a DataError for a row that has more cells than the table has columns. */
export function readValues(rows: Iterable<Row>, plan: TablePlan, name: string): TableValues {
  const columns = plan.columns.map((column) => new Column(column, plan.dayFirst))
  const lines = new Growing(Uint32Array)
  const [repeated, totals, short] = [new Places(), new Places(), new Places()]
  const width = columns.length
  // Rows whose first cell is a word where a number or a date should be. They are notes if only such rows follow.
  let doubtful: Row[] = []
  const take = ({ cells, line }: Row): void => {
    if (cells.length > width && cells.slice(width).some((cell) => cell !== ''))
      throw tooLong(name, line, cells.length, width)
    if (cells.length < width) short.add(line)
    lines.push(line)
    for (let j = 0; j < width; j++) columns[j].add(cells[j] ?? '', line)
  }
  for (const row of rows) {
    const { cells, line } = row
    if (line < plan.firstLine) continue
    if (plan.headerCells !== null && cells.every((cell, j) => cell === (plan.headerCells![j] ?? ''))) {
      repeated.add(line)
      continue
    }
    if (isNote(cells, columns)) {
      totals.add(
        line,
        cells.find((cell) => cell !== '')
      )
      continue
    }
    const [first] = columns
    if (
      first.typed &&
      lines.length > 0 &&
      !isMissing(cells[0]) &&
      !first.fits(cells[0]) &&
      doubtful.length < mostNotes
    ) {
      doubtful.push(row)
      continue
    }
    doubtful.forEach(take)
    doubtful = []
    take(row)
  }
  if (width > 1 || doubtful.every(({ cells }) => !/\d/.test(cells[0]))) {
    for (const { cells, line } of doubtful) totals.add(line, cells[0])
  } else doubtful.forEach(take)
  return {
    rows: lines.length,
    lines: lines.done(),
    columns: columns.map((column) => column.done()),
    repeated,
    totals,
    short
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

class Column {
  readonly typed: boolean
  private readonly values = new Growing(Float64Array)
  private readonly texts = new Map<string, number>()
  private readonly missing = new Places()
  private readonly unreadable = new Places()
  private firstCell: string | null = null
  private lastCell = ''

  constructor(
    readonly plan: ColumnPlan,
    private readonly dayFirst: boolean
  ) {
    this.typed = plan.type === 'number' || plan.type === 'date'
  }

  fits(cell: string): boolean {
    return !Number.isNaN(this.read(cell))
  }

  add(cell: string, line: number): void {
    this.firstCell ??= cell
    this.lastCell = cell
    if (isMissing(cell)) {
      this.missing.add(line)
      this.values.push(NaN)
      return
    }
    const value = this.read(cell)
    if (!Number.isFinite(value)) this.unreadable.add(line, cell)
    this.values.push(Number.isFinite(value) ? value : NaN)
  }

  private read(cell: string): number {
    switch (this.plan.type) {
      case 'number':
        return parseNumber(cell, this.plan.format)
      case 'date':
        return parseMoment(cell, this.dayFirst)?.time ?? NaN
      case 'boolean':
        return /^(true|yes|ja|oui|sí|si|wahr|vrai|예|참|t|y)$/i.test(cell) ? 1 : 0
      default:
        return this.textCode(cell)
    }
  }

  private textCode(cell: string): number {
    const known = this.texts.get(cell)
    if (known !== undefined) return known
    const code = this.texts.size
    if (code < mostTexts) this.texts.set(cell, code)
    return code
  }

  done(): ColumnValues {
    return {
      plan: this.plan,
      values: this.values.done(),
      texts: [...this.texts.keys()],
      missing: this.missing,
      unreadable: this.unreadable,
      firstCell: this.firstCell ?? '',
      lastCell: this.lastCell
    }
  }
}

/** An array of numbers that grows. */
class Growing<Kind extends Float64Array | Uint32Array> {
  length = 0
  private room: Kind

  constructor(private readonly kind: new (length: number) => Kind) {
    this.room = new kind(1024)
  }

  push(value: number): void {
    if (this.length === this.room.length) {
      const larger = new this.kind(this.room.length + (this.room.length >> 1))
      larger.set(this.room)
      this.room = larger
    }
    this.room[this.length++] = value
  }

  done(): Kind {
    return this.room.slice(0, this.length) as Kind
  }
}

function tooLong(name: string, line: number, cells: number, columns: number): DataError {
  return new DataError(
    'row-too-long',
    `"${name}", line ${line}: ${cells} cells where the first row has ${columns}. Mend the line, or choose another delimiter (decimal commas need ";" between columns).`,
    { name, line, cells, columns }
  )
}
