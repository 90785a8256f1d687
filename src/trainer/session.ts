// One run: the training loop and everything that happens in it. It knows no ports and no terminal; its owner calls
// advance() again and again, does other work in between, and hears of events.

import type { AnyDataSet } from '../data/load'
import { initialise } from '../engine/initialise'
import type { Learner } from '../engine/learner'
import type { Model } from '../engine/model'
import { tensorShapes } from '../engine/parameters'
import { Random } from '../engine/random'
import type { Experiment } from '../shared/experiment'
import type { Baseline, RunEvent, RunState } from '../shared/run'
import { BackgroundBaselines } from './background'
import { Batches } from './batches'
import { Checkpoints, type Carried, type Standing } from './checkpoint'
import { tryWriting } from '../run-folder/files'
import type { Engine } from './kernels'
import { carriesState, modelOf, newLearner, streams, workOf } from './network'
import { NotFinite } from './not-finite'
import { PointLog } from './points'
import { RunFolder } from '../run-folder/folder'
import { readHistory } from '../run-folder/run'
import { Sampler, type Sample, type SampleRequest } from './samples'
import { Stopwatch } from './stopwatch'
import { Validator } from './validation'
import type { Logged } from './viewer'

export interface SessionOptions {
  experiment: Experiment
  data: AnyDataSet
  /** Opens the kernels, for such steps. */
  openEngine: (work: ReturnType<typeof workOf>) => Engine
  /** Path of the run folder. */
  folder: string
  /** Goes on from the last checkpoint of the folder, where it has one. The folder must be that of a run. */
  resume: boolean
  startPaused: boolean
  /** Called after each, when its consequences hold already. */
  onEvent?: (event: RunEvent) => void
  onState?: (state: RunState) => void
  onBaselines?: (all: readonly Baseline[]) => void
}

/** A command that the run's state does not allow; the message is for a person. */
export class Refusal extends Error {}

const flushEvery = 1000

export class Session {
  readonly model: Model
  readonly learner: Learner
  readonly engine: Engine
  readonly points = new PointLog()
  readonly events: Logged[] = []
  readonly baselines: BackgroundBaselines
  private readonly folder: RunFolder
  readonly checkpoints: Checkpoints
  readonly source: Batches
  private readonly validator: Validator
  private readonly sampler: Sampler
  private readonly watch = new Stopwatch()
  private readonly carries: boolean
  private currentState: RunState = 'created'
  carried: Carried | null = null
  /** The state that the last batch began from: written to next. Two take turns, since the view "Through time" looks at that batch. */
  private spare: Carried | undefined
  private work: Iterator<void>
  private requests: Iterator<void>[] = []
  /** Step after which to pause, when only one was asked for. */
  private pauseAfter = Infinity
  private standing: Standing = {
    validatedAt: 0, sampledAt: 0, validationLoss: null, bestLoss: null, withoutImprovement: 0, loss: null, lowestLoss: null
  }
  /** Whether there is anything that the newest checkpoint does not hold. */
  private unsaved = true
  private flushedAt = performance.now()
  private closed = false

  /**
   * Loads or begins the run. Throws a DataError when the data do not fit the experiment, SafetensorsError when the
   * checkpoint to go on from does not, NotARun and DamagedFile when there is none; before anything is written.
   */
  constructor(readonly options: SessionOptions) {
    const { experiment, data, folder } = options
    const { sequenceLength: tau, batchSize: batch } = experiment.learning
    const seed = new Random(experiment.seed)
    this.model = modelOf(experiment, data)
    this.engine = options.openEngine(workOf(experiment, this.model))
    this.learner = newLearner(experiment, this.model, this.engine)
    this.source = new Batches(data.training({ tau, batch, seed: seed.fork(streams.data).state }))
    this.carries = carriesState(experiment, data)
    this.validator = new Validator(experiment, data, this.learner)
    this.validator.prepare()
    this.sampler = new Sampler(experiment, data, this.validator.alone)
    this.sampler.check(experiment.watching)
    initialise(this.learner.parameters, this.model, experiment.initialisation, seed.fork(streams.initialisation))

    this.folder = new RunFolder(folder, options.resume)
    this.checkpoints = new Checkpoints(folder)
    if (options.resume) this.checkpoints.expectSome(this.folder.hasPoints())
    this.checkpoints.prepare()
    this.baselines = new BackgroundBaselines(data, (all) => {
      this.folder.writeBaselines(all)
      options.onBaselines?.(all)
    })
    this.folder.writeBaselines(this.baselines.found)
    if (options.resume) this.resumeFromDisk()
    this.work = this.train()
    this.setState(options.startPaused && !this.isDone() ? 'paused' : 'running')
  }

  get state(): RunState {
    return this.currentState
  }

  /** Whether advance() has anything to do. */
  get busy(): boolean {
    return !this.closed && (this.state === 'running' || this.requests.length > 0 || !this.baselines.done)
  }

  get latestLoss(): number | null {
    return this.standing.loss
  }

  get latestValidationLoss(): number | null {
    return this.standing.validationLoss
  }

  /** Seconds of training, without pauses. */
  get seconds(): number {
    return this.watch.seconds
  }

  /**
   * Works for about so many milliseconds (a step or a batch of a validation at least), then returns. What goes wrong
   * becomes the run's failure.
   */
  advance(milliseconds: number): void {
    if (this.closed) return
    const begin = performance.now()
    const training = this.state === 'running'
    this.attempt(() => {
      do {
        if (this.requests.length > 0) {
          if (this.requests[0].next().done) this.requests.shift()
        } else if (this.state === 'running') this.work.next()
        else break
      } while (performance.now() < begin + milliseconds)
      if (performance.now() - this.flushedAt > flushEvery) this.flush()
      this.baselines.advance(training ? performance.now() - begin : null)
    })
  }

  // ---- commands; each throws a Refusal when the state does not allow it ----

  pause(): void {
    this.expect('pause', 'running')
    this.pauseAfter = Infinity
    this.attempt(() => {
      this.saveCheckpoint()
      this.setState('paused')
    })
  }

  resume(): void {
    this.expect('resume', 'paused')
    this.setState('running')
  }

  /** One training step (with the validation and the sample that are due after it), then pause. */
  step(): void {
    this.expect('step', 'paused')
    this.pauseAfter = this.learner.step + 1
    this.setState('running')
  }

  stop(): void {
    this.expect('stop', 'running', 'paused')
    this.attempt(() => {
      this.saveCheckpoint()
      this.setState('stopped')
    })
  }

  /** Before schedule. */
  setLearningRate(value: number): void {
    this.change('learning-rate', 'learningRate', value)
  }

  setClipNorm(value: number | null): void {
    this.change('clip-norm', 'clipNorm', value)
  }

  setClipValue(value: number | null): void {
    this.change('clip-value', 'clipValue', value)
  }

  /** Back to the newest good checkpoint, and on from there with another learning rate. */
  rewind(learningRate: number): void {
    this.expect('rewind', 'running', 'paused', 'failed')
    const step = this.checkpoints.newestGood
    if (step === null) throw new Refusal('There is no checkpoint to go back to.')
    const from = this.learner.optimizer.options.learningRate
    this.restore(step)
    this.learner.optimizer.options.learningRate = learningRate
    this.unsaved = true
    this.work = this.train()
    this.pauseAfter = Infinity
    this.emit({ type: 'mark', step, change: 'rewind', from, to: learningRate })
    this.setState('running')
  }

  /** Asks for a sample; it comes as an event. Throws a DataError for a prime that the network cannot read. */
  sample(request: Omit<SampleRequest, 'random'>): void {
    this.expect('sample', 'running', 'paused', 'stopped', 'finished')
    this.sampler.check(request)
    this.requests.push(this.takeSample(request, this.events.length))
  }

  /** Something went wrong, here or outside. */
  fail(error: unknown): void {
    const { tensor, step } = error instanceof NotFinite ? error : { tensor: null, step: this.learner.step }
    const message = error instanceof Error ? error.message : String(error)
    this.requests = []
    this.setState('failed')
    // A disk that is full cannot be told so; whoever looks on is.
    tryWriting(() => {
      this.emit({ type: 'failure', step, reason: tensor === null ? 'error' : 'not-finite', tensor, message, checkpointStep: this.checkpoints.newestGood })
      this.flush()
    })
  }

  /** Leaves everything on disk so that the run can go on later. Not a step more: the helper threads go; resolves when they have. */
  close(): Promise<void> {
    if (this.state === 'running' || this.state === 'paused') this.attempt(() => this.saveCheckpoint())
    this.closed = true
    return this.engine.close()
  }

  // ---- the loop ----

  private *train(): Generator<void, void> {
    // At step 0 there is a checkpoint too, so that there is always one to go back to.
    yield* this.duties()
    while (!this.isDone()) {
      this.trainStep()
      yield
      yield* this.duties()
      if (this.learner.step >= this.pauseAfter) {
        this.pauseAfter = Infinity
        this.flush()
        this.setState('paused')
        yield
      }
    }
    if (this.standing.validatedAt < this.learner.step) yield* this.validate()
    this.saveCheckpoint()
    this.setState('finished')
  }

  private trainStep(): void {
    const result = this.learner.trainStep(this.source.next(this.carried))
    if (result.notFinite !== null) throw new NotFinite(result.notFinite, this.learner.step + 1)
    if (this.carries) [this.carried, this.spare] = [this.learner.finalState(this.spare), this.carried ?? undefined]
    this.standing.loss = result.loss
    this.standing.lowestLoss = Math.min(result.loss, this.standing.lowestLoss ?? Infinity)
    this.unsaved = true
    const point = {
      step: this.learner.step, loss: result.loss, gradientNorm: result.gradientNorm,
      learningRate: result.learningRate, clipped: result.clipped ? 1 : 0, seconds: this.watch.seconds
    }
    this.points.push(point)
    this.folder.addPoint(point)
  }

  /** What is due at this step, as far as it has not been done: a checkpoint may have been taken in the middle of it. */
  private *duties(): Generator<void, void> {
    const { step } = this.learner
    const { validateEvery, sampleEvery, checkpointEvery } = this.options.experiment.watching
    if (step % validateEvery === 0 && this.standing.validatedAt < step) yield* this.validate()
    if (step % sampleEvery === 0 && this.standing.sampledAt < step) {
      const { prime, temperature, sampleLength } = this.options.experiment.watching
      yield* this.takeSample({ prime, temperature, length: sampleLength }, 0)
      this.standing.sampledAt = step
    }
    if (step % checkpointEvery === 0) this.saveCheckpoint()
  }

  private *validate(): Generator<void, void> {
    const validation = yield* this.validator.run(this.learner.step)
    const { step, loss } = validation
    if (!Number.isFinite(loss)) throw new NotFinite('L', step)
    const { bestLoss, withoutImprovement } = this.standing
    const better = bestLoss === null || loss < bestLoss
    this.standing = {
      ...this.standing, validatedAt: step, validationLoss: loss,
      bestLoss: better ? loss : bestLoss, withoutImprovement: better ? 0 : withoutImprovement + 1
    }
    this.unsaved = true
    this.emit(validation)
  }

  private *takeSample(request: Omit<SampleRequest, 'random'>, number: number): Generator<void, void> {
    const { step } = this.learner
    const random = new Random(this.options.experiment.seed).fork(streams.sample).fork(step).fork(number)
    const sample: Sample = yield* this.sampler.run({ ...request, random })
    this.emit({ type: 'sample', step, sample })
  }

  private isDone(): boolean {
    const { steps, seconds, patience } = this.options.experiment.stop
    return (steps !== null && this.learner.step >= steps)
      || (seconds !== null && this.watch.seconds >= seconds)
      || (patience !== null && this.standing.withoutImprovement >= patience)
  }

  // ---- checkpoints ----

  /** Throws NotFinite instead of saving what is no longer good. */
  private saveCheckpoint(): void {
    const { step } = this.learner
    this.flush()
    if (!this.unsaved) return
    const broken = tensorShapes(this.model).find(({ name }) => !this.learner.parameters[name].every(Number.isFinite))
    if (broken) throw new NotFinite(broken.name, step)
    const { learningRate, clipNorm, clipValue } = this.learner.optimizer.options
    const file = this.checkpoints.save(this.learner, this.carried, {
      step, updates: this.learner.optimizer.updates, seconds: this.seconds, position: this.source.position(),
      inForce: { learningRate, clipNorm, clipValue }, standing: { ...this.standing }
    }, this.options)
    this.unsaved = false
    this.emit({ type: 'checkpoint', step, file, validationLoss: this.latestValidationLoss })
  }

  /** Puts everything but the clock into the state of a checkpoint. Returns the seconds of training that it took. */
  private restore(step: number): number {
    const { state, carried } = this.checkpoints.load(step, this.learner)
    this.carried = carried
    this.source.seek(state.position)
    Object.assign(this.learner.optimizer.options, state.inForce)
    this.standing = state.standing
    this.unsaved = false
    return state.seconds
  }

  private resumeFromDisk(): void {
    this.folder.repair()
    const step = this.checkpoints.newestGood
    if (step === null) return
    this.watch.set(this.restore(step))
    const { log, events } = readHistory(this.options.folder, step)
    this.points.load(log)
    for (const event of events) this.events.push({ event, after: this.points.countUpTo('step', event.step) })
    if (!this.isDone()) this.emit({ type: 'mark', step, change: 'resume', from: null, to: null })
  }

  // ---- small matters ----

  private change(change: 'learning-rate' | 'clip-norm' | 'clip-value', option: 'learningRate' | 'clipNorm' | 'clipValue', to: number | null): void {
    this.expect(`set-${change}`, 'running', 'paused')
    const { options } = this.learner.optimizer
    const from = options[option]
    Object.assign(options, { [option]: to })
    this.unsaved = true
    this.emit({ type: 'mark', step: this.learner.step, change, from, to })
  }

  private attempt(action: () => void): void {
    try {
      action()
    } catch (error) {
      this.fail(error)
    }
  }

  private emit(event: RunEvent): void {
    this.events.push({ event, after: this.points.count })
    this.options.onEvent?.(event)
    this.folder.addEvent(event)
  }

  private expect(command: string, ...allowed: RunState[]): void {
    if (!allowed.includes(this.state)) throw new Refusal(`"${command}" is not possible while the run is ${this.state}.`)
  }

  private setState(state: RunState): void {
    this.currentState = state
    if (state === 'running') this.watch.start()
    else this.watch.stop()
    this.options.onState?.(state)
  }

  private flush(): void {
    this.folder.flush()
    this.flushedAt = performance.now()
  }
}
