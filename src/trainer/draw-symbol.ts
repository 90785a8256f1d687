// Draws the next symbol of a text from the probabilities of a network.

import { drawIndex, type Random } from '../engine/random'
import type { Drawing } from '../shared/drawing'

/**
 * Draws the index of a symbol. At temperature 0 it is the likeliest symbol, the first of several equal ones. `p` sums
 * to 1.
 */
export function drawSymbol(p: Float32Array, { temperature, topK, topP }: Drawing, random: Random): number {
  if (temperature === 0) return p.indexOf(Math.max(...p))
  const q = tempered(p, temperature)
  return drawIndex(topK === null && topP === null ? q : cut(q, topK ?? q.length, topP ?? 1), random)
}

/** p^(1/T), scaled to sum to 1. T below 1 makes likely values more likely. */
function tempered(p: Float32Array, temperature: number): Float64Array {
  const weights = Float64Array.from(p, (value) => value ** (1 / temperature))
  // This happens only when the temperature is so low that every power is 0.
  const sum = weights.reduce((a, b) => a + b, 0)
  if (sum === 0) return Float64Array.from(p, (value) => (value === Math.max(...p) ? 1 : 0))
  return weights.map((weight) => weight / sum)
}

/**
 * Keeps the k likeliest symbols, and of these only the likeliest that together have at least the probability `share`
 * (top-p). At least one is kept. The other probabilities become 0, and the kept ones are scaled to sum to 1.
 */
function cut(p: Float64Array, k: number, share: number): Float64Array {
  const order = Array.from(p.keys()).sort((a, b) => p[b] - p[a] || a - b)
  const kept = new Float64Array(p.length)
  let sum = 0
  for (const i of order.slice(0, k)) {
    kept[i] = p[i]
    sum += p[i]
    if (sum >= share) break
  }
  return kept.map((value) => value / sum)
}
