// The parameters of a network as named views on one flat buffer, so that an optimizer, a copy or a file
// is one loop over `flat`, and an equation still reads W, U, V.

import type { Model } from '../model/model'
import { parameterCount, tensorShapes, type TensorName } from '../model/tensors'

export type Floats = Float32Array | Float64Array

/** Views on `flat`. A tensor that the recurrence does not have is empty (length 0). */
export type Parameters<F extends Floats = Float32Array> = { flat: F } & Record<TensorName, F>

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
