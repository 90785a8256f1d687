// Eigenvalues and singular values of matrices with known values, and of others, compared with ml-matrix.

import fc from 'fast-check'
import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import { eigenvalues } from '../../../src/engine/linear-algebra/eigenvalues'
import { largestSingularValue, singularValues } from '../../../src/engine/linear-algebra/singular-values'
import { Random } from '../../../src/engine/random'
import { drain } from '../../drain'
import { expectSame, pairs } from './pairs'

function randomMatrix(rows: number, cols: number, seed: number): Float64Array {
  const random = new Random(seed)
  return Float64Array.from({ length: rows * cols }, () => random.normal())
}

const matrix = (data: Float64Array, cols: number): Matrix => Matrix.from1DArray(data.length / cols, cols, data)

describe('eigenvalues', () => {
  it.each([1, 2, 3, 5, 16, 17, 60])('are those of ml-matrix for a random matrix of %d', (n) => {
    const data = randomMatrix(n, n, n)
    const { realEigenvalues: re, imaginaryEigenvalues: im } = new EigenvalueDecomposition(matrix(data, n))
    expectSame(pairs(drain(eigenvalues(data, n))), pairs({ re, im }), 1e-10 * n)
  })

  // The usual shifts never change this matrix. Only the other shift, which comes from time to time, changes it.
  it.each([3, 8])('are the roots of unity for a cyclic permutation of %d', (n) => {
    const data = Float64Array.from({ length: n * n }, (_, i) => ((Math.floor(i / n) + 1) % n === i % n ? 1 : 0))
    const roots = Array.from(
      { length: n },
      (_, k) => [Math.cos((2 * Math.PI * k) / n), Math.sin((2 * Math.PI * k) / n)] as [number, number]
    )
    expectSame(pairs(drain(eigenvalues(data, n))), roots, 1e-12)
  })

  it('are all 0 for zero, and all 1 for the identity', () => {
    expect(pairs(drain(eigenvalues(new Float64Array(9), 3)))).toEqual([
      [0, 0],
      [0, 0],
      [0, 0]
    ])
    expect(pairs(drain(eigenvalues(Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), 3)))).toEqual([
      [1, 0],
      [1, 0],
      [1, 0]
    ])
  })
})

describe('singular values', () => {
  it.each([
    [1, 1],
    [2, 2],
    [5, 3],
    [3, 5],
    [1, 4],
    [4, 1],
    [30, 30],
    [40, 17]
  ])('are those of ml-matrix for %d × %d', (rows, cols) => {
    const data = randomMatrix(rows, cols, rows * cols)
    const truth = new SingularValueDecomposition(matrix(data, cols), { autoTranspose: true }).diagonal
    const ours = drain(singularValues({ rows, cols, data }))
    expect(ours).toHaveLength(Math.min(rows, cols))
    ours.forEach((value, i) => expect(Math.abs(value - truth[i])).toBeLessThan(1e-13 * truth[0]))
  })

  it('finds those that are equal, and those that are 0', () => {
    const diagonal = (...values: number[]): Float64Array =>
      Float64Array.from({ length: values.length ** 2 }, (_, i) =>
        i % (values.length + 1) === 0 ? values[i / (values.length + 1)] : 0
      )
    const of = (...values: number[]): number[] =>
      Array.from(drain(singularValues({ rows: values.length, cols: values.length, data: diagonal(...values) })))
    expect(of(1, 1, 1, 1)).toEqual([1, 1, 1, 1].map((value) => expect.closeTo(value, 14)))
    expect(of(0, -3, 0)).toEqual([3, 0, 0].map((value) => expect.closeTo(value, 14)))
    expect(of(0, 0)).toEqual([0, 0])
  })
})

describe('the largest singular value', () => {
  const largest = (data: Float64Array, rows: number, cols: number): number =>
    drain(largestSingularValue({ rows, cols, data }))
  const truth = (data: Float64Array, cols: number): number =>
    new SingularValueDecomposition(matrix(data, cols), { autoTranspose: true }).norm2
  const size = fc.integer({ min: 1, max: 40 })

  it('is that of ml-matrix, of matrices of any shape, rank and size', () => {
    fc.assert(
      fc.property(size, size, size, fc.integer({ min: -140, max: 140 }), fc.nat(), (rows, cols, rank, power, seed) => {
        const [A, B] = [randomMatrix(rows, rank, seed), randomMatrix(rank, cols, seed + 1)]
        const data = Float64Array.from(matrix(A, rank).mmul(matrix(B, cols)).to1DArray())
        const scaled = data.map((value) => value * 2 ** power)
        expect(largest(scaled, rows, cols) / 2 ** power / truth(data, cols)).toBeCloseTo(1, 9)
      })
    )
  })

  // Like a recurrence that neither vanishes nor explodes. No direction is larger than the others, so power iteration
  // fails.
  it('is that of ml-matrix where all are nearly the same', () => {
    fc.assert(
      fc.property(size, fc.double({ min: 0, max: 0.1, noNaN: true }), fc.nat(), (n, spread, seed) => {
        const { leftSingularVectors: U, rightSingularVectors: V } = new SingularValueDecomposition(
          matrix(randomMatrix(n, n, seed), n)
        )
        const stretches = Matrix.diag(Array.from(randomMatrix(n, 1, seed + 1), (value) => 1 + spread * Math.abs(value)))
        const data = Float64Array.from(U.mmul(stretches).mmul(V.transpose()).to1DArray())
        expect(largest(data, n, n) / truth(data, n)).toBeCloseTo(1, 9)
      })
    )
  })

  it('is 0 of zero, and found below what squares can hold', () => {
    expect(largest(new Float64Array(6), 2, 3)).toBe(0)
    expect(largest(Float64Array.of(3e-200, 4e-200), 1, 2) / 5e-200).toBeCloseTo(1, 12)
  })
})
