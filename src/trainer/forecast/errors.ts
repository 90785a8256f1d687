// The errors of forecasts over the origins and the horizon of a backtest, and bands from the residuals.

import type { ForecastErrors } from '../../shared/forecast'

/**
 * Residuals (truth − forecast) at each step of the horizon: one for every origin whose true value at that step is in
 * the data and known.
 */
export type Residuals = readonly Float64Array[]

/** What errors are divided by. Both numbers are from the training part. */
export interface ErrorScale {
  /** Mean absolute error of repeating the last value, one step ahead. */
  lastValue: number
  deviation: number
}

/** `trained` are the training rows of every sequence. Missing values (NaN) do not count. */
export function errorScale(trained: readonly Float64Array[]): ErrorScale {
  let [n, changes, sum, steps, squares] = [0, 0, 0, 0, 0]
  for (const values of trained)
    for (const value of values) {
      if (Number.isNaN(value)) continue
      n++
      sum += value
    }
  const mean = sum / n
  for (const values of trained) {
    values.forEach((value, t) => {
      if (Number.isNaN(value)) return
      squares += (value - mean) ** 2
      if (t === 0 || Number.isNaN(values[t - 1])) return
      steps += Math.abs(value - values[t - 1])
      changes++
    })
  }
  return { lastValue: steps / changes || 1, deviation: Math.sqrt(squares / n) || 1 }
}

/** The errors at each step, and over all steps together, with equal weight for every residual. */
export function errorsOf(residuals: Residuals, scale: ErrorScale): { all: ForecastErrors; steps: ForecastErrors[] } {
  const of = (sums: { absolute: number; squares: number; count: number }): ForecastErrors => {
    const mae = sums.absolute / sums.count
    const rmse = Math.sqrt(sums.squares / sums.count)
    return { mae, rmse, mase: mae / scale.lastValue, nrmse: rmse / scale.deviation }
  }
  const sums = residuals.map((step) => ({
    absolute: step.reduce((sum, value) => sum + Math.abs(value), 0),
    squares: step.reduce((sum, value) => sum + value ** 2, 0),
    count: step.length
  }))
  const all = sums.reduce((a, b) => ({
    absolute: a.absolute + b.absolute,
    squares: a.squares + b.squares,
    count: a.count + b.count
  }))
  return { all: of(all), steps: sums.map(of) }
}

/**
 * The value below which `share` of the values lies. Between two values it is interpolated linearly, as numpy does by
 * default.
 */
export function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1)
  const below = Math.floor(at)
  const above = Math.min(below + 1, sorted.length - 1)
  return sorted[below] + (at - below) * (sorted[above] - sorted[below])
}
