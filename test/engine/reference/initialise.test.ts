// The first weights: ranges, orthogonality, the identity, and the speed for the largest matrix.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { initialise, randomOrthogonal, type InitialisationOptions } from '../../../src/engine/initialise'
import type { Model } from '../../../src/model/model'
import { parameterCount } from '../../../src/model/tensors'
import { newParameters, viewParameters, type Parameters } from '../../../src/engine/parameters'
import { Random } from '../../../src/engine/random'

const model: Model = {
  recurrence: 'hidden+output',
  readout: 'every-step',
  output: 'softmax',
  feedback: 'probabilities',
  nx: 7,
  nh: 16,
  ny: 5
}

function initialised(options: Partial<InitialisationOptions>, of: Model = model): Parameters<Float32Array> {
  const parameters = newParameters(of)
  initialise(parameters, of, { weights: 'uniform', recurrent: 'uniform', identityScale: 1, ...options }, new Random(1))
  return parameters
}

const largest = (values: Float32Array): number => values.reduce((m, value) => Math.max(m, Math.abs(value)), 0)

/** Largest difference between MᵀM and I. */
function distanceFromOrthonormalColumns(M: ArrayLike<number>, rows: number, cols: number): number {
  let worst = 0
  for (let i = 0; i < cols; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0
      for (let k = 0; k < rows; k++) sum += M[k * cols + i] * M[k * cols + j]
      worst = Math.max(worst, Math.abs(sum - (i === j ? 1 : 0)))
    }
  }
  return worst
}

describe('initialise', () => {
  it('uniform lies within ±1/√nh and fills the range, biases too', () => {
    const { flat, b } = initialised({})
    expect(largest(flat)).toBeLessThanOrEqual(1 / 4)
    expect(largest(flat)).toBeGreaterThan(0.95 / 4)
    expect(largest(b)).toBeGreaterThan(0)
  })

  it('glorot lies within ±√(6 / (inputs + outputs)); biases are zero', () => {
    const { U, W, R, V, b, c } = initialised({ weights: 'glorot', recurrent: 'glorot' })
    for (const [tensor, sum] of [
      [U, 23],
      [W, 32],
      [R, 21],
      [V, 21]
    ] as const) {
      expect(largest(tensor)).toBeLessThanOrEqual(Math.sqrt(6 / sum))
      expect(largest(tensor)).toBeGreaterThan(0.9 * Math.sqrt(6 / sum))
    }
    expect([...b, ...c].every((value) => value === 0)).toBe(true)
  })

  it('the schemes of W and of the rest do not mix', () => {
    const { U, W, b } = initialised({ weights: 'orthogonal', recurrent: 'identity', identityScale: 0.5 })
    expect(distanceFromOrthonormalColumns(U, 16, 7)).toBeLessThan(1e-6)
    expect([...W]).toEqual(Array.from({ length: 256 }, (_, i) => (i % 17 === 0 ? 0.5 : 0)))
    expect(largest(b)).toBe(0)
  })

  it('the identity fills the upper left part of a W that is not square', () => {
    const tall = initialised({ recurrent: 'identity' }, { ...model, recurrence: 'output', nh: 5, ny: 2 })
    expect([...tall.W]).toEqual([1, 0, 0, 1, 0, 0, 0, 0, 0, 0])
    const wide = initialised({ recurrent: 'identity' }, { ...model, recurrence: 'output', nh: 2, ny: 3 })
    expect([...wide.W]).toEqual([1, 0, 0, 0, 1, 0])
  })

  it('float32 holds the rounded numbers of float64', () => {
    const exact = viewParameters(model, new Float64Array(parameterCount(model)))
    const options: InitialisationOptions = { weights: 'glorot', recurrent: 'orthogonal', identityScale: 1 }
    initialise(exact, model, options, new Random(1))
    expect([...initialised(options).flat]).toEqual([...Float32Array.from(exact.flat)])
  })
})

describe('random orthogonal matrices', () => {
  it('have orthonormal columns, or rows when there are fewer of them', () => {
    const size = fc.integer({ min: 1, max: 20 })
    fc.assert(
      fc.property(size, size, fc.nat(), (rows, cols, seed) => {
        const Q = randomOrthogonal(rows, cols, new Random(seed))
        const [long, short] = [Math.max(rows, cols), Math.min(rows, cols)]
        const columns = rows >= cols ? Q : Q.map((_, i) => Q[(i % short) * cols + Math.floor(i / short)])
        expect(distanceFromOrthonormalColumns(columns, long, short)).toBeLessThan(1e-14 * 20)
      })
    )
  })

  it('favour no sign and no direction', () => {
    const random = new Random(1)
    const draws = Array.from({ length: 4000 }, () => randomOrthogonal(3, 3, random))
    for (let i = 0; i < 9; i++) {
      const mean = draws.reduce((sum, Q) => sum + Q[i], 0) / draws.length
      const square = draws.reduce((sum, Q) => sum + Q[i] ** 2, 0) / draws.length
      expect(mean).toBeCloseTo(0, 1)
      expect(square).toBeCloseTo(1 / 3, 1)
    }
    // Rotations and reflections occur equally often.
    const determinant = (Q: Float64Array): number =>
      Q[0] * (Q[4] * Q[8] - Q[5] * Q[7]) - Q[1] * (Q[3] * Q[8] - Q[5] * Q[6]) + Q[2] * (Q[3] * Q[7] - Q[4] * Q[6])
    const rotations = draws.filter((Q) => determinant(Q) > 0).length
    expect(rotations / draws.length).toBeCloseTo(0.5, 1)
  })

  it('of a thousand rows are made and stay orthogonal', () => {
    const n = 1024
    const Q = randomOrthogonal(n, n, new Random(2))
    // Compares a few columns with all columns.
    for (const i of [0, 511, 1023]) {
      for (let j = 0; j < n; j++) {
        let sum = 0
        for (let k = 0; k < n; k++) sum += Q[k * n + i] * Q[k * n + j]
        expect(Math.abs(sum - (i === j ? 1 : 0))).toBeLessThan(1e-12)
      }
    }
  })
})
