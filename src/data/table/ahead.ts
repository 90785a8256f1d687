// Columns that go on where the others have ended, such as a calendar below the last measured load: they are known ahead.

import type { Block } from '../row-sequences'

/** How many values are missing at the end of a sequence. */
function missingAtEnd(values: Float64Array, { begin, end }: Block): number {
  let row = end
  while (row > begin && Number.isNaN(values[row - 1])) row--
  return end - row
}

interface Ending {
  /** In time order, NaN where there is none. */
  values: Float64Array
  /** The number of cells without anything in them. A cell that cannot be read is no end. */
  empty: number
}

/**
 * Which of the columns go on: in every sequence they have values up to the last row, and all other columns end before it,
 * but not before the middle. None where there are no such two kinds.
 */
export function findAhead(columns: readonly Ending[], sequences: readonly Block[]): boolean[] {
  const kinds = columns.map(({ values, empty }) => {
    const missing = sequences.map((block) => missingAtEnd(values, block))
    if (missing.every((count) => count === 0)) return 'goes on'
    const areEmpty = missing.reduce((sum, count) => sum + count, 0) <= empty
    const ends =
      areEmpty && missing.every((count, k) => count > 0 && 2 * count <= sequences[k].end - sequences[k].begin)
    return ends ? 'ends' : 'other'
  })
  const found = !kinds.includes('other') && kinds.includes('ends')
  return kinds.map((kind) => found && kind === 'goes on')
}
