// The linear baseline of a series: AR(p), s(t) = a_0 + a_1 s(t−1) + … + a_p s(t−p) + ε, by least squares.

/**
 * Coefficients a_0 … a_p [p + 1] fitted on one or more sequences; null when they give fewer than three equations a
 * coefficient. `truths` are the values to foresee: as the sequences, but NaN where a value is not known.
 */
export function fitAutoregression(
  sequences: readonly ArrayLike<number>[],
  p: number,
  truths = sequences
): Float64Array | null {
  const n = p + 1
  let equations = 0
  // Normal equations (XᵀX) a = Xᵀy with the row (1, s(t−1), …, s(t−p)); the last column is Xᵀy.
  const A = Array.from({ length: n }, () => new Float64Array(n + 1))
  const row = new Float64Array(n + 1)
  for (const [which, series] of sequences.entries()) {
    for (let t = p; t < series.length; t++) {
      if (Number.isNaN(truths[which][t])) continue
      equations++
      row[0] = 1
      for (let k = 1; k <= p; k++) row[k] = series[t - k]
      row[n] = truths[which][t]
      for (let i = 0; i < n; i++) for (let j = 0; j <= n; j++) A[i][j] += row[i] * row[j]
    }
  }
  if (equations < 3 * n) return null
  // A tiny ridge term keeps the system solvable for a straight line or a constant, whose lags are collinear.
  for (let i = 0; i < n; i++) A[i][i] += 1e-9 * sequences.reduce((sum, { length }) => sum + length, 0)
  return solve(A)
}

/** The prediction of series[t] from the p values before it. Values before the row `begin` count as 0. */
export function predict(coefficients: Float64Array, series: ArrayLike<number>, t: number, begin = 0): number {
  let sum = coefficients[0]
  for (let k = 1; k < coefficients.length && t - k >= begin; k++) sum += coefficients[k] * series[t - k]
  return sum
}

/** Solves a symmetric positive definite system, given as [n × (n + 1)] with the right side last, by elimination. */
function solve(A: Float64Array[]): Float64Array {
  const n = A.length
  for (let i = 0; i < n; i++) {
    for (let r = i + 1; r < n; r++) {
      const factor = A[r][i] / A[i][i]
      for (let j = i; j <= n; j++) A[r][j] -= factor * A[i][j]
    }
  }
  const x = new Float64Array(n)
  for (let i = n - 1; i >= 0; i--) {
    let rest = A[i][n]
    for (let j = i + 1; j < n; j++) rest -= A[i][j] * x[j]
    x[i] = rest / A[i][i]
  }
  return x
}
