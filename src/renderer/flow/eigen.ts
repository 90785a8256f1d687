// Eigenvalues in the complex plane.

import type { Range } from '../charts/range'

export interface Eigenvalue {
  re: number
  im: number
  size: number
}

export function eigenvaluesOf(re: Float64Array, im: Float64Array): Eigenvalue[] {
  return Array.from(re, (real, i) => ({ re: real, im: im[i], size: Math.hypot(real, im[i]) }))
}

/** The range of both axes: the unit circle and every eigenvalue, with a margin. */
export function planeOf(values: readonly Eigenvalue[]): Range {
  const reach = 1.12 * values.reduce((most, { size }) => Math.max(most, size), 1)
  return { min: -reach, max: reach }
}
