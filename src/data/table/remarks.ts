// The warnings about a table as it was read.

import { isSureEncoding } from '../encoding'
import type { Groups } from './groups'
import type { Steps, TimeReading } from './time'
import type { ReadTable } from './understand'
import { linesOf, warning, type Warning } from './warnings'

const isWhole = (values: Float64Array): boolean =>
  values.every((value) => Number.isNaN(value) || Number.isInteger(value))

/** The warnings about everything that differs from a plain table, and the decisions that are guesses. */
export function collectWarnings(
  { sheet, encoding, damage, dialect, plan, values, given }: ReadTable,
  time: TimeReading | null,
  steps: Steps | null,
  groups: Groups | null,
  warnings: Warning[],
  missingLater: (column: number) => number
): string[] {
  const guesses: string[] = given.encoding === undefined && !isSureEncoding(encoding.label) ? ['encoding'] : []
  const add = (...all: Parameters<typeof warning>): void => void warnings.push(warning(...all))
  const names = plan.columns.map(({ name }) => name)
  if (damage && damage.count > 0)
    add('utf8-damaged', { byte: damage.byte, offset: damage.offset, count: damage.count }, damage.line)
  if (damage?.cut != null) add('utf8-cut', { offset: damage.cut })
  if (sheet && sheet.withoutResult > 0) add('formulas-open', { count: sheet.withoutResult })
  if (dialect.commaEither) {
    guesses.push('delimiter')
    add('comma-either', { reading: dialect.delimiter === null ? 'one column with decimal commas' : 'two columns' })
  }
  if (plan.headerGuess) {
    guesses.push('header')
    add('header-guessed', { names: names.join(', ') })
  }
  if (plan.dayFirstGuess) {
    guesses.push('dayFirst')
    const order = plan.dayFirst === 'ymd' ? 'Year first' : plan.dayFirst ? 'Day before month' : 'Month before day'
    add(plan.yearFirstPossible ? 'year-guessed' : 'day-month-guessed', { order })
  }
  if (plan.rowNames) {
    const [whole, fraction] = values.columns.slice(-2)
    const isSplit = [whole, fraction].every(({ plan: { type }, values: all }) => type === 'number' && isWhole(all))
    if (isSplit) guesses.push('delimiter')
    add(isSplit ? 'decimals-split' : 'row-names', {})
  }
  if (plan.skippedRows.length > 0) {
    const [{ cells, line }] = plan.skippedRows
    add('rows-beside-header', { count: plan.skippedRows.length, cell: cells.find((cell) => cell !== '') ?? '' }, line)
  }
  for (const [j, { plan: column, missing, unreadable }] of values.columns.entries()) {
    const { name } = column
    if (column.formatGuess) {
      guesses.push(name)
      const { decimal, thousands } = column.format
      add('signs-guessed', {
        column: name,
        cell: thousands === ',' || (thousands === null && decimal === ',') ? '1,234' : '1.234',
        reading: thousands ? `thousands ("${thousands}" between groups)` : `decimals ("${decimal}")`
      })
    }
    if (column.units.length > 1) {
      guesses.push(name)
      add('units-mixed', { column: name, units: column.units.map((one) => one || '–').join(', ') })
    }
    if (unreadable.count > 0)
      add(
        time?.columns.includes(j) ? 'time-unreadable' : 'not-numbers',
        { column: name, count: unreadable.count, cell: unreadable.cell, ...linesOf(unreadable) },
        unreadable.lines[0]
      )
    if (column.truthGuess) {
      guesses.push(name)
      add('truths-guessed', { column: name })
    }
    const gaps = missing.count - missingLater(j)
    if (gaps > 0 && ['number', 'date', 'boolean'].includes(column.type))
      add('gaps', { column: name, count: gaps, ...linesOf(missing) }, missing.lines[0])
    if (/ \(\d+\)$/.test(name) && names.includes(name.replace(/ \(\d+\)$/, '')))
      add('names-repeated', { column: name.replace(/ \(\d+\)$/, '') })
  }
  const across = names.filter((name) => /^(1[89]|20)\d{2}$/.test(name))
  if (across.length >= 3 && across.every((name, i) => i === 0 || Number(name) - Number(across[i - 1]) === 1))
    add('time-across', { first: across[0], last: across.at(-1)! })
  if (values.repeated.count > 0) add('header-repeated', { count: values.repeated.count }, values.repeated.lines[0])
  if (values.totals.count > 0)
    add('rows-total', { count: values.totals.count, cell: values.totals.cell }, values.totals.lines[0])
  if (values.short.count > 0) add('rows-short', { count: values.short.count }, values.short.lines[0])
  if (groups) add('rows-grouped', { column: groups.columns.map((j) => names[j]).join(', '), count: groups.count })
  if (!time || !steps) return guesses
  if (time.by === 'parts') add('time-joined', { columns: time.columns.map((j) => names[j]).join(', ') })
  if (time.by === 'counts' || time.by === 'rises' || time.by === 'labels') {
    guesses.push(names[time.columns[0]])
    add('time-guessed', { column: names[time.columns[0]], why: time.by === 'rises' ? 'only rises or falls' : 'counts' })
  }
  const timed = time.values.findLastIndex((value) => !Number.isNaN(value)) + 1
  if (timed > 0 && timed < values.rows && values.columns[time.columns[0]].unreadable.count === 0)
    add('last-without-time', { count: values.rows - timed }, values.lines[timed])
  if (steps.long > 0) add('time-jumps', { count: steps.long }, values.lines[steps.firstLong])
  if (steps.equal > 0) add('time-repeats', { count: steps.equal }, values.lines[steps.firstEqual])
  return guesses
}
