// The values of columns that are known ahead, for the rows after the last row of a series, from a file of their own.

import type { Bytes } from './bytes'
import { continueLabels } from './continue-labels'
import { DataError } from './data-error'
import type { SeriesDataSet } from './series'
import { understoodSeries } from './table/series'

/**
 * The values [any × columns known ahead] of the rows after the last row of `data`, in their own units. Where both files
 * tell the time, rows up to the last time of the data are left out, and the first row after it must be the next one.
 * Throws a DataError where the file is no such table, or has no row after the last one.
 */
export function readFuture(bytes: Bytes, name: string, data: SeriesDataSet): Float64Array {
  const ahead = data.chosen.filter((_, j) => data.roles[j] === 'known-ahead')
  if (ahead.length === 0)
    throw new DataError('future-needless', `The network reads no column that is known ahead. Leave "${name}" out.`, {
      name
    })
  const { decisions } = data
  // Every column known ahead is read as a target, so that it must be there and have no gaps.
  const table = understoodSeries(
    bytes,
    { name, delimiter: 'auto', header: 'auto', columns: ahead, validationFraction: 0.5 },
    { roles: Object.fromEntries(ahead.map((column) => [column, 'target'])), dayFirst: decisions?.dayFirst }
  )
  const n = ahead.length
  const order = ahead.map((column) => table.chosen.indexOf(column))
  const first = firstAfter(name, data, table.labels)
  const values = new Float64Array((table.rows - first) * n)
  for (let i = 0; i < values.length; i++)
    values[i] = table.values[(first + Math.floor(i / n)) * table.chosen.length + order[i % n]]
  return values
}

/** The first row of the labels after the last row of the data; 0 where one of the two has no labels. */
function firstAfter(name: string, data: SeriesDataSet, labels: SeriesDataSet['labels']): number {
  if (labels === null || data.labels === null) return 0
  const known = data.labels.cells.slice(0, data.rows)
  const last = known.at(-1)!
  const first = labels.cells.findIndex((cell) => isLater(cell, last))
  if (first < 0)
    throw new DataError(
      'future-over',
      `"${name}" has no row after ${last}, the last row of the data. Choose a file that goes on from there.`,
      { name, last }
    )
  const next = continueLabels(known, 1)
  const found = labels.cells[first]
  if (next !== null && isLater(found, next[0]))
    throw new DataError(
      'future-gap',
      `"${name}" goes on at ${found}, but the row after the last one (${last}) is ${next[0]}. Add the rows between them.`,
      { name, found, last, next: next[0] }
    )
  return first
}

/** Numbers by their size; dates and times, which are written from the year on, by their signs. */
const isLater = (a: string, b: string): boolean =>
  Number.isNaN(Number(a)) || Number.isNaN(Number(b)) ? a > b : Number(a) > Number(b)
