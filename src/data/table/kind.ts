// Whether a file is a table or a text: by its name, and where the name can be either, by its lines.

import type { Bytes } from '../bytes'
import { findEncoding } from '../encoding'
import { findDialect, splitLine, wholeRows } from './dialect'
import { bareNumber } from './numbers'
import { firstLines } from './understand'

export const tableExtensions: readonly string[] = '.csv .tsv .tab .dat .psv .asc .xlsx .xls .jsonl .ndjson'.split(' ')

/**
 * False (a text) where neither name nor lines decide. `extension` includes its full stop. Throws a DataError for a file
 * that is no text.
 */
export function looksLikeTable(bytes: Bytes, name: string, extension: string): boolean {
  if (tableExtensions.includes(extension) || extension === '.json') return true
  if (['.md', '.text', '.html', '.xml'].includes(extension)) return false
  const lines = firstLines(bytes, findEncoding(bytes, name).encoding)
  const { delimiter, top, comment } = findDialect(lines, {})
  const rows = wholeRows(lines.slice(top))
    .map(({ text }) => text)
    .filter((line) => line.trim() !== '' && !(comment !== null && line.startsWith(comment)))
    .map((line) => splitLine(line, delimiter))
  if (rows.length < 3) return false
  const width = rows[rows.length - 1].length
  const body = rows.slice(1)
  const alike = body.filter(({ length }) => length === width)
  const numbers = alike.filter((cells) => cells.some((cell) => bareNumber(cell) !== null))
  return alike.length >= 0.8 * body.length && numbers.length >= 0.8 * body.length
}
