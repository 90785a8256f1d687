// Where a sweep adds its gradients. Each member has one; they are summed when all members are done.

import type { Values } from './batch'
import type { Kernels } from './kernels'
import type { Model } from '../model/model'
import { parameterCount } from '../model/tensors'
import { viewParameters, type Parameters } from './parameters'

export class GradientSink {
  readonly gradients: Parameters
  /** ∇Uᵀ, and ∇Rᵀ (∇Wᵀ for recurrence `output`), when one-hot vectors turn the product into a scatter of rows. */
  readonly tableOfU: Float32Array | null
  readonly tableOfFeedback: Float32Array | null

  constructor(
    private readonly kernels: Kernels,
    private readonly model: Model,
    input: Values['kind']
  ) {
    const { nx, nh, ny, recurrence, output } = model
    this.gradients = viewParameters(model, kernels.floats(parameterCount(model)))
    this.tableOfU = input === 'index' ? kernels.floats(nx * kernels.stride(nh)) : null
    this.tableOfFeedback =
      recurrence !== 'hidden' && output === 'softmax' ? kernels.floats(ny * kernels.stride(nh)) : null
  }

  clear(): void {
    for (const sums of [this.gradients.flat, this.tableOfU, this.tableOfFeedback]) {
      if (sums) this.kernels.clear(sums, sums.length)
    }
  }

  /** Adds the scattered rows to the gradients. */
  gather(): void {
    const { kernels, gradients } = this
    const { nx, nh, ny, recurrence } = this.model
    if (this.tableOfU) kernels.addTransposed(gradients.U, this.tableOfU, nh, nx)
    if (this.tableOfFeedback)
      kernels.addTransposed(recurrence === 'output' ? gradients.W : gradients.R, this.tableOfFeedback, nh, ny)
  }

  /** Adds entries from … to − 1 of `flat` of other sinks, in their order. */
  add(others: readonly GradientSink[], from: number, to: number): void {
    const sum = this.gradients.flat.subarray(from, to)
    for (const { gradients } of others) this.kernels.add(sum, gradients.flat.subarray(from, to), to - from)
  }

  /** Σ g² from … to. */
  squares(from: number, to: number): number {
    return this.kernels.squares(this.gradients.flat.subarray(from, to), to - from)
  }
}
