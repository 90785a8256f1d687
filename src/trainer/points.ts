// The measurements of the training steps of a run: arrays that double as they grow, until there are so many that the
// older half is dropped. metrics.csv holds all of them; a window that is too far behind reads it.

import type { CurveLog } from '../shared/curve-log'
import { pointColumns, type Point, type Points } from '../shared/run'

const mostHeld = 2 ** 20

export class PointLog {
  /** Number of points of the run, and how many of the first ones were dropped. */
  count = 0
  first = 0
  private columns = newColumns(1024)

  push(point: Point): void {
    if (this.held === mostHeld) {
      const half = mostHeld / 2
      for (const name of pointColumns) this.columns[name].copyWithin(0, half)
      this.first += half
    } else if (this.held === this.columns.step.length) {
      const larger = newColumns(2 * this.held)
      for (const name of pointColumns) larger[name].set(this.columns[name])
      this.columns = larger
    }
    for (const name of pointColumns) this.columns[name][this.held] = point[name]
    this.count++
  }

  /** Loads the newest points of a stored run, from the first one after which no point is missing. */
  load({ curves, count, total }: CurveLog): void {
    let from = count
    while (from > 0 && curves.ordinal[from - 1] === total - (count - from)) from--
    this.count = this.first = total - (count - from)
    for (let i = from; i < count; i++)
      this.push(Object.fromEntries(pointColumns.map((name) => [name, curves[name][i]])) as Point)
  }

  /** The point with this index, counted from 0; negative indices count from the end. */
  at(index: number): Point {
    const i = index < 0 ? this.held + index : index - this.first
    return Object.fromEntries(pointColumns.map((name) => [name, this.columns[name][i]])) as Point
  }

  /** Points first … first + count − 1, one column after another. */
  slice(first: number, count: number): Float64Array<ArrayBuffer> {
    const all = new Float64Array(pointColumns.length * count)
    const from = first - this.first
    pointColumns.forEach((name, i) => all.set(this.columns[name].subarray(from, from + count), i * count))
    return all
  }

  /** Points that lie before the first whose `column` exceeds `limit`. The column must not fall. */
  countUpTo(column: 'step' | 'seconds', limit: number): number {
    const values = this.columns[column]
    let [low, high] = [0, this.held]
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[middle] <= limit) low = middle + 1
      else high = middle
    }
    return this.first + low
  }

  /** Share of the last `last` steps whose gradient was clipped. */
  clippedShare(last: number): number {
    const recent = this.columns.clipped.subarray(Math.max(0, this.held - last), this.held)
    return recent.length === 0 ? 0 : recent.reduce((sum, clipped) => sum + clipped, 0) / recent.length
  }

  /** Steps a second over the last `window` seconds of training; 0 when there are too few to tell. */
  stepsPerSecond(window: number): number {
    if (this.held < 2) return 0
    const now = this.at(-1).seconds
    const first = Math.min(this.countUpTo('seconds', now - window), this.count - 2)
    const then = this.at(first).seconds
    return now > then ? (this.count - 1 - first) / (now - then) : 0
  }

  private get held(): number {
    return this.count - this.first
  }
}

function newColumns(length: number): Points {
  return Object.fromEntries(pointColumns.map((name) => [name, new Float64Array(length)])) as unknown as Points
}
