// Householder reflections H = I − v vᵀ with ‖v‖² = 2, in float64. They bring a matrix to a form
// whose eigenvalues or singular values can be found one by one, and they make random orthogonal matrices.

import { norm } from './vectors'

/** Row-major. */
export interface Matrix {
  rows: number
  cols: number
  data: Float64Array
}

/** v with H x = ∓‖x‖ e₁, where the sign is the opposite of that of x₁. When x is zero, v is zero. */
export function reflector(x: Float64Array): Float64Array {
  const largest = x.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  if (largest === 0) return x
  // Scale by a power of two, so that squares neither overflow nor underflow. This does not round.
  const scale = 2 ** -Math.floor(Math.log2(largest))
  const v = x.map((value) => value * scale)
  v[0] += (v[0] < 0 ? -1 : 1) * norm(v)
  const length = norm(v)
  return v.map((value) => (value * Math.SQRT2) / length)
}

/** A ← H A, for rows from `top` on and columns from `left` on. */
export function reflectRows({ cols, data }: Matrix, v: Float64Array, top: number, left: number): void {
  // w = Aᵀ v
  const w = new Float64Array(cols)
  for (let i = 0; i < v.length; i++) {
    const row = (top + i) * cols
    for (let j = left; j < cols; j++) w[j] += v[i] * data[row + j]
  }
  for (let i = 0; i < v.length; i++) {
    const row = (top + i) * cols
    for (let j = left; j < cols; j++) data[row + j] -= v[i] * w[j]
  }
}

/** A ← A H, for rows `top` … `bottom` − 1 and columns from `left` on. */
export function reflectColumns(A: Matrix, v: Float64Array, top: number, left: number, bottom = A.rows): void {
  let row = top
  for (; row + 4 <= bottom; row += 4) reflectFour(A, v, row, left)
  for (; row < bottom; row++) {
    const { cols, data } = A
    const from = row * cols + left
    let inner = 0
    for (let j = 0; j < v.length; j++) inner += data[from + j] * v[j]
    for (let j = 0; j < v.length; j++) data[from + j] -= inner * v[j]
  }
}

/**
 * Handles four rows at once, which keeps the processor's adders busy. The sums equal those of one row at a time, bit
 * for bit.
 */
function reflectFour({ cols, data }: Matrix, v: Float64Array, top: number, left: number): void {
  const first = top * cols + left
  const [second, third, fourth] = [first + cols, first + 2 * cols, first + 3 * cols]
  let [a, b, c, d] = [0, 0, 0, 0]
  for (let j = 0; j < v.length; j++) {
    a += v[j] * data[first + j]
    b += v[j] * data[second + j]
    c += v[j] * data[third + j]
    d += v[j] * data[fourth + j]
  }
  for (let j = 0; j < v.length; j++) {
    data[first + j] -= v[j] * a
    data[second + j] -= v[j] * b
    data[third + j] -= v[j] * c
    data[fourth + j] -= v[j] * d
  }
}

/** Column `col` from row `top` on, a copy. */
export function columnOf({ rows, cols, data }: Matrix, col: number, top: number): Float64Array {
  return Float64Array.from({ length: rows - top }, (_, i) => data[(top + i) * cols + col])
}

export function transposed({ rows, cols, data }: Matrix): Matrix {
  return {
    rows: cols,
    cols: rows,
    data: Float64Array.from(data, (_, i) => data[(i % rows) * cols + Math.floor(i / rows)])
  }
}
