// How the values of a column are scaled, so that a network reads numbers of the size of 1.

import type { ColumnScaling } from '../model/training'

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * Fits (u − mean) / deviation to the values that are trained on: mean and standard deviation, or for `min-max` the
 * smallest value and the range.
 */
export function fitColumn(values: Float64Array, scaling: ColumnScaling): { mean: number; deviation: number } {
  const [centre, width] = scaling === 'min-max' ? rangeOf(values) : spreadOf(values)
  // A column that is constant in the training part has nothing to scale by.
  return { mean: centre, deviation: width || 1 }
}

/** Mean and standard deviation. */
function spreadOf(values: Float64Array): [mean: number, deviation: number] {
  const centre = mean(values)
  return [centre, Math.sqrt(mean(values.map((value) => (value - centre) ** 2)))]
}

/** The smallest value, and how far the largest is from it. */
function rangeOf(values: Float64Array): [low: number, width: number] {
  const low = values.reduce((least, value) => Math.min(least, value), Infinity)
  return [low, values.reduce((most, value) => Math.max(most, value), -Infinity) - low]
}
