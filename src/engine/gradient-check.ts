// Compares gradients with central differences of the loss, in float64.

import type { Model } from '../model/model'
import { tensorShapes, type TensorName, type TensorShape } from '../model/tensors'
import type { Parameters } from './parameters'

interface CellCheck {
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
  /** ε. The rounding error grows as 1/ε and the error of the difference as ε²; the default keeps both small. */
  epsilon?: number
  /** The most cells that are checked in a tensor, evenly spread. Each cell costs two losses. */
  cellsPerTensor?: number
}

/** The subject of a check. `loss` reads `parameters`; the check changes one parameter at a time and restores it. */
export interface GradientCase {
  model: Model
  parameters: Parameters<Float64Array>
  gradients: Parameters<Float64Array>
  loss: () => number
}

/** Returns the worst cell of every tensor. It yields after each cell. */
export function* checkGradients(
  subject: GradientCase,
  { epsilon = 1e-5, cellsPerTensor = Infinity }: GradientCheckOptions = {}
): Generator<void, TensorCheck[]> {
  const checks: TensorCheck[] = []
  for (const shape of tensorShapes(subject.model)) {
    const length = shape.rows * shape.cols
    const cells = checkedCells(shape, cellsPerTensor)
    let worst: CellCheck | null = null
    for (let i = 0; i < cells; i++) {
      yield
      const check = checkCell(subject, shape, Math.floor((i * length) / cells), epsilon)
      if (!worst || check.error > worst.error) worst = check
    }
    checks.push({ name: shape.name, cells, worst: worst! })
  }
  return checks
}

/** How many cells of a tensor are compared where `most` are asked for. */
export const checkedCells = ({ rows, cols }: TensorShape, most: number): number => Math.min(rows * cols, most)

/**
 * The error of one cell at every ε: rounding makes it large at the left, curvature at the right. It yields after each
 * ε.
 * Throws when the model has no such tensor.
 */
export function* errorCurve(
  subject: GradientCase,
  cell: { name: TensorName; row: number; col: number },
  epsilons: ArrayLike<number>
): Generator<void, Float64Array<ArrayBuffer>> {
  const shape = tensorShapes(subject.model).find(({ name }) => name === cell.name)
  if (!shape) throw new Error(`The recurrence "${subject.model.recurrence}" has no ${cell.name}.`)
  const errors = new Float64Array(epsilons.length)
  for (let i = 0; i < epsilons.length; i++) {
    yield
    errors[i] = checkCell(subject, shape, cell.row * shape.cols + cell.col, epsilons[i]).error
  }
  return errors
}

function checkCell(
  { parameters, gradients, loss }: GradientCase,
  { name, cols }: TensorShape,
  index: number,
  epsilon: number
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
  const error = relativeError(analytic, numeric, smallestScale(gradients[name]))
  return { row: Math.floor(index / cols), col: index % cols, analytic, numeric, error }
}

/** |a − b| over the larger of the two, or over `smallest` where both are smaller. */
export function relativeError(a: number, b: number, smallest: number): number {
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), smallest)
}

/**
 * An entry smaller than this is compared relative to its tensor, not to itself. It is the root mean square of the
 * tensor's gradient, and at least 10⁻⁶, because differences of a loss near 1 cannot resolve derivatives of 10⁻¹¹.
 */
export function smallestScale(gradient: Float64Array): number {
  const squares = gradient.reduce((sum, value) => sum + value * value, 0)
  return Math.max(Math.sqrt(squares / gradient.length), 1e-6)
}
