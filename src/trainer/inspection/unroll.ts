// Every value of every step, and what each step adds to one cell of a gradient.

import { contribution } from '../../engine/reference/backward'
import { loss } from '../../engine/reference/forward'
import { tensorShapes, type TensorName } from '../../model/tensors'
import { viewParameters } from '../../engine/parameters'
import type { Steps } from '../../engine/reference/steps'
import { unrollCase, type AnswerOf, type Numbers, type Work } from './work'
import type { Case } from './source'

/** The answer without the number of its snapshot. */
export function unroll(subject: Case): Omit<AnswerOf<'unroll'>, 'held'> {
  const { trace, back } = unrollCase(subject)
  const { recurrence, readout, output, nx, nh, ny } = subject.model
  // Without the row of t = 0.
  const steps = ({ values, n }: Steps): Float64Array => values.subarray(n)
  const known = trace.known && steps(trace.known)
  const { parameters, gradients, ...numbers } = together({
    x: steps(trace.x),
    a: steps(trace.a),
    h: trace.h.values,
    z: trace.z.values,
    o: steps(trace.o),
    yhat: steps(trace.yhat),
    y: steps(trace.y).map((value, i) => (known?.[i] === 0 ? NaN : value)),
    L: steps(trace.L),
    dL: steps(trace.dL),
    dO: steps(back.dO),
    dOFromLoss: steps(back.dOFromLoss),
    dOFromNext: steps(back.dOFromNext),
    dh: steps(back.dh),
    dhFromNext: steps(back.dhFromNext),
    dhFromOutput: steps(back.dhFromOutput),
    da: steps(back.da),
    parameters: subject.parameters.flat,
    gradients: back.gradients.flat
  })
  const tensors = (flat: Numbers): Record<TensorName, Numbers> => {
    const { U, W, R, V, b, c } = viewParameters(subject.model, flat)
    return { U, W, R, V, b, c }
  }
  return {
    kind: 'unroll',
    step: subject.step,
    sequence: subject.sequence,
    sequences: subject.sequences,
    recurrence,
    readout,
    output,
    method: subject.method,
    truncation: subject.truncation,
    tau: trace.tau,
    nx,
    nh,
    ny,
    mask: Array.from(numbers.dL, (weight) => weight > 0),
    truth: Array.from({ length: trace.tau }, (_, i) =>
      subject.method === 'scheduled-sampling'
        ? subject.batch.teacher!.truth[i] === 1
        : subject.method === 'teacher-forcing'
    ),
    targets: trace.targets,
    names: subject.names,
    loss: loss(trace),
    ...numbers,
    parameters: tensors(parameters),
    gradients: tensors(gradients)
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
    throw new Error(
      `${tensor} has ${shape.rows} rows and ${shape.cols} columns; there is no cell [${row}, ${col}], counted from 0.`
    )
  }
  return row * shape.cols + col
}

/**
 * The same arrays, copied into one buffer: a port sends it at once, while many small buffers take three times as long.
 */
function together<Name extends string>(arrays: Record<Name, Float64Array>): Record<Name, Numbers> {
  const entries = Object.entries<Float64Array>(arrays)
  const all = new Float64Array(entries.reduce((sum, [, values]) => sum + values.length, 0))
  let end = 0
  return Object.fromEntries(
    entries.map(([name, values]) => {
      all.set(values, end)
      end += values.length
      return [name, all.subarray(end - values.length, end)]
    })
  ) as Record<Name, Numbers>
}
