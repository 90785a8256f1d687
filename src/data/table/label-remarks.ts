// What a person should know about the labels of sequences, and about a column that looks like labels but cannot be learned.

import type { RowSequence } from '../row-sequences'
import { Places, type ColumnValues } from './column'
import type { Groups } from './groups'
import { labelText, type Labels } from './labels'
import { isNamed } from './time'
import type { TableValues } from './values'
import { linesOf, warning, type Warning } from './warnings'

/** How many labels a sentence names at most. */
const mostNamed = 10

/** Says what is learned, which classes cannot be measured, and which are perhaps one class. */
export function tellLabels(
  { name, kind, classes, of }: Labels,
  sequences: readonly RowSequence[],
  isGuess: boolean,
  warnings: Warning[]
): void {
  if (isGuess)
    warnings.push(warning('labels-guessed', { column: name, count: sequences.length, kind, classes: classes.length }))
  const heldOut = new Set(sequences.flatMap(({ begin, train }, k) => (train === begin ? [of[k]] : [])))
  const unmeasured = classes.filter((_, i) => !heldOut.has(i))
  if (unmeasured.length > 0) warnings.push(warning('labels-unmeasured', { column: name, labels: listed(unmeasured) }))
  const spellings = new Map<string, number>()
  for (const one of classes) spellings.set(one.toLowerCase(), (spellings.get(one.toLowerCase()) ?? 0) + 1)
  const alike = classes.filter((one) => spellings.get(one.toLowerCase())! > 1)
  if (alike.length > 0) warnings.push(warning('labels-alike-but-case', { column: name, labels: listed(alike) }))
}

const listed = (labels: readonly string[]): string => labels.slice(0, mostNamed).join(', ')

/**
 * Says why a column whose name promises labels is not one: it changes in some sequences, or it is the same in all. A
 * column that changes in most sequences has nothing to do with them.
 */
export function tellUnfitLabels(
  { columns, lines }: Pick<TableValues, 'columns' | 'lines'>,
  groups: Groups,
  roles: Readonly<Record<string, unknown>>,
  warnings: Warning[]
): void {
  for (const [j, column] of columns.entries()) {
    const { name, type } = column.plan
    if (!isNamed(name, 'label') || groups.columns.includes(j) || roles[name] !== undefined || type === 'empty') continue
    const { changes, sequences, isOne } = changesIn(column, lines, groups)
    if (sequences > 0 && sequences < groups.count / 2)
      warnings.push(
        warning(
          'label-varies',
          { column: name, count: sequences, others: groups.count - sequences, ...linesOf(changes) },
          changes.lines[0]
        )
      )
    // A constant column of numbers has a remark of its own.
    if (isOne && type === 'text')
      warnings.push(
        warning('label-alone', { column: name, label: labelText(column, column.values.findIndex(isThere)) })
      )
  }
}

const isThere = (value: number): boolean => !Number.isNaN(value)

/** The places where the label of a sequence is another than before, the number of these sequences, and whether all labels are one. */
function changesIn(
  { values }: ColumnValues,
  lines: Uint32Array,
  groups: Groups
): { changes: Places; sequences: number; isOne: boolean } {
  const changes = new Places()
  const changing = new Set<number>()
  const labels = new Float64Array(groups.count).fill(NaN)
  for (const [i, value] of values.entries()) {
    const k = groups.of[i]
    if (!isThere(value) || value === labels[k]) continue
    if (isThere(labels[k])) {
      changes.add(lines[i])
      changing.add(k)
    }
    labels[k] = value
  }
  return { changes, sequences: changing.size, isOne: new Set(values.filter(isThere)).size === 1 }
}
