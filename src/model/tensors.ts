// The parameters of a network by name, with their shapes.

import type { Model, Recurrence } from './model'

/** The tensors in the order in which they lie in a flat buffer and are shown. */
export const tensorNames = ['U', 'W', 'R', 'V', 'b', 'c'] as const
export type TensorName = (typeof tensorNames)[number]

/** A bias is a vector; the others are matrices. */
const biases = ['b', 'c'] as const satisfies readonly TensorName[]
export type BiasName = (typeof biases)[number]
export const isBias = (name: TensorName): name is BiasName => (biases as readonly TensorName[]).includes(name)

/** The tensors that a recurrence has, in their order. */
export function tensorsOf(recurrence: Recurrence): TensorName[] {
  return tensorNames.filter((name) => name !== 'R' || recurrence === 'hidden+output')
}

/** What the shapes of the tensors depend on. */
export type Sizes = Pick<Model, 'recurrence' | 'nx' | 'nh' | 'ny'>

/** Rows and columns of a tensor; a bias has one column. */
export function shapeOf({ recurrence, nx, nh, ny }: Sizes, name: TensorName): { rows: number; cols: number } {
  switch (name) {
    case 'U':
      return { rows: nh, cols: nx }
    // W multiplies h(t−1), or z(t−1) for recurrence `output`.
    case 'W':
      return { rows: nh, cols: recurrence === 'output' ? ny : nh }
    case 'R':
      return { rows: nh, cols: ny }
    case 'V':
      return { rows: ny, cols: nh }
    case 'b':
      return { rows: nh, cols: 1 }
    case 'c':
      return { rows: ny, cols: 1 }
  }
}

/** Row-major; a bias is one column. */
export interface TensorShape {
  name: TensorName
  rows: number
  cols: number
  /** Where the tensor begins in the flat buffer, in elements. */
  offset: number
}

/** The tensors of a model in the order in which they lie in the flat buffer. */
export function tensorShapes(model: Sizes): TensorShape[] {
  let offset = 0
  return tensorsOf(model.recurrence).map((name) => {
    const shape = { name, ...shapeOf(model, name), offset }
    offset += shape.rows * shape.cols
    return shape
  })
}

export function parameterCount(model: Sizes): number {
  return tensorShapes(model).reduce((sum, { rows, cols }) => sum + rows * cols, 0)
}
