// How far each loss, and the last state, reach back: in pieces, for this grows with τ² nh² and τ nh³.

import type { Output } from '../../engine/model'
import { backOneStep, flowsBackTo, throughTanh, type BackwardOptions } from '../../engine/reference/backward'
import type { Trace } from '../../engine/reference/forward'
import { lossInfluence } from '../../engine/reference/influence'
import { addTransposedProduct, Steps } from '../../engine/reference/vectors'
import { largestSingularValue, singularValues } from './singular-values'
import { limitSteps, traceOf, type Numbers, type Work } from './work'
import type { Case } from './source'

/** τ² / 2 · nh (nh + ny): about ten seconds; and rows of a matrix that a port still carries in one message. */
const largestLosses = 4e9
const mostSteps = 1000
/** τ nh³: about ten seconds. */
const largestStates = 2e9

/** Truncated as the case says. Refuses long sequences; `states` and `bound` are null for networks that are too large. */
export function* influence(subject: Case): Work<'influence'> {
  const { model: { nh, ny }, truncation, batch: { tau } } = subject
  limitSteps(tau, Math.min(mostSteps, Math.sqrt((2 * largestLosses) / (nh * (nh + ny)))))
  const trace = traceOf(subject)
  const losses = new Float64Array(tau * tau)
  for (let t = 1; t <= tau; t++) {
    yield
    losses.set(influenceOfLoss(trace, t, { truncation }), (t - 1) * tau)
  }
  const small = tau * nh ** 3 <= largestStates
  return {
    kind: 'influence', tau, losses,
    states: small ? yield* states(trace, truncation) : null, bound: small ? yield* bound(trace) : null
  }
}

/** ‖∂L(t)/∂h(s)‖ at index s − 1, s = 1 … t; zeros where step t has no target. One row of lossInfluence(). Costs t nh². */
export function influenceOfLoss(trace: Trace, t: number, options: BackwardOptions = {}): Float64Array {
  if (trace.dL.at(t, 0)[0] === 0) return new Float64Array(t)
  // The beginning of the trace, of which only L(t) counts.
  const dL = new Steps(t, 1, 1)
  dL.at(t, 0)[0] = 1
  return lossInfluence({ ...trace, tau: t, dL }, 0, options)[t - 1]
}

/** ‖∂h(τ)/∂h(t)‖ at index t − 1: stateInfluence() of the reference in pieces. */
function* states(trace: Trace, truncation: number | null): Generator<void, Numbers> {
  const { tau, model: { nh } } = trace
  const norms = new Float64Array(tau)
  // ∂h(τ)/∂h(t)
  const J = { rows: nh, cols: nh, data: Float64Array.from({ length: nh * nh }, (_, i) => (i % (nh + 1) === 0 ? 1 : 0)) }
  norms[tau - 1] = 1
  for (let t = tau - 1; t >= 1 && flowsBackTo(t, tau, truncation); t--) {
    for (let i = 0; i < J.data.length; i += nh) {
      yield
      J.data.set(throughOneStep(trace, t, J.data.subarray(i, i + nh)), i)
    }
    norms[t - 1] = yield* largestSingularValue(J)
  }
  return norms
}

/** (10.20) ∇h(t) = (∂h(t+1)/∂h(t))ᵀ ∇h(t+1) */
function throughOneStep(trace: Trace, t: number, dhNext: Float64Array): Float64Array {
  const { model: { nh, ny }, parameters: { V }, h } = trace
  const [daNext, dO, dh] = [new Float64Array(nh), new Float64Array(ny), new Float64Array(nh)]
  throughTanh(daNext, h.at(t + 1, 0), dhNext)
  backOneStep(dh, dO, trace, t, 0, daNext)
  addTransposedProduct(dh, V, dO)
  return dh
}

/** Largest singular value of ∂ŷ/∂o, whatever o is. */
const steepest: Record<Output, number> = { softmax: 1 / 2, sigmoid: 1 / 4, linear: 1 }

/**
 * ‖∂h(τ)/∂h(t)‖ ≤ β^(τ−t) at index t − 1, for 1 − h² ≤ 1. β is σmax(W); what runs back through the output of a
 * free-running model has σmax(W) (or R), σmax(∂ŷ/∂o) and σmax(V) in its way.
 */
function* bound({ model, method, parameters: { W, R, V }, tau }: Trace): Generator<void, Numbers> {
  const { recurrence, output, nh, ny } = model
  const largest = function* (data: Float64Array, cols: number): Generator<void, number> {
    return (yield* singularValues({ rows: data.length / cols, cols, data }))[0]
  }
  let beta = 0
  if (recurrence !== 'output') beta += yield* largest(W, nh)
  if (method === 'free-running') {
    const feedback = yield* largest(recurrence === 'output' ? W : R, ny)
    beta += feedback * steepest[output] * (yield* largest(V, nh))
  }
  return Float64Array.from({ length: tau }, (_, i) => beta ** (tau - 1 - i))
}
