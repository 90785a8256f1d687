// A growing column of a run and what is derived from it: its smoothed curve, the pyramids of both, and the places where
// the step number goes back. Only new values are computed.

import { MinMaxPyramid } from './pyramid'
import { drawable } from './range'

type Column = ArrayLike<number>

/** The first index in [from, to) whose value is at least `value`; `column` rises there. */
export function lowerBound(column: Column, value: number, from: number, to: number): number {
  while (from < to) {
    const middle = (from + to) >>> 1
    if (column[middle] < value) from = middle + 1
    else to = middle
  }
  return from
}

/** The smoothing window is at most this part of the run so far: one twentieth. */
const parts = 20

/**
 * An exponential moving average over about `window` values, without bias. Early in a run the window is a twentieth of
 * the run, so that the weights Π β sum to 1 from the first value on. Dividing by 1 − βⁿ removes the bias too; but a
 * loss often falls within a few steps, and an average that remembers the first values would stay above the curve for a
 * whole window. Values that cannot be drawn are left out.
 */
export class Smoother {
  private count = 0
  private mean = 0

  constructor(private readonly window: number) {}

  /** `value` can be the mean of several values. */
  next(value: number, several = 1): number {
    if (!drawable(value)) return NaN
    const beta = this.decay(this.count, this.count + several)
    this.count += several
    this.mean = beta * this.mean + (1 - beta) * value
    return this.mean
  }

  /** Π β(k) for k = from + 1 … to, where β(k) = 1 − 1/window(k) and window(k) = max(1, min(k / parts, window)). */
  private decay(from: number, to: number): number {
    const grown = Math.max(parts, Math.floor(parts * this.window))
    const early = Math.min(to, grown)
    let product = (1 - 1 / Math.max(1, this.window)) ** Math.max(0, to - Math.max(from, grown))
    if (early > from && from < parts) return 0
    // Π (k − parts) / k, in which everything cancels except the ends.
    if (early > from) for (let j = 0; j < parts; j++) product *= (from - j) / (early - j)
    return product
  }

  restart(): void {
    this.count = this.mean = 0
  }
}

/** For points that stand for others that were left out: the mean of these, and the number of each point in the run. */
export interface Thinned {
  mean: Column
  ordinal: Column
}

export interface Segment {
  from: number
  to: number
}

export class Trace {
  count = 0
  smoothed = new Float64Array(0)
  /** The index at which each part with rising steps begins: 0, and one more for each rewind or resume. */
  private readonly starts = [0]
  private readonly raw = new MinMaxPyramid()
  private readonly smooth = new MinMaxPyramid()
  private readonly smoother: Smoother

  constructor(readonly window: number) {
    this.smoother = new Smoother(window)
  }

  extend(step: Column, values: Column, count: number, thinned?: Thinned): void {
    if (this.smoothed.length < count) {
      const grown = new Float64Array(Math.max(1024, count * 2))
      grown.set(this.smoothed)
      this.smoothed = grown
    }
    for (let i = this.count; i < count; i++) {
      if (i > 0 && step[i] <= step[i - 1]) {
        this.starts.push(i)
        // The values before a rewind were often an explosion: the average of the new branch begins without them.
        this.smoother.restart()
      }
      this.smoothed[i] = thinned
        ? this.smoother.next(
            thinned.mean[i],
            i === 0 ? thinned.ordinal[0] : thinned.ordinal[i] - thinned.ordinal[i - 1]
          )
        : this.smoother.next(values[i])
    }
    this.raw.extend(values, count)
    this.smooth.extend(this.smoothed, count)
    this.count = count
  }

  segments(): Segment[] {
    return this.starts.map((from, i) => ({ from, to: this.starts[i + 1] ?? this.count }))
  }

  pyramid(which: 'raw' | 'smoothed'): MinMaxPyramid {
    return which === 'raw' ? this.raw : this.smooth
  }

  /** The index of the point nearest to `x`, on the newest branch that reaches it; −1 where there are no points. */
  nearest(step: Column, x: number): number {
    for (const { from, to } of this.segments().reverse()) {
      if (from === to || (step[from] > x && from > 0)) continue
      const right = lowerBound(step, x, from, to)
      if (right === from) return right
      if (right === to) return to - 1
      return x - step[right - 1] < step[right] - x ? right - 1 : right
    }
    return -1
  }
}

/**
 * Keeps a trace of a column, and begins a new one when the column is replaced or shortened, or the smoothing changes.
 */
export class TraceKeeper {
  private source: object | null = null
  private trace = new Trace(1)

  of(source: object, step: Column, values: Column, count: number, window: number, thinned?: Thinned): Trace {
    if (source !== this.source || count < this.trace.count || window !== this.trace.window) {
      this.source = source
      this.trace = new Trace(window)
    }
    this.trace.extend(step, values, count, thinned)
    return this.trace
  }
}

/**
 * The mean of any part of a growing column in O(1) time. The weight of a value is the number of steps that it stands
 * for.
 */
export class RunningMean {
  private sums = new Float64Array(1)
  private weights = new Float64Array(1)
  private source: object | null = null
  private count = 0

  /** Begins anew for another `source` or for fewer values than before, as TraceKeeper does. */
  extend(source: object, values: Column, count: number, ordinal: Column): void {
    if (source !== this.source || count < this.count) this.count = 0
    this.source = source
    if (this.sums.length <= count) {
      for (const name of ['sums', 'weights'] as const) {
        const grown = new Float64Array(count * 2 + 1)
        grown.set(this[name])
        this[name] = grown
      }
    }
    for (; this.count < count; this.count++) {
      const weight = ordinal[this.count] - (this.count === 0 ? 0 : ordinal[this.count - 1])
      this.sums[this.count + 1] = this.sums[this.count] + weight * values[this.count]
      this.weights[this.count + 1] = this.weights[this.count] + weight
    }
  }

  of(from: number, to: number): number {
    return (this.sums[to] - this.sums[from]) / (this.weights[to] - this.weights[from])
  }
}
