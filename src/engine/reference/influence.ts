// How far a step reaches: these matrices show where gradients vanish, explode, or stop because back-propagation is
// truncated (10.7). They are exact: the loss of one step, or one unit of the last state, is back-propagated alone.

import { backOneStep, flowsBackTo, lossGradient, throughTanh, type BackwardOptions } from './backward'
import { truthOf, type ReferencePass } from './forward'
import { largestSingularValue } from '../linear-algebra/singular-values'
import { addTransposedProduct, norm } from '../linear-algebra/vectors'

/** ‖∂L(t)/∂h(s)‖ of sequence b at index s − 1, for s = 1 … t; zeros where step t has no target. Costs t nh². */
export function lossInfluence(
  trace: ReferencePass,
  b: number,
  t: number,
  options: BackwardOptions = {}
): Float64Array<ArrayBuffer> {
  const { model, parameters } = trace
  const norms = new Float64Array(t)
  if (trace.dL.at(t, b)[0] === 0) return norms

  // ∂L(t)/∂h(t) = Vᵀ ∂L(t)/∂o(t)
  const dO = new Float64Array(model.ny)
  lossGradient(dO, model, trace.yhat.at(t, b), truthOf(trace, t, b), 1)
  let dh: Float64Array = new Float64Array(model.nh)
  addTransposedProduct(dh, parameters.V, dO)

  norms[t - 1] = norm(dh)
  for (let s = t - 1; s >= 1; s--) {
    dh = throughOneStep(trace, s, b, dh, options)
    norms[s - 1] = norm(dh)
  }
  return norms
}

/**
 * ‖∂h(τ)/∂h(t)‖ of sequence b at index t − 1: the largest factor by which a small change of h(t) can grow until
 * the last step (spectral norm; 1 at t = τ). Costs τ nh³, in pieces of nh².
 */
export function* stateInfluence(
  trace: ReferencePass,
  b: number,
  options: BackwardOptions = {}
): Generator<void, Float64Array<ArrayBuffer>> {
  const {
    tau,
    model: { nh }
  } = trace
  const norms = new Float64Array(tau)
  // ∂h(τ)/∂h(t), at first I
  const J = { rows: nh, cols: nh, data: Float64Array.from({ length: nh * nh }, (_, i) => (i % (nh + 1) === 0 ? 1 : 0)) }
  norms[tau - 1] = 1
  for (let t = tau - 1; t >= 1 && flowsBackTo(t, tau, options.truncation ?? null); t--) {
    for (let i = 0; i < J.data.length; i += nh) {
      yield
      J.data.set(throughOneStep(trace, t, b, J.data.subarray(i, i + nh), options), i)
    }
    norms[t - 1] = yield* largestSingularValue(J)
  }
  return norms
}

/** (10.20) ∇h(t) = (∂h(t+1)/∂h(t))ᵀ ∇h(t+1), without the gradient that L(t) itself adds. */
function throughOneStep(
  trace: ReferencePass,
  t: number,
  b: number,
  dhNext: Float64Array,
  { truncation = null }: BackwardOptions
): Float64Array<ArrayBuffer> {
  const {
    model: { nh, ny },
    parameters,
    tau,
    h
  } = trace
  const dh = new Float64Array(nh)
  if (!flowsBackTo(t, tau, truncation)) return dh

  const daNext = new Float64Array(nh)
  const dO = new Float64Array(ny)
  throughTanh(daNext, h.at(t + 1, b), dhNext)
  backOneStep(dh, dO, trace, t, b, daNext)
  addTransposedProduct(dh, parameters.V, dO)
  return dh
}
