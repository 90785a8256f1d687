// Every value of every step, and what each step adds to one cell of a gradient.

import { contribution } from '../../engine/reference/backward'
import { loss } from '../../engine/reference/forward'
import { tensorShapes, type Parameters, type TensorName } from '../../engine/parameters'
import { unrollCase, type Answer, type Numbers, type Work } from './work'
import type { Case } from './source'

export function unroll(subject: Case): Answer<'unroll'> {
  const { trace, back } = unrollCase(subject)
  const { recurrence, readout, output, nx, nh, ny } = subject.model
  // Without the row of t = 0. A copy: a port would carry the whole buffer behind a view.
  const steps = ({ values, n }: { values: Float64Array; n: number }): Numbers => values.slice(n)
  const dL = steps(trace.dL)
  return {
    kind: 'unroll',
    step: subject.step, sequence: subject.sequence, sequences: subject.sequences,
    recurrence, readout, output, method: subject.method, truncation: subject.truncation,
    tau: trace.tau, nx, nh, ny,
    mask: Array.from(dL, (weight) => weight > 0), targets: trace.targets, loss: loss(trace),
    x: steps(trace.x), a: steps(trace.a), h: trace.h.values.slice(), z: trace.z.values.slice(),
    o: steps(trace.o), yhat: steps(trace.yhat), y: steps(trace.y),
    L: steps(trace.L), dL,
    dO: steps(back.dO), dOFromLoss: steps(back.dOFromLoss), dOFromNext: steps(back.dOFromNext),
    dh: steps(back.dh), dhFromNext: steps(back.dhFromNext), dhFromOutput: steps(back.dhFromOutput), da: steps(back.da),
    parameters: copies(subject.parameters), gradients: copies(back.gradients)
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

function copies({ U, W, R, V, b, c }: Parameters<Float64Array>): Record<TensorName, Numbers> {
  return { U: U.slice(), W: W.slice(), R: R.slice(), V: V.slice(), b: b.slice(), c: c.slice() }
}
