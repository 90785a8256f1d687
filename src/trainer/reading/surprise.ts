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
export function bitsOf(o: Float32Array, row: number, n: number, k: number): number {
  const values = o.subarray(row * n, (row + 1) * n)
  return (logSumExp(values) - values[k]) / Math.LN2
}

/** log Σ exp, in float64. */
export function logSumExp(values: Float32Array): number {
  let largest = -Infinity
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, values[i])
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += Math.exp(values[i] - largest)
  return largest + Math.log(sum)
}
