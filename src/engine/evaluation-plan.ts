// Which member computes what when a network is evaluated, not trained: forward, loss and right answers of batches of
// one shape, each member (thread) with its own sequences. As in plan.ts, every member builds the same plan at the same
// address.

import type { Batch } from './batch'
import { doubles, type Kernels } from './kernels'
import type { Phase } from './plan'
import type { Random } from './random'
import { SequenceSplit } from './splits'
import type { SweepOptions } from './sweep-options'
import type { Weights } from './weights'

export interface EvaluationOptions extends Pick<
  SweepOptions,
  'model' | 'method' | 'tau' | 'batch' | 'input' | 'ragged' | 'gaps'
> {
  members: number
}

export class EvaluationPlan {
  readonly split: SequenceSplit
  readonly phases: Phase[] = [(member) => this.evaluate(member)]
  /** For each member, the sum of L(t) / number of targets, and the number of its right answers. */
  private readonly losses: Float64Array
  private readonly right: Float64Array
  private random: Random | null = null

  constructor(
    kernels: Kernels,
    readonly options: EvaluationOptions,
    private readonly weights: Weights
  ) {
    const { members } = options
    this.split = new SequenceSplit(
      kernels,
      { ...options, truncation: null, gradient: false, recompute: false, shared: false },
      members
    )
    this.losses = doubles(kernels, members)
    this.right = doubles(kernels, members)
  }

  /**
   * Copies the batch into the sweeps; after that the members can work. `random` is needed only where the feedback is a
   * draw.
   */
  takeBatch(batch: Batch, random: Random | null): void {
    this.random = random
    this.split.distribute(batch)
  }

  /** Mean over the targets of the last batch. */
  get loss(): number {
    return this.losses.reduce((sum, loss) => sum + loss, 0)
  }

  get rightAnswers(): number {
    return this.right.reduce((sum, right) => sum + right, 0)
  }

  get targets(): number {
    return this.split.sweeps[0].targets
  }

  private evaluate(member: number): void {
    const sweep = this.split.sweeps[member]
    if (!sweep) return
    sweep.forward(this.weights, this.random)
    // This comes before the loss, which overwrites o with ∇o.
    this.right[member] = sweep.rightAnswers()
    this.losses[member] = sweep.loss()
  }
}
