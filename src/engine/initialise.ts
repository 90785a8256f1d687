// The parameters that training starts from.

import { reflectColumns, reflector, transposed } from './linear-algebra/reflections'
import type { Model } from '../model/model'
import { isBias, tensorShapes } from '../model/tensors'
import type { RecurrentScheme, WeightScheme } from '../model/training'
import type { Floats, Parameters } from './parameters'
import type { Random } from './random'

export interface InitialisationOptions {
  weights: WeightScheme
  recurrent: RecurrentScheme
  identityScale: number
}

/** Overwrites all parameters. The same seed gives the same numbers, to the precision of the buffer. */
export function initialise(
  parameters: Parameters<Floats>,
  model: Model,
  { weights, recurrent, identityScale }: InitialisationOptions,
  random: Random
): void {
  for (const { name, rows, cols } of tensorShapes(model)) {
    const tensor = parameters[name]
    const scheme = name === 'W' ? recurrent : weights
    // U(±1/√nh), as PyTorch
    if (scheme === 'uniform') fillUniform(tensor, 1 / Math.sqrt(model.nh), random)
    else if (isBias(name)) tensor.fill(0)
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
 * but no decomposition is needed: after k reflections of Householder's method, the rest of such a matrix is again
 * independent normal draws, so each reflection can draw its own vector (Stewart 1980). It takes 4/3 n³ operations.
 */
export function randomOrthogonal(rows: number, cols: number, random: Random): Float64Array {
  const [m, n] = [Math.max(rows, cols), Math.min(rows, cols)]
  // Qᵀ, whose rows are the columns of Q = H(1) ⋯ H(n) D. They begin as those of D, the signs of the diagonal of R.
  const Q = { rows: n, cols: m, data: new Float64Array(n * m) }
  const reflectors = Array.from({ length: n }, (_, k) => {
    const x = Float64Array.from({ length: m - k }, () => random.normal())
    // H(k) maps x to −sign(x₁) ‖x‖ e₁; its sign is the sign of the entry of R.
    Q.data[k * m + k] = x[0] < 0 ? 1 : -1
    return reflector(x)
  })
  // Four columns at a time stay in the cache. Column j begins as ±e(j), which the reflections after H(j) do not change.
  for (let j = 0; j < n; j += 4) {
    const end = Math.min(j + 4, n)
    for (let k = end - 1; k >= 0; k--) reflectColumns(Q, reflectors[k], j, k, end)
  }
  return (rows < cols ? Q : transposed(Q)).data
}
