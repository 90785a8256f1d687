// Networks of any shape and kind: the float32 gradients of every kernel set against the float64 reference.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Batch } from '../../src/engine/batch'
import { Learner, type LearnerOptions } from '../../src/engine/learner'
import { feedsOwnOutput, type Method, type Model } from '../../src/model/model'
import { tensorShapes } from '../../src/model/tensors'
import { lossAndGradients } from '../../src/engine/reference/backward'
import { norm } from '../../src/engine/linear-algebra/vectors'
import { kernelSets } from './kernel-sets'
import { combinations, randomNetwork, unused } from './reference/helpers'

const shape = fc.record({
  nh: fc.integer({ min: 1, max: 300 }),
  batch: fc.integer({ min: 1, max: 70 }),
  tau: fc.integer({ min: 1, max: 40 }),
  nx: fc.integer({ min: 1, max: 70 }),
  ny: fc.integer({ min: 1, max: 70 })
})

it('gradients of random shapes are those of the reference, on every kernel set', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...combinations),
      shape,
      fc.nat(),
      fc.option(fc.integer({ min: 1, max: 40 })),
      fc.boolean(),
      (combination, sizes, seed, truncation, recompute) => {
        const { model, method, parameters, batch } = randomNetwork(combination, seed, sizes)
        // Feedback by draws is left out here: a draw that float32 rounds to the other side changes the whole result.
        // lengths.test.ts tests draws, with chosen seeds.
        batch.teacher?.truth.fill(1)
        // The weights are small enough for the widest side, not only for nh. Otherwise a narrow h saturates, or the
        // feedback of a wide output amplifies the rounding errors of float32 at each step. Both sides must begin from
        // the same numbers, so these are rounded to float32.
        const suitable = Math.sqrt(model.nh / Math.max(model.nx, model.nh, model.ny))
        parameters.flat.set(new Float32Array(parameters.flat.map((value) => value * suitable)))
        const truth = lossAndGradients(model, parameters, batch, { method, truncation })
        for (const kernels of kernelSets) {
          const learner = learnerOf(model, method, batch, {
            kernels,
            truncation,
            recompute: recompute && !feedsOwnOutput(method)
          })
          learner.parameters.flat.set(parameters.flat)
          expect(Math.abs(learner.computeGradients(batch) - truth.loss)).toBeLessThan(1e-5 * (1 + truth.loss))
          // If the terms of a sum cancel, its error is that of the terms, and these are as large as the whole gradient.
          const terms = 0.1 * norm(truth.gradients.flat)
          for (const { name } of tensorShapes(model)) {
            expect(
              difference(learner.gradients[name], truth.gradients[name], terms),
              `∇${name} by ${kernels.name}`
            ).toBeLessThan(1e-4)
          }
        }
      }
    ),
    { numRuns: 30 }
  )
}, 300_000)

// Where nearly every unit is saturated, 1 − h² has to be exactly 0. Even a small remainder, multiplied by weights of up
// to 1,000, would be a wrong gradient.
it.each(combinations)('gradients of a saturated network are those of the reference: %j', (combination) => {
  for (const seed of [1, 2, 3]) {
    const { model, method, parameters, batch } = randomNetwork(combination, seed, {
      nh: 24,
      batch: 3,
      tau: 6,
      nx: 5,
      ny: 4
    })
    for (const name of ['U', 'W', 'R', 'b'] as const)
      parameters[name]?.forEach((value, i, all) => (all[i] = Math.fround(1000 * Math.sqrt(model.nh) * value)))
    const truth = lossAndGradients(model, parameters, batch, { method })
    for (const kernels of kernelSets) {
      const learner = learnerOf(model, method, batch, { kernels, truncation: null, recompute: false })
      learner.parameters.flat.set(parameters.flat)
      learner.computeGradients(batch)
      const terms = 0.1 * norm(truth.gradients.flat)
      for (const { name } of tensorShapes(model)) {
        expect(
          difference(learner.gradients[name], truth.gradients[name], terms),
          `∇${name} by ${kernels.name}`
        ).toBeLessThan(1e-3)
      }
    }
  }
})

function learnerOf(
  model: Model,
  method: Method,
  batch: Batch,
  options: Pick<LearnerOptions, 'kernels' | 'truncation' | 'recompute'>
): Learner {
  return new Learner({
    model,
    method,
    ...options,
    tau: batch.tau,
    batch: batch.batch,
    input: batch.x.kind,
    crew: null,
    optimizer: unused
  })
}

/** ‖a − b‖ / ‖b‖, or / terms where those are larger; a gradient that is 0 must be 0. */
function difference(a: Float32Array, b: Float64Array, terms: number): number {
  const between = norm(b.map((value, i) => value - a[i]))
  const size = norm(b)
  return between === 0 ? 0 : size === 0 ? Infinity : between / Math.max(size, terms)
}
