// Learning rates at the ends of their schedules. Their course and the update rules are checked against PyTorch in
// learner.test.ts.

import { expect, it } from 'vitest'
import { clipGradient, learningRateAt, type OptimizerOptions } from '../../src/engine/optimizer'
import { kernelSets } from './kernel-sets'

const options: OptimizerOptions = {
  kind: 'sgd',
  learningRate: 0.8,
  schedule: 'constant',
  warmupSteps: 0,
  decayEvery: 10,
  decayFactor: 0.5,
  momentum: 0,
  beta1: 0,
  beta2: 0,
  epsilon: 1e-8,
  l2: 0,
  clipNorm: null,
  clipValue: null
}
const rates = (chosen: Partial<OptimizerOptions>, steps: number[]): number[] =>
  steps.map((step) => Number(learningRateAt({ ...options, ...chosen }, step).toPrecision(12)))

it('constant stays, step halves at once, cosine falls to 0 and stays there', () => {
  expect(rates({}, [0, 9, 1e9])).toEqual([0.8, 0.8, 0.8])
  expect(rates({ schedule: 'step' }, [0, 9, 10, 19, 20])).toEqual([0.8, 0.8, 0.4, 0.4, 0.2])
  expect(rates({ schedule: 'cosine' }, [0, 5, 10, 1e9])).toEqual([0.8, 0.4, 0, 0])
})

it('a warm-up rises in equal steps and never begins at 0, though it be longer than the whole', () => {
  expect(rates({ schedule: 'cosine', warmupSteps: 4 }, [0, 1, 2, 3, 4, 7, 10])).toEqual([
    0.2, 0.4, 0.6, 0.8, 0.8, 0.4, 0
  ])
  expect(rates({ schedule: 'cosine', warmupSteps: 16, decayEvery: 10 }, [0, 15, 16, 17])).toEqual([0.05, 0.8, 0.8, 0])
})

it.each(kernelSets)('a gradient within its limits is left alone, by $name', (kernels) => {
  const clip = (
    values: number[],
    limits: Partial<OptimizerOptions>
  ): ReturnType<typeof clipGradient> & { values: number[] } => {
    const g = kernels.floats(values.length)
    g.set(values)
    return { ...clipGradient(kernels, g, Math.hypot(...values), { ...options, ...limits }), values: [...g] }
  }
  expect(clip([3, -4], {})).toEqual({ values: [3, -4], clipped: false, scale: 1 })
  expect(clip([3, -4], { clipNorm: 5.1, clipValue: 4 })).toEqual({ values: [3, -4], clipped: false, scale: 1 })
  expect(clip([3, -4], { clipValue: 2 })).toEqual({ values: [2, -2], clipped: true, scale: 1 })
  // Clipping by norm happens in the update.
  expect(clip([3, -4], { clipNorm: 1 })).toEqual({ values: [3, -4], clipped: true, scale: expect.closeTo(1 / 5, 6) })
  expect(clip([3, -4], { clipNorm: 1, clipValue: 3 }).scale).toBeCloseTo(1 / Math.hypot(3, 3), 6)
})
