// The parameters as the products of a step like to read them. Packed once a step, then shared by every sweep.

import type { Values } from './batch'
import type { Kernels, Packed } from './kernels'
import type { Model } from './model'
import type { Parameters } from './parameters'

/** A matrix M [rows × cols] ready for products: activations times Mᵀ forward, gradients times M backward. */
export class Weight {
  /** Mᵀ, for A += X Mᵀ. */
  readonly forward: Packed | null
  /** M, for dX += dA M. */
  readonly backward: Packed | null
  /** Rows of Mᵀ, for inputs that are one-hot. */
  readonly table: Float32Array | null

  constructor(
    private readonly kernels: Kernels, private readonly matrix: Float32Array,
    readonly rows: number, readonly cols: number, need: { forward: boolean; backward: boolean; table: boolean }
  ) {
    this.forward = need.forward ? kernels.packed(cols, rows) : null
    this.backward = need.backward ? kernels.packed(rows, cols) : null
    this.table = need.table ? kernels.floats(cols * kernels.stride(rows)) : null
  }

  refresh(): void {
    if (this.forward) this.kernels.pack(this.forward, this.matrix, this.rows, this.cols, true)
    if (this.backward) this.kernels.pack(this.backward, this.matrix, this.rows, this.cols, false)
    if (this.table) this.kernels.transpose(this.table, this.matrix, this.rows, this.cols)
  }
}

/** Every matrix of a model. `feedback` is what multiplies z(t−1): W for recurrence `output`, R for `hidden+output`. */
export class Weights {
  readonly U: Weight
  /** What multiplies h(t−1). */
  readonly W: Weight | null
  readonly feedback: Weight | null
  readonly V: Weight
  readonly b: Float32Array
  readonly c: Float32Array

  /** Inputs that are one-hot need rows of Uᵀ, others the product. Without `gradient` nothing is kept for the way back. */
  constructor(kernels: Kernels, model: Model, parameters: Parameters, input: Values['kind'], gradient: boolean) {
    const { nx, nh, ny, recurrence, output } = model
    const product = { forward: true, backward: gradient, table: false }
    const feedback = { ...product, table: output === 'softmax' }
    this.U = new Weight(kernels, parameters.U, nh, nx, { forward: input === 'dense', backward: false, table: input === 'index' })
    this.W = recurrence === 'output' ? null : new Weight(kernels, parameters.W, nh, nh, product)
    this.feedback =
      recurrence === 'output' ? new Weight(kernels, parameters.W, nh, ny, feedback)
      : recurrence === 'hidden+output' ? new Weight(kernels, parameters.R, nh, ny, feedback)
      : null
    this.V = new Weight(kernels, parameters.V, ny, nh, product)
    this.b = parameters.b
    this.c = parameters.c
  }

  /** Call after the parameters have changed. */
  refresh(): void {
    for (const weight of [this.U, this.W, this.feedback, this.V]) weight?.refresh()
  }
}
