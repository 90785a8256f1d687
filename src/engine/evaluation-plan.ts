// Who computes what where a network is tried, not trained: forward, loss and right answers of batches of one shape,
// each member (thread) with its own sequences. As in plan.ts, every member builds the same plan at the same address.

import type { Batch, State } from './batch'
import type { Kernels } from './kernels'
import { shares, type Phase } from './plan'
import type { Random } from './random'
import { Sweep } from './sweep'
import type { SweepOptions } from './activations'
import type { Weights } from './weights'

export interface EvaluationOptions extends Pick<SweepOptions, 'model' | 'method' | 'tau' | 'batch' | 'input'> {
  members: number
}

export class EvaluationPlan {
  readonly sweeps: Sweep[]
  readonly phases: Phase[] = [(member) => this.evaluate(member)]
  private readonly firstSequences: number[]
  /** Of each member the sum of L(t) / number of targets, and how many of its answers are right. */
  private readonly losses: Float64Array
  private readonly right: Float64Array
  private random: Random | null = null

  constructor(kernels: Kernels, readonly options: EvaluationOptions, private readonly weights: Weights) {
    const { batch, members } = options
    this.firstSequences = shares(batch, Math.min(batch, members))
    this.sweeps = this.firstSequences.slice(0, -1).map((first, member) => new Sweep(kernels, {
      ...options, batch: this.firstSequences[member + 1] - first, truncation: null, gradient: false, recompute: false, shared: false
    }))
    const scores = kernels.floats(4 * members)
    this.losses = new Float64Array(scores.buffer, scores.byteOffset, members)
    this.right = new Float64Array(scores.buffer, scores.byteOffset + 8 * members, members)
  }

  /** Copies the batch into the sweeps; then the members may work. `random` is needed only where the feedback is a draw. */
  load(batch: Batch, random: Random | null): void {
    this.random = random
    this.sweeps.forEach((sweep, i) => sweep.load(batch, this.firstSequences[i]))
  }

  /** Mean over the targets of the last batch. */
  get loss(): number {
    return this.losses.reduce((sum, loss) => sum + loss, 0)
  }

  get rightAnswers(): number {
    return this.right.reduce((sum, right) => sum + right, 0)
  }

  get targets(): number {
    return this.sweeps[0].targets
  }

  /** Writes the state after the last step of the last batch. */
  writeFinalState(state: State): void {
    this.sweeps.forEach((sweep, i) => sweep.writeFinalState(state, this.firstSequences[i]))
  }

  private evaluate(member: number): void {
    const sweep = this.sweeps[member]
    if (!sweep) return
    sweep.forward(this.weights, this.random)
    // Before the loss, which puts ∇o in the place of o.
    this.right[member] = sweep.rightAnswers()
    this.losses[member] = sweep.loss()
  }
}
