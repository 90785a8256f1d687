// Which columns separate the sequences, and the order of the rows, sequence after sequence.

import type { Order } from '../../model/table'
import { DataError } from '../data-error'
import { distinct, mostTexts, present, type ColumnValues } from './column'
import { isNamed, stepsOf, type Steps, type TimeReading } from './time'

/** For each row the number of its sequence, the columns that decide it, and what they say of each sequence. */
export interface Groups {
  columns: number[]
  of: Int32Array
  count: number
  names: string[]
}

/** What a cell says: a word, a number, or a day. */
export function cellText({ plan, texts, values }: ColumnValues, row: number): string {
  const value = values[row]
  if (Number.isNaN(value)) return '–'
  if (plan.type === 'date') return new Date(value).toISOString().slice(0, 10)
  return plan.type === 'text' ? (texts[value] ?? '…') : String(value)
}

/** Whether a column has so many different words that later ones are not kept apart. */
export const isCrowded = ({ plan, texts }: ColumnValues): boolean => plan.type === 'text' && texts.length >= mostTexts

/** Throws a DataError for a column with so many different words that they are not kept apart. */
export function groupsOf(columns: readonly ColumnValues[], chosen: readonly number[]): Groups {
  const crowded = chosen.find((j) => isCrowded(columns[j]))
  if (crowded !== undefined) {
    const column = columns[crowded].plan.name
    throw new DataError(
      'groups-too-many',
      `Column "${column}" has ${mostTexts} or more different words, too many to name sequences. Number the sequences, or split the file.`,
      { column, most: mostTexts }
    )
  }
  const codes = new Map<string, number>()
  const names: string[] = []
  const rows = columns[chosen[0]].values.length
  const of = Int32Array.from({ length: rows }, (_, i) => {
    const key = chosen.map((j) => columns[j].values[i]).join(' ')
    if (!codes.has(key)) {
      codes.set(key, codes.size)
      names.push(chosen.map((j) => cellText(columns[j], i)).join(', '))
    }
    return codes.get(key)!
  })
  return { columns: [...chosen], of, count: codes.size, names }
}

/**
 * The column that tells sequences apart: time goes back or stands still in the file, and only rises (or falls) within
 * every sequence. A few rows may be wrong, as where one step is written twice. Without a time: a column of words that
 * stand in blocks.
 */
export function findGroups(columns: readonly ColumnValues[], time: TimeReading | null): Groups | null {
  const rows = columns[0]?.values.length ?? 0
  const candidates = columns.flatMap(({ plan, texts, values }, j) => {
    if (time?.columns.includes(j)) return []
    if (plan.type === 'text') return texts.length > 1 && texts.length <= rows / 2 && !isCrowded(columns[j]) ? [j] : []
    if (plan.type !== 'number' || !present(columns[j]).every(Number.isInteger)) return []
    const different = new Set(values.slice(0, 100_000)).size
    const limit = isNamed(plan.name, 'group') ? rows / 2 : Math.min(rows / 3, 50)
    return different > 1 && different <= limit ? [j] : []
  })
  if (time === null) {
    const block = candidates.find((j) => columns[j].plan.type === 'text' && isBlocks(columns[j].values, rows))
    return block === undefined ? null : groupsOf(columns, [block])
  }
  const whole = stepsOf(time.values)
  if (whole.equal === 0 && (whole.rises === 0 || whole.falls === 0)) return null
  const faultsIn = (groups: Groups): number => faults(stepsWithin(time.values, groups))
  const separates = (groups: Groups): boolean => groups.count < rows / 2 && faultsIn(groups) === 0
  const isWords = ({ columns: [j] }: Groups): boolean => columns[j].plan.type === 'text'
  const all = candidates.map((j) => groupsOf(columns, [j]))
  const [single] = all.filter(separates).sort((a, b) => Number(isWords(b)) - Number(isWords(a)) || a.count - b.count)
  if (single) return single
  const some = candidates.slice(0, 6)
  for (const [i, a] of some.entries()) {
    for (const b of some.slice(i + 1)) {
      const pair = groupsOf(columns, [a, b])
      if (separates(pair)) return pair
    }
  }
  // A few faults are those of single rows, and not the mark of a column that has nothing to do with the sequences.
  const [nearly] = all
    .filter((groups) => isWords(groups) || isNamed(columns[groups.columns[0]].plan.name, 'group'))
    .filter(({ count }) => count < rows / 2)
    .map((groups) => ({ groups, wrong: faultsIn(groups) }))
    .filter(({ groups, wrong }) => wrong <= Math.max(1, Math.min(groups.count / 4, rows / 100)))
    .filter(({ wrong }) => 2 * wrong < faults(whole))
    .sort((a, b) => a.wrong - b.wrong)
  return nearly?.groups ?? null
}

/** The steps at which time stands still or goes the other way. */
const faults = ({ rises, falls, equal }: Steps): number => equal + Math.min(rises, falls)

/** Every word stands in one block of at least five rows. */
function isBlocks(values: Float64Array, rows: number): boolean {
  const blocks = values.reduce((count, value, i) => count + Number(i === 0 || value !== values[i - 1]), 0)
  return blocks > 1 && blocks === distinct(values) && rows >= 5 * blocks
}

/** Steps of time within each group, also where other rows stand between the rows of a group. */
export function stepsWithin(values: Float64Array, groups: Groups): Steps {
  const order = orderOf(values, groups, 'as-is') ?? Uint32Array.from(values, (_, i) => i)
  const sorted = Float64Array.from(order, (i) => values[i])
  const starts = (k: number): boolean => k > 0 && groups.of[order[k]] !== groups.of[order[k - 1]]
  const steps = stepsOf(sorted, starts)
  const inFile = (k: number): number => (k < 0 ? k : order[k])
  return {
    ...steps,
    firstEqual: inFile(steps.firstEqual),
    firstFall: inFile(steps.firstFall),
    firstLong: inFile(steps.firstLong)
  }
}

/** The row of the file for each row in time order, group after group; null when that is the order of the file. */
export function orderOf(time: Float64Array | null, groups: Groups | null, order: Order): Uint32Array | null {
  if (groups === null && order === 'as-is') return null
  const rows = groups?.of.length ?? time!.length
  const index = Uint32Array.from({ length: rows }, (_, i) => i)
  const group = (i: number): number => groups?.of[i] ?? 0
  const within = (a: number, b: number): number => {
    if (order === 'reversed') return b - a
    // Rows without a time stay after the row before them.
    return order === 'sorted' && time ? (time[a] || 0) - (time[b] || 0) || a - b : a - b
  }
  index.sort((a, b) => group(a) - group(b) || within(a, b))
  return index.every((row, i) => row === i) ? null : index
}
