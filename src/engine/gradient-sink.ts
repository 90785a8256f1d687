// Where a sweep adds its gradients. One for each thread; together() sums them.

import type { Values } from './batch'
import type { Kernels } from './kernels'
import type { Model } from './model'
import { parameterCount, viewParameters, type Parameters } from './parameters'

export class GradientSink {
  readonly gradients: Parameters
  /** ∇Uᵀ, and ∇Rᵀ (∇Wᵀ for recurrence `output`), where one-hot vectors make the product a scatter of rows. */
  readonly tableOfU: Float32Array | null
  readonly tableOfFeedback: Float32Array | null

  constructor(private readonly kernels: Kernels, private readonly model: Model, input: Values['kind']) {
    const { nx, nh, ny, recurrence, output } = model
    this.gradients = viewParameters(model, kernels.floats(parameterCount(model)))
    this.tableOfU = input === 'index' ? kernels.floats(nx * kernels.stride(nh)) : null
    this.tableOfFeedback = recurrence !== 'hidden' && output === 'softmax' ? kernels.floats(ny * kernels.stride(nh)) : null
  }

  clear(): void {
    this.gradients.flat.fill(0)
    this.tableOfU?.fill(0)
    this.tableOfFeedback?.fill(0)
  }

  /** Adds the scattered rows, then the other threads' gradients in their order, so that the sum is always the same. */
  collect(others: readonly GradientSink[]): void {
    const { kernels, gradients } = this
    const { nx, nh, ny, recurrence } = this.model
    for (const sink of [this, ...others]) {
      if (sink.tableOfU) kernels.addTransposed(gradients.U, sink.tableOfU, nh, nx)
      if (sink.tableOfFeedback) {
        kernels.addTransposed(recurrence === 'output' ? gradients.W : gradients.R, sink.tableOfFeedback, nh, ny)
      }
      if (sink !== this) kernels.add(gradients.flat, sink.gradients.flat, gradients.flat.length)
    }
  }
}
