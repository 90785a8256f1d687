// The chaotic series of Mackey and Glass (1977). It is computed each time it is read and has the same bits everywhere:
//
//   ẋ(t) = 0.2 x(t − 17) / (1 + x(t − 17)¹⁰) − 0.1 x(t),   x(t) = 1.2 for t ≤ 0
//
// It is integrated with Runge and Kutta's method of order 4. The series has one value for each unit of time.

const delay = 17
const before = 1.2
/** Units of time that are left out, so that the beginning no longer influences the series. */
const settling = 1000
const rows = 4000

/** x(from), x(from + 1), … (`length` values), with `perUnit` steps of integration for each unit of time. */
export function mackeyGlass(length: number, from: number, perUnit: number): Float64Array<ArrayBuffer> {
  const h = 1 / perUnit
  const lag = delay * perUnit
  const last = (from + length - 1) * perUnit
  const x = new Float64Array(last + 1)
  const slope = new Float64Array(last + 1)
  x[0] = before
  const at = (i: number): number => (i < 0 ? before : x[i])
  for (let i = 0; i < last; i++) {
    const [past, next] = [at(i - lag), at(i - lag + 1)]
    // A past value halfway between two steps. It also uses their slopes (Hermite), because without them the method
    // would have only order 2.
    const middle = i < lag ? before : (past + next) / 2 + (h / 8) * (slope[i - lag] - slope[i - lag + 1])
    const k1 = rate(x[i], past)
    const k2 = rate(x[i] + (h / 2) * k1, middle)
    const k3 = rate(x[i] + (h / 2) * k2, middle)
    const k4 = rate(x[i] + h * k3, next)
    slope[i] = k1
    x[i + 1] = x[i] + (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4)
  }
  return Float64Array.from({ length }, (_, row) => x[(from + row) * perUnit])
}

function rate(x: number, past: number): number {
  // Only products are used: they have the same bits on every machine, and powers do not.
  const square = past * past
  const fourth = square * square
  return (0.2 * past) / (1 + fourth * fourth * square) - 0.1 * x
}

/** The series as a table of one column. */
export function mackeyGlassTable(): Uint8Array {
  return new TextEncoder().encode(`x\n${mackeyGlass(rows, settling, 10).join('\n')}\n`)
}
