// The rows from which a table is understood: all rows of a small file; of a large one those at its beginning, at its end
// and at places between.

import type { Bytes } from '../bytes'
import { DataError } from '../data-error'
import { decodeChunks, type Encoding } from '../encoding'
import type { Dialect } from './dialect'
import { RowParser, withLineFeeds, type Row } from './rows'

/** A file with more bytes is large. */
const smallBytes = 8_000_000
/** At the beginning of a large file so many characters are read, and more until there are enough rows. */
const [fewCharacters, mostCharacters, enoughRows] = [1_000_000, 4_000_000, 2000]
/** How many bytes of the end are read, and at how many places between so many others. */
const [tailBytes, places, placeBytes] = [256_000, 8, 64_000]

interface Source {
  bytes: Bytes
  /** Where the text ends. */
  end: number
  encoding: Encoding
  dialect: Dialect
  name: string
}

export interface Sample {
  sample: Row[]
  /** About the number of all rows, seldom less. */
  expectedRows: number
  /** Characters of the sample, about. */
  sampled: number
}

/** `rows` are all rows of the table. */
export function sampleOf(rows: Iterable<Row>, source: Source): Sample {
  const head: Row[] = []
  let characters = 0
  for (const row of rows) {
    head.push(row)
    characters += row.cells.reduce((sum, cell) => sum + cell.length + 1, 0)
    const enough = characters > mostCharacters || (characters > fewCharacters && head.length >= enoughRows)
    if (!enough || source.end <= smallBytes) continue
    const between = Array.from({ length: places }, (_, i) => {
      const from = 4 * Math.floor(((i + 1) * source.end) / (places + 1) / 4)
      return rowsAt(from, from + placeBytes, source)
    })
    const tail = rowsAt(source.end - tailBytes - ((source.end - tailBytes) % 4), source.end, source)
    const sample = [head, ...between, tail]
      .flat()
      .filter(({ cells }, i) => i < head.length || cells.length === row.cells.length)
    return {
      sample,
      expectedRows: Math.ceil((1.05 * head.length * source.end) / characters),
      sampled: characters + places * placeBytes + tailBytes
    }
  }
  return { sample: head, expectedRows: head.length, sampled: characters }
}

/** The whole rows between two places; none where they lie inside a quoted cell. */
function rowsAt(from: number, to: number, { bytes, end, encoding, dialect, name }: Source): Row[] {
  const piece = bytes.subarray(from, to)
  const text = Array.from(withLineFeeds(decodeChunks(piece, { ...encoding, skip: 0 }))).join('')
  try {
    const first = text.indexOf('\n') + 1
    return first === 0 ? [] : new RowParser(dialect, name).parse(text.slice(first), 1, to < end).rows
  } catch (error) {
    if (error instanceof DataError) return []
    throw error
  }
}
