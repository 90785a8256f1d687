// Back-propagation through time in float64, one function for each equation: (10.18) to (10.28) for all models. It keeps
// every intermediate gradient for the equation inspector.

import type { Batch } from '../batch'
import type { Model } from '../../model/model'
import { parameterCount } from '../../model/tensors'
import { viewParameters, type Parameters } from '../parameters'
import { forward, loss, truthOf, type ForwardOptions, type ReferencePass } from './forward'
import { outputUnits } from './output-units'
import { add, addOuterProduct, addTransposedProduct } from '../linear-algebra/vectors'
import { Steps } from './steps'

export interface BackwardOptions {
  /** No gradient flows from step t + 1 back to step t = k, 2k, …; null goes back to the first step. */
  truncation?: number | null
}

/** Gradients of the mean loss. Those of step t and sequence b are `dh.at(t, b)`; t counts from 1. */
export interface Backward {
  gradients: Parameters<Float64Array>
  /** ∇o(t) = dOFromLoss + dOFromNext: from L(t), and from step t + 1 through z(t) when the model runs free. */
  dO: Steps
  dOFromLoss: Steps
  dOFromNext: Steps
  /** ∇h(t) = dhFromNext + dhFromOutput: from a(t + 1) along W, and from o(t) along V. */
  dh: Steps
  dhFromNext: Steps
  dhFromOutput: Steps
  /** ∇a(t) = diag(1 − h(t)²) ∇h(t). */
  da: Steps
}

export function backward(trace: ReferencePass, { truncation = null }: BackwardOptions = {}): Backward {
  const { model, parameters, tau, batch, h, yhat, dL } = trace
  const steps = (n: number): Steps => new Steps(tau, batch, n)
  const back: Backward = {
    gradients: newGradients(model),
    dO: steps(model.ny),
    dOFromLoss: steps(model.ny),
    dOFromNext: steps(model.ny),
    dh: steps(model.nh),
    dhFromNext: steps(model.nh),
    dhFromOutput: steps(model.nh),
    da: steps(model.nh)
  }
  const { dO, dOFromLoss, dOFromNext, dh, dhFromNext, dhFromOutput, da } = back

  for (let t = tau; t >= 1; t--) {
    for (let b = 0; b < batch; b++) {
      lossGradient(dOFromLoss.at(t, b), model, yhat.at(t, b), truthOf(trace, t, b), dL.at(t, b)[0])
      if (flowsBackTo(t, tau, truncation)) {
        backOneStep(dhFromNext.at(t, b), dOFromNext.at(t, b), trace, t, b, da.at(t + 1, b))
      }
      add(dO.at(t, b), dOFromLoss.at(t, b))
      add(dO.at(t, b), dOFromNext.at(t, b))

      // (10.19) ∇h(τ) = Vᵀ ∇o(τ)
      // (10.21) ∇h(t) = Wᵀ diag(1 − h(t+1)²) ∇h(t+1) + Vᵀ ∇o(t)
      addTransposedProduct(dhFromOutput.at(t, b), parameters.V, dO.at(t, b))
      add(dh.at(t, b), dhFromNext.at(t, b))
      add(dh.at(t, b), dhFromOutput.at(t, b))

      throughTanh(da.at(t, b), h.at(t, b), dh.at(t, b))
    }
    addContribution(back.gradients, trace, back, t)
  }
  return back
}

/** What step t alone adds to the gradients, summed over all sequences. The sum over all steps is `gradients`. */
export function contribution(trace: ReferencePass, back: Backward, t: number): Parameters<Float64Array> {
  const part = newGradients(trace.model)
  addContribution(part, trace, back, t)
  return part
}

export function lossAndGradients(
  model: Model,
  parameters: Parameters<Float64Array>,
  batch: Batch,
  options: ForwardOptions & BackwardOptions
): { loss: number; gradients: Parameters<Float64Array> } {
  const trace = forward(model, parameters, batch, options)
  return { loss: loss(trace), gradients: backward(trace, options).gradients }
}

/** Whether step t receives a gradient from step t + 1. */
export function flowsBackTo(t: number, tau: number, truncation: number | null): boolean {
  return t < tau && (truncation === null || t % truncation !== 0)
}

/** (10.18) ∇o(t) = ∂L/∂L(t) ∂L(t)/∂o(t) */
export function lossGradient(
  dO: Float64Array,
  { output }: Model,
  yhat: Float64Array,
  y: Float64Array,
  dL: number
): void {
  if (dL === 0) return
  outputUnits[output].lossGradient(dO, yhat, y)
  for (let i = 0; i < dO.length; i++) dO[i] *= dL
}

/** From ∇a(t + 1) back to step t: to h(t) along W, and to o(t) through the z(t) of a free-running model. */
export function backOneStep(
  dh: Float64Array,
  dO: Float64Array,
  { model, method, parameters, yhat }: ReferencePass,
  t: number,
  b: number,
  daNext: Float64Array
): void {
  const { W, R } = parameters
  // Wᵀ ∇a(t+1), the first addend of (10.21)
  if (model.recurrence !== 'output') addTransposedProduct(dh, W, daNext)

  if (method !== 'free-running') return
  if (model.output !== 'linear' && model.feedback !== 'probabilities') {
    throw new Error(`No gradient flows through the feedback "${model.feedback}".`)
  }
  // ∇z(t) = Wᵀ ∇a(t+1), or Rᵀ ∇a(t+1)
  const dz = new Float64Array(model.ny)
  addTransposedProduct(dz, model.recurrence === 'output' ? W : R, daNext)
  // (∂ŷ(t)/∂o(t))ᵀ ∇z(t)
  outputUnits[model.output].transposedJacobian(dO, yhat.at(t, b), dz)
}

/** ∇a(t) = diag(1 − h(t)²) ∇h(t) */
export function throughTanh(da: Float64Array, h: Float64Array, dh: Float64Array): void {
  for (let i = 0; i < da.length; i++) da[i] = (1 - h[i] ** 2) * dh[i]
}

/** The addends of step t in the sums over t. */
function addContribution(
  { U, W, R, V, b, c }: Parameters<Float64Array>,
  trace: ReferencePass,
  back: Backward,
  t: number
): void {
  const { recurrence } = trace.model
  for (let s = 0; s < trace.batch; s++) {
    const [x, h] = [trace.x.at(t, s), trace.h.at(t, s)]
    const [hBefore, zBefore] = [trace.h.at(t - 1, s), trace.z.at(t - 1, s)]
    const [dO, da] = [back.dO.at(t, s), back.da.at(t, s)]
    // (10.22) ∇c = Σ ∇o(t)
    add(c, dO)
    // (10.23) ∇b = Σ diag(1 − h(t)²) ∇h(t)
    add(b, da)
    // (10.24) ∇V = Σ ∇o(t) h(t)ᵀ
    addOuterProduct(V, dO, h)
    // (10.26) ∇W = Σ diag(1 − h(t)²) ∇h(t) h(t−1)ᵀ, with z(t−1) for recurrence `output`
    addOuterProduct(W, da, recurrence === 'output' ? zBefore : hBefore)
    // ∇R = Σ diag(1 − h(t)²) ∇h(t) z(t−1)ᵀ
    if (recurrence === 'hidden+output') addOuterProduct(R, da, zBefore)
    // (10.28) ∇U = Σ diag(1 − h(t)²) ∇h(t) x(t)ᵀ
    addOuterProduct(U, da, x)
  }
}

function newGradients(model: Model): Parameters<Float64Array> {
  return viewParameters(model, new Float64Array(parameterCount(model)))
}
