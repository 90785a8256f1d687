// What a window shows of a table before it is trained on: everything that was understood, beside the first lines of the
// file.

import type { Bytes } from '../bytes'
import type { DataError } from '../data-error'
import type { LabelKind } from '../../model/table'
import { shownLines } from './beginning'
import type { LabelledSource } from './labelled'
import { givenOf, type SeriesSource } from './series'
import type { TableDecisions, TableReading } from './decisions'
import { isNumeric } from './columns'
import { encodingOf, firstLines, understandTable, type Understanding } from './understand'
import type { Reason, Warning } from './warnings'

/** How many rows are shown, and how many points of a curve. */
const [shown, points] = [8, 60]
const mostGroups = 1000

export interface DescribedTable {
  kind: 'table'
  reading: TableDecisions
  sheets: string[]
  /** The names of the sequences, at most `mostGroups`. */
  groups: string[]
  /** Why training refuses the decisions. */
  refusal: Pick<DataError, 'message' | 'code' | 'values'> | null
  /** Where the target is one label a sequence. */
  labels: { column: string; kind: LabelKind; classes: string[] } | null
  skipped: number
  rows: number
  rhythm: { every: number; unit: string } | null
  columns: (Pick<
    Understanding['columns'][number],
    'name' | 'role' | 'type' | 'first' | 'last' | 'gaps' | 'constant'
  > & {
    reason: Reason
    /** Smallest and largest number; null where there is none. */
    range: [low: number, high: number] | null
    /** Some values in time order, null for gaps. */
    spark: (number | null)[]
  })[]
  warnings: Warning[]
  /** The decisions that are guesses, as names of fields and of columns. */
  guesses: string[]
  /** The first lines of the file, unchanged, and the first rows as they are read. */
  lines: string[]
  head: (number | string | null)[][]
}

/** Throws a DataError as understandTable() does. */
export function describeTable(
  bytes: Bytes,
  source: SeriesSource | LabelledSource,
  reading: TableReading
): DescribedTable {
  const { name, validationFraction } = source
  const table = understandTable(
    bytes,
    'labels' in source
      ? { name, validationFraction, given: reading, labels: source.labels }
      : { name, validationFraction, columns: source.columns, given: givenOf(source, reading) }
  )
  const { encoding } = encodingOf(table.source, name, table.decisions.encoding)
  return {
    kind: 'table',
    reading: table.decisions,
    sheets: table.sheets,
    groups: table.groups?.names.slice(0, mostGroups) ?? [],
    refusal: table.refusal && {
      message: table.refusal.message,
      code: table.refusal.code,
      values: { ...table.refusal.values }
    },
    labels: table.labels && {
      column: table.labels.name,
      kind: table.labels.kind,
      classes: table.labels.classes.slice(0, mostGroups)
    },
    skipped: table.skipped,
    rows: table.rows,
    rhythm: table.time && table.time.rhythm.every > 0 ? table.time.rhythm : null,
    columns: table.columns.map(({ name: column, role, type, first, last, gaps, constant, reason, values }) => ({
      name: column,
      role,
      type,
      first,
      last,
      gaps,
      constant,
      reason,
      range: isNumeric(type) ? rangeOf(values) : null,
      spark: isNumeric(type) ? thinned(values) : []
    })),
    warnings: table.warnings,
    guesses: table.guesses,
    lines: shownLines(firstLines(table.source, encoding)),
    head: Array.from({ length: Math.min(shown, table.rows) }, (_, i) =>
      table.columns.map((column) => cellOf(column, i))
    )
  }
}

function cellOf({ type, values, texts }: Understanding['columns'][number], row: number): number | string | null {
  const value = values[row]
  if (Number.isNaN(value)) return null
  if (type === 'date')
    return new Date(value)
      .toISOString()
      .replace('T', ' ')
      .replace(/(?: 00:00:00)?\.000Z$/, '')
  return type === 'text' ? (texts[value] ?? '…') : value
}

function rangeOf(values: Float64Array): [number, number] | null {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return low <= high ? [low, high] : null
}

function thinned(values: Float64Array): (number | null)[] {
  const every = Math.max(1, Math.ceil(values.length / points))
  return Array.from({ length: Math.ceil(values.length / every) }, (_, i) => values[i * every]).map((value) =>
    Number.isNaN(value) ? null : value
  )
}
