// The columns of a table from a sample of its rows: where the rows begin, the names, what each column holds, and how its
// numbers and dates are written.

import type { TableReading } from './decisions'
import { splitLine } from './dialect'
import { findDateOrder, findDigitForm, type DateOrder } from './date-order'
import { isMoment, parseMoment, type DigitForm } from './dates'
import {
  bareNumber,
  evidenceOf,
  formatOf,
  isMissing,
  parseNumber,
  sumEvidence,
  type Evidence,
  type NumberFormat
} from './numbers'
import type { Row } from './rows'
import { areSureTruths, areTruths } from './truths'
import { isTotal } from './values'

export type ColumnType = 'number' | 'date' | 'text' | 'boolean' | 'empty'

/** Whether a column of this type has values that can be learned. */
export const isNumeric = (type: ColumnType): boolean => type === 'number' || type === 'boolean'

export interface ColumnPlan {
  name: string
  type: ColumnType
  format: NumberFormat
  /** How the cells are dates that have six digits and no signs: a guess. */
  digits?: DigitForm
  /** The cells can be read as numbers in two ways, and one was chosen. */
  formatGuess: boolean
  /** The cells are words such as yes and no, which may not mean true and false. */
  truthGuess: boolean
  /** The units and signs that stand beside the numbers of the column; '' where there is none. */
  units: string[]
}

export interface TablePlan extends DateOrder {
  header: boolean
  /** The header was recognised only by its numbers, not by words. */
  headerGuess: boolean
  columns: ColumnPlan[]
  /** Cells of the header. Another row with the same cells is no data. */
  headerCells: string[] | null
  /** Rows of the sample before the first row of data, without the header. */
  skippedRows: Row[]
  /** The line of the first row of data. */
  firstLine: number
  /** The header names one column fewer than the rows have. */
  rowNames: boolean
  /** In a table that is turned: so many first columns have one value for every row of the file. */
  repeated?: number
}

type Kind = 'number' | 'date' | 'text' | ''

const compactDate = /^(1[89]|20|21)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])([01]\d|2[0-4])?([0-5]\d)?([0-5]\d)?$/

function kindOf(cell: string): Kind {
  if (isMissing(cell)) return ''
  if (/^[+-]?\d+([.,]\d*)?$/.test(cell)) return 'number'
  if (isMoment(cell)) return 'date'
  return bareNumber(cell) ? 'number' : 'text'
}

const isMeasure = (cell: string): boolean => bareNumber(cell)?.unit === 'measure'

/** How many rows at the top may be the header. */
const headRows = 12

export function planTable(
  sample: readonly Row[],
  comments: readonly string[],
  delimiter: string | null,
  given: TableReading
): TablePlan {
  const width = usualWidth(sample)
  const rows = withoutFooter(sample)
  const middle = rows.slice(rows.length > 8 ? 4 : rows.length > 4 ? 2 : rows.length > 1 ? 1 : 0)
  const kinds = Array.from({ length: width }, (_, j) => kindOfColumn(middle.map(({ cells }) => cells[j] ?? '')))
  const head = findHead(rows, kinds, width, given.header)
  const body = rows.slice(head.rows)
  const byComment = head.names === null && given.header !== false ? commentNames(comments, width, delimiter) : null
  const cells = head.names ?? byComment
  const columnCells = Array.from({ length: width }, (_, j) => body.map(({ cells: row }) => row[j] ?? ''))
  const filled = columnCells.findLastIndex((column) => column.some((cell) => cell !== '')) + 1
  const rowNames = cells !== null && cells.length === width - 1 && filled === width
  const named = rowNames ? ['row', ...cells] : cells
  const used = columnCells.map((column, j) => column.some((cell) => cell !== '') || (named?.[j] ?? '') !== '')
  const count = used.lastIndexOf(true) + 1
  const names = namesOf(named, count)
  const all = columnCells.slice(0, count)
  const evidence = all.map((column) => (kindOfColumn(column) === 'number' ? evidenceOf(column) : evidenceOf([])))
  const hints = {
    delimiter,
    dottedDates: all.some(
      (column) => column.filter((cell) => /^\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}/.test(cell)).length > column.length / 2
    )
  }
  const table = sumEvidence(evidence)
  const dates = all.filter((column) => kindOfColumn(column) === 'date')
  return {
    header: cells !== null,
    headerGuess: head.guess,
    columns: all.map((column, j) => planColumn(names[j], column, evidence[j], table, hints, given)),
    headerCells: head.names,
    skippedRows: head.skipped,
    firstLine: body[0]?.line ?? 0,
    rowNames,
    ...findDateOrder(dates, given.dayFirst)
  }
}

/** The rows without totals and notes at the end. These have a word where other rows have a number or a date. */
function withoutFooter(sample: readonly Row[]): Row[] {
  const rows = sample.filter(({ cells }, i) => 2 * i < sample.length || !isTotal(cells))
  const upper = rows.slice(Math.min(4, rows.length >> 1), Math.max(2, Math.ceil(0.75 * rows.length)))
  const kind = kindOfColumn(upper.map(({ cells }) => cells[0]))
  if (kind !== 'number' && kind !== 'date') return rows
  const last = rows.findLastIndex(({ cells }) => kindOf(cells[0]) !== 'text')
  return rows.length - last <= 10 && last > 0 ? rows.slice(0, last + 1) : rows
}

/** The number of cells that most rows have. */
function usualWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of rows.slice(rows.length > 3 ? 1 : 0))
    counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || b - a)[0]?.[0] ?? rows[0]?.cells.length ?? 0
}

function kindOfColumn(cells: readonly string[]): Kind {
  const counts = { number: 0, date: 0, text: 0 }
  for (const cell of cells) {
    const kind = kindOf(cell)
    if (kind !== '') counts[kind]++
  }
  const present = counts.number + counts.date + counts.text
  if (present === 0) return ''
  if (counts.date >= 0.8 * present) return 'date'
  return counts.number > 0.5 * present ? 'number' : 'text'
}

interface Head {
  names: string[] | null
  guess: boolean
  /** Rows of the sample above the first row of data. */
  rows: number
  skipped: Row[]
}

function findHead(sample: readonly Row[], kinds: readonly Kind[], width: number, header: boolean | undefined): Head {
  const none: Head = { names: null, guess: false, rows: 0, skipped: [] }
  if (sample.length === 0 || header === false) return none
  const lower = sample.slice(sample.length >> 1)
  const measured = kinds.map((_, j) => lower.some(({ cells }) => isMeasure(cells[j] ?? '')))
  // A row of the body has no word where its column has numbers or dates. Beside plain numbers 10 m is a name.
  const isBody = ({ cells }: Row): boolean =>
    kinds.every((kind, j) => {
      const cell = isMeasure(cells[j] ?? '') && !measured[j] ? 'text' : kindOf(cells[j] ?? '')
      return cell === '' || kind === '' || kind === 'text' || cell === kind || (kind === 'date' && cell === 'number')
    }) && cells.length >= Math.min(width, 2)
  let first = sample.slice(0, headRows).findIndex(isBody)
  // Rows right above may hold a flaw, such as the flag in 20.1*. They are known by their dates, or by their first numbers
  // below a row of words.
  const key = [kinds.indexOf('date'), kinds.indexOf('number')].find((j) => j >= 0)
  const isFlawed = ({ cells }: Row): boolean =>
    key !== undefined && cells.length >= Math.min(width, 2) && kindOf(cells[key] ?? '') === kinds[key]
  let flawed = first
  while (flawed > 0 && isFlawed(sample[flawed - 1])) flawed--
  if (flawed > 0 || kinds.includes('date')) first = flawed
  const rows = first < 0 ? 1 : first
  if (rows === 0) {
    if (header === true || wordsAsNames(sample, kinds))
      return { names: named(sample[0].cells, width), guess: false, rows: 1, skipped: [] }
    return numbersAsNames(sample, kinds)
      ? { names: named(sample[0].cells, width), guess: true, rows: 1, skipped: [] }
      : none
  }
  let above = sample.slice(0, rows)
  const skipped: Row[] = []
  const filled = (i: number): number => above.at(i)!.cells.filter((cell) => cell !== '').length
  while (above.length > 1 && isUnits(above.at(-1)!.cells) && filled(-2) >= filled(-1)) skipped.unshift(above.pop()!)
  // A row above the header has one or two cells, or it is a level above the names.
  const names = above.at(-1)!
  const upper = above.slice(0, -1)
  const level = upper.at(-1)
  const joined =
    level && level.cells.length === names.cells.length && new Set(names.cells).size < names.cells.length
      ? joinLevels(level.cells, names.cells)
      : names.cells
  above = upper
  return { names: named(joined, width), guess: false, rows, skipped: [...above, ...skipped] }
}

const named = (cells: readonly string[], width: number): string[] =>
  cells.length > width ? cells.slice(0, width) : [...cells]

/**
 * Whether the first row holds names because its words are unlike those below: every other cell of a column is a word
 * with a number, or every column holds words.
 */
function wordsAsNames([first, ...body]: readonly Row[], kinds: readonly Kind[]): boolean {
  if (body.length === 0) return false
  if (kinds.every((kind) => kind === 'text' || kind === '')) return true
  return kinds.some((kind, j) => {
    if (kind !== 'text' || body.length < 3) return false
    const shape = (cell: string): string => cell.replace(/\d+/g, '0')
    const shapes = new Set(body.map(({ cells }) => shape(cells[j] ?? '')))
    const [only] = shapes
    return shapes.size === 1 && only.includes('0') && shape(first.cells[j]) !== only
  })
}

/** Joins names of two levels. An upper name also belongs to the empty cells to its right. */
function joinLevels(upper: readonly string[], lower: readonly string[]): string[] {
  let level = ''
  return lower.map((name, j) => {
    level = upper[j] || level
    return [level, name].filter((part) => part !== '').join(' ')
  })
}

const unit =
  /^([[(].*[\])]|-|[%‰°$€£]\S*|\d+[sdn]|[µu]?[a-z]{1,3}[²³]?(\/[a-z³²0-9]+)?|k?wh|mwh|hpa|mbar|deg\.?\s?[cfk]?|yyyy.*|dd?[./-]mm.*|u?int\d*|float\d*|double|numeric|integer|object|string|datetime\S*|date|text)$/i

function isUnits(cells: readonly string[]): boolean {
  const present = cells.filter((cell) => cell !== '')
  return present.length > 0 && present.every((cell) => unit.test(cell))
}

/**
 * Whether the first row of a table of numbers holds names: whole numbers that go up by one from column to column, as
 * years do, beside columns that they do not fit into; or months, such as 2020.01, that go up by one.
 */
function numbersAsNames(sample: readonly Row[], kinds: readonly Kind[]): boolean {
  const [{ cells }, ...body] = sample
  const numbers = kinds.flatMap((kind, j) => (kind === 'number' ? [j] : []))
  const words = cells.every((cell, j) => numbers.includes(j) || kindOf(cell) === 'text' || cell === '')
  if (numbers.length < 2 || body.length < 2 || !words) return false
  // Pandas numbers columns without names from 0, and its numbers of rows have no name.
  const byPandas = cells[0] === '' && cells.slice(1).every((cell, i) => cell === String(i))
  if (byPandas && body.every(({ cells: row }) => row[0] !== '')) return true
  if (numbers.length >= 3 && areMonthsInRow(numbers.map((j) => cells[j]))) return true
  const names = numbers.map((j) => (/^\d+$/.test(cells[j]) ? Number(cells[j]) : NaN))
  const steps = names.slice(1).map((name, i) => name - names[i])
  const rises = steps.every((step) => step === steps[0] && step > 0 && (step === 1 || step === 5 || step === 10))
  const years = names.every((name) => name >= 1800 && name <= 2200)
  if (!rises || (!years && (names.length < 3 || names[0] > 1))) return false
  const strange = numbers.filter((j, i) => {
    const values = body.map(({ cells: row }) => Number(row[j])).filter((value) => !Number.isNaN(value))
    const [low, high] = [Math.min(...values), Math.max(...values)]
    return (
      values.some((value) => !Number.isInteger(value)) ||
      names[i] < low - (high - low) ||
      names[i] > high + (high - low)
    )
  })
  // Where more rows rise in the same way, the first row is data too.
  const alike = body
    .slice(0, 20)
    .filter(({ cells: row }) =>
      numbers.every(
        (j, i) => /^\d+$/.test(row[j]) && (i === 0 || Number(row[j]) - Number(row[numbers[i - 1]]) === steps[i - 1])
      )
    )
  return strange.length > numbers.length / 2 && alike.length === 0
}

/** A header in the last comment above the table, as numpy and gnuplot write it. */
function commentNames(comments: readonly string[], width: number, delimiter: string | null): string[] | null {
  const last = comments.at(-1)?.replace(/^\W+/, '') ?? ''
  if (width < 2 || last === '') return null
  const cells = splitLine(last, delimiter)
  const fits =
    cells.length === width && cells.every((cell) => cell !== '' && cell.length <= 24 && kindOf(cell) === 'text')
  return fits && cells.every((cell) => cell.split(' ').length < 4) ? cells : null
}

function namesOf(cells: readonly string[] | null, count: number): string[] {
  const used = new Set<string>()
  return Array.from({ length: count }, (_, j) => {
    const cell = (cells?.[j] ?? '').replace(/\s+/g, ' ')
    const name = cell !== '' ? cell : String(j + 1)
    const unique = used.has(name) ? `${name} (${j + 1})` : name
    used.add(unique)
    return unique
  })
}

function planColumn(
  name: string,
  cells: readonly string[],
  evidence: Evidence,
  table: Evidence,
  hints: Parameters<typeof formatOf>[2],
  given: TableReading
): ColumnPlan {
  const found = formatOf(evidence, table, hints)
  const decimal = given.decimal ?? found.decimal
  const thousands =
    given.thousands !== undefined ? given.thousands : found.thousands === decimal ? null : found.thousands
  const format = { decimal, thousands, percentAsFraction: given.percent === 'fraction' }
  const digits = findDigitForm(cells.filter((cell) => !isMissing(cell)))
  const type = digits === null ? typeOf(cells, format) : 'date'
  const units = type === 'number' ? unitsOf(cells.slice(0, 1000)) : []
  return {
    name,
    type,
    ...(digits !== null && { digits }),
    format,
    formatGuess: found.guess && given.decimal === undefined,
    truthGuess: type === 'boolean' && !areSureTruths(cells.filter((cell) => !isMissing(cell))),
    units
  }
}

/** The months, counted from year 0, in cells such as 2005.9 and 200509; NaN for other cells. */
const monthsIn = (cells: readonly string[]): number[] =>
  cells.map((cell) => {
    const found = /^(1[5-9]\d{2}|2[0-2]\d{2})(?:\.(0?[1-9]|1[0-2])|(0[1-9]|1[0-2]))$/.exec(cell)
    return found ? 12 * Number(found[1]) + Number(found[2] ?? found[3]) : NaN
  })

const areMonthsInRow = (cells: readonly string[]): boolean =>
  monthsIn(cells).every((month, i, all) => (i === 0 ? !Number.isNaN(month) : month === all[i - 1] + 1))

/** Whether cells such as 2005.9, 2005.10, 2005.11 are months and no decimals: some have two digits, and all steps agree. */
function areYearMonths(cells: readonly string[]): boolean {
  const months = monthsIn(cells)
  if (cells.length < 3 || months.some(Number.isNaN) || !cells.some((cell) => /\.\d\d$/.test(cell))) return false
  const step = months[1] - months[0]
  return (
    step !== 0 &&
    months.filter((month, i) => i > 0 && month - months[i - 1] === step).length >= 0.9 * (cells.length - 1)
  )
}

/** The different units of the cells; money counts as one, also where its sign is missing. */
function unitsOf(cells: readonly string[]): string[] {
  const units = new Set<string>()
  for (const cell of cells) {
    const bare = isMissing(cell) ? null : bareNumber(cell)
    if (bare) units.add(bare.unit === 'measure' ? cell.replace(/^[^\p{L}°µ]+/u, '') : bare.unit)
  }
  if (units.has('currency')) units.delete('')
  return [...units]
}

function typeOf(cells: readonly string[], format: NumberFormat): ColumnType {
  const present = cells.filter((cell) => !isMissing(cell))
  if (present.length === 0) return 'empty'
  if (areTruths(present)) return 'boolean'
  const kind = kindOfColumn(present)
  if (kind === 'date') return 'date'
  if (kind === 'text') return 'text'
  if (areYearMonths(present)) return 'date'
  if (present.every((cell) => compactDate.test(cell) && parseMoment(cell, true) !== null)) return 'date'
  const numbers = present.filter((cell) => !Number.isNaN(parseNumber(cell, format))).length
  return numbers > 0.5 * present.length ? 'number' : 'text'
}
