// Eigenvalues and singular values: of matrices whose values are known, and those of ml-matrix for the others.

import { EigenvalueDecomposition, Matrix, SingularValueDecomposition } from 'ml-matrix'
import { describe, expect, it } from 'vitest'
import { Random } from '../../../src/engine/random'
import { eigenvalues } from '../../../src/trainer/inspection/eigenvalues'
import { largestSingularValue, singularValues } from '../../../src/trainer/inspection/singular-values'
import { inspected, inspector, network } from './support'

function finish<T>(work: Generator<void, T>): T {
  let next = work.next()
  while (!next.done) next = work.next()
  return next.value
}

function randomMatrix(rows: number, cols: number, seed: number): Float64Array {
  const random = new Random(seed)
  return Float64Array.from({ length: rows * cols }, () => random.normal())
}

const matrix = (data: Float64Array, cols: number): Matrix => Matrix.from1DArray(data.length / cols, cols, data)

/** Each value of one list has its own in the other. */
function expectSame(ours: [number, number][], theirs: [number, number][], precision: number): void {
  expect(ours).toHaveLength(theirs.length)
  const left = [...theirs]
  for (const [re, im] of ours) {
    const distances = left.map(([a, b]) => Math.hypot(re - a, im - b))
    const nearest = distances.indexOf(Math.min(...distances))
    expect(distances[nearest]).toBeLessThan(precision)
    left.splice(nearest, 1)
  }
}

const pairs = ({ re, im }: { re: ArrayLike<number>; im: ArrayLike<number> }): [number, number][] =>
  Array.from({ length: re.length }, (_, i) => [re[i], im[i]])

const spectrumOf = (nh: number, W: (row: number, col: number) => number) => inspector(inspected(network({ nh }, { W })))('spectrum', {})

describe('the spectrum of W', () => {
  it('is e^±iφ for a rotation', () => {
    const angle = 0.7
    const { re, im, singular, spectralRadius, largestSingular, size, step } = spectrumOf(2, (row, col) =>
      row === col ? Math.cos(angle) : row < col ? -Math.sin(angle) : Math.sin(angle))
    // W is kept in float32.
    expectSame(pairs({ re, im }), [[Math.cos(angle), Math.sin(angle)], [Math.cos(angle), -Math.sin(angle)]], 1e-7)
    for (const value of [spectralRadius, largestSingular, ...singular]) expect(value).toBeCloseTo(1, 7)
    expect([size, step]).toEqual([2, 7])
  })

  it('is the diagonal, by size, of a triangular matrix', () => {
    const { re, im, spectralRadius } = spectrumOf(4, (row, col) => (col < row ? 0 : row === col ? [0.5, -2, 1, 0][row] : 0.25))
    expect(Array.from(re)).toEqual([-2, 1, 0.5, 0].map((value) => expect.closeTo(value, 12)))
    expect(im.every((value) => Math.abs(value) < 1e-12)).toBe(true)
    expect(spectralRadius).toBeCloseTo(2, 12)
  })

  it('has singular values only where W leads from the output', () => {
    const answer = inspector(inspected(network({ recurrence: 'output', method: 'teacher-forcing' })))('spectrum', {})
    expect([answer.re.length, answer.im.length, answer.singular.length, answer.spectralRadius]).toEqual([0, 0, 2, null])
  })

  it('is refused, with a reason, for huge networks', () => {
    expect(() => inspector(inspected(network({ nh: 1025, tau: 1 })))('spectrum', {})).toThrow('up to 1024')
  })
})

describe('eigenvalues', () => {
  it.each([1, 2, 3, 5, 16, 17, 60])('are those of ml-matrix for a random matrix of %d', (n) => {
    const data = randomMatrix(n, n, n)
    const { realEigenvalues: re, imaginaryEigenvalues: im } = new EigenvalueDecomposition(matrix(data, n))
    expectSame(pairs(finish(eigenvalues(data, n))), pairs({ re, im }), 1e-10 * n)
  })

  // Shifts leave this one as it is, unless they are other ones now and then.
  it.each([3, 8])('are the roots of unity for a cyclic permutation of %d', (n) => {
    const data = Float64Array.from({ length: n * n }, (_, i) => ((Math.floor(i / n) + 1) % n === i % n ? 1 : 0))
    const roots = Array.from({ length: n }, (_, k) => [Math.cos((2 * Math.PI * k) / n), Math.sin((2 * Math.PI * k) / n)] as [number, number])
    expectSame(pairs(finish(eigenvalues(data, n))), roots, 1e-12)
  })

  it('are all 0 for zero, and all 1 for the identity', () => {
    expect(pairs(finish(eigenvalues(new Float64Array(9), 3)))).toEqual([[0, 0], [0, 0], [0, 0]])
    expect(pairs(finish(eigenvalues(Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), 3)))).toEqual([[1, 0], [1, 0], [1, 0]])
  })
})

describe('singular values', () => {
  it.each([[1, 1], [2, 2], [5, 3], [3, 5], [1, 4], [4, 1], [30, 30], [40, 17]])('are those of ml-matrix for %d × %d', (rows, cols) => {
    const data = randomMatrix(rows, cols, rows * cols)
    const truth = new SingularValueDecomposition(matrix(data, cols), { autoTranspose: true }).diagonal
    const ours = finish(singularValues({ rows, cols, data }))
    expect(ours).toHaveLength(Math.min(rows, cols))
    ours.forEach((value, i) => expect(Math.abs(value - truth[i])).toBeLessThan(1e-13 * truth[0]))
    expect(Math.abs(finish(largestSingularValue({ rows, cols, data })) - truth[0])).toBeLessThan(1e-4 * truth[0])
  })

  it('finds those that are equal, and those that are 0', () => {
    const diagonal = (...values: number[]): Float64Array =>
      Float64Array.from({ length: values.length ** 2 }, (_, i) => (i % (values.length + 1) === 0 ? values[i / (values.length + 1)] : 0))
    const of = (...values: number[]): number[] => Array.from(finish(singularValues({ rows: values.length, cols: values.length, data: diagonal(...values) })))
    expect(of(1, 1, 1, 1)).toEqual([1, 1, 1, 1].map((value) => expect.closeTo(value, 14)))
    expect(of(0, -3, 0)).toEqual([3, 0, 0].map((value) => expect.closeTo(value, 14)))
    expect(of(0, 0)).toEqual([0, 0])
  })
})
