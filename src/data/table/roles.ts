// What each column is for, and why; and numbers that stand for a missing value.

import { columnError } from '../csv'
import { DataError } from '../data-error'
import { findAcross } from './across'
import { findAhead } from './ahead'
import { isNumeric, type ColumnPlan, type TablePlan } from './columns'
import { readRoles, type Role } from '../../model/table'
import { trainedOf, type RowSequence } from '../row-sequences'
import type { TableDecisions, TableReading } from './decisions'
import type { Groups } from './groups'
import { counts, isNamed, stepsOf, type TimeReading } from './time'
import { distinct, Places, present as presentIn, type ColumnValues } from './column'
import type { TableValues } from './values'
import { linesOf, reason, warning, type Reason, type ReasonCode, type Warning } from './warnings'

/** Numbers that programs and instruments write for a missing value. */
const known = [
  99, 999, 9999, 99999, 999999, 9999999, 99.9, 99.99, 999.9, 999.99, 999.999, 9999.9, 9999.99, 99999.9, 8888, 88888,
  7777, 32767, 32766, 65535, 2147483647
]
const isSentinel = (value: number): boolean =>
  Math.abs(value) >= 99 &&
  (known.includes(Math.abs(value)) || value === -32768 || value === -2147483648 || Math.abs(value) >= 1e20)

/**
 * Finds numbers that stand for a missing value: known ones that lie far from all others of their column. They become
 * gaps. `given` names them instead, for all columns or for single ones. Returns their count for each column.
 */
export function findSentinels(
  { columns, lines }: TableValues,
  given: TableReading['sentinels'],
  warnings: Warning[]
): { values: TableDecisions['sentinels']; counts: number[] } {
  const ofAll = Array.isArray(given) ? given : undefined
  const ofColumn = new Map(ofAll ? [] : Object.entries(given ?? {}))
  const counts = columns.map(({ plan, values }) => {
    const isOfNumbers = plan.type === 'number'
    const decided = ofAll ?? ofColumn.get(plan.name)
    const mine = decided ?? (isOfNumbers ? farValues(values) : [])
    ofColumn.set(plan.name, mine)
    if (!isOfNumbers) return 0
    let sum = 0
    for (const sentinel of mine) {
      const places = new Places()
      for (let i = 0; i < values.length; i++) {
        if (values[i] !== sentinel) continue
        values[i] = NaN
        places.add(lines[i])
      }
      sum += places.count
      if (!decided && places.count > 0)
        warnings.push(
          warning(
            'sentinel',
            { column: plan.name, value: sentinel, count: places.count, ...linesOf(places) },
            places.lines[0]
          )
        )
    }
    return sum
  })
  return { values: ofAll ?? Object.fromEntries(ofColumn), counts }
}

/**
 * Candidates that lie further from the other values than twice their range; and negative ones, such as −99.9, where no
 * other value is below zero. A whole number such as −99 can be measured once.
 */
function farValues(values: Float64Array): number[] {
  const candidates = new Map<number, number>()
  let [low, high, rest] = [Infinity, -Infinity, 0]
  for (const value of values) {
    if (Number.isNaN(value)) continue
    if (isSentinel(value)) candidates.set(value, (candidates.get(value) ?? 0) + 1)
    else {
      low = Math.min(low, value)
      high = Math.max(high, value)
      rest++
    }
  }
  // Where all values are as large, no value is unusual.
  if (candidates.size === 0 || rest < 3) return []
  const range = Math.max(high - low, 1e-9 * Math.abs(high))
  const isFar = (value: number): boolean => value < low - 2 * range || value > high + 2 * range
  const isStrange = (value: number, count: number): boolean =>
    value < 0 && low >= 0 && (count > 1 || !Number.isInteger(value))
  return [...candidates].filter(([value, count]) => isFar(value) || isStrange(value, count)).map(([value]) => value)
}

export interface Assigned {
  role: Role
  constant: boolean
  reason: Reason
}

interface Parts {
  values: TableValues
  ordered: (values: Float64Array) => Float64Array
  time: TimeReading | null
  groups: Groups | null
  sequences: readonly RowSequence[]
  /** Where the target is one label a sequence, all other columns are only inputs. Not sure where its labels are refused. */
  labelled: { column: number | null; isSure: boolean } | null
  given: TableReading
  /** Only these columns are targets; empty leaves the choice. */
  only: readonly string[]
  name: string
  warnings: Warning[]
  /** Hears of decisions that cannot be trained. */
  refuse: (error: DataError) => void
  plan: TablePlan
}

/** Throws a DataError where no column can be trained on and nobody has decided about roles. */
export function assignRoles(parts: Parts): Assigned[] {
  const { values, given, name, warnings, only } = parts
  refuseHeaderAlone(parts)
  checkNames(parts)
  const assigned = withAhead(
    values.columns.map((column, j) => assign(column, j, parts)),
    parts
  )
  const roles = assigned.map(({ role, constant, reason: why }, j): Assigned => {
    const column = values.columns[j].plan.name
    const asked = only.includes(column)
      ? 'target'
      : (given.roles?.[column] ?? (only.length > 0 && role === 'target' ? 'ignored' : undefined))
    return asked === undefined || asked === role
      ? { role, constant, reason: why }
      : { role: asked, constant, reason: reason('chosen') }
  })
  const ahead = parts.labelled ? roles.findIndex(({ role }) => role === 'known-ahead') : -1
  if (ahead >= 0)
    parts.refuse(
      new DataError(
        'labels-known-ahead',
        `"${name}": column "${values.columns[ahead].plan.name}" cannot be known ahead, because a label has no step after it. Choose the role "input".`,
        { name, column: values.columns[ahead].plan.name }
      )
    )
  if (!roles.some(({ role }) => role === (parts.labelled ? 'input' : 'target'))) {
    const far = warnings.find(({ code }) => code === 'out-of-range')
    const why = far ? outOfRangeError(name, far) : nothingToTrain(name, parts, roles)
    if (Object.keys(given.roles ?? {}).length === 0) throw why
    parts.refuse(why)
  }
  for (const [j, { role, reason: why }] of roles.entries()) {
    const { name: column } = values.columns[j].plan
    const told = ['constant', 'differences-lost', 'out-of-range', 'chosen'].includes(why.code)
    if (role === 'ignored' && !told)
      warnings.push(warning('column-left-out', { column, reason: why.message, why: why.code, ...why.values }))
  }
  return roles
}

/** Where nobody has decided about roles: targets that go on after the others are taken as known ahead. */
function withAhead(assigned: readonly Assigned[], parts: Parts): readonly Assigned[] {
  const { values, plan, ordered, sequences, time, given, only, warnings } = parts
  if (time === null || only.length > 0 || Object.keys(given.roles ?? {}).length > 0) return assigned
  // A last row without a time is rather a total.
  const timeInOrder = ordered(time.values)
  if (sequences.some(({ end }) => Number.isNaN(timeInOrder[end - 1]))) return assigned
  // In the last row of a table across which time runs, the later columns are empty.
  if (findAcross(plan) !== null) return assigned
  const targets = assigned.flatMap(({ role }, j) => (role === 'target' ? [j] : []))
  const goesOn = findAhead(
    targets.map((j) => ({ values: ordered(values.columns[j].values), empty: values.columns[j].missing.count })),
    sequences
  )
  const ahead = targets.filter((_, i) => goesOn[i])
  if (ahead.length === 0) return assigned
  const columns = ahead.map((j) => values.columns[j].plan.name).join(', ')
  warnings.push(warning('ahead-guessed', { columns, count: ahead.length }))
  return assigned.map((one, j) =>
    ahead.includes(j) ? { ...one, role: 'known-ahead', reason: reason('goes-on') } : one
  )
}

/** Throws a DataError for names without rows below them. */
function refuseHeaderAlone({ values, plan, name }: Parts): void {
  const isOneRowOfWords = values.rows === 1 && values.columns.every(({ plan: { type } }) => type === 'text')
  if (values.rows > 0 && !isOneRowOfWords) return
  const names = (plan.headerCells ?? values.columns.map(({ firstCell }) => firstCell)).slice(0, 8).join(', ')
  throw new DataError(
    'rows-none',
    `"${name}" has a line of names (${names}) and no rows below it. Choose a file with rows of numbers.`,
    { name, names }
  )
}

/** Throws a DataError for a column that a network shall read and that is not in the file, and refuses one without numbers. */
function checkNames({ values, given, only, name, labelled, refuse }: Parts): void {
  const isRead = (role: Role): boolean => readRoles.some((one) => one === role)
  // Whether a chosen label can be one, its own checks have said.
  const isLabel = (column: string): boolean => labelled !== null && given.roles?.[column] === 'target'
  const wanted = [
    ...only,
    ...Object.entries(given.roles ?? {}).flatMap(([column, role]) => (isRead(role) && !isLabel(column) ? [column] : []))
  ]
  for (const column of Object.keys(given.scaling ?? {}))
    if (!values.columns.some(({ plan }) => plan.name === column)) wanted.push(column)
  for (const column of wanted) {
    const found = values.columns.find(({ plan }) => plan.name === column)
    if (found && isNumeric(found.plan.type)) continue
    const numeric = values.columns.filter(({ plan }) => isNumeric(plan.type)).map(({ plan }) => plan.name)
    const why = columnError(column, name, found === undefined, numeric)
    if (found === undefined) throw why
    refuse(why)
  }
}

function assign(column: ColumnValues, j: number, parts: Parts): Assigned {
  const { ordered, time, groups, sequences, warnings, values, labelled } = parts
  const { header, headerCells } = parts.plan
  const { plan, texts } = column
  const of = (role: Role, why: Reason, isConstantToo = false): Assigned => ({
    role,
    constant: isConstantToo,
    reason: why
  })
  if (labelled?.column === j)
    return of('target', labelled.isSure ? reason('one-label', { count: sequences.length }) : reason('label-name'))
  const number = labelled ? 'input' : 'target'
  const inOrder = ordered(column.values)
  const constant = plan.type !== 'empty' && isConstant(trainedOf(inOrder, sequences), plan.type)
  if (time?.columns.includes(j)) return of('time', reason(timeReasons[time.by]), constant)
  if (groups?.columns.includes(j)) return of('group', reason('group', { count: groups.count }), constant)
  if (plan.type === 'empty') return of('ignored', reason('empty'))
  if (plan.type === 'text') return of('ignored', reason('words', { count: texts.length }), constant)
  if (plan.type === 'date') return of('ignored', reason('other-dates'), constant)
  if (j < (parts.plan.repeated ?? 0)) return of('ignored', reason('one-a-row'), constant)
  const far = outOfRange(inOrder)
  if (far !== null) {
    const places = new Places()
    column.values.forEach((value, i) => {
      if (value === far) places.add(values.lines[i])
    })
    const value = String(far)
    warnings.push(warning('out-of-range', { column: plan.name, value, ...linesOf(places) }, places.lines[0]))
    return of('ignored', reason('out-of-range', { value }))
  }
  if (constant) {
    const value = inOrder.find((one) => !Number.isNaN(one)) ?? 0
    const differs = differsBeyondDoubles(column, trainedOf(inOrder, sequences))
    warnings.push(warning(differs ? 'differences-lost' : 'column-constant', { column: plan.name, value }))
    return of('ignored', reason(differs ? 'differences-lost' : 'constant', { value }), true)
  }
  const present = presentIn(column)
  // In sequences of one row, every column is the same throughout its sequence.
  const isLong = groups !== null && groups.count < values.rows
  if (isLong && isLabel(column.values, groups) && (!labelled || distinct(present) === groups.count))
    return of('ignored', reason('label'))
  const numbersRows = isNamed(plan.name, 'row') && present.every(Number.isInteger)
  if (header && numbersRows && distinct(present) === column.values.length) return of('ignored', reason('row-number'))
  if (time && header && headerCells?.[j] === '' && counts(present, 1)) return of('ignored', reason('row-number'))
  if (time?.by === 'parts' && tellsYear(column.values, time.values)) return of('ignored', reason('another-time'))
  if (time && header && isNamed(plan.name, 'time')) {
    const { rises, falls } = stepsOf(present)
    if (rises === 0 || falls === 0) return of('ignored', reason('another-time'))
  }
  if (plan.type === 'boolean') return of(number, reason(plan.truthGuess ? 'yes-or-no' : 'truths'))
  return of(number, numbersReason(plan))
}

function numbersReason({ units, format }: ColumnPlan): Reason {
  if (units.includes('%')) return reason(format.percentAsFraction ? 'fractions' : 'per-cent')
  if (units.includes('currency')) return reason('money')
  const unit = units.filter((one) => one !== '').join(', ')
  return unit === '' ? reason('numbers') : reason('measures', { unit })
}

/** Whether a column has one whole number for each sequence, such as the number of a station beside its name. */
function isLabel(values: Float64Array, { of, count }: Groups): boolean {
  const known = new Float64Array(count).fill(NaN)
  return values.every((value, i) => {
    if (Number.isNaN(known[of[i]])) known[of[i]] = value
    return Number.isInteger(value) && known[of[i]] === value
  })
}

/** Years with fractions: 1958.2877 for April 1958. */
const tellsYear = (values: Float64Array, time: Float64Array): boolean =>
  values.every((value, i) => Math.abs(value - (1970 + time[i] / 31_556_952_000)) < 0.2)

const timeReasons = {
  date: 'dates',
  parts: 'part',
  name: 'time-name',
  counts: 'counter',
  rises: 'rises',
  labels: 'labels'
} as const satisfies Record<TimeReading['by'], ReasonCode>

/** Whether all values of the rows that are trained on are the same, apart from rounding. */
function isConstant(trainedValues: Float64Array, type: string): boolean {
  let [low, high, present] = [Infinity, -Infinity, 0]
  for (const value of trainedValues) {
    if (Number.isNaN(value)) continue
    present++
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (present < 2) return false
  return type === 'number' ? high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high)) : low === high
}

/** Whether values differ, but too little beside their size for a float64, such as 9007199254740993 and …995. */
function differsBeyondDoubles({ plan, firstCell, lastCell }: ColumnValues, trainedValues: Float64Array): boolean {
  if (plan.type !== 'number') return false
  const first = trainedValues.find((value) => !Number.isNaN(value)) ?? 0
  return (
    trainedValues.some((value) => !Number.isNaN(value) && value !== first) ||
    (Math.abs(first) >= Number.MAX_SAFE_INTEGER && firstCell !== lastCell)
  )
}

/** A value whose square is too large or too small for a float64; null when there is none. */
function outOfRange(values: Float64Array): number | null {
  let [largest, at] = [0, -1]
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]) > largest) {
      largest = Math.abs(values[i])
      at = i
    }
  }
  return largest > 1e150 || (largest > 0 && largest < 1e-150) ? values[at] : null
}

function outOfRangeError(name: string, { values, line }: Warning): DataError {
  const { column, value } = values
  return new DataError(
    'value-out-of-range',
    `"${name}", line ${line}: column "${column}" holds ${value}, beyond what can be trained on (10^-150 to 10^150). Divide the column by a constant.`,
    { name, line: line!, column, value }
  )
}

/** The error for a table that has no column to learn. It says what each column holds. */
function nothingToTrain(name: string, { values }: Parts, roles: readonly Assigned[]): DataError {
  const shown = values.columns.slice(0, 8)
  const found = shown.map(({ plan, firstCell }, j) => {
    const why = roles[j].role === 'time' ? 'it tells the time' : roles[j].reason.message
    return `"${plan.name}": ${why} (first "${firstCell.slice(0, 20)}")`
  })
  const columns = shown.map(({ plan }) => plan.name).join(', ')
  return new DataError(
    'nothing-to-learn',
    `"${name}" has no column of numbers that a network could learn. ${found.join('; ')}. Check the delimiter, the decimal sign and the roles of the columns.`,
    { name, columns }
  )
}
