// A reflection takes its vector to the first axis, from either side and for sizes at which squares overflow or vanish.

import { describe, expect, it } from 'vitest'
import {
  reflectColumns,
  reflector,
  reflectRows,
  transposed,
  type Matrix
} from '../../../src/engine/linear-algebra/reflections'
import { norm } from '../../../src/engine/linear-algebra/vectors'
import { Random } from '../../../src/engine/random'

function randomMatrix(rows: number, cols: number): Matrix {
  const random = new Random(rows * 100 + cols)
  return { rows, cols, data: Float64Array.from({ length: rows * cols }, () => random.normal()) }
}

describe('a reflection', () => {
  it.each([1, 1e-300, 1e300])('takes x to the first axis, for sizes about %d', (size) => {
    const x = Float64Array.of(3, -1, 2).map((value) => value * size)
    const v = reflector(x)
    expect(norm(v)).toBeCloseTo(Math.SQRT2, 14)
    const A = { rows: 3, cols: 1, data: x.slice() }
    reflectRows(A, v, 0, 0)
    expect(A.data[0] / size).toBeCloseTo(-Math.sqrt(14), 13)
    for (const rest of A.data.subarray(1)) expect(Math.abs(rest / size)).toBeLessThan(1e-14)
  })

  it('of nothing is nothing', () => {
    expect([...reflector(new Float64Array(3))]).toEqual([0, 0, 0])
  })

  it.each([
    [1, 3],
    [4, 4],
    [7, 5],
    [10, 6]
  ])('from the left is that of the transpose from the right: %d × %d', (rows, cols) => {
    const A = randomMatrix(rows, cols)
    const B = transposed(A)
    const v = reflector(Float64Array.from({ length: cols - 1 }, (_, i) => i - 1.5))
    const [top, left] = [rows > 1 ? 1 : 0, 1]
    reflectColumns(A, v, top, left)
    reflectRows(B, v, left, top)
    transposed(B).data.forEach((value, i) => expect(A.data[i]).toBeCloseTo(value, 13))
  })

  it('of some rows is that of all of them, one after the other, to the last bit', () => {
    const v = reflector(Float64Array.of(1, -2, 0.5))
    const [together, apart] = [randomMatrix(11, 3), randomMatrix(11, 3)]
    reflectColumns(together, v, 0, 0)
    for (let row = 0; row < 11; row++) reflectColumns(apart, v, row, 0, row + 1)
    expect([...together.data]).toEqual([...apart.data])
  })
})
