// The minimum and maximum of any part of a long, growing column in O(log n) time, so that a million points can be drawn
// again in each frame. Level k holds the extremes of blocks of fan^(k+1) values.

import { drawable } from './range'

const fan = 8

export interface Extremes {
  min: number
  max: number
}

interface Level {
  min: Float64Array
  max: Float64Array
}

export class MinMaxPyramid {
  private readonly levels: Level[] = []
  private count = 0

  /**
   * Takes in values[count so far … count). Values before must not have changed. Values that cannot be drawn are left
   * out.
   */
  extend(values: ArrayLike<number>, count: number): void {
    const from = this.count
    this.count = count
    let below = count
    for (let level = 0, size = fan; below > 1; level++, size *= fan) {
      const blocks = Math.ceil(below / fan)
      // A block that was only partly full is computed again, so appending gives the same result as building anew.
      this.fill(level, Math.floor(from / size), blocks, below, values)
      below = blocks
    }
  }

  /** The extremes of values[from … to). `min` > `max` where no value can be drawn. */
  query(values: ArrayLike<number>, from: number, to: number): Extremes {
    const result = { min: Infinity, max: -Infinity }
    for (let level = -1; from < to; level++) {
      while (from < to && from % fan !== 0) this.take(level, from++, values, result)
      while (from < to && to % fan !== 0) this.take(level, --to, values, result)
      from /= fan
      to /= fan
    }
    return result
  }

  private fill(level: number, first: number, blocks: number, below: number, values: ArrayLike<number>): void {
    const { min, max } = this.room(level, blocks)
    for (let block = first; block < blocks; block++) {
      const result = { min: Infinity, max: -Infinity }
      const end = Math.min(below, (block + 1) * fan)
      for (let i = block * fan; i < end; i++) this.take(level - 1, i, values, result)
      min[block] = result.min
      max[block] = result.max
    }
  }

  private take(level: number, index: number, values: ArrayLike<number>, into: Extremes): void {
    const low = level < 0 ? values[index] : this.levels[level].min[index]
    const high = level < 0 ? low : this.levels[level].max[index]
    // Only a value itself can be undrawable. An empty block holds (∞, −∞), which changes nothing.
    if (level < 0 && !drawable(low)) return
    if (low < into.min) into.min = low
    if (high > into.max) into.max = high
  }

  private room(level: number, blocks: number): Level {
    const old = this.levels[level]
    if (old && old.min.length >= blocks) return old
    const capacity = Math.max(16, blocks * 2)
    const grown = { min: new Float64Array(capacity), max: new Float64Array(capacity) }
    if (old) {
      grown.min.set(old.min)
      grown.max.set(old.max)
    }
    this.levels[level] = grown
    return grown
  }
}
