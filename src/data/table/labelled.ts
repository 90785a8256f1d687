// Makes labelled sequences from an understood table: the inputs of each sequence in time order, without gaps, and its
// label.

import type { LabelKind } from '../../model/table'
import type { Bytes } from '../bytes'
import { DataError } from '../data-error'
import type { RowSequence } from '../row-sequences'
import type { TableDecisions, TableReading } from './decisions'
import { splitLabelled, type Labels } from './labels'
import { keptRows, labelsOf } from './series'
import { understandTable } from './understand'

export interface LabelledSource {
  name: string
  validationFraction: number
  labels: LabelKind
  /** The classes that a network knows, where it only measures: then all sequences are held out. Empty for numbers. */
  classes?: readonly string[] | undefined
}

export interface LabelledSequences {
  decisions: TableDecisions
  /** Names of the columns that are read. */
  chosen: string[]
  /** [rows × chosen.length] */
  values: Float64Array
  /** Sequence by sequence. Of each, all rows are trained on or all are held out. */
  sequences: RowSequence[]
  labels: Labels
  /** The time of each row, as the file writes it. */
  steps: { name: string; cells: readonly string[] } | null
}

/**
 * Throws a DataError as understandTable() does, and for gaps without a decision, a sequence that has no row left, and a
 * split that leaves nothing to train on or nothing held out.
 */
export function labelledSequences(bytes: Bytes, source: LabelledSource, reading: TableReading): LabelledSequences {
  const { name, validationFraction, labels: kind, classes } = source
  const table = understandTable(bytes, { name, validationFraction, given: reading, labels: kind, classes })
  if (table.refusal) throw table.refusal
  const { decisions } = table
  const labels = table.labels!
  const read = table.columns.filter(({ role }) => role === 'input')
  const { values, kept, blocks } = keptRows(table, read, undefined)
  if (blocks.length < table.sequences.length) {
    const left = new Set(blocks.map(({ name: group }) => group))
    const { name: group } = table.sequences.find((one) => !left.has(one.name))!
    throw new DataError(
      'sequence-without-rows',
      `"${name}": sequence "${group}" has no row without gaps, so nothing is left of it. Choose another way with gaps (data.reading.gaps), or remove the sequence.`,
      { name, group: group ?? '' }
    )
  }
  const sequences = classes
    ? blocks.map((block) => ({ ...block, train: block.begin }))
    : splitLabelled(blocks, labels, { fraction: validationFraction, heldOut: decisions.heldOut })
  return {
    decisions,
    chosen: read.map(({ name: column }) => column),
    values,
    sequences,
    labels,
    steps: labelsOf(table, kept)
  }
}
