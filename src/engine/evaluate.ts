// Loss and answers of a network on held-out batches: forward only, with the truth or its own output fed back.

import type { Activations } from './activations'
import { newState, type Batch, type State } from './batch'
import type { Crew } from './turns'
import { EvaluationPlan, type EvaluationOptions } from './evaluation-plan'
import type { Kernels } from './kernels'
import type { Method, Model } from '../model/model'
import type { Random } from './random'
import type { Weights } from './weights'

export interface Evaluation {
  /** Σ L over the targets (mean per target = lossSum / targets). */
  lossSum: number
  /** Where components are missing: the known ones / ny. */
  targets: number
  /** How many of the `answers` are right: arg max for softmax, each bit for sigmoid. Both are 0 for real values. */
  right: number
  answers: number
}

/** Evaluates batches of any size with the current parameters. It keeps the buffers of every size that it has seen. */
export class Evaluator {
  /** Plans that this thread computes alone. */
  private readonly single = new Map<string, EvaluationPlan>()
  /** Plans that the crew shares, each with its number in the crew. */
  private readonly joint = new Map<string, { plan: EvaluationPlan; number: number }>()
  private last: EvaluationPlan | null = null

  /** `weights` may be those of a learner. Batches of a prepared shape are split among the threads of the crew. */
  constructor(
    private readonly kernels: Kernels,
    readonly model: Model,
    private readonly weights: Weights,
    private readonly crew: Crew | null = null
  ) {}

  /** Call after the parameters have changed. */
  refresh(): void {
    this.weights.refresh()
  }

  /** Allocates everything for batches of this shape. With a crew, call it before the crew's first work. */
  prepare(batch: Batch, method: Method): void {
    // Random draws happen in one order, so that they are the same on any number of threads.
    const draws = method === 'free-running' && this.model.feedback === 'sample'
    if (!this.crew || draws) return void this.singlePlan(batch, method)
    const key = keyOf(batch, method)
    if (this.joint.has(key)) return
    const options = this.optionsOf(batch, method, this.crew.size)
    const number = this.crew.join({ kind: 'evaluation', options })
    this.joint.set(key, { plan: new EvaluationPlan(this.kernels, options, this.weights), number })
  }

  /** `random` is needed only where the feedback is a draw. */
  evaluate(batch: Batch, method: Method, random: Random | null = null): Evaluation {
    const joint = this.joint.get(keyOf(batch, method))
    const plan = joint?.plan ?? this.singlePlan(batch, method)
    plan.takeBatch(batch, random)
    if (joint) this.crew!.work(plan, joint.number)
    else plan.phases.forEach((phase) => phase(0))
    this.last = plan
    const { loss, targets, rightAnswers } = plan
    const answersEach = { softmax: 1, sigmoid: this.model.ny, linear: 0 }[this.model.output]
    return { lossSum: loss * targets, targets, right: rightAnswers, answers: targets * answersEach }
  }

  /** ŷ of every step that has one (probabilities, or o for real values), [rows × ny], and the number of rows. */
  outputs(batch: Batch, method: Method, random: Random | null = null): { rows: number; values: Float32Array } {
    const { ny, output } = this.model
    const { outputRows: rows, O } = this.forward(batch, method, random)
    if (output === 'softmax') this.kernels.softmax(O.all, O.all, rows, ny)
    if (output === 'sigmoid') this.kernels.sigmoid(O.all, O.all, rows, ny)
    return { rows, values: this.withoutPadding(O.all, rows, ny) }
  }

  /** o and h of every step, [τ × batch × ny] and [τ × batch × nh]; for models with readout `every-step`. */
  steps(batch: Batch, method: Method, random: Random | null = null): { o: Float32Array; h: Float32Array } {
    const { ny, nh } = this.model
    const { outputRows: rows, O, H } = this.forward(batch, method, random)
    return { o: this.withoutPadding(O.all, rows, ny), h: this.withoutPadding(H.from(1), rows, nh) }
  }

  /** State after the last step of the last batch. */
  finalState(): State {
    if (!this.last) throw new Error('Nothing has been evaluated yet.')
    const state = newState(this.model, this.last.options.batch)
    this.last.split.writeFinalState(state)
    return state
  }

  private forward(batch: Batch, method: Method, random: Random | null): Activations {
    const plan = this.singlePlan(batch, method)
    plan.takeBatch(batch, random)
    const [sweep] = plan.split.sweeps
    sweep.forward(this.weights, random)
    this.last = plan
    return sweep.activations
  }

  private withoutPadding(padded: Float32Array, rows: number, n: number): Float32Array {
    const stride = this.kernels.stride(n)
    const values = new Float32Array(rows * n)
    for (let r = 0; r < rows; r++) values.set(padded.subarray(r * stride, r * stride + n), r * n)
    return values
  }

  private singlePlan(batch: Batch, method: Method): EvaluationPlan {
    const key = keyOf(batch, method)
    let plan = this.single.get(key)
    if (!plan) {
      plan = new EvaluationPlan(this.kernels, this.optionsOf(batch, method, 1), this.weights)
      this.single.set(key, plan)
    }
    return plan
  }

  private optionsOf({ tau, batch, x, lengths, known }: Batch, method: Method, members: number): EvaluationOptions {
    const [ragged, gaps] = [lengths !== undefined, known !== undefined]
    return { model: this.model, method, tau, batch, input: x.kind, ragged, gaps, members }
  }
}

function keyOf({ tau, batch, x, lengths, known }: Batch, method: Method): string {
  return [method, tau, batch, x.kind, lengths !== undefined, known !== undefined].join()
}
