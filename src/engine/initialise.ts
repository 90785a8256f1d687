// The parameters that training starts from.

import type { Model } from './model'
import { tensorShapes, type Floats, type Parameters } from './parameters'
import type { Random } from './random'

export interface InitialisationOptions {
  /** U, V, R and the biases. `uniform` draws the biases too; the others leave them at zero. */
  weights: 'uniform' | 'glorot' | 'orthogonal'
  /** W. */
  recurrent: 'uniform' | 'glorot' | 'orthogonal' | 'identity'
  identityScale: number
}

/** Overwrites all parameters. The same seed gives the same numbers, to the precision of the buffer. */
export function initialise(
  parameters: Parameters<Floats>, model: Model, { weights, recurrent, identityScale }: InitialisationOptions, random: Random
): void {
  for (const { name, rows, cols } of tensorShapes(model)) {
    const tensor = parameters[name]
    const scheme = name === 'W' ? recurrent : weights
    const bias = name === 'b' || name === 'c'
    // U(±1/√nh), as PyTorch
    if (scheme === 'uniform') fillUniform(tensor, 1 / Math.sqrt(model.nh), random)
    else if (bias) tensor.fill(0)
    // U(±√(6 / (inputs + outputs))): Glorot and Bengio 2010
    else if (scheme === 'glorot') fillUniform(tensor, Math.sqrt(6 / (rows + cols)), random)
    else if (scheme === 'orthogonal') tensor.set(randomOrthogonal(rows, cols, random))
    else fillIdentity(tensor, rows, cols, identityScale)
  }
}

function fillUniform(tensor: Floats, limit: number, random: Random): void {
  for (let i = 0; i < tensor.length; i++) tensor[i] = (2 * random.next() - 1) * limit
}

/** s I, or its upper left part: Le, Jaitly and Hinton 2015 */
function fillIdentity(tensor: Floats, rows: number, cols: number, scale: number): void {
  tensor.fill(0)
  for (let i = 0; i < Math.min(rows, cols); i++) tensor[i * cols + i] = scale
}

/**
 * A matrix with orthonormal columns (rows, when there are fewer of them), every one equally likely.
 *
 * It is the Q of the QR decomposition of a matrix of normal draws, with the signs that make R's diagonal positive,
 * and yet nothing is decomposed: what Householder's method leaves of such a matrix after k reflections is again
 * independent normal draws, so each reflection may draw its own vector (Stewart 1980). 4/3 n³ operations.
 */
export function randomOrthogonal(rows: number, cols: number, random: Random): Float64Array {
  const [m, n] = [Math.max(rows, cols), Math.min(rows, cols)]
  // The n columns of Q = H(1) ⋯ H(n) D lie one after the other, padded to whole groups of four.
  const columns = new Float64Array(Math.ceil(n / 4) * 4 * m)
  const reflections = Array.from({ length: n }, (_, k) => {
    // H = I − v vᵀ with v ∝ x + sign(x₁) ‖x‖ e₁ takes x to −sign(x₁) ‖x‖ e₁, whose sign is that of R's diagonal entry.
    const v = Float64Array.from({ length: m - k }, () => random.normal())
    const sign = v[0] < 0 ? -1 : 1
    v[0] += sign * norm(v)
    columns[k * m + k] = -sign
    const length = norm(v)
    return v.map((value) => (value * Math.SQRT2) / length)
  })
  for (let j = 0; j < n; j += 4) {
    // Column j begins as ±e(j), which the reflections after H(j) leave alone.
    for (let k = Math.min(j + 3, n - 1); k >= 0; k--) reflectFour(columns, m, j, k, reflections[k])
  }
  const Q = columns.subarray(0, n * m)
  return rows < cols ? Q : transpose(Q, n, m)
}

/** q ← q − v vᵀq for the columns j to j + 3, on rows from k on. Four at once keep the processor's adders busy. */
function reflectFour(columns: Float64Array, m: number, j: number, k: number, v: Float64Array): void {
  const [p0, p1, p2, p3] = [j * m + k, (j + 1) * m + k, (j + 2) * m + k, (j + 3) * m + k]
  let [w0, w1, w2, w3] = [0, 0, 0, 0]
  for (let i = 0; i < v.length; i++) {
    w0 += v[i] * columns[p0 + i]
    w1 += v[i] * columns[p1 + i]
    w2 += v[i] * columns[p2 + i]
    w3 += v[i] * columns[p3 + i]
  }
  for (let i = 0; i < v.length; i++) {
    columns[p0 + i] -= v[i] * w0
    columns[p1 + i] -= v[i] * w1
    columns[p2 + i] -= v[i] * w2
    columns[p3 + i] -= v[i] * w3
  }
}

function norm(v: Float64Array): number {
  return Math.sqrt(v.reduce((sum, value) => sum + value * value, 0))
}

function transpose(A: Float64Array, rows: number, cols: number): Float64Array {
  return Float64Array.from({ length: A.length }, (_, i) => A[(i % rows) * cols + Math.floor(i / rows)])
}
