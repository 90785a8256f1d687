// Products of matrices and vectors in float64, as plain loops. Lengths and sums are local variables, which makes V8
// five times as fast here; the view Through time waits for these loops.

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
