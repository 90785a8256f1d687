// Makes the series that an experiment trains on from an understood table: its targets and inputs in time order, without
// gaps.

import type { Bytes } from '../bytes'
import type { CsvTable, TableOptions } from '../csv'
import { flagOf, flagPlaces, inputRoles, readRoles, type GapRule, type InputRole } from '../../model/table'
import { DataError } from '../data-error'
import { checkSplit, splitBlocks, type Block, type RowSequence } from '../row-sequences'
import { Growing, Places } from './column'
import { isNumeric } from './columns'
import type { TableDecisions, TableReading } from './decisions'
import { textsOnDemand } from './on-demand'
import { tableReadingBytes } from './reading-bytes'
import { exampleOf, timeIn } from './time'
import { understandTable, type Understanding } from './understand'
import type { Warning } from './warnings'

export interface SeriesSource extends TableOptions {
  name: string
  validationFraction: number
  /** Where gaps are kept: the columns that have a flag. Without them they are those that have gaps. */
  flagged?: readonly string[] | undefined
}

/** The chosen columns and the flags are in the order of inputRoles, and so are their `roles`. */
export interface UnderstoodSeries extends CsvTable {
  roles: InputRole[]
  /** The sequences of the rows of `values` and `labels`. After each stand its rows that hold only values known ahead. */
  sequences: RowSequence[]
  decisions: TableDecisions
  warnings: readonly Warning[]
  /** The most bytes that there are at a time while the table is read and scaled. */
  readingBytes: number
}

/**
 * Throws a DataError as understandTable() does, and for gaps without a decision, for sequences that no column tells
 * apart, for gaps of a column that should have no flag, and for a split that leaves nothing to train on or holds nothing
 * out.
 */
export function understoodSeries(bytes: Bytes, source: SeriesSource, reading: TableReading): UnderstoodSeries {
  const { name, validationFraction, columns } = source
  const table = understandTable(bytes, { name, validationFraction, columns, given: givenOf(source, reading) })
  if (table.refusal) throw table.refusal
  refuseRestarts(table)
  const read = readColumns(table)
  const { kept, blocks, values, inputs } = keptRows(table, read, source.flagged)
  return {
    delimiter: table.decisions.delimiter ?? ',',
    header: table.decisions.header,
    columns: table.columns.map(({ name: column, type }) => ({ name: column, numeric: isNumeric(type) })),
    chosen: inputs.map(({ name: column }) => column),
    roles: inputs.map(({ role }) => role),
    rows: blocks.reduce((sum, { begin, end }) => sum + end - begin, 0),
    values,
    labels: labelsOf(table, kept),
    decisions: table.decisions,
    warnings: table.warnings,
    readingBytes: tableReadingBytes({
      rows: table.rows,
      columns: table.columns.length,
      read: inputs.length,
      sampled: table.sampled,
      held: bytes instanceof Uint8Array ? bytes.length : 0,
      made: table.made
    }),
    sequences: sequencesOf(table, blocks, kept, validationFraction)
  }
}

const readColumns = ({ columns }: Understanding): Column[] =>
  readRoles.flatMap((role) => columns.filter((column) => column.role === role))

/** The columns that get a flag where gaps are kept. */
export function flaggedColumns(table: Understanding): string[] {
  const { inputs } = keptRows(table, readColumns(table), undefined)
  const [names, roles] = [inputs.map(({ name }) => name), inputs.map(({ role }) => role)]
  const flags = flagPlaces(names, roles)
  return names.filter((_, j) => flags[j] >= 0)
}

/**
 * The columns `read` after the decision about gaps, with their flags where gaps are kept: the inputs and their values
 * [rows × inputs], the row in time order of each, and the sequences of these rows. Throws a DataError for gaps without a
 * decision, and for gaps of a column that should have no flag.
 */
export function keptRows(
  table: Understanding,
  read: readonly Column[],
  flagged: readonly string[] | undefined
): { values: Float64Array; kept: Uint32Array; blocks: Block[]; inputs: Input[] } {
  const {
    name,
    decisions: { gaps }
  } = table
  // Where columns are known ahead, the rows after the last target are the future, and no gaps.
  const hasFuture = read.some(({ role }) => role === 'known-ahead')
  const targets = read.filter(({ role }) => role === 'target')
  const blocks = table.sequences.map((block): Block => {
    const end = hasFuture ? 1 + lastRow(block, targets) : block.end
    return { ...block, end }
  })
  if (gaps === 'refuse') refuseGaps(table, read, blocks)
  const series = read.map((column) => {
    if (gaps !== 'interpolate' && gaps !== 'carry') return column.values
    const values = column.values.slice()
    for (const block of blocks) {
      const end = column.role === 'known-ahead' ? 1 + lastRow(block, [column]) : block.end
      fill(values.subarray(block.begin, Math.max(block.begin, end)), gaps)
    }
    return values
  })
  const isWhole = (row: number, role?: 'known-ahead'): boolean =>
    series.every((values, j) => (role !== undefined && read[j].role !== role) || !Number.isNaN(values[row]))
  // Gaps before the first value and after the last one cannot be filled. Where gaps are kept, only rows before and after all
  // values are left out.
  const keeping = new Growing(Uint32Array, table.rows)
  const keptBlocks: Block[] = []
  for (const block of blocks) {
    const begin = keeping.length
    const [first, last] =
      gaps === 'keep' ? [firstRow(block, read), lastRow({ ...block, future: block.end }, read)] : [Infinity, 0]
    for (let row = block.begin; row < block.end; row++)
      if ((row >= first && row <= last) || isWhole(row)) keeping.push(row)
    const end = keeping.length
    for (let row = block.end; row < block.future && isWhole(row, 'known-ahead'); row++) keeping.push(row)
    if (keeping.length > begin) keptBlocks.push({ name: block.name, begin, end, future: keeping.length })
  }
  const kept = keeping.done()
  const columnsRead = read.map(({ name: column, role }, j): Input => ({
    name: column,
    role: role as InputRole,
    values: series[j]
  }))
  const inputs = gaps === 'keep' ? withFlags(name, columnsRead, { kept, blocks: keptBlocks }, flagged) : columnsRead
  const n = inputs.length
  const values = new Float64Array(kept.length * n)
  inputs.forEach(({ values: column }, j) => {
    for (let i = 0; i < kept.length; i++) values[i * n + j] = column[kept[i]]
  })
  return { values, kept, blocks: keptBlocks, inputs }
}

/** The first row of a block in which one of the columns has a value; the row after the block where there is none. */
function firstRow({ begin, end }: Block, columns: readonly Column[]): number {
  let row = begin
  while (row < end && columns.every(({ values }) => Number.isNaN(values[row]))) row++
  return row
}

/** The last row of a block in which one of the columns has a value; the row before the block where there is none. */
function lastRow({ begin, future }: Block, columns: readonly Column[]): number {
  for (let i = future - 1; i >= begin; i--) if (columns.some(({ values }) => !Number.isNaN(values[i]))) return i
  return begin - 1
}

/** A column, or the flag of one. */
interface Input {
  name: string
  role: InputRole
  values: Float64Array
}

/**
 * The inputs and a flag for each that has gaps in the blocks of kept rows, in the order of inputRoles. Where `flagged`
 * names the columns, it throws a DataError for a gap in another.
 */
function withFlags(
  table: string,
  inputs: readonly Input[],
  { kept, blocks }: { kept: ArrayLike<number>; blocks: readonly Block[] },
  flagged: readonly string[] | undefined
): Input[] {
  const hasGaps = ({ values }: Input): boolean =>
    blocks.some(({ begin, end }) => {
      let i = begin
      while (i < end && !Number.isNaN(values[kept[i]])) i++
      return i < end
    })
  const open = inputs.filter(hasGaps)
  const other = flagged && open.find(({ name }) => !flagged.includes(name))
  if (other)
    throw new DataError(
      'gap-without-flag',
      `"${table}": column "${other.name}" has gaps, and the network has no flag for them, because there were none in this column when it was trained. Fill these gaps in the file first.`,
      { name: table, column: other.name }
    )
  const flags = (flagged ? inputs.filter(({ name }) => flagged.includes(name)) : open).map(
    ({ name, role, values }): Input => ({
      name: flagOf(
        name,
        inputs.map((one) => one.name)
      ),
      role: role === 'known-ahead' ? 'flag-ahead' : 'flag',
      values: values.map((value) => (Number.isNaN(value) ? 1 : 0))
    })
  )
  return inputRoles.flatMap((role) => [...inputs, ...flags].filter((one) => one.role === role))
}

/** The decisions, together with the fields that experiments had before there were decisions. */
export const givenOf = ({ delimiter, header }: SeriesSource, reading: TableReading): TableReading => ({
  ...(delimiter !== 'auto' && { delimiter }),
  ...(header !== 'auto' && { header: header === 'yes' }),
  ...reading
})

type Column = Understanding['columns'][number]

/** The time of each row, as the file writes it. */
export function labelsOf({ columns, time }: Understanding, rows: Uint32Array): CsvTable['labels'] {
  const column = time && columns[time.columns[0]]
  if (!column) return null
  // Times with a zone are read as UTC, and their names say so.
  const zone = /\d:\d\d\S*\s*(z|utc|gmt|[+-]\d\d:?\d\d)$/i.test(String(column.first)) ? 'Z' : ''
  const moment = (row: number): string => {
    const value = time.values[row]
    if (Number.isNaN(value)) return ''
    if (!time.dated) return column.texts[column.values[row]] ?? String(value)
    const [day, clock] = new Date(value).toISOString().split('T')
    return time.rhythm.unit === 'month' || time.rhythm.unit === 'year' || clock.startsWith('00:00:00')
      ? day
      : `${day} ${clock.slice(0, 8)}${zone}`
  }
  return { name: column.name, cells: textsOnDemand(rows.length, (i) => moment(rows[i])) }
}

/** Throws a DataError for gaps of the columns in the blocks, without their future. */
function refuseGaps(
  { name, lines, labels }: Understanding,
  columns: readonly Column[],
  blocks: readonly Block[]
): void {
  const open = columns.flatMap(({ name: column, values }) => {
    const places = new Places()
    for (const { begin, end } of blocks)
      for (let row = begin; row < end; row++) if (Number.isNaN(values[row])) places.add(lines[row])
    return places.count > 0 ? [{ column, places }] : []
  })
  if (open.length === 0) return
  const ways = labels ? '"interpolate", "carry" or "leave-out"' : '"interpolate", "carry", "leave-out" or "keep"'
  const all = open
    .map(
      ({ column, places: { count, lines: some } }) =>
        `"${column}": ${count} (${some.join(', ')}${count > some.length ? ', …' : ''})`
    )
    .join('; ')
  throw new DataError(
    'gaps-open',
    `"${name}" has gaps. Columns, with the number of their gaps and the first lines: ${all}. Choose what becomes of them (data.reading.gaps ${ways}), or choose other columns.`,
    { name, all }
  )
}

function refuseRestarts({ name, groups, warnings }: Understanding): void {
  const restart = warnings.find(({ code }) => code === 'series-restart')
  if (!restart || groups) return
  const count = Number(restart.values.count) + 1
  const line = restart.line ?? 0
  throw new DataError(
    'several-sequences',
    `"${name}" holds ${count} sequences, one below the other: time begins again at line ${line}, and no column tells which rows belong together. Add a column with the name of the sequence to the file, and choose the role "group" for it.`,
    { name, count, line }
  )
}

/** The sequences of the rows that are kept. Throws a DataError as checkSplit() does, and for a time that is not read. */
function sequencesOf(
  { name, decisions: { heldOut, dayFirst }, time, isFrom }: Understanding,
  blocks: readonly Block[],
  kept: ArrayLike<number>,
  fraction: number
): RowSequence[] {
  if (heldOut && 'from' in heldOut) {
    const { from } = heldOut
    if (!time)
      throw new DataError(
        'split-no-time',
        `"${name}" has no column that tells the time, so nothing can be held out from ${from} on. Give a column the role of the time, or hold out a fraction.`,
        { name, from }
      )
    if (Number.isNaN(timeIn(from, time.dated, dayFirst)))
      throw new DataError(
        'split-time-unreadable',
        `"${from}" is no time of "${name}". Write it as ${time.dated ? 'a date such as 2015-01-01' : 'a number of the time column'}.`,
        { name, from, example: exampleOf(time) }
      )
  }
  const sequences = splitBlocks(blocks, { fraction, heldOut, isFrom: (row) => isFrom(kept[row]) })
  // One sequence that is split by a fraction is checked where it is read.
  if (heldOut !== null || sequences.length > 1) checkSplit(name, sequences, heldOut)
  return sequences
}

/** Fills the gaps of a sequence as the rule says. */
function fill(values: Float64Array, rule: GapRule): void {
  if (rule === 'interpolate') interpolate(values)
  if (rule === 'carry') carry(values)
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
