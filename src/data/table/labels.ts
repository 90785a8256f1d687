// One label a sequence: the column that holds it, the label of each sequence, and the sequences that are held out.

import type { LabelKind } from '../../model/table'
import { DataError } from '../data-error'
import { shuffled } from '../many-sequences'
import { refuseUnknown, type Block, type HeldOut, type RowSequence } from '../row-sequences'
import { Random } from '../../engine/random'
import { distinct, present, type ColumnValues } from './column'
import { isNumeric } from './columns'
import { cellText, groupsOf, isCrowded, type Groups } from './groups'
import { findTime, isNamed, timeOf, type TimeReading } from './time'
import type { TableReading } from './decisions'
import type { ReadTable } from './understand'
import type { TableValues } from './values'

/** The labels of a table. */
export interface Labels {
  /** The number and the name of their column. */
  column: number
  name: string
  kind: LabelKind
  /** The names of the classes in ascending order; empty for numbers. */
  classes: string[]
  /** For each sequence the number of its class, or its number. */
  of: Float64Array
}

/** Which column holds the labels, and the sequences that they belong to. */
interface LabelColumn {
  column: number
  groups: Groups
}

/**
 * Finds a column that holds one label a sequence, and the column that names the sequences. A column that a person has
 * chosen comes first (`targets`, `groups`), then one whose name says so. `asGroups` are the columns as those that may be
 * groups are seen. A label is the same throughout every sequence
 * and differs between them. `asked`: a person wants labels, so where no column is one, the first column with such a name
 * is taken, and the error can say what is wrong with it.
 */
export function findLabelColumn(
  columns: readonly ColumnValues[],
  asGroups: readonly ColumnValues[],
  { targets, groups, asked }: { targets: readonly number[]; groups: readonly number[]; asked: boolean }
): LabelColumn | null {
  const named = (some: readonly ColumnValues[], meaning: 'label' | 'group'): number[] =>
    some.flatMap((one, j) => (isNamed(one.plan.name, meaning) && !isCrowded(one) && isOpen(one) ? [j] : []))
  // A column called y may be a measured value beside x.
  const isY = (j: number): boolean => columns[j].plan.name.trim().toLowerCase() === 'y'
  const candidates =
    targets.length > 0 ? targets : named(columns, 'label').sort((a, b) => Number(isY(a)) - Number(isY(b)))
  const ways = groups.length > 0 ? [groups] : named(asGroups, 'group').map((j) => [j])
  const possible = ways.flatMap((way): LabelColumn[] => {
    const found = groupsOf(asGroups, way)
    const others = candidates.filter((j) => !way.includes(j) && isOpen(columns[j]))
    return others.map((column) => ({ column, groups: found }))
  })
  const isLabel = ({ column, groups: found }: LabelColumn): boolean => {
    const labels = differentLabels(columns[column], found)
    // A word that only one sequence has is a name, unless a person says that it is a label.
    const few = asked || labels <= found.count / 2 || likelyKind(columns[column], found.count) === 'numbers'
    return labels > 1 && few
  }
  return possible.find(isLabel) ?? (asked ? (possible[0] ?? null) : null)
}

const isOpen = ({ plan }: ColumnValues): boolean => plan.type !== 'empty'

/** What a cell of the labels says, in the words of the file. */
export const labelText = (column: ColumnValues, row: number): string =>
  (column.plan.type === 'boolean' ? column.texts[column.values[row]] : undefined) ?? cellText(column, row)

/** The number of different labels in a column; 0 where it is not the same throughout every sequence. */
function differentLabels(column: ColumnValues, groups: Groups): number {
  const known = new Float64Array(groups.count).fill(NaN)
  for (const [i, value] of column.values.entries()) {
    if (Number.isNaN(value)) continue
    const before = known[groups.of[i]]
    if (!Number.isNaN(before) && before !== value) return 0
    known[groups.of[i]] = value
  }
  return distinct(present({ values: known }))
}

/**
 * The time of labelled sequences: dates, or a column whose name tells the time. Without one the rows stay in the order of
 * the file, since values that only rise may be an input.
 */
export function findTimeOfLabelled(
  columns: readonly ColumnValues[],
  label: LabelColumn,
  header: boolean
): TimeReading | null {
  const isOpen = (j: number): boolean => j !== label.column && !label.groups.columns.includes(j)
  const open = columns.map((one, j): ColumnValues =>
    isOpen(j) ? one : { ...one, plan: { ...one.plan, type: 'empty' } }
  )
  const found = findTime(open, header)
  if (found?.by === 'date' || found?.by === 'parts' || found?.by === 'name') return found
  const named = open.findIndex(({ plan }) => ['number', 'date'].includes(plan.type) && isNamed(plan.name, 'time'))
  return header && named >= 0 ? timeOf(columns, [named], header) : null
}

/** Numbers with fractions, or many different ones, are numbers to be foreseen; everything else names classes. */
export function likelyKind({ plan, values }: ColumnValues, sequences: number): LabelKind {
  if (plan.type !== 'number') return 'classes'
  const whole = values.every((value) => Number.isNaN(value) || Number.isInteger(value))
  return whole && new Set(values).size <= Math.max(2, Math.min(20, sequences / 2)) ? 'classes' : 'numbers'
}

/** The labels, where one label a sequence is asked for or found. Throws a DataError where they cannot be told. */
export function labelsIn(
  { asked, classes, values, name }: ReadTable,
  found: LabelColumn | null,
  groups: Groups | null,
  targets: readonly number[]
): Labels | null {
  if (asked === null || (asked === 'find' && found === null)) return null
  if (groups === null)
    throw new DataError(
      'labels-no-groups',
      `"${name}" has no column that tells the sequences apart, so no sequence can have a label. Give a column the role of the group (data.reading.roles).`,
      { name }
    )
  if (targets.length > 1) {
    const columns = targets.map((j) => values.columns[j].plan.name).join(', ')
    throw new DataError(
      'labels-several',
      `"${name}": ${columns} are all targets, but a sequence has one label. Choose one column as the target.`,
      { name, columns }
    )
  }
  const column = found?.column ?? targets[0] ?? lastLabel(values.columns, groups)
  if (column < 0)
    throw new DataError(
      'labels-none',
      `"${name}" has no column that is the same throughout every sequence and differs between them. Give the column of the labels the role of the target (data.reading.roles).`,
      { name }
    )
  const kind = asked === 'find' ? likelyKind(values.columns[column], groups.count) : asked
  return readLabels(values, { column, groups }, name, kind, classes)
}

/** The last column of words that could be a label, else the last column that could be one; -1 where there is none. */
function lastLabel(columns: readonly ColumnValues[], groups: Groups): number {
  const isPossible = (one: ColumnValues, j: number): boolean =>
    isOpen(one) && !groups.columns.includes(j) && !isNamed(one.plan.name, 'time') && differentLabels(one, groups) > 1
  const ofWords = columns.findLastIndex((one, j) => one.plan.type === 'text' && isPossible(one, j))
  return ofWords >= 0 ? ofWords : columns.findLastIndex(isPossible)
}

/** Throws a DataError for decisions that labels do not allow: a scaling of the label, and gaps that are kept. */
export function refuseForLabels(name: string, labels: Labels, { scaling, gaps }: TableReading): void {
  if (scaling && labels.name in scaling)
    throw new DataError(
      'labels-scaling',
      `"${name}": "${labels.name}" is the label, which is never scaled as an input is. Take its own scaling out (data.reading.scaling).`,
      { name, column: labels.name }
    )
  if (gaps === 'keep')
    throw new DataError(
      'labels-gaps-keep',
      `"${name}": gaps cannot be kept where each sequence has one label. Fill them or leave their rows out (data.reading.gaps "interpolate", "carry" or "leave-out").`,
      { name }
    )
}

/** Throws a DataError where a sequence has the same time twice: its rows have no order. All rows are in time order. */
export function refuseTwice(
  name: string,
  time: Float64Array,
  lines: Uint32Array,
  sequences: readonly RowSequence[],
  column: string
): void {
  for (const { name: group, begin, end } of sequences)
    for (let row = begin + 1; row < end; row++)
      if (time[row] === time[row - 1])
        throw new DataError(
          'step-twice',
          `"${name}", line ${lines[row]}: sequence "${group}" has the same step in column "${column}" as in line ${lines[row - 1]}, so its rows have no order. Mend the steps, or give that column the role "ignored" to keep the order of the file.`,
          { name, line: lines[row], group: group ?? '', column, first: lines[row - 1] }
        )
}

/**
 * The labels of all sequences. A sequence may have its label in some rows only. Throws a DataError for a label that
 * changes inside a sequence, a sequence without one, and labels that are all the same; where the classes are `known`, for
 * a label that is none of them instead.
 */
function readLabels(
  { columns, lines }: Pick<TableValues, 'columns' | 'lines'>,
  { column, groups }: LabelColumn,
  name: string,
  kind: LabelKind,
  known: readonly string[] | null
): Labels {
  const cells = columns[column]
  const label = cells.plan.name
  if (kind === 'numbers' && !isNumeric(cells.plan.type))
    throw new DataError(
      'labels-no-numbers',
      `"${name}": the labels of column "${label}" are no numbers (first "${cells.firstCell}"). Choose classes as the kind of the labels (data.labels "classes").`,
      { name, column: label, cell: cells.firstCell }
    )
  const values = new Float64Array(groups.count).fill(NaN)
  const firstRow = new Int32Array(groups.count).fill(-1)
  const begin = new Int32Array(groups.count).fill(-1)
  for (let i = 0; i < cells.values.length; i++) {
    const k = groups.of[i]
    if (begin[k] < 0) begin[k] = i
    if (Number.isNaN(cells.values[i])) continue
    if (firstRow[k] < 0) {
      firstRow[k] = i
      values[k] = cells.values[i]
    } else if (values[k] !== cells.values[i])
      throw new DataError(
        'label-changes',
        `"${name}", line ${lines[i]}: sequence "${groups.names[k]}" has the label "${labelText(cells, i)}" in column "${label}", but "${labelText(cells, firstRow[k])}" in line ${lines[firstRow[k]]}. A sequence has one label: mend the table, or choose another column for the label or for the group.`,
        {
          name,
          line: lines[i],
          column: label,
          group: groups.names[k],
          label: labelText(cells, i),
          before: labelText(cells, firstRow[k]),
          first: lines[firstRow[k]]
        }
      )
  }
  const without = values.findIndex(Number.isNaN)
  if (without >= 0)
    throw new DataError(
      'label-missing',
      `"${name}", line ${lines[begin[without]]}: sequence "${groups.names[without]}" has no label in column "${label}". Write its label in at least one of its rows, or remove the sequence.`,
      { name, line: lines[begin[without]], column: label, group: groups.names[without] }
    )
  const different = [...new Set(values)].sort((a, b) => a - b)
  if (different.length === 1 && known === null)
    throw new DataError(
      'labels-alike',
      `"${name}": every sequence has the label "${labelText(cells, firstRow[0])}" in column "${label}", so there is nothing to learn. Choose another column, or a table with several labels.`,
      { name, column: label, label: labelText(cells, firstRow[0]) }
    )
  if (kind === 'numbers') return { column, name: label, kind, classes: [], of: values }
  if (cells.plan.type === 'number' && !different.every(Number.isInteger))
    throw new DataError(
      'labels-no-classes',
      `"${name}": the labels of column "${label}" are numbers with fractions, such as ${different.find((value) => !Number.isInteger(value))}. Choose numbers as the kind of the labels (data.labels "numbers").`,
      { name, column: label, value: different.find((value) => !Number.isInteger(value))! }
    )
  const rowOf = new Map(Array.from(values, (value, k) => [value, firstRow[k]]))
  const named = different.map((value) => ({ value, text: labelText(cells, rowOf.get(value)!) }))
  if (cells.plan.type === 'text') named.sort((a, b) => (a.text < b.text ? -1 : 1))
  if (known) {
    const strange = named.find(({ text }) => !known.includes(text))
    if (strange) {
      const row = rowOf.get(strange.value)!
      throw new DataError(
        'label-unknown',
        `"${name}", line ${lines[row]}: the network does not know the label "${strange.text}" of column "${label}". It knows ${known.slice(0, 20).join(', ')}.`,
        { name, line: lines[row], column: label, label: strange.text, known: known.slice(0, 20).join(', ') }
      )
    }
  }
  const classes = known ? [...known] : named.map(({ text }) => text)
  const numbers = new Map(named.map(({ value, text }) => [value, classes.indexOf(text)]))
  return {
    column,
    name: label,
    kind,
    classes,
    of: values.map((value) => numbers.get(value)!)
  }
}

/** Held-out sequences are always the same, whatever the seed of the run is, so that runs can be compared. */
const splitSeed = 0x6c616265

/**
 * Whole sequences are trained on or held out: the named groups, or a fraction that is drawn from each class apart (for
 * numbers from all sequences). At least one sequence of each class is trained on.
 */
export function splitLabelled(
  blocks: readonly Block[],
  { kind, of }: Labels,
  { fraction, heldOut }: { fraction: number; heldOut: HeldOut }
): RowSequence[] {
  const isOut = new Uint8Array(blocks.length)
  if (heldOut && 'groups' in heldOut)
    for (const [k, { name }] of blocks.entries()) isOut[k] = heldOut.groups.includes(name ?? '') ? 1 : 0
  else {
    const random = new Random(splitSeed)
    const parts = new Map<number, number[]>()
    for (let k = 0; k < blocks.length; k++) {
      const part = kind === 'classes' ? of[k] : 0
      const members = parts.get(part)
      if (members) members.push(k)
      else parts.set(part, [k])
    }
    const drawn = [...parts.keys()]
      .sort((a, b) => a - b)
      .map((key) => {
        const part = parts.get(key)!
        return shuffled(part.length, random).map((i) => part[i])
      })
    for (const part of drawn)
      for (const k of part.slice(0, Math.min(part.length - 1, Math.round(fraction * part.length)))) isOut[k] = 1
    if (!isOut.includes(1)) {
      const largest = drawn.reduce((most, part) => (part.length > most.length ? part : most))
      if (largest.length > 1) isOut[largest[0]] = 1
    }
  }
  return blocks.map((block, k) => ({ ...block, train: isOut[k] === 1 ? block.begin : block.end }))
}

/**
 * Throws a DataError where nothing is held out or trained on, for a time as the beginning of the held-out part, for an
 * unknown group, and for a class that only held-out sequences have.
 */
export function checkLabelledSplit(
  name: string,
  sequences: readonly RowSequence[],
  { classes, of, name: column }: Labels,
  heldOut: HeldOut
): void {
  if (heldOut && 'from' in heldOut)
    throw new DataError(
      'labels-split-time',
      `"${name}": whole sequences are held out where each has one label, so nothing can be held out from ${heldOut.from} on. Name groups that are held out, or a fraction.`,
      { name, from: heldOut.from }
    )
  if (heldOut) refuseUnknown(name, heldOut.groups, sequences)
  const trained = sequences.flatMap(({ begin, train }, k) => (train > begin ? [k] : []))
  if (trained.length === 0 || trained.length === sequences.length)
    throw new DataError(
      'labels-split-empty',
      `"${name}" has ${sequences.length} sequences with labels, of which ${trained.length} are trained on. At least one must be trained on and one held out.`,
      { name, count: sequences.length, trained: trained.length }
    )
  const known = new Set(trained.map((k) => of[k]))
  const unseen = classes.findIndex((_, i) => !known.has(i))
  if (unseen >= 0)
    throw new DataError(
      'label-only-held-out',
      `"${name}": only held-out sequences have the label "${classes[unseen]}" (column "${column}"), so it could not be learned. Train on one of them: hold out other groups.`,
      { name, column, label: classes[unseen] }
    )
}
