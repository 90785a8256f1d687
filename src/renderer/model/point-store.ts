// The loss points of a run in arrays that double as they grow. Steps only rise: a point whose step is not above the
// last one comes after a rewind, and supersedes everything from its step on.

import { pointColumns, type Points } from '../../shared/run'

export interface PointStore {
  readonly count: number
  /**
   * May be longer than `count`. The same object as long as points are only added, so that charts go on from what they
   * have computed; another one when something was superseded.
   */
  readonly points: Points
  /** Columns one after another, as a frame carries them. Returns the lowest step that was superseded, or null. */
  append(columns: Float64Array, added: number): number | null
  load(stored: Points): void
}

export const emptyPoints = (capacity = 0): Points => ({
  step: new Float64Array(capacity), loss: new Float64Array(capacity), gradientNorm: new Float64Array(capacity),
  learningRate: new Float64Array(capacity), clipped: new Float64Array(capacity), seconds: new Float64Array(capacity)
})

export function createPointStore(): PointStore {
  let count = 0
  let points = emptyPoints(1024)

  function reserve(size: number): void {
    if (size <= points.step.length) return
    const larger = emptyPoints(Math.max(size, 2 * points.step.length))
    for (const column of pointColumns) larger[column].set(points[column].subarray(0, count))
    Object.assign(points, larger)
  }

  /** First index whose step is at least `step`. */
  function indexOf(step: number): number {
    let low = 0
    let high = count
    while (low < high) {
      const middle = (low + high) >> 1
      if (points.step[middle] < step) low = middle + 1
      else high = middle
    }
    return low
  }

  function append(columns: Float64Array, added: number): number | null {
    reserve(count + added)
    let superseded: number | null = null
    for (let i = 0; i < added; i++) {
      const step = columns[i]
      if (count > 0 && step <= points.step[count - 1]) {
        count = indexOf(step)
        superseded = Math.min(superseded ?? step, step)
      }
      for (let j = 0; j < pointColumns.length; j++) points[pointColumns[j]][count] = columns[j * added + i]
      count++
    }
    if (superseded !== null) points = { ...points }
    return superseded
  }

  return {
    get count() { return count },
    get points() { return points },
    append,
    load(stored) {
      const length = stored.step.length
      const columns = new Float64Array(pointColumns.length * length)
      pointColumns.forEach((column, j) => columns.set(stored[column], j * length))
      count = 0
      points = emptyPoints(Math.max(length, 1024))
      append(columns, length)
    }
  }
}
