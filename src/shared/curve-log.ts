// The points of a run in bounded memory. As long as they fit, all points are kept. A longer run is divided into
// stretches of steps. Each stretch keeps its points with the lowest and the highest loss and gradient norm and its last
// point, so every spike stays at its own step; the means of the stretch are stored beside them. Steps only rise: a
// point whose step is not above the last one comes after a rewind and replaces all points from its step on.

import { pointColumns, type Point, type Points } from './run'

export const curveColumns = [...pointColumns, 'ordinal', 'meanLoss', 'meanGradientNorm'] as const

/**
 * Columns of a CurveLog. `ordinal` is the number of the point in the run (1, 2, …); the difference to the ordinal
 * before is the number of points that this one represents. `meanLoss`, `meanGradientNorm` and `clipped` are means over
 * these points.
 */
export type Curves = Points & Record<'ordinal' | 'meanLoss' | 'meanGradientNorm', Float64Array>

/** The most points that a stretch keeps. */
export const keptOfStretch = 5
const firstStretch = 16
const defaultRoom = 2 ** 18

const newCurves = (length: number): Curves =>
  Object.fromEntries(curveColumns.map((name) => [name, new Float64Array(length)])) as unknown as Curves

export class CurveLog {
  /** The number of points that are kept; the columns may be longer. */
  count = 0
  /** The same object as long as points are only added; a new object when points were replaced or thinned. */
  curves = newCurves(1024)
  /** Steps of a stretch; 1 while every point is there. */
  stretch = 1

  /** Keeps at most `room` points: 72 bytes each. */
  constructor(private readonly room = defaultRoom) {}

  /** The number of points that the run has. */
  get total(): number {
    return this.count === 0 ? 0 : this.curves.ordinal[this.count - 1]
  }

  get lastStep(): number {
    return this.count === 0 ? -Infinity : this.curves.step[this.count - 1]
  }

  /** The newest point. */
  get last(): Point | null {
    if (this.count === 0) return null
    return Object.fromEntries(pointColumns.map((name) => [name, this.curves[name][this.count - 1]])) as Point
  }

  /** Index of the first kept point whose step is at least `step`. */
  indexOf(step: number): number {
    let [low, high] = [0, this.count]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.curves.step[middle] < step) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Removes the points from `step` on. Returns whether there were any. */
  supersede(step: number): boolean {
    if (step > this.lastStep) return false
    this.count = this.indexOf(step)
    this.curves = { ...this.curves }
    return true
  }

  /** Adds one point, in the order of `pointColumns`. Returns whether it replaces points of a rewind. */
  append(values: ArrayLike<number>): boolean {
    const [ordinal, superseded] = this.place(values[0])
    const { curves, count } = this
    // Column by column by name: this is called millions of times.
    curves.step[count] = values[0]
    curves.loss[count] = curves.meanLoss[count] = values[1]
    curves.gradientNorm[count] = curves.meanGradientNorm[count] = values[2]
    curves.learningRate[count] = values[3]
    curves.clipped[count] = values[4]
    curves.seconds[count] = values[5]
    curves.ordinal[count] = ordinal
    this.count++
    return superseded
  }

  /**
   * Adds the points first … first + count − 1 of a stretch that is already thinned. Their ordinals count from
   * `firstStep`, which has 1.
   */
  appendThinned(from: Curves, first: number, count: number, firstStep: number): void {
    const [ordinal] = this.place(firstStep)
    for (let i = first; i < first + count; i++) {
      this.reserve()
      for (const name of curveColumns) this.curves[name][this.count] = from[name][i]
      this.curves.ordinal[this.count++] += ordinal - 1
    }
  }

  /** The kept points, in columns of exactly their length. */
  trimmed(): Curves {
    return Object.fromEntries(
      curveColumns.map((name) => [name, this.curves[name].slice(0, this.count)])
    ) as unknown as Curves
  }

  /** Takes over the result of `trimmed` of another log. */
  load(curves: Curves): void {
    this.count = curves.step.length
    this.curves = newCurves(Math.max(1024, this.count))
    for (const name of curveColumns) this.curves[name].set(curves[name])
  }

  /** Makes room for a point. Returns its ordinal and whether it replaces points of a rewind. */
  private place(step: number): [ordinal: number, superseded: boolean] {
    const superseded = this.supersede(step)
    this.reserve()
    // There is one point a step; so the steps after the last kept point are those that were thinned out.
    const thinnedOut = superseded && this.count > 0 ? step - this.lastStep - 1 : 0
    return [this.total + thinnedOut + 1, superseded]
  }

  private reserve(): void {
    if (this.count === this.room) this.thin()
    if (this.count < this.curves.step.length) return
    const larger = newCurves(Math.min(this.room, 2 * this.count))
    for (const name of curveColumns) larger[name].set(this.curves[name])
    // The same object: for a reader that has read this far nothing has changed.
    Object.assign(this.curves, larger)
  }

  /** Lengthens the stretches until half of the room is free. */
  private thin(): void {
    const curves = { ...this.curves }
    for (this.stretch = Math.max(firstStretch, this.stretch); this.count > this.room / 2; this.stretch *= 2) {
      let [kept, before] = [0, 0]
      for (let from = 0, to = 0; from < this.count; from = to) {
        const stretch = Math.floor(curves.step[from] / this.stretch)
        while (to < this.count && Math.floor(curves.step[to] / this.stretch) === stretch) to++
        const last = curves.ordinal[to - 1]
        kept += thinStretch(curves, from, to, before, curves, kept)
        before = last
      }
      this.count = kept
      if (kept <= this.room / 2) break
    }
    this.curves = curves
  }
}

/**
 * Thins the points from … to − 1 and writes those that stay to `into`, which may be the same columns, from index `at`
 * on. `before` is the ordinal of the point before. Returns the number of points that stay: at most `keptOfStretch`.
 */
export function thinStretch(
  curves: Curves,
  from: number,
  to: number,
  before: number,
  into: Curves,
  at: number
): number {
  const copy = (source: number, target: number): void => {
    for (const name of curveColumns) into[name][target] = curves[name][source]
  }
  if (to - from <= keptOfStretch) {
    for (let i = from; i < to; i++) copy(i, at + i - from)
    return to - from
  }
  const means = (['meanLoss', 'meanGradientNorm', 'clipped'] as const).map(
    (name) => [name, meanOf(curves[name], curves.ordinal, from, to, before)] as const
  )
  const stays = new Set([to - 1])
  for (const name of ['loss', 'gradientNorm'] as const) {
    let [lowest, highest] = [-1, -1]
    for (let i = from; i < to; i++) {
      const value = curves[name][i]
      if (!Number.isFinite(value)) continue
      if (lowest === -1 || value < curves[name][lowest]) lowest = i
      if (highest === -1 || value > curves[name][highest]) highest = i
    }
    if (lowest !== -1) stays.add(lowest).add(highest)
  }
  const inOrder = [...stays].sort((a, b) => a - b)
  inOrder.forEach((source, i) => {
    copy(source, at + i)
    for (const [name, mean] of means) into[name][at + i] = mean
  })
  return inOrder.length
}

/** Mean over all points that the points from … to − 1 represent; NaN where none is finite. */
function meanOf(values: Float64Array, ordinal: Float64Array, from: number, to: number, before: number): number {
  let [sum, weight] = [0, 0]
  for (let i = from, earlier = before; i < to; earlier = ordinal[i++]) {
    if (!Number.isFinite(values[i])) continue
    sum += values[i] * (ordinal[i] - earlier)
    weight += ordinal[i] - earlier
  }
  return weight === 0 ? NaN : sum / weight
}
