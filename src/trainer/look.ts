// Shows a stored run: it holds the network of the newest checkpoint and answers questions without training. It cannot
// write, so the run folder stays unchanged byte for byte.

import type { Model } from '../model/model'
import { newParameters } from '../engine/parameters'
import { Random } from '../engine/random'
import type { StateChoice } from '../shared/checkpoint-choice'
import type { Experiment } from '../shared/experiment'
import type { BatchSource } from '../data/data-set'
import { Batches } from './batches'
import { Checkpoints } from './checkpoint'
import type { Carried, TrainingState } from './checkpoint-file'
import { modelOf, streams } from './network'
import { dataOfStored, type DataAbsent } from './known-data'
import { PointLog } from './points'
import { drawSample, samplerAt, samplerOf, severalDrawings, type AskedSample, type Sampler } from './samples'
import { Refusal } from './refusal'
import type { Logged, Shown } from './viewer'

export class Look implements Shown {
  readonly model: Model
  readonly learner: Shown['learner']
  readonly options: Shown['options']
  readonly absent: DataAbsent | null
  readonly source: Shown['source']
  readonly carried: Carried | null
  readonly checkpoints: Checkpoints
  /** Empty, because the window has the stored points already. */
  readonly points = new PointLog()
  /** Samples that were asked for here; they are shown, and not kept. */
  readonly events: Logged[] = []
  readonly baselines = { found: [] }
  readonly engine = { crew: null }
  private readonly sampler: Sampler
  private readonly requests: Iterator<void>[] = []
  /** Number of the last sample. It differs from the numbers of other processes that show this run. */
  private asked = Date.now() % 2 ** 31

  /**
   * Reads the newest readable checkpoint of a run folder. Throws a Refusal when there is none, DamagedFile when all are
   * damaged, SafetensorsError when it does not fit the experiment. It also works without the data, as far as possible.
   */
  constructor(
    experiment: Experiment,
    private readonly folder: string,
    resources: string
  ) {
    const { sequenceLength: tau, batchSize: batch } = experiment.learning
    this.checkpoints = new Checkpoints(folder)
    const step = this.checkpoints.newest
    this.checkpoints.expectSome(false)
    if (step === null) throw new Refusal('no-model', 'This run has no checkpoint, so there is no model to look into.')
    const { data, absent } = dataOfStored(this.checkpoints.about(step), experiment, resources)
    this.options = { experiment, data }
    this.absent = absent
    const model = modelOf(experiment, data)
    const parameters = newParameters(model)
    const { state, carried } = this.checkpoints.read(step, { model, batch }, parameters)
    this.model = model
    this.learner = { step, parameters, gradients: newParameters(model) }
    this.carried = carried
    this.source =
      'training' in data
        ? this.batchesAt(
            step,
            state,
            data.training({ tau, batch, seed: new Random(experiment.seed).fork(streams.data).state })
          )
        : {
            current() {
              throw absent!
            }
          }
    this.sampler = samplerOf(experiment, data, model, parameters)
  }

  /** Whether advance() has anything to do. */
  get busy(): boolean {
    return this.requests.length > 0
  }

  /**
   * Asks for a sample, which comes as an event. `at` is a checkpoint, or `now` for the network that is held. Throws a
   * DataError for a prime that the network cannot read, and the errors of samplerAt().
   */
  sample(request: AskedSample, at: StateChoice = 'now', count = 1): void {
    this.sampler.check(request)
    const source =
      at === 'now'
        ? { sampler: this.sampler, step: this.learner.step }
        : samplerAt(new Checkpoints(this.folder), at, { ...this.options, model: this.model })
    for (const drawing of severalDrawings(request.drawing, count))
      this.requests.push(this.takeSample(source, { ...request, drawing }, ++this.asked))
  }

  /** Works for about so many milliseconds, then returns. */
  advance(milliseconds: number): void {
    const end = performance.now() + milliseconds
    while (this.requests.length > 0 && performance.now() < end) {
      if (this.requests[0].next().done) this.requests.shift()
    }
  }

  private batchesAt(step: number, state: TrainingState, source: BatchSource): Batches {
    this.checkpoints.seek(step, source, state)
    return new Batches(source, this.options.experiment)
  }

  private *takeSample(
    { sampler, step }: ReturnType<typeof samplerAt>,
    request: AskedSample,
    number: number
  ): Generator<void, void> {
    const event = yield* drawSample(sampler, request, { seed: this.options.experiment.seed, step, number })
    this.events.push({ event, after: 0 })
  }
}
