// Householder reflections I − 2 v vᵀ of a real matrix, by which it is brought to a form whose eigenvalues or singular
// values are found one by one. Values alone are wanted, so that nothing is kept of the reflections.

/** Row-major. */
export interface Matrix {
  rows: number
  cols: number
  data: Float64Array
}

/** Unit vector v with (I − 2 v vᵀ) x = ∓‖x‖ e₁; zero where x is. */
export function reflector(x: Float64Array): Float64Array {
  const largest = x.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  if (largest === 0) return x
  // Scaled, so that squares neither overflow nor vanish.
  const v = x.map((value) => value / largest)
  v[0] += Math.sign(v[0] || 1) * length(v)
  const scale = length(v)
  return v.map((value) => value / scale)
}

/** Rows from `top` on, columns from `left` on: A ← (I − 2 v vᵀ) A */
export function reflectRows({ cols, data }: Matrix, v: Float64Array, top: number, left: number): void {
  // w = Aᵀ v
  const w = new Float64Array(cols)
  for (let i = 0; i < v.length; i++) {
    const row = (top + i) * cols
    for (let j = left; j < cols; j++) w[j] += v[i] * data[row + j]
  }
  for (let i = 0; i < v.length; i++) {
    const row = (top + i) * cols
    for (let j = left; j < cols; j++) data[row + j] -= 2 * v[i] * w[j]
  }
}

/** Rows from `top` on, columns from `left` on: A ← A (I − 2 v vᵀ) */
export function reflectColumns({ rows, cols, data }: Matrix, v: Float64Array, top: number, left: number): void {
  for (let i = top; i < rows; i++) {
    const from = i * cols + left
    let inner = 0
    for (let j = 0; j < v.length; j++) inner += data[from + j] * v[j]
    for (let j = 0; j < v.length; j++) data[from + j] -= 2 * inner * v[j]
  }
}

/** Column `col` from row `top` on, a copy. */
export function columnOf({ rows, cols, data }: Matrix, col: number, top: number): Float64Array {
  return Float64Array.from({ length: rows - top }, (_, i) => data[(top + i) * cols + col])
}

function length(v: Float64Array): number {
  return Math.sqrt(v.reduce((sum, value) => sum + value * value, 0))
}
