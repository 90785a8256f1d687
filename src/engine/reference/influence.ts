// How far a step reaches: the matrices that show gradients vanish, explode, or stop where back-propagation is cut
// (10.7). Exact, by back-propagating the loss of one step, or one unit of the last state, on its own.

import { backOneStep, flowsBackTo, lossGradient, throughTanh, type BackwardOptions } from './backward'
import type { Trace } from './forward'
import { addTransposedProduct, norm, spectralNorm } from './vectors'

/**
 * ‖∂L(t)/∂h(s)‖ of sequence b in row t − 1, column s − 1: zero for s > t, and in the rows of steps without a target.
 * Costs τ² nh².
 */
export function lossInfluence(trace: Trace, b: number, options: BackwardOptions = {}): Float64Array[] {
  const { model, parameters, tau } = trace
  return Array.from({ length: tau }, (_, row) => {
    const last = row + 1
    const norms = new Float64Array(tau)
    if (trace.dL.at(last, b)[0] === 0) return norms

    // ∂L(t)/∂h(t) = Vᵀ ∂L(t)/∂o(t)
    const dO = new Float64Array(model.ny)
    lossGradient(dO, model, trace.yhat.at(last, b), trace.y.at(last, b), 1)
    let dh: Float64Array = new Float64Array(model.nh)
    addTransposedProduct(dh, parameters.V, dO)

    norms[last - 1] = norm(dh)
    for (let s = last - 1; s >= 1; s--) {
      dh = throughOneStep(trace, s, b, dh, options)
      norms[s - 1] = norm(dh)
    }
    return norms
  })
}

/**
 * ‖∂h(τ)/∂h(t)‖ of sequence b at index t − 1: the largest factor by which a small change of h(t) can come out of
 * the last step (spectral norm; 1 at t = τ). Costs τ nh³.
 */
export function stateInfluence(trace: Trace, b: number, options: BackwardOptions = {}): Float64Array {
  const { tau, model: { nh } } = trace
  const norms = new Float64Array(tau)
  // Row i is ∂h(τ)ᵢ/∂h(t).
  let rows = Array.from({ length: nh }, (_, i) => new Float64Array(nh).fill(1, i, i + 1))
  norms[tau - 1] = 1
  for (let t = tau - 1; t >= 1; t--) {
    rows = rows.map((row) => throughOneStep(trace, t, b, row, options))
    norms[t - 1] = spectralNorm(rows)
  }
  return norms
}

/** (10.20) ∇h(t) = (∂h(t+1)/∂h(t))ᵀ ∇h(t+1), without what L(t) itself sends. */
function throughOneStep(
  trace: Trace, t: number, b: number, dhNext: Float64Array, { truncation = null }: BackwardOptions
): Float64Array<ArrayBuffer> {
  const { model: { nh, ny }, parameters, tau, h } = trace
  const dh = new Float64Array(nh)
  if (!flowsBackTo(t, tau, truncation)) return dh

  const daNext = new Float64Array(nh)
  const dO = new Float64Array(ny)
  throughTanh(daNext, h.at(t + 1, b), dhNext)
  backOneStep(dh, dO, trace, t, b, daNext)
  addTransposedProduct(dh, parameters.V, dO)
  return dh
}
