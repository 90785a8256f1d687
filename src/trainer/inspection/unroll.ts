// Every value of every step, and what each step adds to one cell of a gradient.

import { contribution } from '../../engine/reference/backward'
import { loss } from '../../engine/reference/forward'
import { parameterCount, tensorShapes, type Parameters, type TensorName } from '../../engine/parameters'
import { unrollCase, type Answer, type Numbers, type Work } from './work'
import type { Case } from './source'

export function unroll(subject: Case): Answer<'unroll'> {
  const { trace, back } = unrollCase(subject)
  const { recurrence, readout, output, nx, nh, ny } = subject.model
  const copy = copier(numbersOf(subject))
  // Without the row of t = 0.
  const steps = ({ values, n }: { values: Float64Array; n: number }): Numbers => copy(values.subarray(n))
  const tensors = ({ U, W, R, V, b, c }: Parameters<Float64Array>): Record<TensorName, Numbers> =>
    ({ U: copy(U), W: copy(W), R: copy(R), V: copy(V), b: copy(b), c: copy(c) })
  const dL = steps(trace.dL)
  return {
    kind: 'unroll',
    step: subject.step, sequence: subject.sequence, sequences: subject.sequences,
    recurrence, readout, output, method: subject.method, truncation: subject.truncation,
    tau: trace.tau, nx, nh, ny,
    mask: Array.from(dL, (weight) => weight > 0), targets: trace.targets, loss: loss(trace),
    x: steps(trace.x), a: steps(trace.a), h: copy(trace.h.values), z: copy(trace.z.values),
    o: steps(trace.o), yhat: steps(trace.yhat), y: steps(trace.y),
    L: steps(trace.L), dL,
    dO: steps(back.dO), dOFromLoss: steps(back.dOFromLoss), dOFromNext: steps(back.dOFromNext),
    dh: steps(back.dh), dhFromNext: steps(back.dhFromNext), dhFromOutput: steps(back.dhFromOutput), da: steps(back.da),
    parameters: tensors(subject.parameters), gradients: tensors(back.gradients)
  }
}

/** `col` of a bias is 0. Throws where the model has no such cell. */
export function* contributions(subject: Case, tensor: TensorName, row: number, col: number): Work<'contributions'> {
  const index = cellIndex(subject, tensor, row, col)
  const { trace, back } = unrollCase(subject)
  const perStep = new Float64Array(trace.tau)
  for (let t = 1; t <= trace.tau; t++) {
    yield
    perStep[t - 1] = contribution(trace, back, t)[tensor][index]
  }
  return { kind: 'contributions', tensor, row, col, perStep, total: back.gradients[tensor][index] }
}

/** Where a cell lies in its tensor. Throws where the model has no such cell. */
export function cellIndex({ model }: Case, tensor: TensorName, row: number, col: number): number {
  const shape = tensorShapes(model).find(({ name }) => name === tensor)
  if (!shape) throw new Error(`The recurrence "${model.recurrence}" has no ${tensor}.`)
  if (row >= shape.rows || col >= shape.cols) {
    throw new Error(`${tensor} has ${shape.rows} rows and ${shape.cols} columns; there is no cell [${row}, ${col}], counted from 0.`)
  }
  return row * shape.cols + col
}

/** Copies arrays into one buffer, side by side: a port carries it in one piece, and many small ones take three times as long. */
function copier(length: number): (values: Float64Array) => Numbers {
  const all = new Float64Array(length)
  let end = 0
  return (values) => {
    const begin = end
    end += values.length
    all.set(values, begin)
    return all.subarray(begin, end)
  }
}

/** How many numbers an unrolling has: x, z, o, ŷ, y, ∇o and its parts; a, h, ∇h and its parts, ∇a; L, ∂L; θ and ∇θ. */
function numbersOf({ model, batch: { tau } }: Case): number {
  const { nx, nh, ny } = model
  return tau * (nx + 7 * ny + 6 * nh + 2) + nh + ny + 2 * parameterCount(model)
}
