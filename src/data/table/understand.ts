// From the bytes of a table to what was understood of it: how it is written, its columns with their roles, its rows in
// time order, and everything that a person should know. The caller's decisions are taken as they are; the rest is
// found.

import type { Bytes } from '../bytes'
import { DataError } from '../data-error'
import { decodeChunks, encodingNamed, findEncoding, utf8Pieces, type Damage, type Encoding } from '../encoding'
import { blocksOf, splitBlocks, type RowSequence } from '../row-sequences'
import { turned } from './across'
import type { ColumnValues } from './column'
import { planTable, type ColumnType, type TablePlan } from './columns'
import type { LabelKind, Role } from '../../model/table'
import type { TableDecisions, TableReading } from './decisions'
import { endCells, endOfTargets, skippedLines } from './edges'
import { findDialect, type Dialect } from './dialect'
import { countsRecords, isJsonText, jsonTable } from './json'
import { sampleOf } from './sample'
import { assignRoles, findSentinels } from './roles'
import { tableRows, withLineFeeds } from './rows'
import { findGroups, groupsOf, orderOf, stepsWithin } from './groups'
import {
  checkLabelledSplit,
  findLabelColumn,
  findTimeOfLabelled,
  labelsIn,
  likelyKind,
  refuseForLabels,
  refuseTwice,
  splitLabelled,
  type Labels
} from './labels'
import { tellLabels, tellUnfitLabels } from './label-remarks'
import { chooseOrder } from './order'
import { exampleOf, isFromOf, findTime, overMidnight, rhythmOf, stepsOf, timeIn, timeOf, type Rhythm } from './time'
import { readValues, withEmptyRows, type TableValues } from './values'
import { readSheet, type Sheet } from './workbook'
import { collectWarnings } from './remarks'
import { ranked, warning, type Reason, type Warning } from './warnings'

interface UnderstoodColumn {
  name: string
  role: Role
  type: ColumnType
  /** In the file's own units, in time order: numbers as numbers, everything else as it stands. */
  first: number | string | null
  last: number | string | null
  gaps: number
  /** Whether the column is constant in the rows that are trained on. */
  constant: boolean
  reason: Reason
  /**
   * The values in time order; NaN where there is none. Times are in milliseconds; a word is given by its place in
   * `texts`.
   */
  values: Float64Array
  texts: readonly string[]
}

export interface Understanding {
  name: string
  /** The text of the table: the bytes of the file, or those of a sheet. */
  source: Bytes
  /** The sheets of a workbook; empty for other files. */
  sheets: string[]
  decisions: TableDecisions
  skipped: number
  rows: number
  columns: UnderstoodColumn[]
  warnings: Warning[]
  /** The decisions that are guesses, as names of fields and of columns. */
  guesses: string[]
  time: { values: Float64Array; dated: boolean; rhythm: Rhythm; columns: number[] } | null
  /** The sequence of each row, in time order, and the name of each; null when all rows are one. */
  groups: { of: Int32Array; names: readonly string[] } | null
  /** Null where rows are foreseen, and not one label a sequence. */
  labels: Labels | null
  /** Why training refuses these decisions; the table is understood all the same, so that they can be changed. */
  refusal: DataError | null
  /** The sequences of the rows in time order, with their held-out parts. */
  sequences: RowSequence[]
  /** Whether a row in time order is held out where a time decides. */
  isFrom: (row: number) => boolean
  /** The lines of the rows in time order. */
  lines: Uint32Array
  /** Characters of the rows from which it was understood, and bytes from which its text was made (0: the file itself). */
  sampled: number
  made: number
  /** Rows up to the last target. The rows after it hold only values known ahead. */
  end: number
}

export interface UnderstandOptions {
  name: string
  validationFraction?: number
  given?: TableReading
  /** Only these columns are targets; empty leaves the choice. */
  columns?: readonly string[]
  /**
   * Whether the target is one label a sequence, and of which kind; `find` decides by the table. Without it the next row
   * is foreseen.
   */
  labels?: LabelKind | 'find'
  /** The classes that a network knows; the sequences may have any of them, also all the same. Empty for numbers. */
  classes?: readonly string[] | undefined
}

/**
 * Understands the table in `bytes`. Throws a DataError for a file that is no text or no table, or that has no column of
 * numbers; for rows with too many cells; for a quotation mark that is never closed; and for signs that cannot go
 * together. Decisions that cannot be trained are its `refusal`.
 */
export function understandTable(file: Bytes, options: UnderstandOptions): Understanding {
  const { name, validationFraction = 0.285, columns = [], labels = null, classes = null } = options
  const made = madeReading(options.given)
  const sheet = readSheet(file, name, options.given?.sheet, made.decimal)
  const text = sheet?.bytes ?? file
  const written = encodingOf(text, name, sheet ? made.encoding : options.given?.encoding)
  const json = asJson(text, written.encoding, name, made.decimal)
  const bytes = json ?? text
  const given = sheet || json ? { ...options.given, ...made } : (options.given ?? {})
  refuseSameSign(given, name)
  const { encoding, damage } = json ? encodingOf(json, name, made.encoding) : written
  const first = firstLines(bytes, encoding)
  refuseOtherText(first, name)
  const dialect = { ...findDialect(first, given), ...(json && { firstLine: 0 }) }
  const end = endOf(bytes, damage)
  const rows = tableRows(decodeChunks(bytes, encoding, end), dialect, name)
  const { sample, expectedRows, sampled } = sampleOf(rows, { bytes, end, encoding, dialect, name })
  if (sample.length === 0)
    throw new DataError('table-empty', `"${name}" has no rows. Choose a file with a table in it.`, { name })
  const comments = first.filter((line) => dialect.comment !== null && line.trimStart().startsWith(dialect.comment))
  const filePlan = planTable(sample, comments, dialect.delimiter, given)
  const damaged = damage !== null && damage.count > 0
  const pieces = (): Iterable<Uint8Array> => utf8Pieces(bytes, encoding, { end, damaged })
  const fileValues = readValues(pieces(), { plan: filePlan, splitting: dialect, name, expectedRows })
  const { plan, values } = given.across ? turned(filePlan, fileValues, name) : { plan: filePlan, values: fileValues }
  return compose({
    name,
    sheet,
    bytes,
    encoding,
    damage,
    dialect,
    plan,
    values,
    given,
    only: columns,
    asked: labels,
    classes,
    fraction: validationFraction,
    first,
    pieces,
    sampled,
    made: sheet?.unpacked ?? (json ? text.length : 0),
    countsRecords: json !== null && countsRecords(json, text)
  })
}

/** One sign cannot stand before the decimals and between the thousands. */
function refuseSameSign({ decimal, thousands }: TableReading, name: string): void {
  if (decimal === undefined || decimal !== thousands) return
  throw new DataError(
    'same-sign',
    `"${name}": "${decimal}" cannot be both the decimal sign and the sign between thousands. Change one of them.`,
    { name, sign: decimal }
  )
}

/**
 * How a text is written that is made from a sheet or from JSON. Its numbers leave no choice: they are written with the
 * signs that a person chooses for the numbers in its texts.
 */
const madeReading = ({ decimal, thousands = null }: TableReading = {}) => ({
  encoding: 'UTF-8',
  delimiter: ',',
  decimal: decimal ?? (thousands === '.' ? (',' as const) : ('.' as const)),
  thousands
})

/** The text of a table that is made from JSON; null for what is no JSON. */
function asJson(bytes: Bytes, encoding: Encoding, name: string, decimal: '.' | ','): Uint8Array | null {
  const lines = firstLines(bytes, encoding)
  const isJson = otherText(lines) === 'JSON' || (/\.(json|jsonl|ndjson)$/i.test(name) && isJsonText(lines[0] ?? ''))
  return isJson ? jsonTable(bytes, encoding, name, decimal) : null
}

/** Where the text ends: before an incomplete last character. */
export const endOf = (bytes: Bytes, damage: Damage | null): number => damage?.cut ?? bytes.length

export function encodingOf(
  bytes: Bytes,
  name: string,
  label: string | undefined
): { encoding: Encoding; damage: Damage | null } {
  if (label === undefined) return findEncoding(bytes, name)
  const { encoding, damage } = findEncoding(bytes, name)
  return encoding.label === label ? { encoding, damage } : { encoding: encodingNamed(label, bytes, name), damage: null }
}

export function firstLines(bytes: Bytes, encoding: Encoding): string[] {
  for (const text of withLineFeeds(decodeChunks(bytes, encoding, Math.min(200_000, bytes.length))))
    return text.split('\n').slice(0, 500)
  return []
}

/** What a text is that is neither prose nor a table; null where it is one of these. */
export function otherText(lines: readonly string[]): string | null {
  const begin = lines.join('\n').trimStart().slice(0, 200)
  if (/^(<!doctype|<html|<\?xml|<table)/i.test(begin)) return 'HTML/XML'
  return /^(\{\s*["}]|\[\s*([[{"]|\]$|(-?\d[\d.e+-]*|null|NaN)\s*[,\]]))/i.test(begin) ? 'JSON' : null
}

function refuseOtherText(lines: readonly string[], name: string): void {
  const what = otherText(lines)
  if (what === null) return
  throw new DataError(
    'file-kind',
    `"${name}" is a file of ${what}, not plain text. Save or export it as CSV or plain text (UTF-8), and choose that file.`,
    { name, what }
  )
}

/** A table that is read, and how. */
export interface ReadTable {
  name: string
  sheet: Sheet | null
  bytes: Bytes
  only: readonly string[]
  asked: LabelKind | 'find' | null
  classes: readonly string[] | null
  encoding: Encoding
  damage: Damage | null
  dialect: Dialect
  plan: TablePlan
  values: TableValues
  given: TableReading
  fraction: number
  first: readonly string[]
  /** The text in UTF-8, from its beginning. */
  pieces: () => Iterable<Uint8Array>
  /** Characters of the rows from which it was understood, and bytes from which its text was made. */
  sampled: number
  made: number
  /** Several records of JSON share a line, so that the lines are the numbers of records. */
  countsRecords: boolean
}

function compose(parts: ReadTable): Understanding {
  const { name, encoding, dialect, plan, values, given } = parts
  const warnings: Warning[] = []
  const names = plan.columns.map((column) => column.name)
  let refusal: DataError | null = null
  const refuse = (error: DataError): void => void (refusal ??= error)
  /** Null where a DataError refuses it. */
  const attempt = <Result>(read: () => Result): Result | null => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      refuse(error)
      return null
    }
  }
  const sentinels = findSentinels(values, given.sentinels, warnings)
  const chosen = (role: Role): number[] => names.flatMap((column, j) => (given.roles?.[column] === role ? [j] : []))
  const decided = given.roles !== undefined && Object.keys(given.roles).length > 0
  const free = values.columns.map((column, j) =>
    decided && given.roles![names[j]] !== undefined && given.roles![names[j]] !== 'time' ? null : column
  )
  const isAsked = parts.asked !== null && parts.asked !== 'find'
  const asGroups = openTo('group', values.columns, given.roles)
  const asLabels = openTo('target', values.columns, given.roles)
  const possible = findLabelColumn(asLabels, asGroups, {
    targets: chosen('target'),
    groups: chosen('group'),
    asked: isAsked
  })
  const found = parts.asked === null ? null : possible
  const timeFound =
    chosen('time').length > 0
      ? timeOf(values.columns, chosen('time'), plan.header)
      : decided && free.every((column) => column === null)
        ? null
        : found
          ? findTimeOfLabelled(values.columns, found, plan.header)
          : findTime(values.columns, plan.header)
  const groups =
    chosen('group').length > 0
      ? groupsOf(values.columns, chosen('group'))
      : (found?.groups ??
        (decided && (parts.asked === null || parts.asked === 'find') ? null : findGroups(asGroups, timeFound)))
  // Where a column tells the time, a step without values is missing anyway.
  if (timeFound === null && groups === null && values.empty.length > 0)
    return compose({ ...parts, values: withEmptyRows(values) })
  const labels = attempt(() =>
    labelsIn({ ...parts, values: { ...values, columns: asLabels } }, found, groups, chosen('target'))
  )
  const isLabelled = isAsked || found !== null
  // Without groups, midnight is the next day and no new sequence.
  const time = groups === null && timeFound ? overMidnight(timeFound) : timeFound
  const open = decided && groups === null ? findGroups(values.columns, time) : null
  if (open?.columns.length === 1)
    warnings.push(warning('group-open', { column: names[open.columns[0]], count: open.count }))
  const inFile = time && (groups ? stepsWithin(time.values, groups) : stepsOf(time.values))
  const order = given.order ?? (inFile ? chooseOrder(time!, inFile, values, groups, warnings, names) : 'as-is')
  const inOrder = orderOf(time?.values ?? null, groups, order)
  const ordered = (column: Float64Array): Float64Array =>
    inOrder === null ? column : Float64Array.from(inOrder, (i) => column[i])
  const heldOut = given.heldOut ?? null
  const timeInOrder = time && { ...time, values: ordered(time.values) }
  const splitting = {
    groups: groups && {
      of: inOrder === null ? groups.of : Int32Array.from(inOrder, (i) => groups.of[i]),
      names: groups.names
    },
    isFrom: isFromOf(heldOut, timeInOrder, plan.dayFirst)
  }
  if (
    heldOut &&
    'from' in heldOut &&
    timeInOrder &&
    Number.isNaN(timeIn(heldOut.from, timeInOrder.dated, plan.dayFirst))
  )
    warnings.push(warning('held-out-unread', { from: heldOut.from, example: exampleOf(timeInOrder) }))
  const startsGroup = (row: number): boolean => {
    const of = splitting.groups?.of
    return of !== undefined && row > 0 && of[row] !== of[row - 1]
  }
  const steps = timeInOrder && stepsOf(timeInOrder.values, startsGroup)
  const lines = inOrder === null ? values.lines : Uint32Array.from(inOrder, (i) => values.lines[i])
  const blocks = blocksOf(values.rows, splitting.groups)
  const split = { fraction: parts.fraction, heldOut, isFrom: splitting.isFrom }
  const sequences = labels ? splitLabelled(blocks, labels, split) : splitBlocks(blocks, split)
  if (labels && timeInOrder)
    attempt(() => refuseTwice(name, timeInOrder.values, lines, sequences, names[timeInOrder.columns[0]]))
  if (labels && !parts.classes) attempt(() => checkLabelledSplit(name, sequences, labels, heldOut))
  if (labels) attempt(() => refuseForLabels(name, labels, given))
  if (labels) tellLabels(labels, sequences, given.roles?.[labels.name] === undefined, warnings)
  else if (!isLabelled && possible && given.roles?.[names[possible.column]] === undefined)
    warnings.push(
      warning('labels-possible', {
        column: names[possible.column],
        count: possible.groups.count,
        kind: likelyKind(values.columns[possible.column], possible.groups.count)
      })
    )
  else if (!isLabelled && groups) tellUnfitLabels(values, groups, given.roles ?? {}, warnings)

  const columns = assignRoles({
    only: parts.only,
    values,
    plan,
    ordered,
    time,
    groups,
    sequences,
    labelled: isLabelled ? { column: labels?.column ?? found?.column ?? null, isSure: labels !== null } : null,
    given,
    name,
    warnings,
    refuse
  })
  const ends = endCells(parts, inOrder)
  const understood = values.columns.map(
    ({ plan: column, values: own, texts, missing, unreadable }, j): UnderstoodColumn => {
      const inTime = ordered(own)
      const cell = (which: 'first' | 'last'): number | string | null => {
        const text = ends[which][j] ?? ''
        if (values.rows === 0) return null
        const compact = column.type === 'date' && /^[1-9]\d*$/.test(text)
        // Gaps are not values.
        if (column.type === 'number')
          return (which === 'first' ? inTime.find(isNumber) : inTime.findLast(isNumber)) ?? null
        return compact ? Number(text) : text === '' ? null : text
      }
      return {
        name: column.name,
        type: column.type,
        ...columns[j],
        first: cell('first'),
        last: cell('last'),
        gaps: missing.count + unreadable.count + (sentinels.counts[j] ?? 0),
        values: inTime,
        texts
      }
    }
  )
  const end = endOfTargets(values.rows, understood)
  const missingLater = (j: number): number => understood[j].values.subarray(end).filter(Number.isNaN).length
  understood.forEach((column, j) => (column.gaps -= missingLater(j)))
  if (end < values.rows) {
    const ahead = understood.filter(({ role }) => role === 'known-ahead').map(({ name: column }) => column)
    warnings.push(warning('future-rows', { count: values.rows - end, columns: ahead.join(', ') }))
  }
  const formats = plan.columns.filter(({ type }) => type === 'number')
  const main =
    formats.find(({ format }) => format.thousands !== null) ??
    formats.find(({ format }) => format.decimal === ',') ??
    formats[0]
  const decisions: TableDecisions = {
    encoding: encoding.label,
    delimiter: dialect.delimiter,
    decimal: given.decimal ?? main?.format.decimal ?? '.',
    thousands: given.thousands !== undefined ? given.thousands : (main?.format.thousands ?? null),
    header: plan.header,
    percent: given.percent ?? 'as-is',
    across: given.across ?? false,
    top: dialect.top,
    comment: dialect.comment,
    dayFirst: plan.dayFirst,
    order,
    gaps: given.gaps ?? 'refuse',
    sentinels: sentinels.values,
    roles: Object.fromEntries(understood.map((column) => [column.name, column.role])),
    scaling: given.scaling ?? {},
    heldOut,
    ...(parts.sheet && { sheet: parts.sheet.name })
  }
  const guesses = collectWarnings(
    parts,
    { time: timeInOrder, steps, groups, lines, missingLater, roles: columns, label: labels?.column ?? null },
    warnings
  )
  return {
    name,
    source: parts.bytes,
    sheets: parts.sheet?.sheets ?? [],
    decisions,
    skipped: skippedLines(parts),
    rows: values.rows,
    columns: understood,
    warnings: ranked(warnings),
    guesses,
    time: timeInOrder &&
      steps && {
        values: timeInOrder.values,
        dated: timeInOrder.dated,
        rhythm: rhythmOf(steps, timeInOrder.dated),
        columns: timeInOrder.columns
      },
    ...splitting,
    labels,
    refusal,
    sequences,
    lines,
    sampled: parts.sampled,
    made: parts.made,
    end
  }
}

/** The columns as a search sees them that looks for one of this role: those to which a person gave another are empty. */
const openTo = (role: Role, columns: readonly ColumnValues[], roles: TableReading['roles'] = {}): ColumnValues[] =>
  columns.map((one) =>
    [undefined, role].includes(roles[one.plan.name]) ? one : { ...one, plan: { ...one.plan, type: 'empty' } }
  )

const isNumber = (value: number): boolean => !Number.isNaN(value)
