// Are the gradients right? Compares them with central differences of the loss, in float64.

import type { Model } from './model'
import { tensorShapes, type Parameters, type TensorName, type TensorShape } from './parameters'

export interface CellCheck {
  row: number
  col: number
  analytic: number
  numeric: number
  /** Relative: |analytic − numeric| over the larger of the two, or over the floor where both are smaller. */
  error: number
}

export interface TensorCheck {
  name: TensorName
  /** How many cells were compared. */
  cells: number
  worst: CellCheck
}

export interface GradientCheckOptions {
  /** ε. Rounding grows as 1/ε and the differences' own error as ε²; the default lies where both are small. */
  epsilon?: number
  /** At most so many cells of a tensor, evenly spread; each costs two losses. */
  cellsPerTensor?: number
}

/** What is to be checked. `loss` reads `parameters`, which are changed one at a time and put back. */
export interface GradientCase {
  model: Model
  parameters: Parameters<Float64Array>
  gradients: Parameters<Float64Array>
  loss: () => number
}

/** The worst cell of every tensor. */
export function checkGradients(
  subject: GradientCase, { epsilon = 1e-5, cellsPerTensor = Infinity }: GradientCheckOptions = {}
): TensorCheck[] {
  return tensorShapes(subject.model).map((shape) => {
    const length = shape.rows * shape.cols
    const cells = Math.min(length, cellsPerTensor)
    const checks = Array.from({ length: cells }, (_, i) => checkCell(subject, shape, Math.floor((i * length) / cells), epsilon))
    return { name: shape.name, cells, worst: checks.reduce((worst, check) => (check.error > worst.error ? check : worst)) }
  })
}

/** The error of one cell at every ε: a valley between rounding on its left and curvature on its right. */
export function errorCurve(
  subject: GradientCase, cell: { name: TensorName; row: number; col: number }, epsilons: readonly number[]
): { epsilon: number; numeric: number; error: number }[] {
  const shape = tensorShapes(subject.model).find(({ name }) => name === cell.name)
  if (!shape) throw new Error(`The recurrence "${subject.model.recurrence}" has no ${cell.name}.`)
  return epsilons.map((epsilon) => {
    const { numeric, error } = checkCell(subject, shape, cell.row * shape.cols + cell.col, epsilon)
    return { epsilon, numeric, error }
  })
}

function checkCell(
  { parameters, gradients, loss }: GradientCase, { name, cols }: TensorShape, index: number, epsilon: number
): CellCheck {
  const theta = parameters[name]
  const kept = theta[index]
  theta[index] = kept + epsilon
  const above = loss()
  theta[index] = kept - epsilon
  const below = loss()
  theta[index] = kept

  // ∂L/∂θ ≈ (L(θ + ε) − L(θ − ε)) / 2ε
  const numeric = (above - below) / (2 * epsilon)
  const analytic = gradients[name][index]
  const scale = Math.max(Math.abs(analytic), Math.abs(numeric), smallestScale(gradients[name]))
  return { row: Math.floor(index / cols), col: index % cols, analytic, numeric, error: Math.abs(analytic - numeric) / scale }
}

/**
 * Below this an entry is measured against its tensor rather than against itself: the root mean square of the
 * tensor's gradient, and at least 10⁻⁶, since differences of a loss near 1 cannot resolve derivatives of 10⁻¹¹.
 */
function smallestScale(gradient: Float64Array): number {
  const squares = gradient.reduce((sum, value) => sum + value * value, 0)
  return Math.max(Math.sqrt(squares / gradient.length), 1e-6)
}
