// The measurements of every training step of a run: arrays that double as they grow, none is ever dropped.

import { pointColumns, type Point, type Points } from '../shared/run'

export class PointLog {
  count = 0
  private columns = newColumns(1024)

  push(point: Point): void {
    if (this.count === this.columns.step.length) {
      const larger = newColumns(2 * this.count)
      for (const name of pointColumns) larger[name].set(this.columns[name])
      this.columns = larger
    }
    for (const name of pointColumns) this.columns[name][this.count] = point[name]
    this.count++
  }

  /** Index counts from 0; negative indices count from the end. */
  at(index: number): Point {
    const i = index < 0 ? this.count + index : index
    return Object.fromEntries(pointColumns.map((name) => [name, this.columns[name][i]])) as Point
  }

  /** Points first … first + count − 1, one column after another. */
  slice(first: number, count: number): Float64Array<ArrayBuffer> {
    const all = new Float64Array(pointColumns.length * count)
    pointColumns.forEach((name, i) => all.set(this.columns[name].subarray(first, first + count), i * count))
    return all
  }

  /** Points that lie before the first whose `column` exceeds `limit`. The column must not fall. */
  countUpTo(column: 'step' | 'seconds', limit: number): number {
    const values = this.columns[column]
    let [low, high] = [0, this.count]
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[middle] <= limit) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Drops the points from the first on whose step exceeds `step`, since training goes back to it. Steps must rise. */
  truncateAfter(step: number): void {
    this.count = this.countUpTo('step', step)
  }

  /** Share of the last `last` steps whose gradient was clipped. */
  clippedShare(last: number): number {
    const recent = this.columns.clipped.subarray(Math.max(0, this.count - last), this.count)
    return recent.length === 0 ? 0 : recent.reduce((sum, clipped) => sum + clipped, 0) / recent.length
  }

  /** Steps a second over the last `window` seconds of training; 0 when there are too few to tell. */
  stepsPerSecond(window: number): number {
    if (this.count < 2) return 0
    const { seconds } = this.columns
    const now = seconds[this.count - 1]
    const first = Math.min(this.countUpTo('seconds', now - window), this.count - 2)
    return now > seconds[first] ? (this.count - 1 - first) / (now - seconds[first]) : 0
  }
}

function newColumns(length: number): Points {
  return Object.fromEntries(pointColumns.map((name) => [name, new Float64Array(length)])) as unknown as Points
}
