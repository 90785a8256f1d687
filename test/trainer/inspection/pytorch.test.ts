// The numbers of the view are those of PyTorch: states, outputs, gradients, and what every step adds to them.

import { describe, expect, it } from 'vitest'
import { tensorShapes } from '../../../src/model/tensors'
import { gradientFixtures } from '../../fixtures/load'
import { inspected, inspector } from './support'

const fixtures = gradientFixtures()

function largestDifference(ours: ArrayLike<number>, truth: ArrayLike<number>): number {
  expect(ours.length).toBe(truth.length)
  return Array.from(ours).reduce((max, value, i) => Math.max(max, Math.abs(value - truth[i])), 0)
}

describe('against PyTorch', () => {
  it.each(fixtures)('$name', (fixture) => {
    const {
      model,
      batch: { batch, tau },
      h,
      o,
      dh,
      dO,
      gradients,
      contributions
    } = fixture
    const ask = inspector(inspected(fixture))
    const sequences = Array.from({ length: batch }, (_, sequence) => ask('unroll', {}, { sequence }))
    const targets = sequences.reduce((sum, answer) => sum + answer.targets, 0)
    // The vectors of one sequence, taken from those of all sequences.
    const ofSequence = (values: Float64Array, n: number, sequence: number): number[] =>
      Array.from({ length: tau * n }, (_, i) => values[(Math.floor(i / n) * batch + sequence) * n + (i % n)])

    const summed = gradients.map(() => 0)
    let loss = 0
    sequences.forEach((answer, sequence) => {
      expect(largestDifference(answer.h.subarray(model.nh), ofSequence(h, model.nh, sequence))).toBeLessThan(1e-10)
      expect(largestDifference(answer.o, ofSequence(o, model.ny, sequence))).toBeLessThan(1e-10)
      // PyTorch takes the mean over the targets of all sequences, and we take it over those of one.
      const share = answer.targets / targets
      if (dh)
        expect(
          largestDifference(
            answer.dh.map((value) => share * value),
            ofSequence(dh, model.nh, sequence)
          )
        ).toBeLessThan(1e-12)
      if (dO)
        expect(
          largestDifference(
            answer.dO.map((value) => share * value),
            ofSequence(dO, model.ny, sequence)
          )
        ).toBeLessThan(1e-12)
      loss += share * answer.loss
      for (const { name, offset } of tensorShapes(model)) {
        answer.gradients[name].forEach((value, i) => {
          summed[offset + i] += share * value
        })
      }
    })
    expect(Math.abs(loss - fixture.loss)).toBeLessThan(1e-10)
    expect(largestDifference(summed, gradients)).toBeLessThan(1e-10)

    if (!contributions) return
    for (const { name, rows, cols, offset } of tensorShapes(model)) {
      for (let i = 0; i < rows * cols; i++) {
        const perStep = new Float64Array(tau)
        sequences.forEach((answer, sequence) => {
          const cell = ask('contributions', { tensor: name, row: Math.floor(i / cols), col: i % cols }, { sequence })
          cell.perStep.forEach((value, t) => {
            perStep[t] += (answer.targets / targets) * value
          })
        })
        expect(
          largestDifference(
            perStep,
            contributions.map((step) => step[offset + i])
          )
        ).toBeLessThan(1e-10)
      }
    }
  })

  it('covers every recurrence and method', () => {
    const told = fixtures.filter(({ dh, dO, contributions }) => dh && dO && contributions)
    const ways = new Set(told.map(({ model, method }) => `${model.recurrence} ${method}`))
    expect(ways.size).toBe(5)
  })
})

describe('a sum of contributions', () => {
  it.each(fixtures)('is its total: $name', (fixture) => {
    const ask = inspector(inspected(fixture))
    for (const { name, rows, cols } of tensorShapes(fixture.model)) {
      for (let row = 0; row < rows; row++) {
        for (let col = 0; col < cols; col++) {
          const { perStep, total } = ask('contributions', { tensor: name, row, col })
          expect(Math.abs(perStep.reduce((a, b) => a + b, 0) - total)).toBeLessThan(1e-12)
        }
      }
    }
  })
})

describe('a gradient', () => {
  it.each(fixtures)('is the sum of where it came from: $name', (fixture) => {
    const { tau, nh, dh, dhFromNext, dhFromOutput, dO, dOFromLoss, dOFromNext, da, h, dL, mask, targets } = inspector(
      inspected(fixture)
    )('unroll', {})
    expect(
      largestDifference(
        dh,
        dhFromNext.map((value, i) => value + dhFromOutput[i])
      )
    ).toBeLessThan(1e-15)
    expect(
      largestDifference(
        dO,
        dOFromLoss.map((value, i) => value + dOFromNext[i])
      )
    ).toBeLessThan(1e-15)
    expect(
      largestDifference(
        da,
        dh.map((value, i) => (1 - h[nh + i] ** 2) * value)
      )
    ).toBeLessThan(1e-15)
    // No step follows the last one.
    expect(dhFromNext.subarray((tau - 1) * nh).every((value) => value === 0)).toBe(true)
    expect(Array.from(dL)).toEqual(mask.map((counts) => (counts ? 1 / targets : 0)))
  })
})
