// The parameters as the products of a step like to read them. Packed once a step, then shared by every sweep.

import type { Kernels, Packed } from './kernels'
import type { Model } from './model'
import type { Parameters } from './parameters'

/** A matrix M [rows × cols] ready for products: activations times Mᵀ forward, gradients times M backward. */
export class Weight {
  /** Mᵀ, for A += X Mᵀ. */
  readonly forward: Packed
  /** M, for dX += dA M. */
  readonly backward: Packed | null
  /** Rows of Mᵀ, for inputs that are one-hot. */
  readonly table: Float32Array | null

  constructor(
    private readonly kernels: Kernels, private readonly matrix: Float32Array,
    readonly rows: number, readonly cols: number, need: { backward: boolean; table: boolean }
  ) {
    this.forward = kernels.packed(cols, rows)
    this.backward = need.backward ? kernels.packed(rows, cols) : null
    this.table = need.table ? kernels.floats(cols * kernels.stride(rows)) : null
  }

  refresh(): void {
    this.kernels.pack(this.forward, this.matrix, this.rows, this.cols, true)
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

  constructor(kernels: Kernels, model: Model, parameters: Parameters) {
    const { nx, nh, ny, recurrence, output } = model
    const make = (matrix: Float32Array, rows: number, cols: number, backward: boolean, table: boolean): Weight =>
      new Weight(kernels, matrix, rows, cols, { backward, table })
    this.U = make(parameters.U, nh, nx, false, true)
    this.W = recurrence === 'output' ? null : make(parameters.W, nh, nh, true, false)
    const categories = output === 'softmax'
    this.feedback =
      recurrence === 'output' ? make(parameters.W, nh, ny, true, categories)
      : recurrence === 'hidden+output' ? make(parameters.R, nh, ny, true, categories)
      : null
    this.V = make(parameters.V, ny, nh, true, false)
    this.b = parameters.b
    this.c = parameters.c
  }

  /** Call after the parameters have changed. */
  refresh(): void {
    for (const weight of [this.U, this.W, this.feedback, this.V]) weight?.refresh()
  }
}
