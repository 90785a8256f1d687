// Measures a network on data that it is never trained on. It is a generator, so that the caller can do other work
// between batches.

import { enoughTargets, type DataSet } from '../data/data-set'
import type { AnyDataSet } from '../data/load'
import type { State } from '../engine/batch'
import { Evaluator, type Evaluation } from '../engine/evaluate'
import type { Learner } from '../engine/learner'
import type { Method } from '../model/model'
import { Random } from '../engine/random'
import type { Experiment } from '../shared/experiment'
import type { KindScore, Validation } from '../shared/run'
import { carriesState, streams, withoutTeacher } from './network'

/** How the network is measured: fed as in training, or with its own outputs fed back. */
export type Fed = 'truth' | 'own'

interface Score {
  loss: number
  accuracy: number | null
}

export class Validator {
  private readonly fed: Evaluator
  /** The network without a teacher, which is fed its own outputs. Samples use it too. */
  readonly free: Evaluator
  private readonly feedsBack: boolean

  constructor(
    private readonly experiment: Experiment,
    private readonly data: AnyDataSet,
    { options: { model, kernels, crew }, weights }: Learner
  ) {
    this.feedsBack = model.recurrence !== 'hidden'
    this.fed = new Evaluator(kernels, model, weights, crew)
    const free = withoutTeacher(model, experiment)
    this.free = free === model ? this.fed : new Evaluator(kernels, free, weights, crew)
  }

  /** Allocates what the validations of the run will need. */
  prepare(): void {
    const { sequenceLength: tau } = this.experiment.learning
    const { fedMethod: method } = this
    this.prepareFor(this.fed, method, tau)
    if (this.freeMethod !== method) this.prepareFor(this.free, this.freeMethod, tau)
    if (this.data.trainLength === null) this.prepareFor(this.free, this.freeMethod, 2 * tau)
  }

  /** Measures the network as it is now. Its parameters must not change before the end. */
  *run(step: number): Generator<void, Validation> {
    const { sequenceLength: tau } = this.experiment.learning
    const { fedMethod: method, freeMethod } = this
    this.fed.refresh()

    const fed = yield* this.measure(this.fed, method, tau, step, true)
    const freed = !this.feedsBack
      ? null
      : method === 'free-running'
        ? fed
        : yield* this.measure(this.free, freeMethod, tau, step)
    const doubled = this.data.trainLength === null ? yield* this.measure(this.free, freeMethod, 2 * tau, step) : null
    return {
      type: 'validation',
      step,
      loss: fed.loss,
      accuracy: fed.accuracy,
      freeLoss: freed?.loss ?? null,
      freeAccuracy: freed?.accuracy ?? null,
      doubleLengthAccuracy: doubled?.accuracy ?? null,
      ...(fed.kinds.length > 0 && { kinds: fed.kinds })
    }
  }

  /** Allocates what score() will need. */
  prepareScore(fed: Fed, tau: number): void {
    this.prepareFor(...this.way(fed), tau)
  }

  /**
   * Measures the present network with one kind of feedback, on sequences of `tau` steps. Its parameters must not change
   * before the end.
   * `kind`: only targets of this kind count. Returns null where there are none.
   */
  *score(fed: Fed, tau: number, step: number, kind: string | null): Generator<void, Score | null> {
    this.fed.refresh()
    const { kinds, ...whole } = yield* this.measure(...this.way(fed), tau, step, kind !== null)
    return kind === null ? whole : (kinds.find((part) => part.kind === kind) ?? null)
  }

  private way(fed: Fed): [Evaluator, Method] {
    return fed === 'own' ? [this.free, this.freeMethod] : [this.fed, this.fedMethod]
  }

  /**
   * The method of training. A network of scheduled sampling is measured with the truth fed back, or with only its own
   * outputs.
   */
  private get fedMethod(): Method {
    const { method } = this.experiment.learning
    return method === 'scheduled-sampling' ? 'teacher-forcing' : method
  }

  private get freeMethod(): Method {
    return this.feedsBack ? 'free-running' : this.experiment.learning.method
  }

  private prepareFor(evaluator: Evaluator, method: Method, tau: number): void {
    let rows = 0
    for (const { batch } of this.data.validation({ tau, batch: this.lanes() })) {
      evaluator.prepare(batch, method)
      rows += batch.tau * batch.batch
      if (rows >= enoughTargets) break
    }
  }

  /** `apart`: also measures each kind of target on its own, where the data know kinds. */
  private *measure(
    evaluator: Evaluator,
    method: Method,
    tau: number,
    step: number,
    apart = false
  ): Generator<void, Score & { kinds: KindScore[] }> {
    const carries = carriesState(this.experiment, this.data)
    const random = this.draws(step)
    let whole = nothing
    const parts = new Map<string, Evaluation>()
    let state: State | null = null
    const held: ReturnType<DataSet['validation']> = this.data.validation({ tau, batch: this.lanes() })
    for (const { batch, fresh, kinds = {} } of held) {
      const fed = state && !fresh ? { ...batch, ...state } : batch
      whole = sumOf(whole, evaluator.evaluate(fed, method, random))
      if (carries) state = evaluator.finalState()
      yield
      for (const [kind, mask] of apart ? Object.entries(kinds) : []) {
        parts.set(kind, sumOf(parts.get(kind) ?? nothing, evaluator.evaluate({ ...fed, mask }, method, random)))
        yield
      }
      if (whole.targets >= enoughTargets) break
    }
    return { ...scoreOf(whole), kinds: Array.from(parts, ([kind, part]) => ({ kind, ...scoreOf(part) })) }
  }

  /** The random draws for the feedback `sample`. They are the same each time the same step is validated. */
  private draws(step: number): Random {
    return new Random(this.experiment.seed).fork(streams.validation).fork(step)
  }

  private lanes(): number {
    return this.data.validationLanes(this.experiment.learning.batchSize)
  }
}

const nothing: Evaluation = { lossSum: 0, targets: 0, right: 0, answers: 0 }

const sumOf = (a: Evaluation, b: Evaluation): Evaluation => ({
  lossSum: a.lossSum + b.lossSum,
  targets: a.targets + b.targets,
  right: a.right + b.right,
  answers: a.answers + b.answers
})

const scoreOf = ({ lossSum, targets, right, answers }: Evaluation): Score => ({
  loss: targets > 0 ? lossSum / targets : 0,
  accuracy: answers > 0 ? right / answers : null
})
