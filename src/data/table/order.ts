// How the rows of a table are put in time order.

import type { Order } from '../../model/table'
import { distinct } from './column'
import type { Groups } from './groups'
import type { Steps, TimeReading } from './time'
import type { TableValues } from './values'
import { warning, type Warning } from './warnings'

/** How the rows are put in time order, and the warning about it. */
export function chooseOrder(
  time: TimeReading,
  steps: Steps,
  values: TableValues,
  groups: Groups | null,
  warnings: Warning[],
  names: readonly string[]
): Order {
  const { rises, falls, equal, firstFall, largestFall } = steps
  const column = names[time.columns[0]]
  const line = values.lines[firstFall] ?? null
  if (falls === 0) return 'as-is'
  if (rises === 0) {
    warnings.push(warning('time-reversed', { column }))
    return 'reversed'
  }
  const hour = 3_600_000
  if (time.dated && largestFall <= hour && falls <= 2 + rises / 1000) {
    warnings.push(warning('hour-twice', { count: falls }, line))
    return 'as-is'
  }
  const sizes = rises + falls + equal
  const repeats = sizes + 1 - distinct(time.values)
  // Every sequence begins again where the one before it ended: sorting would mix them.
  if (
    groups === null &&
    falls + 1 <= sizes / 4 &&
    repeats > 0 &&
    largestFall > 2 * steps.usual &&
    repeats >= falls &&
    isRestart(time.values, firstFall)
  ) {
    warnings.push(warning('series-restart', { count: falls }, line))
    return 'as-is'
  }
  warnings.push(warning('time-unordered', { count: falls, column }, line))
  return 'sorted'
}

/** Whether most times after the first fall have been there before. */
function isRestart(time: Float64Array, firstFall: number): boolean {
  const later = time.length - firstFall
  const isNew = distinct(time) - distinct(time.subarray(0, firstFall))
  return later - isNew > 0.5 * later
}
