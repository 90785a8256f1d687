// The parameters of a network as named views on one flat buffer, so that an optimizer, a copy or a file
// is one loop over `flat`, and an equation still reads W, U, V.

import type { Model } from './model'

export type TensorName = 'U' | 'W' | 'R' | 'V' | 'b' | 'c'

/** Row-major; a bias is one column. */
export interface TensorShape {
  name: TensorName
  rows: number
  cols: number
  /** Where the tensor begins in the flat buffer, in elements. */
  offset: number
}

export type Floats = Float32Array | Float64Array

/** Views on `flat`. A tensor that the recurrence does not have is empty (length 0). */
export type Parameters<F extends Floats = Float32Array> = { flat: F } & Record<TensorName, F>

/** The tensors of a model in the order in which they lie in the flat buffer. */
export function tensorShapes(model: Model): TensorShape[] {
  const { recurrence, nx, nh, ny } = model
  const sizes: [TensorName, number, number][] = [
    ['U', nh, nx],
    // What W multiplies: h(t−1), or z(t−1) where the recurrence leaves the output.
    ['W', nh, recurrence === 'output' ? ny : nh]
  ]
  if (recurrence === 'hidden+output') sizes.push(['R', nh, ny])
  sizes.push(['V', ny, nh], ['b', nh, 1], ['c', ny, 1])

  let offset = 0
  return sizes.map(([name, rows, cols]) => {
    const shape = { name, rows, cols, offset }
    offset += rows * cols
    return shape
  })
}

export function parameterCount(model: Model): number {
  return tensorShapes(model).reduce((sum, { rows, cols }) => sum + rows * cols, 0)
}

/** Names the parts of `flat`. Throws when its length is not that of the model. */
export function viewParameters<F extends Floats>(model: Model, flat: F): Parameters<F> {
  const count = parameterCount(model)
  if (flat.length !== count) throw new Error(`The model has ${count} parameters, the buffer ${flat.length}.`)
  const empty = flat.subarray(0, 0) as F
  const views = { flat, U: empty, W: empty, R: empty, V: empty, b: empty, c: empty }
  for (const { name, rows, cols, offset } of tensorShapes(model)) {
    views[name] = flat.subarray(offset, offset + rows * cols) as F
  }
  return views
}

export function newParameters(model: Model): Parameters<Float32Array> {
  return viewParameters(model, new Float32Array(parameterCount(model)))
}
