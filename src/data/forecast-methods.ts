// Simple forecasts of one column of a series, over several steps. A network is compared with them.

import { fitAutoregression, predict } from './autoregression'

export const simpleMethods = ['last-value', 'seasonal', 'autoregression'] as const
export type SimpleMethod = (typeof simpleMethods)[number]
export const autoregressionOrder = 9

/** The values at t = origin + 1 … origin + horizon, from those up to `origin`. */
export type Forecaster = (origin: number, horizon: number) => Float64Array

/**
 * The forecasters of the column `values`, fitted on `trained`, the training rows of every sequence. Null where a method
 * cannot be used: there is no season, or there are too few values to fit. `season` is the number of rows after which the
 * series repeats itself. The last known value counts for a missing one.
 */
export function simpleForecasters(
  values: Float64Array,
  trained: readonly Float64Array[],
  season: number | null
): Record<SimpleMethod, Forecaster | null> {
  const scale = scaleOf(trained)
  const scaledBy = (values: Float64Array): Float64Array => values.map((value) => (value - scale.mean) / scale.deviation)
  const s = withoutGaps(values)
  const scaled = scaledBy(s)
  const truths = trained.map(scaledBy)
  const fit = fitAutoregression(truths.map(withoutGaps), autoregressionOrder, truths)
  return {
    // ŝ(t + k) = s(t)
    'last-value': (origin, horizon) => new Float64Array(horizon).fill(s[origin]),
    // ŝ(t + k) = s(t + k − m ⌈k / m⌉)
    seasonal:
      season === null
        ? null
        : (origin, horizon) => Float64Array.from({ length: horizon }, (_, i) => s[origin - season + 1 + (i % season)]),
    // ŝ(t) = a₀ + a₁ ŝ(t−1) + … + aₚ ŝ(t−p), with s where it is known
    autoregression:
      fit === null
        ? null
        : (origin, horizon) => {
            const p = autoregressionOrder
            const own = new Float64Array(p + horizon)
            own.set(scaled.subarray(origin - p + 1, origin + 1))
            for (let i = 0; i < horizon; i++) own[p + i] = predict(fit, own, p + i)
            return own.subarray(p).map((value) => value * scale.deviation + scale.mean)
          }
  }
}

/** The earliest origin from which every method can forecast. */
export const earliestOrigin = (season: number | null): number => Math.max(autoregressionOrder, season ?? 0)

/** The last known value in place of NaN; before the first known value, that one. The same array where there is no NaN. */
export function withoutGaps(values: Float64Array): Float64Array {
  if (!values.some(Number.isNaN)) return values
  let last = values.find((value) => !Number.isNaN(value)) ?? NaN
  return values.map((value) => (last = Number.isNaN(value) ? last : value))
}

/** Mean and deviation of the known values. */
function scaleOf(all: readonly Float64Array[]): { mean: number; deviation: number } {
  const parts = all.map((values) =>
    values.some(Number.isNaN) ? values.filter((value) => !Number.isNaN(value)) : values
  )
  const count = parts.reduce((sum, { length }) => sum + length, 0)
  const meanOf = (of: (value: number) => number): number =>
    parts.reduce((total, values) => values.reduce((sum, value) => sum + of(value), total), 0) / count
  const mean = meanOf((value) => value)
  const variance = meanOf((value) => (value - mean) ** 2)
  return { mean, deviation: Math.sqrt(variance) || 1 }
}

/** The longest season that is looked for, and the smallest correlation that counts as a season. */
const [longestSeason, clear] = [400, 0.3]

/**
 * The season of a series: the lag at which the values minus their straight line have the highest correlation with
 * themselves, if that is a peak; else null. The series must be at least three seasons long.
 */
export function findSeason(values: Float64Array): number | null {
  const s = withoutLine(values)
  const n = s.length
  const power = s.reduce((sum, value) => sum + value ** 2, 0)
  const longest = Math.min(longestSeason, Math.floor(n / 3))
  if (power === 0 || longest < 2) return null
  const correlation = Array.from({ length: longest + 2 }, (_, lag) => {
    let sum = 0
    for (let t = lag; t < n; t++) sum += s[t] * s[t - lag]
    return sum / power
  })
  const peaks = correlation.flatMap((value, lag) =>
    lag >= 2 && lag <= longest && value >= clear && value > correlation[lag - 1] && value >= correlation[lag + 1]
      ? [lag]
      : []
  )
  return peaks.length === 0 ? null : peaks.reduce((best, lag) => (correlation[lag] > correlation[best] ? lag : best))
}

/** Values minus the straight line through them, by least squares. */
function withoutLine(values: Float64Array): Float64Array {
  const n = values.length
  const centre = (n - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  let [up, across] = [0, 0]
  values.forEach((value, t) => {
    up += (t - centre) * (value - mean)
    across += (t - centre) ** 2
  })
  const slope = across === 0 ? 0 : up / across
  return values.map((value, t) => value - mean - slope * (t - centre))
}
