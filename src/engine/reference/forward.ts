// Forward propagation in float64, one function for each equation, for all models. It keeps every value of every step,
// because the backward pass and the equation inspector need them. The fast path is tested against it.

import { drawsOf, type Batch, type Values } from '../batch'
import { methodsFor, type Method, type Model } from '../../model/model'
import type { Parameters } from '../parameters'
import { drawIndex, type Random } from '../random'
import { outputUnits } from './output-units'
import { add, addProduct } from '../linear-algebra/vectors'
import { Steps } from './steps'

export interface ForwardOptions {
  method: Method
  /**
   * For feedback `sample`. Draws happen step by step, and within a step sequence by sequence; the last step draws too.
   */
  random?: Random
  /** z(t) of every step, taken from another pass. They stay constant when the parameters change. */
  held?: Steps
}

/** All values of a batch. Vectors of step t and sequence b are `h.at(t, b)`; t counts from 1. */
export interface ReferencePass {
  model: Model
  parameters: Parameters<Float64Array>
  method: Method
  tau: number
  batch: number
  /** Inputs and true outputs; categories as one-hot vectors. */
  x: Steps
  y: Steps
  a: Steps
  /** `h.at(0, b)` is h(0). */
  h: Steps
  o: Steps
  /** ŷ; o itself for linear outputs. */
  yhat: Steps
  /** What step t passes to step t + 1; `z.at(0, b)` is z(0). Zero for recurrence `hidden`. */
  z: Steps
  /** 1 where a component of y is known, 0 where it is missing; null where all are known. */
  known: Steps | null
  /** L(t), one number; 0 where the step carries no target. */
  L: Steps
  /** ∂L/∂L(t), one number: 1 / `targets` where the step carries a target, else 0. The book's 1 (10.17) for a mean. */
  dL: Steps
  /** Steps that carry a target. Where components are missing, the known components / ny. */
  targets: number
}

export function forward(
  model: Model,
  parameters: Parameters<Float64Array>,
  batch: Batch,
  { method, random, held }: ForwardOptions
): ReferencePass {
  if (!methodsFor(model.recurrence).includes(method)) {
    throw new Error(`The recurrence "${model.recurrence}" cannot be trained by "${method}".`)
  }
  const trace = newTrace(model, parameters, batch, method)
  const { x, y, a, h, o, yhat, z, L, dL } = trace
  const unit = outputUnits[model.output]

  for (let t = 1; t <= batch.tau; t++) {
    for (let b = 0; b < batch.batch; b++) {
      preactivation(a.at(t, b), model, parameters, x.at(t, b), h.at(t - 1, b), z.at(t - 1, b))
      hiddenUnits(h.at(t, b), a.at(t, b))
      outputs(o.at(t, b), parameters, h.at(t, b))
      unit.activate(yhat.at(t, b), o.at(t, b))
      if (method === 'teacher-forcing') z.at(t, b).set(y.at(t, b))
      if (method === 'free-running') feedBack(z.at(t, b), yhat.at(t, b), model, random)
      if (method === 'scheduled-sampling') handOn(trace, batch, t, b)
      if (held) z.at(t, b).set(held.at(t, b))
      if (dL.at(t, b)[0] > 0) L.at(t, b)[0] = unit.loss(o.at(t, b), truthOf(trace, t, b))
    }
  }
  return trace
}

/**
 * What o(t) is compared with: y(t), but ŷ(t) itself in the place of a missing component. That component then adds nothing
 * to L(t) = 1/ny Σ (o − y)², and its gradient is 0.
 */
export function truthOf({ y, yhat, known }: ReferencePass, t: number, b: number): Float64Array {
  const isKnown = known?.at(t, b)
  return isKnown ? y.at(t, b).map((value, j) => (isKnown[j] === 1 ? value : yhat.at(t, b)[j])) : y.at(t, b)
}

/**
 * L = 1/N Σ L(t) over the N steps that carry a target (10.13, there without the 1/N). 0 without targets. With m known
 * components N = m / ny, so that L = 1/m Σ (o − y)² over these.
 */
export function loss({ L, targets }: ReferencePass): number {
  return targets === 0 ? 0 : L.values.reduce((sum, value) => sum + value, 0) / targets
}

/**
 * (10.8) a(t) = b + W h(t−1) + U x(t). Recurrence `output` has W z(t−1) in place of W h(t−1); `hidden+output` adds R
 * z(t−1).
 */
function preactivation(
  a: Float64Array,
  { recurrence }: Model,
  { U, W, R, b }: Parameters<Float64Array>,
  x: Float64Array,
  h: Float64Array,
  z: Float64Array
): void {
  add(a, b)
  addProduct(a, W, recurrence === 'output' ? z : h)
  if (recurrence === 'hidden+output') addProduct(a, R, z)
  addProduct(a, U, x)
}

/** (10.9) h(t) = tanh a(t) */
function hiddenUnits(h: Float64Array, a: Float64Array): void {
  for (let i = 0; i < h.length; i++) h[i] = Math.tanh(a[i])
}

/** (10.10) o(t) = c + V h(t) */
function outputs(o: Float64Array, { V, c }: Parameters<Float64Array>, h: Float64Array): void {
  add(o, c)
  addProduct(o, V, h)
}

/**
 * Scheduled sampling: z(t) = y(t) where the teacher says so, else ỹ(t), a draw from ŷ(t) or its arg max. Both are
 * constants: ∂z(t)/∂o(t) = 0, so backward.ts sends nothing back through them.
 */
function handOn({ model, y, yhat, z }: ReferencePass, { teacher, batch }: Batch, t: number, b: number): void {
  if (!teacher) throw new Error('The batch does not say where truth is fed.')
  if (teacher.truth[(t - 1) * batch + b] === 1) z.at(t, b).set(y.at(t, b))
  else feedBack(z.at(t, b), yhat.at(t, b), model, drawsOf(teacher.streams[b], t))
}

/** z(t) of a free-running model: ŷ (for real values always), the likeliest value (for sigmoid ŷ > ½), or a draw. */
function feedBack(z: Float64Array, yhat: Float64Array, { output, feedback }: Model, random?: Random): void {
  if (output === 'linear' || feedback === 'probabilities') z.set(yhat)
  else if (feedback === 'argmax') {
    if (output === 'softmax') z[yhat.indexOf(Math.max(...yhat))] = 1
    else for (let i = 0; i < z.length; i++) z[i] = yhat[i] > 0.5 ? 1 : 0
  } else {
    if (!random) throw new Error('Feeding back samples takes a random stream.')
    if (output === 'softmax') z[drawIndex(yhat, random)] = 1
    else for (let i = 0; i < z.length; i++) z[i] = random.next() < yhat[i] ? 1 : 0
  }
}

/** Fills in what is known before the first step; everything else is zero. */
function newTrace(model: Model, parameters: Parameters<Float64Array>, data: Batch, method: Method): ReferencePass {
  const { nx, nh, ny } = model
  const { tau, batch } = data
  const steps = (n: number): Steps => new Steps(tau, batch, n)
  const [x, y, h, z, dL] = [steps(nx), steps(ny), steps(nh), steps(ny), steps(1)]

  fill(x, data.x)
  fill(y, data.y)
  const known = data.known ? steps(ny) : null
  known?.values.set(data.known!, batch * ny)
  if (data.h0) h.values.set(data.h0)
  if (data.z0) z.values.set(data.z0)

  // (10.17) ∂L/∂L(t)
  let components = 0
  for (let t = 1; t <= tau; t++) {
    for (let b = 0; b < batch; b++) {
      const length = data.lengths?.[b] ?? tau
      const readOut = model.readout === 'last-step' ? t === length : t <= length
      const kept = readOut && (data.mask === null || data.mask[(t - 1) * batch + b] !== 0)
      const count = !kept ? 0 : known ? known.at(t, b).reduce((sum, one) => sum + one, 0) : ny
      dL.at(t, b)[0] = count > 0 ? 1 : 0
      components += count
    }
  }
  const targets = components / ny
  if (targets > 0)
    dL.values.forEach((one, i) => {
      dL.values[i] = one / targets
    })

  return {
    model,
    parameters,
    method,
    tau,
    batch,
    x,
    y,
    h,
    z,
    known,
    dL,
    targets,
    a: steps(nh),
    o: steps(ny),
    yhat: steps(ny),
    L: steps(1)
  }
}

/** Copies the values of steps 1 to τ; an index becomes a one-hot vector. */
function fill(steps: Steps, values: Values): void {
  const { batch, n } = steps
  if (values.kind === 'dense') steps.values.set(values.values, batch * n)
  else
    values.index.forEach((k, i) => {
      steps.values[(batch + i) * n + k] = 1
    })
}
