// Eigenvalues of a real square matrix, in pieces. Reflections make it zero below the first subdiagonal (Hessenberg
// form), then QR steps with shifts split off one eigenvalue after the other. All numbers are complex, which makes
// shorter code than pairs of real steps. (Golub and Van Loan, Matrix Computations, 7.4 and 7.5.)

import { columnOf, reflectColumns, reflector, reflectRows } from './reflections'

export interface Complex {
  re: Float64Array<ArrayBuffer>
  im: Float64Array<ArrayBuffer>
}

/**
 * After each `exceptional` QR steps that have found no eigenvalue, one step takes another shift. After `hopeless` steps
 * the search stops.
 */
const exceptional = 10
const hopeless = 300

/**
 * Returns the eigenvalues in no order. It does not change `matrix` [n × n, row-major]. Throws when it does not
 * converge.
 */
export function* eigenvalues(matrix: Float64Array, n: number): Generator<void, Complex> {
  const H = yield* hessenberg(matrix, n)
  const values: Complex = { re: new Float64Array(n), im: new Float64Array(n) }
  let tries = 0
  for (let last = n - 1; last >= 0;) {
    const first = blockBegin(H, n, last)
    if (first === last) {
      values.re[last] = H.re[last * n + last]
      values.im[last] = H.im[last * n + last]
      last--
      tries = 0
      continue
    }
    yield
    if (++tries > hopeless) throw new Error('The eigenvalues of W could not be found.')
    qrStep(H, n, first, last, tries % exceptional === 0 ? exceptionalShift(H, n, last) : wilkinsonShift(H, n, last))
  }
  return values
}

function* hessenberg(matrix: Float64Array, n: number): Generator<void, Complex> {
  const A = { rows: n, cols: n, data: matrix.slice() }
  for (let k = 0; k < n - 2; k++) {
    yield
    const v = reflector(columnOf(A, k, k + 1))
    reflectRows(A, v, k + 1, k)
    reflectColumns(A, v, 0, k + 1)
    // The entry is zero up to rounding.
    for (let i = k + 2; i < n; i++) A.data[i * n + k] = 0
  }
  return { re: A.data, im: new Float64Array(n * n) }
}

/** The first row of the block that ends at `last` and is not yet split from the rows above it. */
function blockBegin(H: Complex, n: number, last: number): number {
  const size = (i: number): number => Math.abs(H.re[i]) + Math.abs(H.im[i])
  let first = last
  while (first > 0) {
    const under = first * n + first - 1
    if (size(under) <= Number.EPSILON * (size(under - n) + size(under + 1))) {
      H.re[under] = H.im[under] = 0
      break
    }
    first--
  }
  return first
}

/** The eigenvalue of the last 2 × 2 block [a b; c d] that lies closer to d. */
function wilkinsonShift({ re, im }: Complex, n: number, last: number): [number, number] {
  const d = last * n + last
  const [a, b, c] = [d - n - 1, d - n, d - 1]
  // (a − d) / 2, and the root of its square + b c
  const [halfRe, halfIm] = [(re[a] - re[d]) / 2, (im[a] - im[d]) / 2]
  const squareRe = halfRe * halfRe - halfIm * halfIm + re[b] * re[c] - im[b] * im[c]
  const squareIm = 2 * halfRe * halfIm + re[b] * im[c] + im[b] * re[c]
  const size = Math.hypot(squareRe, squareIm)
  let rootRe = Math.sqrt((size + Math.abs(squareRe)) / 2)
  let rootIm = rootRe === 0 ? 0 : squareIm / (2 * rootRe)
  if (squareRe < 0) [rootRe, rootIm] = [Math.abs(rootIm), squareIm < 0 ? -rootRe : rootRe]
  const sign = halfRe * rootRe + halfIm * rootIm > 0 ? -1 : 1
  return [re[d] + halfRe + sign * rootRe, im[d] + halfIm + sign * rootIm]
}

/** A shift for matrices that a Wilkinson shift does not change, such as a cyclic permutation. */
function exceptionalShift({ re, im }: Complex, n: number, last: number): [number, number] {
  const d = last * n + last
  return [re[d] + Math.hypot(re[d - 1], im[d - 1]), im[d]]
}

/** H − μ I = Q R, then H ← R Q + μ I, for the block of rows and columns first … last. */
function qrStep(
  { re, im }: Complex,
  n: number,
  first: number,
  last: number,
  [shiftRe, shiftIm]: [number, number]
): void {
  const moveDiagonal = (sign: number): void => {
    for (let k = first; k <= last; k++) {
      re[k * n + k] += sign * shiftRe
      im[k * n + k] += sign * shiftIm
    }
  }
  // Rotation k turns rows k and k + 1 by [c̄ s̄; −s c], so that the entry below the diagonal becomes 0.
  const [cRe, cIm, sRe, sIm] = Array.from({ length: 4 }, () => new Float64Array(last - first))
  moveDiagonal(-1)
  for (let k = first; k < last; k++) {
    const [x, y] = [k * n + k, (k + 1) * n + k]
    const length = Math.hypot(re[x], im[x], re[y], im[y])
    const [c, ci, s, si] =
      length === 0 ? [1, 0, 0, 0] : [re[x] / length, im[x] / length, re[y] / length, im[y] / length]
    cRe[k - first] = c
    cIm[k - first] = ci
    sRe[k - first] = s
    sIm[k - first] = si
    for (let i = x, j = y; i <= k * n + last; i++, j++) {
      const [xr, xi, yr, yi] = [re[i], im[i], re[j], im[j]]
      re[i] = c * xr + ci * xi + s * yr + si * yi
      im[i] = c * xi - ci * xr + s * yi - si * yr
      re[j] = c * yr - ci * yi - s * xr + si * xi
      im[j] = c * yi + ci * yr - s * xi - si * xr
    }
  }
  // Multiply by the conjugate transposes from the right, row by row, because a row is contiguous.
  for (let row = first; row <= last; row++) {
    for (let k = Math.max(first, row - 1); k < last; k++) {
      const i = row * n + k
      const [c, ci, s, si] = [cRe[k - first], cIm[k - first], sRe[k - first], sIm[k - first]]
      const [xr, xi, yr, yi] = [re[i], im[i], re[i + 1], im[i + 1]]
      re[i] = c * xr - ci * xi + s * yr - si * yi
      im[i] = c * xi + ci * xr + s * yi + si * yr
      re[i + 1] = c * yr + ci * yi - s * xr - si * xi
      im[i + 1] = c * yi - ci * yr - s * xi + si * xr
    }
  }
  moveDiagonal(1)
}
