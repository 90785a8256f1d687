// The warnings about a table as it was read.

import { readRoles } from '../../model/table'
import { isSureEncoding } from '../encoding'
import { findAcross } from './across'
import { mergedPlaces } from './column'
import { isNumeric } from './columns'
import type { Groups } from './groups'
import type { Assigned } from './roles'
import type { Steps, TimeReading } from './time'
import type { ReadTable } from './understand'
import { linesOf, warning, type Warning } from './warnings'

/** What was found of the rows. */
interface Found {
  /** Its values are in time order, and so are the `steps` and the `lines` of the rows. */
  time: TimeReading | null
  steps: Steps | null
  lines: Uint32Array
  groups: Groups | null
  roles: readonly Assigned[]
  /** Missing values of a column after the last target. */
  missingLater: (column: number) => number
  /** The column that holds one label a sequence. */
  label: number | null
}

type Add = (...all: Parameters<typeof warning>) => void

const isWhole = (values: Float64Array): boolean =>
  values.every((value) => Number.isNaN(value) || Number.isInteger(value))

/**
 * Adds the warnings about everything that differs from a plain table. Returns the decisions that are guesses, as names
 * of fields and of columns.
 */
export function collectWarnings(table: ReadTable, found: Found, warnings: Warning[]): string[] {
  const guesses = new Set<string>()
  const add: Add = (...all) => void warnings.push(warning(...all))
  aboutFile(table, add, guesses)
  aboutColumns(table, found, add, guesses)
  aboutRows(table, found, add)
  aboutTime(table, found, add, guesses)
  return [...guesses]
}

function aboutFile(
  { sheet, encoding, damage, dialect, plan, values, given, countsRecords }: ReadTable,
  add: Add,
  guesses: Set<string>
) {
  if (given.encoding === undefined && !isSureEncoding(encoding.label)) guesses.add('encoding')
  if (damage && damage.count > 0)
    add('utf8-damaged', { byte: damage.byte, offset: damage.offset, count: damage.count }, damage.line)
  if (damage?.cut != null) add('utf8-cut', { offset: damage.cut })
  if (sheet && sheet.sheets.length > 1 && given.sheet === undefined) {
    guesses.add('sheet')
    add('sheet-guessed', { sheet: sheet.name, count: sheet.sheets.length })
  }
  if (sheet && sheet.withoutResult > 0) add('formulas-open', { count: sheet.withoutResult })
  if (sheet && sheet.durations > 0) add('durations', { count: sheet.durations })
  if (countsRecords) add('records-counted', {})
  if (dialect.commaEither) {
    guesses.add('delimiter')
    add('comma-either', { reading: dialect.delimiter === null ? 'one column with decimal commas' : 'two columns' })
  }
  if (plan.headerGuess) {
    guesses.add('header')
    add('header-guessed', { names: plan.columns.map(({ name }) => name).join(', ') })
  }
  if (plan.dayFirstGuess) {
    guesses.add('dayFirst')
    const order = plan.dayFirst === 'ymd' ? 'Year first' : plan.dayFirst ? 'Day before month' : 'Month before day'
    add(plan.yearFirstPossible ? 'year-guessed' : 'day-month-guessed', { order })
  }
  if (plan.rowNames) {
    const isSplit = values.columns
      .slice(-2)
      .every(({ plan: { type }, values: all }) => type === 'number' && isWhole(all))
    if (isSplit) guesses.add('delimiter')
    add(isSplit ? 'decimals-split' : 'row-names', {})
  }
}

function aboutColumns({ plan, values, given }: ReadTable, found: Found, add: Add, guesses: Set<string>): void {
  const names = plan.columns.map(({ name }) => name)
  for (const [j, { plan: column, missing, unreadable }] of values.columns.entries()) {
    const { name } = column
    if (column.formatGuess) {
      guesses.add(name)
      const { decimal, thousands } = column.format
      add('signs-guessed', {
        column: name,
        cell: thousands === ',' || (thousands === null && decimal === ',') ? '1,234' : '1.234',
        reading: thousands ? `thousands ("${thousands}" between groups)` : `decimals ("${decimal}")`
      })
    }
    const isDecided = given.percent !== undefined && column.units.every((unit) => unit === '' || unit === '%')
    if (column.units.length > 1 && !isDecided) {
      guesses.add(name)
      add('units-mixed', { column: name, units: column.units.map((one) => one || '–').join(', ') })
    }
    if (found.roles[j].reason.code === 'goes-on') guesses.add(name)
    if (column.digits) {
      guesses.add(name)
      add('digits-dated', { column: name, form: column.digits })
    }
    if (column.truthGuess) {
      guesses.add(name)
      add('truths-guessed', { column: name })
    }
    if (/ \(\d+\)$/.test(name) && names.includes(name.replace(/ \(\d+\)$/, '')))
      add('names-repeated', { column: name.replace(/ \(\d+\)$/, '') })
    // Gaps of a column that nobody reads do not matter.
    if (readRoles.some((role) => role === found.roles[j].role)) {
      if (unreadable.count > 0)
        add(
          'not-numbers',
          { column: name, count: unreadable.count, cell: unreadable.cell, ...linesOf(unreadable) },
          unreadable.lines[0]
        )
      const count = missing.count - found.missingLater(j)
      if (count > 0 && j === found.label)
        add('label-in-some-rows', { column: name, count, ...linesOf(missing) }, missing.lines[0])
      else if (count > 0 && isNumeric(column.type))
        add(
          (given.gaps ?? 'refuse') === 'refuse' ? 'gaps' : 'gaps-chosen',
          { column: name, count, ...linesOf({ lines: missing.lines.slice(0, count), count }) },
          missing.lines[0]
        )
    }
  }
}

function aboutRows({ plan, values, given }: ReadTable, { groups, roles }: Found, add: Add): void {
  const { repeated, totals, short } = values
  if (plan.skippedRows.length > 0) {
    const [{ cells, line }] = plan.skippedRows
    add('rows-beside-header', { count: plan.skippedRows.length, cell: cells.find((cell) => cell !== '') ?? '' }, line)
  }
  if (repeated.count > 0) add('header-repeated', { count: repeated.count }, repeated.lines[0])
  if (totals.count > 0) add('rows-total', { count: totals.count, cell: totals.cell }, totals.lines[0])
  if (short.count > 0) add('rows-short', { count: short.count }, short.lines[0])
  const names = plan.columns.map(({ name }) => name)
  if (groups) add('rows-grouped', { column: groups.columns.map((j) => names[j]).join(', '), count: groups.count })
  const across = given.across ? null : findAcross(plan)
  if (across) add('time-across', { first: names[across.begin], last: names[across.end - 1] })
  const left = names.filter(
    (_, j) => j < (plan.repeated ?? 0) && isNumeric(plan.columns[j].type) && roles[j].role === 'ignored'
  )
  if (left.length > 0) add('across-left', { columns: left.join(', '), count: left.length })
}

function aboutTime({ plan, values }: ReadTable, { time, steps, lines }: Found, add: Add, guesses: Set<string>): void {
  if (!time || !steps) return
  const names = plan.columns.map(({ name }) => name)
  const [first] = time.columns
  if (time.by === 'parts') add('time-joined', { columns: time.columns.map((j) => names[j]).join(', ') })
  if (time.by === 'counts' || time.by === 'rises' || time.by === 'labels') {
    guesses.add(names[first])
    add('time-guessed', { column: names[first], why: time.by === 'rises' ? 'only rises or falls' : 'counts' })
  }
  const timed = time.values.findLastIndex((value) => !Number.isNaN(value)) + 1
  const atEnd = values.rows - timed
  const onlyAtEnd = timed > 0 && atEnd > 0 && values.columns[first].unreadable.count === 0
  if (onlyAtEnd) add('last-without-time', { count: atEnd }, lines[timed])
  for (const j of time.columns) {
    const without = mergedPlaces(values.columns[j].missing, values.columns[j].unreadable)
    if (without.count > (onlyAtEnd ? atEnd : 0))
      add('time-unreadable', { column: names[j], count: without.count, ...linesOf(without) }, without.lines[0])
  }
  if (steps.long > 0) add('time-jumps', { count: steps.long }, lines[steps.firstLong])
  if (steps.equal > 0) add('time-repeats', { count: steps.equal }, lines[steps.firstEqual])
}
