// Tables in which time runs across the columns: a row for each year and a column for each month, or a row for each
// country and a column for each year. They can be turned, so that each cell has a row of its own.

import { DataError } from '../data-error'
import { mergedPlaces, Places, type ColumnValues } from './column'
import { isNumeric, type ColumnPlan, type TablePlan } from './columns'
import { findDateOrder } from './date-order'
import { isMoment, parseMoment } from './dates'
import { monthOf } from './month-names'
import type { TableValues } from './values'

interface Across {
  /** The columns `begin` … `end` − 1 are named by times. */
  begin: number
  end: number
  kind: 'year' | 'month' | 'quarter' | 'date'
  /** The time of each: a year, a month from 1 (of a quarter, the first), or milliseconds. */
  times: number[]
}

const fewest = 3

/** The longest run of columns whose names are times that rise; null where there is none. */
export function findAcross({ columns }: TablePlan): Across | null {
  const { dayFirst } = findDateOrder([columns.map(({ name }) => name).filter(isMoment)], undefined)
  const readings: Record<Across['kind'], (name: string) => number> = {
    year: (name) => (/^(1[5-9]|20|21)\d{2}$/.test(name) ? Number(name) : NaN),
    month: (name) => monthOf(name) ?? numberIn(name, /^(?:M(\d{1,2})|(\d{1,2})\s*월)$/i, 12),
    // A quarter is told by its first month.
    quarter: (name) => 3 * numberIn(name, /^(?:[QT]\s*(\d)|(\d)\s*(?:[QT]|분기|\/4(?:분기)?))$/i, 4) - 2,
    date: (name) => (/\d{4}|\d\D\d/.test(name) ? (parseMoment(name, dayFirst)?.time ?? NaN) : NaN)
  }
  const hasValues = ({ type }: ColumnPlan): boolean => isNumeric(type) || type === 'empty'
  for (const kind of ['year', 'month', 'quarter', 'date'] as const) {
    const times = columns.map((column) => (hasValues(column) ? readings[kind](column.name) : NaN))
    const isNext = (j: number): boolean =>
      kind === 'date'
        ? times[j] > times[j - 1]
        : times[j] - times[j - 1] === (kind === 'quarter' ? 3 : 1) || (kind === 'year' && isEven(times, j))
    let [begin, best] = [0, { begin: 0, end: 0 }]
    for (let j = 1; j <= times.length; j++) {
      if (j < times.length && isNext(j)) continue
      if (!Number.isNaN(times[begin]) && j - begin > best.end - best.begin) best = { begin, end: j }
      begin = j
    }
    if (best.end - best.begin >= fewest) return { ...best, kind, times: times.slice(best.begin, best.end) }
  }
  return null
}

/** The number in a name of this form, from 1 to `most`; NaN where there is none. */
function numberIn(name: string, form: RegExp, most: number): number {
  const number = Number(
    form
      .exec(name)
      ?.slice(1)
      .find((digits) => digits !== undefined) ?? NaN
  )
  return number >= 1 && number <= most ? number : NaN
}

/** Whether a year follows the one before by the same step as the next, or as the one before that. */
const isEven = (years: readonly number[], j: number): boolean => {
  const step = years[j] - years[j - 1]
  return step > 1 && (years[j + 1] - years[j] === step || years[j - 1] - years[j - 2] === step)
}

/**
 * The table with a row for each of these cells: the other columns, the time of the cell, and its value. Empty cells at
 * the very end are left out. Throws a DataError where no columns are named by times.
 */
export function turned(plan: TablePlan, values: TableValues, name: string): { plan: TablePlan; values: TableValues } {
  const across = findAcross(plan)
  if (across === null)
    throw new DataError('across-none', `"${name}" has no columns that are named by times, so it cannot be turned.`, {
      name
    })
  const { begin, end, kind, times } = across
  const n = end - begin
  const cells = values.columns.slice(begin, end)
  const rows = withoutEnd(cells, values.rows)
  const repeated = <Kind extends Float64Array | Uint32Array>(column: Kind): Kind =>
    column.constructor === Uint32Array
      ? (Uint32Array.from({ length: rows }, (_, i) => column[Math.floor(i / n)]) as Kind)
      : (Float64Array.from({ length: rows }, (_, i) => column[Math.floor(i / n)]) as Kind)
  const others = values.columns.flatMap((column, j) => (j < begin || j >= end ? [{ column, j }] : []))
  const used = new Set(others.map(({ column }) => column.plan.name))
  const free = (wanted: string): string => (used.has(wanted) ? free(`${wanted}'`) : wanted)
  const plain = (column: string, values_: Float64Array, like: ColumnValues): ColumnValues => ({
    ...like,
    plan: { ...like.plan, name: free(column) },
    values: values_,
    missing: new Places(),
    unreadable: new Places()
  })
  const time = plain(
    kind === 'quarter' ? 'month' : kind,
    Float64Array.from({ length: rows }, (_, i) => times[i % n]),
    cells[0]
  )
  time.plan = { ...time.plan, type: kind === 'date' ? 'date' : 'number', formatGuess: false, units: [''] }
  ;[time.firstCell, time.lastCell] = [plan.columns[begin].name, plan.columns[end - 1].name]
  const value = plain(
    'value',
    Float64Array.from({ length: rows }, (_, i) => cells[i % n].values[Math.floor(i / n)]),
    cells[0]
  )
  value.plan = { ...value.plan, type: 'number', units: [...new Set(cells.flatMap((column) => column.plan.units))] }
  value.missing = cells.map((column) => column.missing).reduce(mergedPlaces)
  value.missing.count -= values.rows * n - rows
  value.missing.lines.length = Math.min(value.missing.lines.length, value.missing.count)
  value.unreadable = cells.map((column) => column.unreadable).reduce(mergedPlaces)
  const columns = [...others.map(({ column }) => ({ ...column, values: repeated(column.values) })), time, value]
  return {
    plan: {
      ...plan,
      columns: columns.map((column) => column.plan),
      headerCells: plan.headerCells && columns.map((column) => column.plan.name),
      repeated: others.length
    },
    values: { ...values, rows, lines: repeated(values.lines), columns, sources: others.map(({ j }) => j) }
  }
}

/** The number of cells, row after row, without the empty ones at the end. */
function withoutEnd(cells: readonly ColumnValues[], rows: number): number {
  let count = rows * cells.length
  const valueOf = (i: number): number => cells[i % cells.length].values[Math.floor(i / cells.length)]
  while (count > 0 && Number.isNaN(valueOf(count - 1))) count--
  return count
}
