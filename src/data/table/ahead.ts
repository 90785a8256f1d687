// Columns that go on where the others have ended, such as a calendar below the last measured load: they are known ahead.

import type { Block } from '../row-sequences'

/** The runs of missing values of a sequence: the one at its end, and the longest of the others. */
function missingRuns(values: Float64Array, { begin, end }: Block): { last: number; longest: number } {
  let [run, longest] = [0, 0]
  for (let row = begin; row < end; row++) {
    if (Number.isNaN(values[row])) run++
    else [run, longest] = [0, Math.max(longest, run)]
  }
  return { last: run, longest }
}

interface Ending {
  /** In time order, NaN where there is none. */
  values: Float64Array
  /** The number of cells without anything in them. A cell that cannot be read is no end. */
  empty: number
}

/**
 * Which of the columns go on: they have a value in every row, and all other columns end before the last row, in the last
 * quarter of every sequence. A run of missing values is no end where one as long stands before it. None where there are
 * no such two kinds.
 */
export function findAhead(columns: readonly Ending[], sequences: readonly Block[]): boolean[] {
  const kinds = columns.map(({ values, empty }) => {
    const runs = sequences.map((block) => ({ ...missingRuns(values, block), rows: block.end - block.begin }))
    if (runs.every(({ last, longest }) => last + longest === 0)) return 'goes on'
    const areEmpty = runs.reduce((sum, { last }) => sum + last, 0) <= empty
    const ends = areEmpty && runs.every(({ last, longest, rows }) => last > longest && 4 * last <= rows)
    return ends ? 'ends' : 'other'
  })
  const found = !kinds.includes('other') && kinds.includes('ends')
  return kinds.map((kind) => found && kind === 'goes on')
}
