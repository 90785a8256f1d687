// Makes the series that an experiment trains on from an understood table: its targets and inputs in time order, without
// gaps.

import type { Bytes } from '../bytes'
import type { CsvTable, TableOptions } from '../csv'
import { readRoles, type GapRule, type ReadRole } from '../../model/table'
import { DataError } from '../data-error'
import { Growing } from './column'
import { isNumeric } from './columns'
import type { TableDecisions, TableReading } from './decisions'
import { textsOnDemand } from './on-demand'
import { understandTable, type Understanding } from './understand'

export interface SeriesSource extends TableOptions {
  name: string
  validationFraction: number
}

/** The chosen columns are in the order of readRoles, and so are their `roles`. */
export interface UnderstoodSeries extends CsvTable {
  roles: ReadRole[]
  /** Rows after the last target that hold only values known ahead; `values` and `labels` hold them after the others. */
  futureRows: number
  decisions: TableDecisions
}

/**
 * Throws a DataError as understandTable() does, and for gaps without a decision, and for several sequences.
 */
export function understoodSeries(bytes: Bytes, source: SeriesSource, reading: TableReading): UnderstoodSeries {
  const { name, validationFraction, columns } = source
  const table = understandTable(bytes, { name, validationFraction, columns, given: givenOf(source, reading) })
  refuseSequences(table)
  const read = readRoles.flatMap((role) => table.columns.filter((column) => column.role === role))
  const ahead = read.filter(({ role }) => role === 'known-ahead')
  const { gaps } = table.decisions
  const { end } = table
  if (gaps === 'refuse') refuseGaps(table, read, end)
  const series = read.map((column) =>
    // What is known ahead is filled between two of its values, and never beyond the last one.
    filled(column.values, gaps, ahead.includes(column) ? 1 + column.values.findLastIndex((v) => !Number.isNaN(v)) : end)
  )
  const has = (row: number, some: readonly Column[]): boolean =>
    read.every((column, j) => !Number.isNaN(series[j][row]) || !some.includes(column))
  // Gaps before the first value and after the last one cannot be filled.
  const kept = new Growing(Uint32Array, table.rows)
  for (let i = 0; i < end; i++) if (has(i, read)) kept.push(i)
  const rows = kept.length
  for (let i = end; i < table.rows && has(i, ahead); i++) kept.push(i)
  const whole = kept.done()
  const n = series.length
  const values = new Float64Array(whole.length * n)
  series.forEach((column, j) => {
    for (let i = 0; i < whole.length; i++) values[i * n + j] = column[whole[i]]
  })
  return {
    delimiter: table.decisions.delimiter ?? ',',
    header: table.decisions.header,
    columns: table.columns.map(({ name: column, type }) => ({ name: column, numeric: isNumeric(type) })),
    chosen: read.map(({ name: column }) => column),
    roles: read.map(({ role }) => role as ReadRole),
    rows,
    futureRows: whole.length - rows,
    values,
    labels: labelsOf(table, whole),
    decisions: table.decisions
  }
}

/** The decisions, together with the fields that experiments had before there were decisions. */
export const givenOf = ({ delimiter, header }: SeriesSource, reading: TableReading): TableReading => ({
  ...(delimiter !== 'auto' && { delimiter }),
  ...(header !== 'auto' && { header: header === 'yes' }),
  ...reading
})

type Column = Understanding['columns'][number]

/** The time of each row, as the file writes it. */
function labelsOf({ columns, time }: Understanding, rows: Uint32Array): CsvTable['labels'] {
  const column = time && columns[time.columns[0]]
  if (!column) return null
  const moment = (row: number): string => {
    const value = time.values[row]
    if (Number.isNaN(value)) return ''
    if (!time.dated) return column.texts[column.values[row]] ?? String(value)
    const [day, clock] = new Date(value).toISOString().split('T')
    return time.rhythm.unit === 'month' || time.rhythm.unit === 'year' || clock.startsWith('00:00:00')
      ? day
      : `${day} ${clock.slice(0, 8)}`
  }
  return { name: column.name, cells: textsOnDemand(rows.length, (i) => moment(rows[i])) }
}

/** Throws a DataError for gaps of the columns in the first `end` rows. */
function refuseGaps({ name, lines }: Understanding, columns: readonly Column[], end: number): void {
  const open = columns
    .map(({ name: column, values: all }) => {
      const values = all.subarray(0, end)
      return { name: column, values, gaps: values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0) }
    })
    .filter(({ gaps }) => gaps > 0)
  if (open.length === 0) return
  const first = (values: Float64Array): number[] => {
    const found: number[] = []
    for (let i = 0; i < values.length && found.length < 5; i++) if (Number.isNaN(values[i])) found.push(lines[i])
    return found
  }
  const all = open
    .map(
      ({ name: column, gaps, values }) => `"${column}": ${gaps} (${first(values).join(', ')}${gaps > 5 ? ', …' : ''})`
    )
    .join('; ')
  throw new DataError(
    'gaps-open',
    `"${name}" has gaps. Columns, with the number of their gaps and the first lines: ${all}. Choose what becomes of them: data.reading.gaps "interpolate", "carry" or "leave-out"; or choose other columns.`,
    { name, all }
  )
}

function refuseSequences({ name, groups, columns, warnings }: Understanding): void {
  const restart = warnings.find(({ code }) => code === 'series-restart')
  if (!restart && (groups === null || groups.count === 1)) return
  const column = columns.find(({ role }) => role === 'group')?.name ?? '—'
  const count = groups?.count ?? Number(restart!.values.count) + 1
  throw new DataError(
    'several-sequences',
    `"${name}" holds ${count} sequences (column: ${column}). They would run into one another, and cannot be trained together yet. Keep the rows of one.`,
    { name, count, column }
  )
}

/** The values with the gaps in the first `end` rows filled as the rule says. */
function filled(values: Float64Array, rule: GapRule, end: number): Float64Array {
  if (rule !== 'interpolate' && rule !== 'carry') return values
  const copy = values.slice()
  const part = copy.subarray(0, end)
  if (rule === 'interpolate') interpolate(part)
  if (rule === 'carry') carry(part)
  return copy
}

/** Fills gaps with a straight line between the values on both sides. */
function interpolate(values: Float64Array): void {
  let before = -1
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue
    if (before >= 0) {
      const step = (values[i] - values[before]) / (i - before)
      for (let k = before + 1; k < i; k++) values[k] = values[before] + (k - before) * step
    }
    before = i
  }
}

/** Fills gaps with the value before. */
function carry(values: Float64Array): void {
  for (let i = 1; i < values.length; i++) if (Number.isNaN(values[i])) values[i] = values[i - 1]
}
