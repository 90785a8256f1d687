// The sequences of a table, and which rows of each are held out.

import { DataError } from './data-error'
import { trainPart, type HeldOutRange, type PairRange } from './stretches'

/**
 * Rows begin … end − 1 belong together, in time order: no state and no difference goes from the row before `begin` to
 * them. Rows end … future − 1 follow them and hold only values known ahead.
 */
export interface Block {
  /** What the group columns say; null where the table is one sequence. */
  name: string | null
  begin: number
  end: number
  future: number
}

/** The rows before `train` are trained on, those from it on are held out. */
export interface RowSequence extends Block {
  train: number
}

/** What is held out: every sequence from a time on, or whole groups. Null: a fraction at the end of every sequence. */
export type HeldOut = { from: string } | { groups: string[] } | null

/** The sequence of each row, in blocks, and the names of the sequences; null where all rows are one. */
export type RowGroups = { of: ArrayLike<number>; names: readonly string[] } | null

/** The blocks of rows that belong together. */
export function blocksOf(rows: number, groups: RowGroups): Block[] {
  const begins: number[] = []
  for (let i = 0; i < rows; i++) if (i === 0 || (groups && groups.of[i] !== groups.of[i - 1])) begins.push(i)
  return begins.map((begin, k) => {
    const end = begins[k + 1] ?? rows
    return { name: groups?.names[groups.of[begin]] ?? null, begin, end, future: end }
  })
}

interface Split {
  fraction: number
  heldOut: HeldOut
  /** Whether a row is held out where a time decides. */
  isFrom: (row: number) => boolean
}

/** Where the held-out part of each block begins. A part may be empty: checkSplit() refuses that. */
export function splitBlocks(blocks: readonly Block[], { fraction, heldOut, isFrom }: Split): RowSequence[] {
  const trainOf = ({ name, begin, end }: Block): number => {
    if (heldOut === null) {
      // A series that is one sequence has always been trained on at least two rows.
      const least = blocks.length === 1 ? Math.min(2, end) : 0
      return Math.max(least, begin + trainPart(end - begin, fraction))
    }
    if ('groups' in heldOut) return name !== null && heldOut.groups.includes(name) ? begin : end
    let row = begin
    while (row < end && !isFrom(row)) row++
    return row
  }
  return blocks.map((block) => ({ ...block, train: trainOf(block) }))
}

/** The values [rows] of the rows that are trained on. */
export function trainedOf(values: Float64Array, sequences: readonly RowSequence[]): Float64Array {
  if (sequences.length === 1) return values.subarray(sequences[0].begin, sequences[0].train)
  const all = new Float64Array(sequences.reduce((sum, { begin, train }) => sum + train - begin, 0))
  let at = 0
  for (const { begin, train } of sequences) {
    all.set(values.subarray(begin, train), at)
    at += train - begin
  }
  return all
}

/** The pairs of rows (t, t + 1) of a sequence that are trained on. */
export const trainedPairs = ({ begin, train }: RowSequence): PairRange => ({ begin, end: Math.max(begin, train - 1) })

/** The pairs whose second row is held out. */
export function heldOutPairs({ begin, train, end }: RowSequence): HeldOutRange {
  const last = Math.max(begin, end - 1)
  return { first: begin, begin: Math.min(last, Math.max(begin, train - 1)), end: last }
}

export const isNotEmpty = ({ begin, end }: PairRange): boolean => end > begin

/**
 * Throws a DataError where nothing is left to train on or nothing is held out, and for a group that the table does not
 * have.
 */
export function checkSplit(name: string, sequences: readonly RowSequence[], heldOut: HeldOut): void {
  if (heldOut && 'groups' in heldOut) refuseUnknown(name, heldOut.groups, sequences)
  const how =
    heldOut === null ? 'the last part of every sequence' : 'from' in heldOut ? heldOut.from : heldOut.groups.join(', ')
  if (!sequences.map(trainedPairs).some(isNotEmpty))
    throw new DataError(
      'split-nothing-to-train',
      `"${name}": nothing is left to train on when this is held out: ${how}. A sequence needs two rows that are trained on: hold out less.`,
      { name, how }
    )
  if (!sequences.map(heldOutPairs).some(isNotEmpty))
    throw new DataError(
      'split-nothing-held-out',
      `"${name}": nothing is held out by this: ${how}. Hold out more, so that the network is measured on what it has not seen.`,
      { name, how }
    )
}

/** Throws a DataError for a group that the table does not have. */
export function refuseUnknown(name: string, asked: readonly string[], sequences: readonly RowSequence[]): void {
  const names = sequences.flatMap((one) => (one.name === null ? [] : [one.name]))
  const group = asked.find((one) => !names.includes(one))
  if (group === undefined) return
  const groups = names.length === 0 ? '—' : names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '')
  throw new DataError(
    'split-unknown-group',
    `"${name}" has no group "${group}" that could be held out. Its groups: ${groups}.`,
    { name, group, groups }
  )
}
