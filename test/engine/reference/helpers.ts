// Random networks and batches of every kind, and the measures by which the tests compare.

import type { Batch, Values } from '../../../src/engine/batch'
import { checkGradients } from '../../../src/engine/gradient-check'
import { initialise } from '../../../src/engine/initialise'
import {
  methodsFor,
  type Method,
  type Model,
  type Output,
  type Readout,
  type Recurrence
} from '../../../src/model/model'
import { parameterCount } from '../../../src/model/tensors'
import { viewParameters, type Floats, type Parameters } from '../../../src/engine/parameters'
import type { OptimizerOptions } from '../../../src/engine/optimizer'
import { lossAndGradients } from '../../../src/engine/reference/backward'
import { forward, loss, type ForwardOptions, type ReferencePass } from '../../../src/engine/reference/forward'
import { Steps } from '../../../src/engine/reference/steps'
import { Random } from '../../../src/engine/random'
import { drain } from '../../drain'

export interface Combination {
  recurrence: Recurrence
  readout: Readout
  output: Output
  method: Method
}

/** The whole family: 42 ways to train. */
export const combinations: Combination[] = (['hidden', 'output', 'hidden+output'] as const).flatMap((recurrence) =>
  (['every-step', 'last-step'] as const).flatMap((readout) =>
    (['softmax', 'sigmoid', 'linear'] as const).flatMap((output) =>
      methodsFor(recurrence).map((method) => ({ recurrence, readout, output, method }))
    )
  )
)

export interface Network {
  model: Model
  method: Method
  parameters: Parameters<Float64Array>
  batch: Batch
}

export function randomNetwork(
  { recurrence, readout, output, method }: Combination,
  seed: number,
  { nx = 3, nh = 5, ny = 4, tau = 6, batch = 3, masked = true } = {}
): Network {
  const random = new Random(seed)
  const sampled = method === 'scheduled-sampling'
  const model: Model = { recurrence, readout, output, feedback: sampled ? 'sample' : 'probabilities', nx, nh, ny }
  const parameters = viewParameters(model, new Float64Array(parameterCount(model)))
  initialise(parameters, model, { weights: 'uniform', recurrent: 'uniform', identityScale: 1 }, random)
  const draw = (length: number): Float64Array => Float64Array.from({ length }, () => random.normal())
  const indices = (n: number): Values => ({
    kind: 'index',
    index: Int32Array.from({ length: tau * batch }, () => random.integer(n))
  })
  const dense = (n: number): Values => ({ kind: 'dense', values: draw(tau * batch * n) })

  const mask = Uint8Array.from({ length: tau * batch }, () => random.integer(2))
  mask[mask.length - 1] = 1
  return {
    model,
    method,
    parameters,
    batch: {
      tau,
      batch,
      x: seed % 2 === 0 ? indices(nx) : dense(nx),
      y:
        output === 'softmax'
          ? indices(ny)
          : output === 'linear'
            ? dense(ny)
            : { kind: 'dense', values: draw(tau * batch * ny).map((value) => (value > 0 ? 1 : 0)) },
      mask: masked ? mask : null,
      ...(sampled && {
        teacher: {
          truth: Uint8Array.from({ length: tau * batch }, () => random.integer(2)),
          streams: Uint32Array.from({ length: batch }, () => random.integer(2 ** 32))
        }
      }),
      h0: draw(batch * nh).map(Math.tanh),
      z0: draw(batch * ny).map((value) => value / 2)
    }
  }
}

/** z(t) of a pass as constants, where no gradient flows through them; or only the constants of steps `from` to `to`. */
export function heldIn({ method, z, tau }: ReferencePass, from = 0, to = tau): Pick<ForwardOptions, 'held'> {
  if (method !== 'scheduled-sampling') return {}
  const held = new Steps(to - from, z.batch, z.n)
  held.values.set(z.values.subarray(from * z.batch * z.n, (to + 1) * z.batch * z.n))
  return { held }
}

/** For each tensor, the largest distance of the reference's gradient from central differences. */
export function worstErrors(
  { model, method, parameters, batch }: Network,
  options?: { cellsPerTensor: number }
): number[] {
  const { gradients } = lossAndGradients(model, parameters, batch, { method })
  const held = heldIn(forward(model, parameters, batch, { method }))
  const lossNow = (): number => loss(forward(model, parameters, batch, { method, ...held }))
  const found = drain(checkGradients({ model, parameters, gradients, loss: lossNow }, options))
  return found.map(({ worst }) => worst.error)
}

/** Options of an optimizer that no step uses. */
export const unused: OptimizerOptions = {
  kind: 'sgd',
  learningRate: 0,
  schedule: 'constant',
  warmupSteps: 0,
  decayEvery: 1,
  decayFactor: 1,
  momentum: 0,
  beta1: 0,
  beta2: 0,
  epsilon: 0,
  l2: 0,
  clipNorm: null,
  clipValue: null
}

/** Steps `from` + 1 to `to` of a batch; the state before them is given. */
export function stretch(batch: Batch, from: number, to: number, h0: Floats, z0: Floats): Batch {
  const cut = (values: Values): Values => {
    const part = <A extends Int32Array | Floats>(array: A): A => {
      const step = array.length / batch.tau
      return array.slice(from * step, to * step) as A
    }
    return values.kind === 'index'
      ? { kind: 'index', index: part(values.index) }
      : { kind: 'dense', values: part(values.values) }
  }
  const mask = batch.mask && batch.mask.slice(from * batch.batch, to * batch.batch)
  const { teacher } = batch
  return {
    tau: to - from,
    batch: batch.batch,
    x: cut(batch.x),
    y: cut(batch.y),
    mask,
    ...(teacher && { teacher: { ...teacher, truth: teacher.truth.slice(from * batch.batch, to * batch.batch) } }),
    h0,
    z0
  }
}

/** One sequence of a batch, as a batch. */
export function single(batch: Batch, b: number): Batch {
  const every = batch.batch
  const pick = <A extends Int32Array | Uint8Array | Floats>(array: A, rows: number): A => {
    const n = array.length / (rows * every)
    return array.filter((_: number, i: number) => Math.floor(i / n) % every === b) as A
  }
  const values = (v: Values): Values =>
    v.kind === 'index'
      ? { kind: 'index', index: pick(v.index, batch.tau) }
      : { kind: 'dense', values: pick(v.values, batch.tau) }
  return {
    tau: batch.tau,
    batch: 1,
    x: values(batch.x),
    y: values(batch.y),
    mask: batch.mask && pick(batch.mask, batch.tau),
    ...(batch.teacher && {
      teacher: { truth: pick(batch.teacher.truth, batch.tau), streams: batch.teacher.streams.slice(b, b + 1) }
    }),
    h0: batch.h0 && pick(batch.h0, 1),
    z0: batch.z0 && pick(batch.z0, 1)
  }
}

/** The largest difference divided by the largest expected value. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) throw new Error(`Lengths ${actual.length} and ${expected.length} differ.`)
  let [difference, size] = [0, Number.MIN_VALUE]
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs(actual[i] - expected[i]))
    size = Math.max(size, Math.abs(expected[i]))
  }
  return difference / size
}
