// Delimited text to columns of numbers. A cell that should be a number and is not one is an error that names
// its line and column.

import Papa from 'papaparse'
import { DataError } from './data-error'

export interface TableOptions {
  delimiter: 'auto' | ',' | ';' | '\t' | '|'
  header: 'auto' | 'yes' | 'no'
  /** Names of columns; empty means every numeric column except a first one that only counts. */
  columns: readonly string[]
}

export interface CsvTable {
  delimiter: string
  header: boolean
  /** Every column of the file. */
  columns: { name: string; numeric: boolean }[]
  /** Names of the columns read. */
  chosen: string[]
  rows: number
  /** [rows × chosen.length] */
  values: Float64Array
  /** The first column that names the rows instead of being read: texts such as dates, or numbers that only rise. */
  labels: { name: string; cells: readonly string[] } | null
}

/** The number of rows from which delimiter, header and kinds of columns are detected. */
const sampleRows = 1000
const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const missing = /^(|na|n\/a|nan|null|none|-|\?|\.)$/i

/**
 * Reads `text`. Decimal commas are read where the delimiter is a semicolon. Columns without a header are named by
 * their number from 1. Throws a DataError naming file (`name`), line and column when something cannot be read.
 */
export function readTable(text: string, name: string, options: TableOptions): CsvTable {
  const delimiter = options.delimiter === 'auto' ? findDelimiter(text) : options.delimiter
  const sample: string[][] = []
  eachRow(text, name, delimiter, sampleRows, (cells) => {
    sample.push(cells)
  })
  if (sample.length === 0)
    throw new DataError('table-empty', `"${name}" has no rows. Choose a file with a table in it.`, { name })

  const parse = (cell: string): number => parseNumber(cell, delimiter === ';')
  const header =
    options.header === 'auto' ? sample[0].every((cell) => Number.isNaN(parse(cell))) : options.header === 'yes'
  const body = header ? sample.slice(1) : sample
  const columns = columnNames(sample[0], header).map((column, j) => ({
    name: column,
    numeric: isNumeric(
      body.map((row) => row[j] ?? ''),
      parse
    )
  }))
  const chosen =
    options.columns.length > 0
      ? options.columns.map((column) => indexOfColumn(columns, column, name))
      : defaultColumns(columns, body, parse, name)

  const labelled = columns.findIndex((_, j) => !chosen.includes(j))
  const cellsOfLabels: string[] = []
  const values: number[] = []
  let first = header
  eachRow(text, name, delimiter, 0, (cells, line) => {
    if (first) {
      first = false
      return
    }
    checkWidth(cells, columns.length, { name, line })
    for (const j of chosen) values.push(readCell(cells[j] ?? '', parse, { name, line, column: columns[j].name }))
    if (labelled >= 0) cellsOfLabels.push(cells[labelled] ?? '')
  })
  const names = labelled >= 0 && (!columns[labelled].numeric || rises(cellsOfLabels, parse))
  return {
    delimiter,
    header,
    columns,
    chosen: chosen.map((j) => columns[j].name),
    rows: values.length / chosen.length,
    values: Float64Array.from(values),
    labels: names ? { name: columns[labelled].name, cells: cellsOfLabels } : null
  }
}

/** The comma is tried last, because beside another delimiter it is a decimal comma. */
function findDelimiter(text: string): string {
  // Blank lines would count as rows of one field.
  return Papa.parse(text, { preview: 1, skipEmptyLines: 'greedy', delimitersToGuess: [';', '\t', '|'] }).meta.delimiter
}

/**
 * Calls `visit` for every row (the first `limit`, 0 for all) that is not blank, with its line number from 1. Throws a
 * DataError for a quotation mark that is never closed: the rest of the file would be one cell.
 */
function eachRow(
  text: string,
  name: string,
  delimiter: string,
  limit: number,
  visit: (cells: string[], line: number) => void
): void {
  let line = 1
  Papa.parse<string[]>(text, {
    delimiter,
    preview: limit,
    step({ data, errors }) {
      if (errors.some(({ type }) => type === 'Quotes')) {
        throw new DataError(
          'quotation-mark',
          `"${name}", line ${line}: a quotation mark opens a cell and does not close it. Close it, or remove it.`,
          { name, line }
        )
      }
      if (data.some((cell) => cell.trim() !== ''))
        visit(
          data.map((cell) => cell.trim()),
          line
        )
      // A quoted cell may run over several lines.
      line +=
        1 + data.reduce((breaks, cell) => (cell.includes('\n') ? breaks + cell.split('\n').length - 1 : breaks), 0)
    }
  })
}

/** NaN when the text is not a number. */
function parseNumber(cell: string, decimalComma: boolean): number {
  const plain = decimalComma && !cell.includes('.') ? cell.replace(',', '.') : cell
  return number.test(plain) ? Number(plain) : NaN
}

function columnNames(cells: readonly string[], header: boolean): string[] {
  const used = new Set<string>()
  return cells.map((cell, j) => {
    const name = header && cell !== '' ? cell : String(j + 1)
    const unique = used.has(name) ? `${name} (${j + 1})` : name
    used.add(unique)
    return unique
  })
}

/**
 * Whether most cells are numbers. A column with a few gaps or typing errors counts as numeric, and these are errors.
 */
function isNumeric(cells: readonly string[], parse: (cell: string) => number): boolean {
  const present = cells.filter((cell) => !missing.test(cell))
  const numbers = present.filter((cell) => !Number.isNaN(parse(cell)))
  return numbers.length > 0.5 * present.length
}

function indexOfColumn(columns: CsvTable['columns'], column: string, name: string): number {
  const j = columns.findIndex((candidate) => candidate.name === column)
  if (j >= 0 && columns[j].numeric) return j
  throw columnError(
    column,
    name,
    j < 0,
    columns.filter((candidate) => candidate.numeric).map((candidate) => candidate.name)
  )
}

/**
 * The error for a chosen column that is not in the file, or holds no numbers. `numeric` lists the columns that hold
 * numbers.
 */
export function columnError(column: string, name: string, unknown: boolean, numeric: readonly string[]): DataError {
  const list = numeric.join(', ') || '—'
  return new DataError(
    unknown ? 'column-unknown' : 'column-not-numeric',
    `The column "${column}" of "${name}" ${unknown ? 'does not exist' : 'does not hold numbers'}. Columns of numbers: ${list}.`,
    { name, column, numeric: list }
  )
}

function defaultColumns(
  columns: CsvTable['columns'],
  body: readonly string[][],
  parse: (cell: string) => number,
  name: string
): number[] {
  const numeric = columns.flatMap((column, j) => (column.numeric ? [j] : []))
  if (numeric.length === 0) {
    throw new DataError(
      'no-numeric-column',
      `"${name}" has no column of numbers. Check the delimiter and the decimal sign ` +
        '(a decimal comma needs ";" between columns).',
      { name }
    )
  }
  // A first column that only ever rises is a year or a row number: the time, not the series.
  const counts = rises(
    body.map(([cell]) => cell),
    parse
  )
  return numeric.length > 1 && numeric[0] === 0 && counts ? numeric.slice(1) : numeric
}

const rises = (cells: readonly string[], parse: (cell: string) => number): boolean =>
  cells.every((cell, r) => r === 0 || parse(cell) > parse(cells[r - 1]))

/**
 * The error for a row with more cells than columns: for example a decimal comma between commas, or a wrong delimiter.
 */
function checkWidth(cells: readonly string[], columns: number, at: { name: string; line: number }): void {
  const extra = cells.slice(columns).find((cell) => cell !== '')
  if (extra === undefined) return
  const { name, line } = at
  throw new DataError(
    'row-too-long',
    `"${name}", line ${line}: ${cells.length} cells where the first row has ${columns}. ` +
      'Correct the line, or choose another delimiter (decimal commas need ";" between columns).',
    { ...at, cells: cells.length, columns }
  )
}

function readCell(
  cell: string,
  parse: (cell: string) => number,
  at: { name: string; line: number; column: string }
): number {
  const value = parse(cell)
  if (Number.isFinite(value)) return value
  const { name, line, column } = at
  if (missing.test(cell)) {
    throw new DataError(
      'value-missing',
      `"${name}", line ${line}: column "${column}" has no value. ` +
        'Fill in a value, delete the line, or choose other columns.',
      at
    )
  }
  throw new DataError(
    'value-not-number',
    `"${name}", line ${line}: column "${column}" contains "${cell.slice(0, 40)}", which is not a number. ` +
      'Correct it, delete the line, or choose other columns.',
    { ...at, cell: cell.slice(0, 40) }
  )
}
