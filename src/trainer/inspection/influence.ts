// How far each loss and the last state reach back. Computed in pieces, because the work grows with τ² nh² and τ nh³.

import { singularValues } from '../../engine/linear-algebra/singular-values'
import type { Output } from '../../model/model'
import type { ReferencePass } from '../../engine/reference/forward'
import { lossInfluence, stateInfluence } from '../../engine/reference/influence'
import { limitSteps, traceOf, type Numbers, type Work } from './work'
import type { Case } from './source'

/**
 * The most work, as τ² / 2 · nh (nh + ny): about ten seconds; and the most rows of a matrix that fits into one message.
 */
const largestLosses = 4e9
const mostSteps = 1000
/** τ nh³: about ten seconds. */
const largestStates = 2e9

/**
 * Truncated as the case says. Throws for long sequences; `states` and `bound` are null for networks that are too large.
 */
export function* influence(subject: Case): Work<'influence'> {
  const {
    model: { nh, ny },
    truncation,
    batch: { tau }
  } = subject
  limitSteps(tau, Math.min(mostSteps, Math.sqrt((2 * largestLosses) / (nh * (nh + ny)))))
  const trace = traceOf(subject)
  const losses = new Float64Array(tau * tau)
  for (let t = 1; t <= tau; t++) {
    yield
    losses.set(lossInfluence(trace, 0, t, { truncation }), (t - 1) * tau)
  }
  const small = tau * nh ** 3 <= largestStates
  return {
    kind: 'influence',
    tau,
    losses,
    states: small ? yield* stateInfluence(trace, 0, { truncation }) : null,
    bound: small ? yield* bound(trace) : null
  }
}

/** An upper bound of the largest singular value of ∂ŷ/∂o, for every o. */
const steepest: Record<Output, number> = { softmax: 1 / 2, sigmoid: 1 / 4, linear: 1 }

/**
 * ‖∂h(τ)/∂h(t)‖ ≤ β^(τ−t) at index t − 1, for 1 − h² ≤ 1. β is σmax(W); a path through the output of a
 * free-running model has the factors σmax(W) (or R), σmax(∂ŷ/∂o) and σmax(V).
 */
function* bound({ model, method, parameters: { W, R, V }, tau }: ReferencePass): Generator<void, Numbers> {
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
