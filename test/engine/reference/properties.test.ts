// Properties that every network must have, with any numbers: of batches, masks, truncation, carried state, the order of
// teacher-forced steps, feedback, and the bounds of the influence matrices.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Batch } from '../../../src/engine/batch'
import { Random } from '../../../src/engine/random'
import { backward, lossAndGradients, type BackwardOptions } from '../../../src/engine/reference/backward'
import { forward, loss, type ReferencePass } from '../../../src/engine/reference/forward'
import { lossInfluence, stateInfluence } from '../../../src/engine/reference/influence'
import { norm } from '../../../src/engine/linear-algebra/vectors'
import { drain } from '../../drain'
import { combinations, randomNetwork, relativeError, single, stretch, type Network } from './helpers'

const network = (masked: boolean): fc.Arbitrary<Network> =>
  fc
    .record({
      combination: fc.constantFrom(...combinations),
      seed: fc.nat(),
      sizes: fc.record({
        nx: fc.integer({ min: 1, max: 4 }),
        nh: fc.integer({ min: 1, max: 6 }),
        ny: fc.integer({ min: 1, max: 4 }),
        tau: fc.integer({ min: 1, max: 7 }),
        batch: fc.integer({ min: 1, max: 4 })
      })
    })
    .map(({ combination, seed, sizes }) => randomNetwork(combination, seed, { ...sizes, masked }))

const step = ({ model, parameters, method }: Network, batch: Batch, truncation: number | null = null) =>
  lossAndGradients(model, parameters, batch, { method, truncation })

/** Compares two gradients, also where both are zero (one softmax unit). */
function expectClose(actual: Float64Array, expected: Float64Array): void {
  for (let i = 0; i < expected.length; i++) expect(Math.abs(actual[i] - expected[i])).toBeLessThan(1e-12)
}

describe('properties of the reference', () => {
  it('a batch is the mean of its sequences', () => {
    fc.assert(
      fc.property(network(false), (n) => {
        const whole = step(n, n.batch)
        const parts = Array.from({ length: n.batch.batch }, (_, b) => step(n, single(n.batch, b)))
        const mean = whole.gradients.flat.map(
          (_, i) => parts.reduce((sum, part) => sum + part.gradients.flat[i], 0) / parts.length
        )
        expect(whole.loss).toBeCloseTo(parts.reduce((sum, part) => sum + part.loss, 0) / parts.length, 12)
        expectClose(whole.gradients.flat, mean)
      })
    )
  })

  it('steps without a target have no loss, and what comes after the last target has no gradient', () => {
    fc.assert(
      fc.property(network(true), ({ model, parameters, method, batch }) => {
        const trace = forward(model, parameters, batch, { method })
        const { dh } = backward(trace)
        for (let b = 0; b < batch.batch; b++) {
          let targetsAfter = 0
          for (let t = batch.tau; t >= 1; t--) {
            const counted =
              batch.mask![(t - 1) * batch.batch + b] === 1 && (model.readout === 'every-step' || t === batch.tau)
            if (counted) targetsAfter++
            else expect(trace.L.at(t, b)[0]).toBe(0)
            if (targetsAfter === 0) expect(norm(dh.at(t, b))).toBe(0)
          }
        }
      })
    )
  })

  it('a batch without targets has loss 0 and gradient 0', () => {
    fc.assert(
      fc.property(network(true), (n) => {
        const result = step(n, { ...n.batch, mask: new Uint8Array(n.batch.tau * n.batch.batch) })
        expect(result.loss).toBe(0)
        expect(result.gradients.flat.every((value) => value === 0)).toBe(true)
      })
    )
  })

  it('truncation at τ or later changes nothing', () => {
    fc.assert(
      fc.property(network(true), fc.nat(3), (n, beyond) => {
        expect(step(n, n.batch, n.batch.tau + beyond).gradients.flat).toEqual(step(n, n.batch).gradients.flat)
      })
    )
  })

  it('the state carried over a cut gives the same values as no cut', () => {
    fc.assert(
      fc.property(network(true), fc.nat(), ({ model, parameters, method, batch }, where) => {
        // The draws depend on the number of the step in its batch.
        fc.pre(method !== 'scheduled-sampling')
        const cut = where % (batch.tau + 1)
        const state = (values: Float64Array): Float64Array => values.slice(values.length - values.length / (cut + 1))
        const whole = forward(model, parameters, batch, { method })
        const first = forward(model, parameters, stretch(batch, 0, cut, batch.h0!, batch.z0!), { method })
        const rest = stretch(batch, cut, batch.tau, state(first.h.values), state(first.z.values))
        const second = forward(model, parameters, rest, { method })
        for (let t = 1; t <= batch.tau; t++) {
          const part = t <= cut ? first.o.at(t, 0) : second.o.at(t - cut, 0)
          expect(part).toEqual(whole.o.at(t, 0))
        }
      })
    )
  })

  it('teacher forcing makes the steps of an output recurrence independent: each alone gives the same gradient', () => {
    const forced = combinations.filter(
      ({ recurrence, readout, method }) =>
        recurrence === 'output' && readout === 'every-step' && method === 'teacher-forcing'
    )
    for (const combination of forced) {
      const n = randomNetwork(combination, 5, { masked: false })
      const { batch, model } = n
      const { z } = forward(model, n.parameters, batch, { method: n.method })
      const size = batch.batch * model.ny
      const alone = Array.from({ length: batch.tau }, (_, t) =>
        step(n, stretch(batch, t, t + 1, batch.h0!, z.values.slice(t * size, (t + 1) * size)))
      )
      // The order of the steps does not matter. Here the last step comes first.
      const whole = step(n, batch).gradients.flat
      const mean = whole.map((_, i) => alone.reduceRight((sum, one) => sum + one.gradients.flat[i], 0) / batch.tau)
      expect(relativeError(mean, whole)).toBeLessThan(1e-12)
      expect(step(n, batch, 1).gradients.flat).toEqual(whole)
    }
  })
})

describe('feedback of a free-running model', () => {
  const free = { recurrence: 'output', readout: 'every-step', method: 'free-running' } as const

  it('argmax and samples are one-hot for softmax and bits for sigmoid', () => {
    for (const output of ['softmax', 'sigmoid'] as const) {
      for (const feedback of ['argmax', 'sample'] as const) {
        const { model, parameters, batch } = randomNetwork({ ...free, output }, 6)
        const { z, yhat } = forward({ ...model, feedback }, parameters, batch, {
          method: 'free-running',
          random: new Random(1)
        })
        for (let t = 1; t <= batch.tau; t++) {
          const fed = z.at(t, 0)
          expect(fed.every((value) => value === 0 || value === 1)).toBe(true)
          if (output === 'softmax') expect(fed.reduce((sum, value) => sum + value)).toBe(1)
          if (feedback === 'argmax') {
            const likeliest = Math.max(...yhat.at(t, 0))
            expect(fed).toEqual(yhat.at(t, 0).map((p) => Number(output === 'softmax' ? p === likeliest : p > 0.5)))
          }
        }
      }
    }
  })

  it('real values are fed back whatever the setting', () => {
    const { model, parameters, batch, method } = randomNetwork({ ...free, output: 'linear' }, 7)
    const { z, o } = forward({ ...model, feedback: 'sample' }, parameters, batch, { method })
    expect(z.at(3, 1)).toEqual(o.at(3, 1))
  })

  it('refuses what has no gradient, no random stream, or no meaning', () => {
    const { model, parameters, batch, method } = randomNetwork({ ...free, output: 'softmax' }, 8)
    const trace = forward({ ...model, feedback: 'argmax' }, parameters, batch, { method })
    expect(() => backward(trace)).toThrow('No gradient flows')
    expect(() => forward({ ...model, feedback: 'sample' }, parameters, batch, { method })).toThrow('random stream')
    expect(() => forward(model, parameters, batch, { method: 'bptt' })).toThrow('cannot be trained by')
  })
})

describe('numbers', () => {
  it('losses stay finite and right at extreme outputs', () => {
    for (const output of ['softmax', 'sigmoid'] as const) {
      const { model, parameters, batch, method } = randomNetwork({ ...combinations[0], output }, 9, { masked: false })
      parameters.c.fill(0)
      parameters.c[0] = 1000
      const trace = forward(model, parameters, batch, { method })
      expect(Number.isFinite(loss(trace))).toBe(true)
      expect(loss(trace)).toBeGreaterThan(100)
      expect(backward(trace).gradients.flat.every(Number.isFinite)).toBe(true)
    }
  })

  it('always answering 1 to the sum of two uniform numbers has mean squared error 1/6', () => {
    const { model, parameters } = randomNetwork(
      { recurrence: 'hidden', readout: 'last-step', output: 'linear', method: 'bptt' },
      1,
      { ny: 1 }
    )
    parameters.flat.fill(0)
    parameters.c[0] = 1
    const random = new Random(1)
    const values = Float64Array.from({ length: 100_000 }, () => random.next() + random.next())
    const batch: Batch = {
      tau: 1,
      batch: values.length,
      mask: null,
      h0: null,
      z0: null,
      x: { kind: 'dense', values: new Float64Array(values.length * model.nx) },
      y: { kind: 'dense', values }
    }
    expect(loss(forward(model, parameters, batch, { method: 'bptt' }))).toBeCloseTo(1 / 6, 2)
  })
})

describe('influence of a step', () => {
  it('the gradient of the loss at h(s) is the mean of the influences, as vectors: never longer than their sum', () => {
    fc.assert(
      fc.property(network(true), fc.constantFrom(null, 1, 2), ({ model, parameters, method, batch }, truncation) => {
        const trace = forward(model, parameters, batch, { method })
        const { dh } = backward(trace, { truncation })
        const influence = everyLoss(trace, { truncation })
        for (let s = 1; s <= batch.tau; s++) {
          const bound = influence.reduce((sum, row) => sum + row[s - 1], 0) / Math.max(1, trace.targets)
          expect(norm(dh.at(s, 0))).toBeLessThanOrEqual(bound * (1 + 1e-9))
        }
      })
    )
  })

  it('with one target it is that gradient', () => {
    for (const combination of combinations.filter(({ readout }) => readout === 'last-step')) {
      const { model, parameters, batch, method } = randomNetwork(combination, 10, { masked: false, batch: 1 })
      const trace = forward(model, parameters, batch, { method })
      const { dh } = backward(trace)
      const last = lossInfluence(trace, 0, batch.tau)
      for (let s = 1; s <= batch.tau; s++) expect(last[s - 1]).toBeCloseTo(norm(dh.at(s, 0)), 14)
    }
  })

  it('∂h(τ)/∂h(t) stretches no difference of states by more than its norm, and some by as much', () => {
    for (const combination of combinations.filter(
      ({ recurrence, readout }) => recurrence !== 'output' && readout === 'every-step'
    )) {
      const { model, parameters, batch, method } = randomNetwork(combination, 11, { batch: 1, nh: 3 })
      const trace = forward(model, parameters, batch, { method })
      const norms = drain(stateInfluence(trace, 0))
      expect(norms[batch.tau - 1]).toBe(1)

      // Computes h(τ) from a state h(τ−1) that is moved by ε in one direction. z(τ−1) follows from the moved state.
      const t = batch.tau - 1
      const moved = (direction: number[], epsilon: number): Float64Array => {
        const start = trace.h.at(t, 0).map((value, i) => value + epsilon * direction[i])
        const z = method === 'free-running' ? outputOf(start) : trace.z.at(t, 0)
        return forward(model, parameters, stretch(batch, t, batch.tau, start, z), { method }).h.at(1, 0)
      }
      const outputOf = (h: Float64Array): Float64Array => {
        // A step with a(t) = artanh h(t), so that its ŷ is the ŷ of h(t).
        const still = {
          ...parameters,
          U: parameters.U.map(() => 0),
          W: parameters.W.map(() => 0),
          R: parameters.R.map(() => 0),
          b: h.map(Math.atanh)
        }
        return forward(model, still, stretch(batch, 0, 1, h, batch.z0!), { method }).z.at(1, 0)
      }
      let largest = 0
      const random = new Random(12)
      for (let trial = 0; trial < 1500; trial++) {
        const raw = Array.from({ length: model.nh }, () => random.normal())
        const direction = raw.map((value) => value / Math.hypot(...raw))
        const [above, below] = [moved(direction, 1e-5), moved(direction, -1e-5)]
        largest = Math.max(largest, norm(above.map((value, i) => (value - below[i]) / 2e-5)))
      }
      expect(largest).toBeLessThanOrEqual(norms[t - 1] * (1 + 1e-6))
      expect(largest).toBeGreaterThan(norms[t - 1] * 0.98)
    }
  })

  it('is zero where nothing flows: teacher-forced output recurrence, and across a cut', () => {
    const forced = randomNetwork(
      { recurrence: 'output', readout: 'every-step', output: 'softmax', method: 'teacher-forcing' },
      13
    )
    const state = drain(
      stateInfluence(forward(forced.model, forced.parameters, forced.batch, { method: forced.method }), 0)
    )
    expect([...state]).toEqual([0, 0, 0, 0, 0, 1])

    const n = randomNetwork(combinations[0], 14, { masked: false })
    const influence = everyLoss(forward(n.model, n.parameters, n.batch, { method: n.method }), { truncation: 2 })
    expect(influence.map((row) => [...row].map((value) => Math.sign(value)))).toEqual([
      [1, 0, 0, 0, 0, 0],
      [1, 1, 0, 0, 0, 0],
      [0, 0, 1, 0, 0, 0],
      [0, 0, 1, 1, 0, 0],
      [0, 0, 0, 0, 1, 0],
      [0, 0, 0, 0, 1, 1]
    ])
  })
})

/** lossInfluence() of each step, in rows of the same length. */
function everyLoss(trace: ReferencePass, options: BackwardOptions): Float64Array[] {
  return Array.from({ length: trace.tau }, (_, i) => {
    const row = new Float64Array(trace.tau)
    row.set(lossInfluence(trace, 0, i + 1, options))
    return row
  })
}
