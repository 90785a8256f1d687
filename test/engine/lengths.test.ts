// Sequences of different length in one batch: gradients against finite differences and, on every kernel set and with
// every way to share the work, against the reference. The state is carried on correctly, and padding has no effect.

import { describe, expect, it } from 'vitest'
import { newState, type Batch, type Values } from '../../src/engine/batch'
import { Evaluator } from '../../src/engine/evaluate'
import type { Kernels } from '../../src/engine/kernels'
import { feedsOwnOutput } from '../../src/model/model'
import { viewParameters } from '../../src/engine/parameters'
import { Plan } from '../../src/engine/plan'
import { lossAndGradients } from '../../src/engine/reference/backward'
import { forward, loss } from '../../src/engine/reference/forward'
import { Weights } from '../../src/engine/weights'
import { kernelSets } from './kernel-sets'
import {
  combinations,
  worstErrors,
  randomNetwork,
  relativeError,
  type Combination,
  type Network,
  unused
} from './reference/helpers'

const lengths = Int32Array.of(7, 1, 40, 23, 40)

/** Five sequences of 1 to 40 steps; parameters are float32 numbers, so that both sides begin from the same. */
function ragged(combination: Combination, masked = true): Network {
  // An odd seed gives real inputs, an even one categories.
  const seed = combination.output === 'linear' ? 5 : 6
  const network = randomNetwork(combination, seed, { tau: 40, batch: lengths.length, masked })
  network.parameters.flat.set(new Float32Array(network.parameters.flat))
  return { ...network, batch: { ...network.batch, lengths } }
}

/** The same batch with other inputs and targets after the end of each sequence. */
function withOtherPadding(batch: Batch): Batch {
  const isPadding = (row: number): boolean => Math.floor(row / batch.batch) >= lengths[row % batch.batch]
  const change = (values: Values): Values => {
    if (values.kind === 'index') return { kind: 'index', index: values.index.map((k, row) => (isPadding(row) ? 0 : k)) }
    const n = values.values.length / (batch.tau * batch.batch)
    return { kind: 'dense', values: values.values.map((value, i) => (isPadding(Math.floor(i / n)) ? 3 : value)) }
  }
  return { ...batch, x: change(batch.x), y: change(batch.y) }
}

/** Loss, gradients and final state by a plan whose members work one after the other. */
function train(kernels: Kernels, { model, method, parameters, batch }: Network, members: number, recompute: boolean) {
  const plan = new Plan(kernels, {
    model,
    method,
    tau: batch.tau,
    batch: batch.batch,
    input: batch.x.kind,
    ragged: true,
    recompute,
    truncation: null,
    members,
    optimizer: unused
  })
  plan.parameters.flat.set(parameters.flat)
  plan.takeBatch(batch)
  for (const phase of plan.phases) for (let member = 0; member < members; member++) phase(member)
  const state = newState(model, batch.batch)
  plan.writeFinalState(state)
  return { loss: plan.loss, gradients: plan.sinks[0].gradients.flat.slice(), state }
}

describe('the reference', () => {
  it.each(combinations)('$recurrence $readout $output $method: gradients are central differences', (combination) => {
    for (const error of worstErrors(ragged(combination))) expect(error).toBeLessThan(1e-6)
  })

  it('has a target at the last real step of each sequence, or at every one', () => {
    const targetsOf = (readout: 'last-step' | 'every-step'): number => {
      const { model, method, parameters, batch } = ragged({ ...combinations[0], readout }, false)
      return forward(model, parameters, batch, { method }).targets
    }
    expect(targetsOf('last-step')).toBe(lengths.length)
    expect(targetsOf('every-step')).toBe(lengths.reduce((sum, length) => sum + length))
  })
})

describe.each(kernelSets)('kernels $name', (kernels) => {
  it.each(combinations)(
    '$recurrence $readout $output $method: as the reference, however the work is shared out',
    (combination) => {
      const network = ragged(combination)
      const { model, method, parameters, batch } = network
      const truth = lossAndGradients(model, parameters, batch, { method })
      const { h, z } = forward(model, parameters, batch, { method })
      const last = (of: typeof h): Float64Array =>
        Float64Array.from(Array.from(lengths).flatMap((t, s) => Array.from(of.at(t, s))))

      for (const [members, recompute] of [
        [1, false],
        [3, false],
        [8, false],
        [2, true]
      ] as const) {
        if (recompute && feedsOwnOutput(method)) continue
        const got = train(kernels, network, members, recompute)
        expect(Math.abs(got.loss - truth.loss)).toBeLessThan(1e-5 * (1 + truth.loss))
        expect(relativeError(got.gradients, truth.gradients.flat)).toBeLessThan(1e-4)
        expect(relativeError(got.state.h0, last(h))).toBeLessThan(1e-5)
        if (got.state.z0) expect(relativeError(got.state.z0, last(z))).toBeLessThan(1e-5)
        expect(train(kernels, { ...network, batch: withOtherPadding(batch) }, members, recompute)).toEqual(got)
      }
    }
  )

  it.each(combinations)('$recurrence $readout $output $method: the evaluator as the reference', (combination) => {
    const { model, method, parameters, batch } = ragged(combination)
    const flat = kernels.floats(parameters.flat.length)
    flat.set(parameters.flat)
    const weights = new Weights(kernels, model, viewParameters(model, flat), batch.x.kind, null)
    const evaluator = new Evaluator(kernels, model, weights)
    evaluator.refresh()
    const { lossSum, targets } = evaluator.evaluate(batch, method)
    const trace = forward(model, parameters, batch, { method })
    expect(targets).toBe(trace.targets)
    expect(Math.abs(lossSum / targets - loss(trace))).toBeLessThan(1e-5 * (1 + loss(trace)))
  })
})

it('a batch whose lengths do not fit is refused', () => {
  const network = ragged(combinations[0])
  const wrong = { ...network, batch: { ...network.batch, lengths: Int32Array.of(0, 1, 2, 3, 41) } }
  expect(() => train(kernelSets[0], wrong, 1, false)).toThrow('Expected 5 lengths from 1 to 40')
  const without = { ...network, batch: randomNetwork(combinations[0], 6, { tau: 40, batch: 5 }).batch }
  expect(() => train(kernelSets[0], without, 1, false)).toThrow('does not say how long')
})
