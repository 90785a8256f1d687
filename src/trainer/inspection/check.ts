// Compares every gradient with central differences, and the float32 gradient of training with the float64 one, cell by
// cell.
//
// A truncated gradient is not the derivative of the loss, so the full gradient is always compared here, also for a
// source with truncation.

import {
  checkedCells,
  checkGradients,
  errorCurve,
  relativeError,
  smallestScale,
  type GradientCase
} from '../../engine/gradient-check'
import { Learner } from '../../engine/learner'
import { tensorShapes, type TensorName } from '../../model/tensors'
import { viewParameters } from '../../engine/parameters'
import { portableKernels } from '../../engine/portable'
import { forward, loss } from '../../engine/reference/forward'
import type { Experiment } from '../../shared/experiment'
import { Refusal } from '../refusal'
import { cellIndex } from './unroll'
import { unrollCase, type AnswerOf, type Work } from './work'
import type { Case } from './source'

type TensorAnswer = AnswerOf<'check'>['tensors'][number]

/** Parameters × steps × losses: about two minutes. */
const largestCheck = 3e10
/** 10⁻¹² … 10⁻¹, two in each decade. */
const epsilons = Float64Array.from({ length: 23 }, (_, i) => 10 ** (-12 + i / 2))

/**
 * Checks at most `cellsPerTensor` cells of a tensor, evenly spread. It yields after each cell. Throws when the check
 * would take minutes.
 */
export function* check(
  subject: Case,
  optimizer: Experiment['optimizer'],
  epsilon: number,
  cellsPerTensor: number
): Work<'check'> {
  const shapes = tensorShapes(subject.model)
  const most = largestCheck / (2 * subject.parameters.flat.length * subject.batch.tau)
  if (shapes.reduce((sum, shape) => sum + checkedCells(shape, cellsPerTensor), 0) > most) {
    const fewer = Math.max(1, Math.floor(most / shapes.length))
    throw new Refusal(
      'too-many-cells',
      `That many cells would take minutes. Compare ${fewer} of each tensor, or look at fewer steps.`,
      { fewer }
    )
  }
  const exact = gradientCase(subject)
  const float32 = float32Gradients(subject, optimizer)
  const checks = yield* checkGradients(exact, { epsilon, cellsPerTensor })
  const tensors = checks.map(({ name, cells, worst }, i) => ({
    tensor: name,
    cells,
    worst,
    float32: worstFloat32(float32[name], exact.gradients[name], shapes[i].cols)
  }))
  return { kind: 'check', epsilon, tensors }
}

/** The error of one cell at every ε. `col` of a bias is 0. Throws where the model has no such cell. */
export function* errorsOfCell(subject: Case, tensor: TensorName, row: number, col: number): Work<'error-curve'> {
  cellIndex(subject, tensor, row, col)
  const exact = gradientCase(subject)
  const error = yield* errorCurve(exact, { name: tensor, row, col }, epsilons)
  return { kind: 'error-curve', tensor, row, col, epsilon: epsilons, error }
}

/** Makes a copy of the parameters: differences change them one at a time, and other questions share the snapshot. */
function gradientCase(subject: Case): GradientCase {
  const { model, method, batch } = subject
  const parameters = viewParameters(model, subject.parameters.flat.slice())
  const {
    trace: { z },
    back: { gradients }
  } = unrollCase({ ...subject, truncation: null })
  // No gradient flows through the outputs that scheduled sampling feeds back, so a changed parameter must not change
  // them.
  const held = method === 'scheduled-sampling' && { held: z }
  return { model, parameters, gradients, loss: () => loss(forward(model, parameters, batch, { method, ...held })) }
}

/**
 * The gradient as training computes it, with the portable kernels, against which every other set is checked. The
 * parameters come from float32 (the learner's, or a checkpoint's), so both paths use equal parameters.
 */
function float32Gradients(
  { model, method, batch, parameters }: Case,
  optimizer: Experiment['optimizer']
): Learner['gradients'] {
  const learner = new Learner({
    model,
    method,
    optimizer,
    tau: batch.tau,
    batch: 1,
    input: batch.x.kind,
    gaps: batch.known !== undefined,
    truncation: null,
    kernels: portableKernels,
    crew: null,
    recompute: false
  })
  learner.parameters.flat.set(parameters.flat)
  learner.computeGradients(batch)
  return learner.gradients
}

function worstFloat32(values: Float32Array, truths: Float64Array, cols: number): TensorAnswer['float32'] {
  const smallest = smallestScale(truths)
  const errorOf = (i: number): number => relativeError(values[i], truths[i], smallest)
  let worst = 0
  for (let i = 1; i < values.length; i++) if (errorOf(i) > errorOf(worst)) worst = i
  return {
    row: Math.floor(worst / cols),
    col: worst % cols,
    value: values[worst],
    truth: truths[worst],
    error: errorOf(worst)
  }
}
