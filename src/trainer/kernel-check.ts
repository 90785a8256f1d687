// Small networks: some on which a kernel set is compared with the portable one, and one that times it.

import type { Batch, Values } from '../engine/batch'
import type { Kernels } from '../engine/kernels'
import { Learner, type LearnerOptions } from '../engine/learner'
import { parameterCount } from '../model/tensors'
import { portableKernels } from '../engine/portable'
import { Random } from '../engine/random'

type Options = Omit<LearnerOptions, 'kernels'>

/** Odd sizes, so that no row fills whole vectors. */
const categories: Options = {
  model: {
    recurrence: 'hidden+output',
    readout: 'every-step',
    output: 'softmax',
    feedback: 'probabilities',
    nx: 5,
    nh: 19,
    ny: 5
  },
  method: 'teacher-forcing',
  tau: 3,
  batch: 7,
  input: 'index',
  truncation: null,
  recompute: false,
  crew: null,
  optimizer: {
    kind: 'adam',
    learningRate: 0.01,
    schedule: 'constant',
    warmupSteps: 0,
    decayEvery: 1,
    decayFactor: 1,
    momentum: 0,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    l2: 0,
    clipNorm: null,
    clipValue: null
  }
}

const bits: Options = {
  ...categories,
  input: 'dense',
  method: 'teacher-forcing',
  model: { ...categories.model, recurrence: 'output', output: 'sigmoid', nx: 3, nh: 33, ny: 2 }
}
const numbers: Options = {
  ...categories,
  input: 'dense',
  method: 'bptt',
  recompute: true,
  model: { ...categories.model, recurrence: 'hidden', readout: 'last-step', output: 'linear', nx: 2, nh: 17, ny: 1 }
}

/** ‖∇ − ∇portable‖ / ‖∇portable‖, the largest over networks that use every kernel; NaN where ∇ has one. */
export function differenceFromPortable(kernels: Kernels): number {
  return Math.max(...[categories, bits, numbers].map((options) => differenceOn(options, kernels)))
}

function differenceOn(options: Options, kernels: Kernels): number {
  const [ours, truth] = [kernels, portableKernels].map((set) => {
    const learner = newLearner(options, set)
    learner.computeGradients(batchFor(options))
    return learner.gradients.flat
  })
  let difference = 0
  let size = 0
  truth.forEach((value, i) => {
    difference += (value - ours[i]) ** 2
    size += value ** 2
  })
  return Math.sqrt(difference / size)
}

/** A network of ordinary shape. */
const ordinary = {
  ...categories,
  method: 'bptt',
  tau: 8,
  batch: 16,
  model: { ...categories.model, recurrence: 'hidden', nx: 64, nh: 96, ny: 64 }
} as const satisfies Options

/** Floating-point operations of the step that is timed. */
export const timedOperations = 6 * parameterCount(ordinary.model) * ordinary.tau * ordinary.batch

/** Milliseconds of the fastest step. It makes as many steps as fit into the given time, and at least two. */
export function timeStep(kernels: Kernels, milliseconds: number): number {
  const learner = newLearner(ordinary, kernels)
  const batch = batchFor(ordinary)
  const begin = performance.now()
  let best = Infinity
  for (let step = 0, now = begin; step < 2 || now < begin + milliseconds; step++) {
    const from = performance.now()
    learner.trainStep(batch)
    now = performance.now()
    best = Math.min(best, now - from)
  }
  return best
}

function newLearner(options: Options, kernels: Kernels): Learner {
  const learner = new Learner({ ...options, kernels })
  const random = new Random(1)
  learner.parameters.flat.forEach((_, i, flat) => (flat[i] = random.normal() * 0.2))
  return learner
}

function batchFor({ model, tau, batch, input }: Options): Batch {
  const random = new Random(2)
  const values = (kind: Values['kind'], n: number): Values =>
    kind === 'index'
      ? { kind, index: Int32Array.from({ length: tau * batch }, () => random.integer(n)) }
      : { kind, values: Float32Array.from({ length: tau * batch * n }, () => random.integer(2)) }
  return {
    tau,
    batch,
    x: values(input, model.nx),
    y: values(model.output === 'softmax' ? 'index' : 'dense', model.ny),
    mask: null,
    h0: null,
    z0: null
  }
}
