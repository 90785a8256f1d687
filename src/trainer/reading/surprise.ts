// How surprising each symbol of a text is for a network: −log₂ p(s(t) | s(1) … s(t−1)), in bits.

import type { Reader } from './reader'

/** Symbols that are read at once: a few milliseconds of work. */
const piece = 256

/**
 * The bits of each symbol of a text, given as indices of symbols; NaN for the first, because nothing comes before it.
 */
export function* surpriseOf(reader: Reader, text: Int32Array): Generator<void, Float64Array<ArrayBuffer>> {
  const { ny } = reader.model
  const bits = new Float64Array(text.length).fill(NaN)
  for (let from = 0; from + 1 < text.length; from += piece) {
    const index = text.slice(from, Math.min(from + piece, text.length - 1))
    const { o } = reader.steps({ kind: 'index', index })
    for (let t = 0; t < index.length; t++) bits[from + t + 1] = bitsOf(o, t, ny, text[from + t + 1])
    yield
  }
  return bits
}

/** −log₂ softmax(o)ₖ = (log Σ exp o − oₖ) / log 2, for row `row` of o [rows × n]. */
function bitsOf(o: Float32Array, row: number, n: number, k: number): number {
  const at = row * n
  let largest = -Infinity
  for (let i = 0; i < n; i++) largest = Math.max(largest, o[at + i])
  let sum = 0
  for (let i = 0; i < n; i++) sum += Math.exp(o[at + i] - largest)
  return (largest + Math.log(sum) - o[at + k]) / Math.LN2
}

/** The places of the `count` largest values, largest first; NaN does not count. */
export function largestPlaces(values: Float64Array, count: number): number[] {
  const places: number[] = []
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue
    if (places.length === count && values[i] <= values[places[count - 1]]) continue
    const at = places.findIndex((place) => values[place] < values[i])
    places.splice(at < 0 ? places.length : at, 0, i)
    if (places.length > count) places.pop()
  }
  return places
}
