// Singular values of a real matrix, in pieces: reflections from both sides leave two diagonals, d and e; the matrix
// with zero diagonal and d₁ e₁ d₂ e₂ … dₙ beside it then has the eigenvalues ±σ, which are counted and bisected
// (Golub and Kahan 1965).

import { Random } from '../random'
import { columnOf, reflectColumns, reflector, reflectRows, transposed, type Matrix } from './reflections'
import { addProduct, addTransposedProduct, norm } from './vectors'

/** Largest first, min(rows, cols) of them, to about 10⁻¹⁵ of the largest. `data` [rows × cols] is left alone. */
export function* singularValues({ rows, cols, data }: Matrix): Generator<void, Float64Array<ArrayBuffer>> {
  const beside = yield* bidiagonal(rows >= cols ? { rows, cols, data: data.slice() } : transposed({ rows, cols, data }))
  // Gershgorin: no eigenvalue is larger than the largest sum of two neighbours.
  const largest = beside.reduce((max, value, i) => Math.max(max, value + (beside[i + 1] ?? 0)), 0)
  const n = Math.min(rows, cols)
  const values = new Float64Array(n)
  // No value is larger than the one before it, so that `high` need not be raised again.
  let high = largest
  for (let i = 0; i < n; i++) {
    yield
    let low = 0
    while (high - low > Number.EPSILON * largest) {
      const middle = (low + high) / 2
      if (countAbove(beside, middle) > i) low = middle
      else high = middle
    }
    values[i] = (low + high) / 2
  }
  return values
}

/**
 * Only the largest, which is the spectral norm, much sooner: by power iteration on MᵀM, to 10⁻¹² where the second is
 * well below it, to about 10⁻⁵ where not.
 */
export function* largestSingularValue({ rows, cols, data }: Matrix): Generator<void, number> {
  // Of no special direction, so that it is not orthogonal to the one that is stretched most.
  const random = new Random(1)
  let v = Float64Array.from({ length: cols }, () => random.normal())
  let stretch = 0
  for (let iteration = 0; iteration < 200; iteration++) {
    yield
    const length = norm(v)
    if (length === 0) return 0
    const image = new Float64Array(rows)
    addProduct(
      image,
      data,
      v.map((value) => value / length)
    )
    const before = stretch
    stretch = norm(image)
    if (Math.abs(stretch - before) <= 1e-12 * stretch) break
    v = new Float64Array(cols)
    addTransposedProduct(v, data, image)
  }
  return stretch
}

/** |d₁| |e₁| |d₂| … |dₙ| of a matrix with at least as many rows as columns, which is used up. Signs do not matter. */
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

/** How many eigenvalues of the matrix with zero diagonal and `beside` next to it are larger than x (Sturm). */
function countAbove(beside: Float64Array, x: number): number {
  let count = 0
  let q = -x
  for (let i = 0; i < beside.length; i++) {
    // A pivot of zero is as good as one that is almost zero.
    q = -x - (beside[i] * beside[i]) / (q || Number.MIN_VALUE)
    if (q > 0) count++
  }
  return count
}
