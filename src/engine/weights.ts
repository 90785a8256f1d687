// The parameters in the form that the products of a step read. All threads pack them once a step; every sweep shares
// them.

import type { Values } from './batch'
import type { Kernels, Packed } from './kernels'
import type { Method, Model } from '../model/model'
import type { Parameters } from './parameters'

/** A matrix M [rows × cols] ready for products: activations times Mᵀ forward, gradients times M backward. */
export class Weight {
  /** Mᵀ, for A += X Mᵀ. */
  readonly forward: Packed | null
  /** M, for dX += dA M. */
  readonly backward: Packed | null
  /** Rows of Mᵀ, for one-hot inputs. */
  readonly table: Float32Array | null

  constructor(
    private readonly kernels: Kernels,
    private readonly matrix: Float32Array,
    readonly rows: number,
    readonly cols: number,
    need: { forward: boolean; backward: boolean; table: boolean }
  ) {
    this.forward = need.forward ? kernels.packed(cols, rows) : null
    this.backward = need.backward ? kernels.packed(rows, cols) : null
    this.table = need.table ? kernels.floats(cols * kernels.stride(rows)) : null
  }

  /** The work that is due when the parameters have changed. */
  get tasks(): (() => void)[] {
    const { kernels, matrix, rows, cols, forward, backward, table } = this
    return [
      ...(forward ? [() => kernels.pack(forward, matrix, rows, cols, true)] : []),
      ...(backward ? [() => kernels.pack(backward, matrix, rows, cols, false)] : []),
      ...(table ? [() => kernels.transpose(table, matrix, rows, cols)] : [])
    ]
  }
}

/** Every matrix of a model. `feedback` is what multiplies z(t−1): W for recurrence `output`, R for `hidden+output`. */
export class Weights {
  readonly U: Weight
  /** The matrix that multiplies h(t−1). */
  readonly W: Weight | null
  readonly feedback: Weight | null
  readonly V: Weight
  /** Padded rows that sums begin with: the biases, and zeros. */
  readonly b: Float32Array
  readonly c: Float32Array
  readonly zeros: Float32Array
  private readonly tasks: (() => void)[]

  /**
   * One-hot inputs need rows of Uᵀ, other inputs the product. When `training` is null, nothing is kept for the backward
   * pass.
   */
  constructor(kernels: Kernels, model: Model, parameters: Parameters, input: Values['kind'], training: Method | null) {
    const { nx, nh, ny, recurrence, output } = model
    const product = { forward: true, backward: training !== null, table: false }
    // No gradient flows back through true outputs.
    const feedback = { forward: true, backward: training === 'free-running', table: output === 'softmax' }
    this.U = new Weight(kernels, parameters.U, nh, nx, {
      forward: input === 'dense',
      backward: false,
      table: input === 'index'
    })
    this.W = recurrence === 'output' ? null : new Weight(kernels, parameters.W, nh, nh, product)
    this.feedback =
      recurrence === 'output'
        ? new Weight(kernels, parameters.W, nh, ny, feedback)
        : recurrence === 'hidden+output'
          ? new Weight(kernels, parameters.R, nh, ny, feedback)
          : null
    this.V = new Weight(kernels, parameters.V, ny, nh, product)
    this.b = kernels.floats(kernels.stride(nh))
    this.c = kernels.floats(kernels.stride(ny))
    this.zeros = kernels.floats(kernels.stride(Math.max(nh, ny)))
    this.tasks = [
      ...[this.U, this.W, this.feedback, this.V].flatMap((weight) => weight?.tasks ?? []),
      () => {
        this.b.set(parameters.b)
        this.c.set(parameters.c)
      }
    ]
  }

  /** Call after the parameters have changed. Each of `members` does its share. */
  refresh(member = 0, members = 1): void {
    for (let task = member; task < this.tasks.length; task += members) this.tasks[task]()
  }
}
