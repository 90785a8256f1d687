// Targets of which components are missing: they have no loss and no gradient. Gradients against finite differences and,
// on every kernel set and with every way to share the work, against the reference.

import { describe, expect, it } from 'vitest'
import type { Batch } from '../../src/engine/batch'
import { Evaluator } from '../../src/engine/evaluate'
import type { Kernels } from '../../src/engine/kernels'
import { viewParameters } from '../../src/engine/parameters'
import { Plan } from '../../src/engine/plan'
import { lossAndGradients } from '../../src/engine/reference/backward'
import { forward, loss } from '../../src/engine/reference/forward'
import { Weights } from '../../src/engine/weights'
import { feedsOwnOutput } from '../../src/model/model'
import { kernelSets } from './kernel-sets'
import { combinations, randomNetwork, relativeError, type Network, unused, worstErrors } from './reference/helpers'

const linear = combinations.filter(({ output }) => output === 'linear')
const [tau, B, ny] = [11, 4, 3]

/** A network with real inputs and parameters in float32. `known` says which components of targets are known; null: all. */
function network(combination: (typeof linear)[number], known: Uint8Array | null, masked = true): Network {
  const made = randomNetwork(combination, 7, { nx: 5, nh: 6, ny, tau, batch: B, masked })
  made.parameters.flat.set(new Float32Array(made.parameters.flat))
  return { ...made, batch: { ...made.batch, ...(known && { known }) } }
}

/** Some components are missing; of some steps all are, also of the last one of sequence 0. */
const known = Uint8Array.from({ length: tau * B * ny }, (_, i) => ((i * i + 3 * i) % 7 < 3 ? 0 : 1))
known.fill(0, 4 * B * ny, 6 * B * ny).fill(0, (tau - 1) * B * ny, (tau - 1) * B * ny + ny)

/** Loss and gradients by a plan whose members work one after the other. */
function train(kernels: Kernels, { model, method, parameters, batch }: Network, members: number, recompute = false) {
  const plan = new Plan(kernels, {
    model,
    method,
    tau,
    batch: B,
    input: batch.x.kind,
    gaps: batch.known !== undefined,
    recompute,
    truncation: null,
    members,
    optimizer: unused
  })
  plan.parameters.flat.set(parameters.flat)
  plan.takeBatch(batch)
  for (const phase of plan.phases) for (let member = 0; member < members; member++) phase(member)
  return { loss: plan.loss, gradients: plan.sinks[0].gradients.flat.slice() }
}

const withTargets = (batch: Batch, change: (value: number, i: number) => number): Batch =>
  batch.y.kind === 'dense'
    ? { ...batch, y: { kind: 'dense', values: Float64Array.from(batch.y.values, change) } }
    : batch

describe('the reference', () => {
  it.each(linear)('$recurrence $readout $method: gradients are central differences', (combination) => {
    for (const error of worstErrors(network(combination, known), { cellsPerTensor: 6 }))
      expect(error).toBeLessThan(1e-6)
  })

  it('L is the mean of (o − y)² over the known components', () => {
    const { model, method, parameters, batch } = network(linear[0], known, false)
    const trace = forward(model, parameters, batch, { method })
    const squares = Array.from(known).flatMap((one, i) =>
      one === 1 ? [(trace.o.values[B * ny + i] - trace.y.values[B * ny + i]) ** 2] : []
    )
    expect(trace.targets).toBe(squares.length / ny)
    expect(loss(trace)).toBeCloseTo(squares.reduce((sum, one) => sum + one, 0) / squares.length, 12)
  })
})

describe.each(kernelSets)('kernels $name', (kernels) => {
  it.each(linear)('$recurrence $readout $method: as the reference, however the work is shared', (combination) => {
    const subject = network(combination, known)
    const { model, method, parameters, batch } = subject
    const truth = lossAndGradients(model, parameters, batch, { method })
    for (const [members, recompute] of [
      [1, false],
      [3, false],
      [8, false],
      [2, true]
    ] as const) {
      if (recompute && feedsOwnOutput(method)) continue
      const got = train(kernels, subject, members, recompute)
      expect(Math.abs(got.loss - truth.loss)).toBeLessThan(1e-5 * (1 + truth.loss))
      expect(relativeError(got.gradients, truth.gradients.flat)).toBeLessThan(1e-4)
    }

    const flat = kernels.floats(parameters.flat.length)
    flat.set(parameters.flat)
    const weights = new Weights(kernels, model, viewParameters(model, flat), batch.x.kind, null)
    const evaluator = new Evaluator(kernels, model, weights)
    evaluator.refresh()
    const { lossSum, targets } = evaluator.evaluate(batch, method)
    expect(targets).toBe(forward(model, parameters, batch, { method }).targets)
    expect(Math.abs(lossSum / targets - truth.loss)).toBeLessThan(1e-5 * (1 + truth.loss))
  })

  it.each(linear)('$recurrence $readout $method: a mask that keeps all changes no bit', (combination) => {
    for (const masked of [false, true]) {
      const all = network(combination, new Uint8Array(tau * B * ny).fill(1), masked)
      for (const members of [1, 3])
        expect(train(kernels, all, members)).toEqual(train(kernels, network(combination, null, masked), members))
    }
  })

  it('without anything known there is no loss and no gradient', () => {
    const { loss: none, gradients } = train(kernels, network(linear[0], new Uint8Array(tau * B * ny)), 2)
    expect([none, ...gradients].every((value) => value === 0)).toBe(true)
  })

  it('what stands in place of a missing value counts only where the truth is fed back', () => {
    for (const combination of linear) {
      const subject = network(combination, known)
      const other = {
        ...subject,
        batch: withTargets(subject.batch, (value, i) => (known[i] === 1 ? value : value + 3))
      }
      const isFed = combination.method === 'teacher-forcing' || combination.method === 'scheduled-sampling'
      const [one, two] = [train(kernels, subject, 1), train(kernels, other, 1)]
      expect(two.loss === one.loss, `${combination.recurrence} ${combination.method}`).toBe(!isFed)
    }
  })
})

it('a batch that does not say what is known is refused, and one that says it where nothing is missing', () => {
  const { model, method, batch } = network(linear[0], known)
  const plan = (gaps: boolean): Plan =>
    new Plan(kernelSets[0], {
      model,
      method,
      tau,
      batch: B,
      input: 'dense',
      gaps,
      recompute: false,
      truncation: null,
      members: 1,
      optimizer: unused
    })
  expect(() => plan(true).takeBatch(network(linear[0], null).batch)).toThrow('does not say which values are known')
  expect(() => plan(false).takeBatch(batch)).toThrow('for targets without gaps')
})
