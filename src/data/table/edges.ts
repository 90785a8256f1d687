// Where the rows of a table begin and end.

import type { Role } from '../../model/table'
import type { ReadTable } from './understand'
import { rowsOnLines } from './values'

/**
 * The number of rows up to the last one in which a target has a value. Where columns are known ahead, the rows after it
 * are the future, and no gaps; without such columns there is no future.
 */
export function endOfTargets(rows: number, columns: readonly { role: Role; values: Float64Array }[]): number {
  const targets = columns.filter(({ role }) => role === 'target')
  if (!columns.some(({ role }) => role === 'known-ahead')) return rows
  let end = rows
  while (end > 0 && targets.every(({ values }) => Number.isNaN(values[end - 1]))) end--
  return end
}

/** The cells of the first and the last row in time order. */
export function endCells(
  { pieces, dialect, name, values }: ReadTable,
  order: Uint32Array | null
): { first: string[]; last: string[] } {
  if (order === null)
    return {
      first: values.columns.map(({ firstCell }) => firstCell),
      last: values.columns.map(({ lastCell }) => lastCell)
    }
  const wanted = [values.lines[order[0]], values.lines[order[values.rows - 1]]]
  const { sources } = values
  const [first, last] = rowsOnLines(pieces(), wanted, { splitting: dialect, name }).map((cells) =>
    sources ? sources.map((j) => cells[j] ?? '') : cells
  )
  return { first, last }
}

/** Number of lines that are neither header nor data. Blank lines do not count. */
export function skippedLines({ dialect, plan, values, first }: ReadTable): number {
  const top = first.slice(0, dialect.top).filter((line) => line.trim() !== '').length
  const notes =
    dialect.comment === null
      ? 0
      : first.slice(dialect.top).filter((line) => line.trimStart().replace(/^"/, '').startsWith(dialect.comment!))
          .length
  return top + notes + plan.skippedRows.length + values.repeated.count + values.totals.count
}
