// Makes the series that an experiment trains on from an understood table: its targets in time order, without gaps.

import type { CsvTable, TableOptions } from '../csv'
import { DataError } from '../data-error'
import type { TableDecisions, TableReading } from './decisions'
import { understandTable, type Understanding } from './understand'

export interface SeriesSource extends TableOptions {
  name: string
  validationFraction: number
}

/**
 * Throws a DataError as understandTable() does, and for gaps without a decision, for roles that cannot be trained yet,
 * and for several sequences.
 */
export function understoodSeries(
  bytes: Uint8Array,
  source: SeriesSource,
  reading: TableReading
): CsvTable & { decisions: TableDecisions } {
  const { name, validationFraction, columns } = source
  const table = understandTable(bytes, { name, validationFraction, columns, given: givenOf(source, reading) })
  refuseSequences(table)
  refuseInputs(table)
  const targets = table.columns.filter(({ role }) => role === 'target')
  const rule = table.decisions.gaps
  if (rule === 'refuse') refuseGaps(table, targets)
  const series = targets.map(({ values }) =>
    rule === 'interpolate' ? interpolated(values) : rule === 'carry' ? carried(values) : values
  )
  // Gaps before the first value and after the last one cannot be filled.
  const whole = Array.from({ length: table.rows }, (_, i) => i).filter((i) =>
    series.every((values) => !Number.isNaN(values[i]))
  )
  const n = series.length
  const values = new Float64Array(whole.length * n)
  whole.forEach((row, i) => series.forEach((column, j) => (values[i * n + j] = column[row])))
  return {
    delimiter: table.decisions.delimiter ?? ',',
    header: table.decisions.header,
    columns: table.columns.map(({ name: column, type }) => ({ name: column, numeric: type === 'number' })),
    chosen: targets.map(({ name: column }) => column),
    rows: whole.length,
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
function labelsOf({ columns, time }: Understanding, rows: readonly number[]): CsvTable['labels'] {
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
  return { name: column.name, cells: rows.map(moment) }
}

function refuseGaps({ name, lines }: Understanding, targets: readonly Column[]): void {
  const open = targets.filter(({ gaps }) => gaps > 0)
  if (open.length === 0) return
  const first = (values: Float64Array): number[] => {
    const found: number[] = []
    for (let i = 0; i < values.length && found.length < 5; i++) if (Number.isNaN(values[i])) found.push(lines[i])
    return found
  }
  const all = open
    .map(
      ({ name: column, gaps, values }) =>
        `"${column}": ${gaps} (line ${first(values).join(', ')}${gaps > 5 ? ', …' : ''})`
    )
    .join('; ')
  throw new DataError(
    'gaps-open',
    `"${name}" has gaps. ${all}. Choose what becomes of them: data.reading.gaps "interpolate", "carry" or "leave-out"; or choose other columns.`,
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

function refuseInputs({ name, columns }: Understanding): void {
  const input = columns.find(({ role }) => role === 'input' || role === 'known-ahead')
  if (!input) return
  throw new DataError(
    'role-not-yet',
    `"${name}": column "${input.name}" shall only be an input, which cannot be trained yet. Make it a target (which is an input too), or leave it out.`,
    { name, column: input.name, role: input.role }
  )
}

/** Fills gaps with a straight line between the values on both sides. */
function interpolated(values: Float64Array): Float64Array {
  const filled = values.slice()
  let before = -1
  for (let i = 0; i < filled.length; i++) {
    if (Number.isNaN(filled[i])) continue
    if (before >= 0) {
      const step = (filled[i] - filled[before]) / (i - before)
      for (let k = before + 1; k < i; k++) filled[k] = filled[before] + (k - before) * step
    }
    before = i
  }
  return filled
}

/** Fills gaps with the value before. */
function carried(values: Float64Array): Float64Array {
  const filled = values.slice()
  for (let i = 1; i < filled.length; i++) if (Number.isNaN(filled[i])) filled[i] = filled[i - 1]
  return filled
}
