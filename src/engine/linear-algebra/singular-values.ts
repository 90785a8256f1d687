// Singular values of a real matrix (Golub and Kahan 1965), computed in pieces. Reflections from both sides leave only
// two diagonals, d and e. The symmetric matrix with zero diagonal and d₁ e₁ d₂ e₂ … dₙ next to it has the eigenvalues
// ±σ. Each eigenvalue is found by bisection: a count says how many eigenvalues are larger than a number.

import { Random } from '../random'
import { columnOf, reflectColumns, reflector, reflectRows, transposed, type Matrix } from './reflections'
import { addProduct, addTransposedProduct, dot, norm } from './vectors'

/**
 * All min(rows, cols) singular values, the largest first. Their error is about 10⁻¹⁵ of the largest. `data`
 * [rows × cols] does not change.
 */
export function* singularValues({ rows, cols, data }: Matrix): Generator<void, Float64Array<ArrayBuffer>> {
  const beside = yield* bidiagonal(rows >= cols ? { rows, cols, data: data.slice() } : transposed({ rows, cols, data }))
  const values = new Float64Array(Math.min(rows, cols))
  // No value is larger than the one before it, so each value is the bound of the next.
  let bound = gershgorin(beside)
  for (let i = 0; i < values.length; i++) {
    yield
    bound = values[i] = eigenvalue(beside, i, bound)
  }
  return values
}

/**
 * The largest singular value alone, which is the spectral norm. Its relative error is about 10⁻¹⁰. Where it is clearly
 * larger than the others, this is much faster. Starting from a random vector, each step adds one entry to both
 * diagonals (Golub, Kahan, Lanczos). It stops when the residual says that more steps would change nothing, or after as
 * many steps as the smaller side of the matrix has.
 */
export function* largestSingularValue(M: Matrix): Generator<void, number> {
  const { rows, cols, data: unscaled } = M.rows >= M.cols ? M : transposed(M)
  const scale = unscaled.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  if (scale === 0) return 0
  // The matrix is scaled, so that squares neither overflow nor vanish.
  const data = unscaled.map((value) => value / scale)
  // A random direction, because it must not be orthogonal to the direction that M stretches most.
  const random = new Random(1)
  let v = Float64Array.from({ length: cols }, () => random.normal())
  normalise(v)
  let u: Float64Array = new Float64Array(rows)
  const all = [v]
  // α₁ β₁ α₂ β₂ …
  const beside: number[] = []
  for (;;) {
    yield
    // α u ← M v − β u
    u = u.map((value) => -(beside.at(-1) ?? 0) * value)
    addProduct(u, data, v)
    const alpha = normalise(u)
    beside.push(alpha)
    // β v ← Mᵀ u − α v, made orthogonal to all v before, because rounding would bring the first ones back.
    v = v.map((value) => -alpha * value)
    addTransposedProduct(v, data, u)
    for (const before of all) subtractPart(v, before)
    const beta = normalise(v)

    const largest = eigenvalue(beside, 0, gershgorin(beside))
    // ‖Mᵀ u − σ v‖ of the approximate singular vectors u, v
    const residual = beta * lastPart(beside, largest)
    if (residual <= 1e-10 * largest || all.length === cols) return largest * scale
    beside.push(beta)
    all.push(v)
  }
}

/** v ← v / ‖v‖, which is returned; a zero vector stays. */
function normalise(v: Float64Array): number {
  const length = norm(v)
  if (length > 0) for (let i = 0; i < v.length; i++) v[i] /= length
  return length
}

/** The part of v in the direction of the unit vector u: v ← v − (uᵀ v) u */
function subtractPart(v: Float64Array, u: Float64Array): void {
  const part = dot(u, v)
  for (let i = 0; i < v.length; i++) v[i] -= part * u[i]
}

/**
 * The last component of the eigenvector of length √2 of the matrix with zero diagonal and `beside` next to it. The loop
 * goes backwards from the end, because in that direction the components grow.
 */
function lastPart(beside: readonly number[], lambda: number): number {
  let [next, here, squares] = [0, 1, 1]
  for (let i = beside.length - 1; i >= 0; i--) {
    // λ x(i) = b(i−1) x(i−1) + b(i) x(i+1)
    const before = (lambda * here - (beside[i + 1] ?? 0) * next) / (beside[i] || Number.MIN_VALUE)
    ;[next, here] = [here, before]
    squares += before * before
  }
  return Math.sqrt(2 / squares)
}

/**
 * |d₁| |e₁| |d₂| … |dₙ| of a matrix with at least as many rows as columns. The content of the matrix is destroyed. The
 * signs do not change the singular values.
 */
function* bidiagonal(A: Matrix): Generator<void, Float64Array<ArrayBuffer>> {
  const { rows, cols, data } = A
  const beside = new Float64Array(2 * cols - 1)
  for (let k = 0; k < cols; k++) {
    yield
    if (k < rows - 1) reflectRows(A, reflector(columnOf(A, k, k)), k, k)
    beside[2 * k] = Math.abs(data[k * cols + k])
    if (k === cols - 1) break
    if (k < cols - 2) reflectColumns(A, reflector(data.slice(k * cols + k + 1, (k + 1) * cols)), k, k + 1)
    beside[2 * k + 1] = Math.abs(data[k * cols + k + 1])
  }
  return beside
}

/**
 * A bound: no eigenvalue of the matrix with zero diagonal and `beside` next to it is larger than the largest sum of two
 * neighbours in `beside`.
 */
const gershgorin = (beside: ArrayLike<number>): number =>
  Array.from(beside).reduce((max, value, i) => Math.max(max, value + (beside[i + 1] ?? 0)), 0)

/** Eigenvalue number i of that matrix, i = 0, 1, …, the largest first. It is at most `high`. */
function eigenvalue(beside: ArrayLike<number>, i: number, high: number): number {
  const accuracy = Number.EPSILON * gershgorin(beside)
  let low = 0
  while (high - low > accuracy) {
    const middle = (low + high) / 2
    if (countAbove(beside, middle) > i) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** How many eigenvalues of the matrix with zero diagonal and `beside` next to it are larger than x (Sturm). */
function countAbove(beside: ArrayLike<number>, x: number): number {
  let count = 0
  let q = -x
  for (let i = 0; i < beside.length; i++) {
    // A tiny pivot instead of zero changes no count.
    q = -x - (beside[i] * beside[i]) / (q || Number.MIN_VALUE)
    if (q > 0) count++
  }
  return count
}
