// Products of matrices and vectors in float64, and the container of all vectors of a sequence. Plain loops:
// this code is meant to be seen through, not to be fast. Lengths and sums stand in locals all the same: the view
// Through time waits for it, and V8 makes it five times as fast by that.

/**
 * A vector of length n for every time step and sequence: [(τ + 1) × batch × n], time-major.
 * Steps count from 1 as in the book; step 0 is the state before the first, zero where there is none.
 */
export class Steps {
  readonly values: Float64Array

  constructor(readonly tau: number, readonly batch: number, readonly n: number) {
    this.values = new Float64Array((tau + 1) * batch * n)
  }

  /** The vector of step t and sequence b, a view. */
  at(t: number, b: number): Float64Array {
    const from = (t * this.batch + b) * this.n
    return this.values.subarray(from, from + this.n)
  }
}

/** y ← y + x */
export function add(y: Float64Array, x: Float64Array): void {
  for (let i = 0; i < y.length; i++) y[i] += x[i]
}

/** y ← y + M x */
export function addProduct(y: Float64Array, M: Float64Array, x: Float64Array): void {
  const n = x.length
  for (let i = 0; i < y.length; i++) {
    let sum = y[i]
    for (let j = 0; j < n; j++) sum += M[i * n + j] * x[j]
    y[i] = sum
  }
}

/** y ← y + Mᵀ x */
export function addTransposedProduct(y: Float64Array, M: Float64Array, x: Float64Array): void {
  const n = y.length
  for (let i = 0; i < x.length; i++) {
    const xi = x[i]
    for (let j = 0; j < n; j++) y[j] += M[i * n + j] * xi
  }
}

/** M ← M + u vᵀ */
export function addOuterProduct(M: Float64Array, u: Float64Array, v: Float64Array): void {
  const n = v.length
  for (let i = 0; i < u.length; i++) {
    const ui = u[i]
    for (let j = 0; j < n; j++) M[i * n + j] += ui * v[j]
  }
}

/** uᵀ v */
export function dot(u: Float64Array, v: Float64Array): number {
  return u.reduce((sum, value, i) => sum + value * v[i], 0)
}

/** ‖v‖ */
export function norm(v: Float64Array): number {
  return Math.sqrt(dot(v, v))
}

/** Largest singular value of a matrix given by its rows, by power iteration on MᵀM. */
export function spectralNorm(rows: Float64Array[]): number {
  // The longest row is not orthogonal to the direction that is stretched most, unless M is made for it.
  let v = rows.reduce((longest, row) => (norm(row) > norm(longest) ? row : longest))
  let stretch = 0
  for (let iteration = 0; iteration < 200; iteration++) {
    const length = norm(v)
    if (length === 0) return 0
    const unit = v.map((value) => value / length)
    const image = Float64Array.from(rows, (row) => dot(row, unit))
    const before = stretch
    stretch = norm(image)
    if (Math.abs(stretch - before) <= 1e-12 * stretch) break
    v = new Float64Array(unit.length)
    rows.forEach((row, i) => row.forEach((value, j) => { v[j] += value * image[i] }))
  }
  return stretch
}
