// One run: the training loop and everything in it. It does not know ports or a terminal. Its owner calls advance()
// again and again, does other work in between, and receives events.

import { initialise } from '../engine/initialise'
import type { Learner } from '../engine/learner'
import type { Model } from '../model/model'
import { Random } from '../engine/random'
import type { StateChoice } from '../shared/checkpoint-choice'
import type { RunEvent, RunState } from '../shared/run'
import { plainDrawing } from '../shared/drawing'
import { BackgroundBaselines } from './background'
import { Batches } from './batches'
import { Checkpoints } from './checkpoint'
import type { Carried } from './checkpoint-file'
import { Disk } from './disk'
import { readFirstWeights } from './first-weights'
import { expectSame, goOn } from './going-on'
import type { WriteError } from '../run-folder/whole-files'
import { tryWriting } from '../run-folder/whole-files'
import type { RunTaken } from '../run-folder/lock'
import type { Engine } from './engine'
import { carriesState, guessingLoss, modelOf, newLearner, streams, workOf } from './network'
import { NotFinite } from './not-finite'
import { Refusal } from './refusal'
import { RunFolder } from '../run-folder/folder'
import { RunLog } from './run-log'
import { Sampler, samplerAt, SampleQueue, severalDrawings, type AskedSample } from './samples'
import { Saving } from './saving'
import type { SessionOptions } from './session-options'
import { Standing } from './standing'
import { Stopwatch } from './stopwatch'
import { Validator } from './validation'

const flushEvery = 1000

export class Session {
  readonly model: Model
  readonly learner: Learner
  readonly engine: Engine
  readonly log: RunLog
  readonly standing: Standing
  readonly baselines: BackgroundBaselines
  readonly checkpoints: Checkpoints
  readonly source: Batches
  private readonly validator: Validator
  private readonly samples: SampleQueue
  private readonly watch = new Stopwatch()
  private readonly carries: boolean
  private currentState: RunState = 'created'
  carried: Carried | null = null
  /**
   * The state before the last batch; the next state overwrites it. There are two, because the view "Through time" reads
   * the last batch.
   */
  private spare: Carried | undefined
  private work: Iterator<void>
  /** The step after which to pause, when a person asked for a single step. */
  private pauseAfter = Infinity
  /** The most steps a second, which its owner enforces; null is full speed. The clock stops between steps. */
  speed: number | null = null
  readonly saving: Saving
  private readonly disk: Disk
  private closed = false

  /**
   * Loads or begins the run. Throws before anything is written: a DataError when the data do not fit the experiment,
   * SafetensorsError when the last checkpoint does not fit it, Differs when the run would become another one, NotARun
   * or DamagedFile when there is no readable run.
   */
  constructor(readonly options: SessionOptions) {
    const { experiment, data, folder } = options
    const { sequenceLength: tau, batchSize: batch } = experiment.learning
    this.disk = new Disk(options.lock)
    const seed = new Random(experiment.seed)
    const runFolder = new RunFolder(folder, options.resume)
    this.log = new RunLog(runFolder)
    this.checkpoints = new Checkpoints(folder, experiment.watching.checkpointEvery)
    if (options.resume) this.checkpoints.expectSome(runFolder.hasPoints())
    const from = options.resume ? this.checkpoints.newestGood : null
    const before = from === null ? null : this.checkpoints.about(from)
    const taken = before ? expectSame(before, { experiment, data }) : []
    this.model = modelOf(experiment, data)
    this.standing = new Standing(experiment.stop, guessingLoss(data, experiment))
    this.engine = options.openEngine(workOf(experiment, this.model), before?.engine ?? null)
    this.learner = newLearner(experiment, this.model, data, this.engine)
    this.source = new Batches(data.training({ tau, batch, seed: seed.fork(streams.data).state }), experiment)
    this.carries = carriesState(experiment, data)
    this.validator = new Validator(experiment, data, this.learner)
    this.validator.prepare()
    const sampler = new Sampler(experiment, data, this.validator.free)
    sampler.check(experiment.watching)
    this.samples = new SampleQueue(
      sampler,
      experiment.seed,
      () => this.learner.step,
      (event) => this.emit(event)
    )
    initialise(this.learner.parameters, this.model, experiment.initialisation, seed.fork(streams.initialisation))
    const origin = from === null ? readFirstWeights(folder, this.model, this.learner.parameters) : null

    const { checkpoints, learner, source, standing, watch } = this
    this.saving = new Saving({
      checkpoints,
      learner,
      source,
      standing,
      watch,
      engine: this.engine.identity,
      about: options
    })
    if (from !== null) this.carried = this.saving.resume(from)
    // Nothing is written before this line.
    this.checkpoints.prepare()
    this.baselines = new BackgroundBaselines(data, tau, (all) => {
      // A failure is ignored, because the baselines are computed again whenever the run is opened.
      if (this.disk.isOurs()) tryWriting(() => runFolder.writeBaselines(all))
      options.onBaselines?.(all)
    })
    runFolder.writeBaselines(this.baselines.found)
    if (options.resume) runFolder.repair()
    if (from !== null) this.log.read(folder, from)
    if (origin) this.emit({ type: 'mark', step: 0, change: 'weights', from: null, to: null, origin })
    if (before && !this.isDone()) {
      this.saving.unsaved = taken.length > 0
      goOn({ before: before.engine, now: this.engine.identity }, taken, learner.optimizer.options, experiment).forEach(
        (mark) => this.emit({ type: 'mark', step: learner.step, ...mark })
      )
    }
    this.work = this.train()
    this.setState((options.startPaused && !this.isDone()) || this.problem !== null ? 'paused' : 'running')
  }

  get state(): RunState {
    return this.currentState
  }

  /** Whether advance() has anything to do. */
  get busy(): boolean {
    return !this.closed && (this.state === 'running' || this.samples.busy || !this.baselines.done)
  }

  get points(): RunLog['points'] {
    return this.log.points
  }
  get events(): RunLog['events'] {
    return this.log.events
  }

  /**
   * Why the disk cannot be written. Training is then paused and nothing is lost; retry() continues when there is room.
   * Null while there is no problem.
   */
  get problem(): WriteError | null {
    return this.disk.problem
  }

  /** Who has taken the run over. From then on nothing is trained or written here. Null while it is ours. */
  get taken(): RunTaken | null {
    return this.disk.taken
  }

  /** Seconds of training, without pauses. */
  get seconds(): number {
    return this.watch.seconds
  }

  /**
   * Works for about so many milliseconds (a step or a batch of a validation at least), then returns. An error
   * becomes the failure of the run.
   */
  advance(milliseconds: number): void {
    if (this.closed) return
    const begin = performance.now()
    const training = this.state === 'running'
    if (training) this.watch.start()
    this.attempt(() => {
      do {
        if (this.samples.busy) this.samples.advance()
        else if (this.state === 'running') this.work.next()
        else break
      } while (performance.now() < begin + milliseconds)
      if (this.log.unflushedFor > flushEvery && this.problem === null) this.write(() => this.log.flush())
      this.baselines.advance(training ? performance.now() - begin : null)
    })
    if (this.speed !== null) this.watch.stop()
  }

  // ---- commands; each throws a Refusal when the state does not allow it ----

  pause(): void {
    this.expect('pause', 'running')
    this.pauseAfter = Infinity
    this.attempt(() => {
      this.saveCheckpoint()
      this.disk.goesOn = false
      this.setState('paused')
    })
  }

  resume(): void {
    this.expect('resume', 'paused')
    if (this.problem === null) return this.setState('running')
    this.disk.goesOn = true
    this.retry()
    this.expectRoom()
  }

  /** Repeats the writes that the disk refused. */
  retry(): void {
    if (this.problem === null || this.closed) return
    this.attempt(() => {
      if (!(this.state === 'paused' ? this.saveCheckpoint() : this.write(() => this.log.flush()))) return
      const state = this.disk.goesOn && this.state === 'paused' ? 'running' : this.state
      this.disk.clear()
      this.setState(state)
    })
  }

  /** One training step (with the validation and the sample that are due after it), then pause. */
  step(): void {
    this.expect('step', 'paused')
    this.expectRoom()
    this.pauseAfter = this.learner.step + 1
    this.setState('running')
  }

  stop(): void {
    this.expect('stop', 'running', 'paused')
    this.attempt(() => {
      if (this.saveCheckpoint()) this.setState('stopped')
    })
    this.expectRoom()
  }

  /** Sets the learning rate before the schedule is applied. */
  setLearningRate(value: number): void {
    this.change('learning-rate', 'learningRate', value)
  }
  setClipNorm(value: number | null): void {
    this.change('clip-norm', 'clipNorm', value)
  }
  setClipValue(value: number | null): void {
    this.change('clip-value', 'clipValue', value)
  }

  /**
   * Goes back to the checkpoint of step `to`, or to the newest sound one, and trains on with another learning rate.
   * Throws a SafetensorsError where the checkpoint cannot be read, Differs where it is of another experiment; then the
   * run stays unchanged.
   */
  rewind(learningRate: number, to: number | null = null): void {
    this.expect('rewind', 'running', 'paused', 'failed', 'stopped', 'finished')
    const step = to ?? this.checkpoints.newestSound
    if (step === null) throw new Refusal('no-checkpoint', 'There is no checkpoint to go back to.')
    if (!this.checkpoints.steps.includes(step))
      throw new Refusal('no-such-checkpoint', `There is no checkpoint of step ${step}.`, { step })
    expectSame(this.checkpoints.about(step), this.options)
    const from = this.learner.optimizer.options.learningRate
    this.carried = this.saving.restore(step).carried
    this.learner.optimizer.options.learningRate = learningRate
    this.disk.clear()
    this.saving.unsaved = true
    this.work = this.train()
    this.pauseAfter = Infinity
    this.emit({ type: 'mark', step, change: 'rewind', from, to: learningRate })
    this.setState('running')
  }

  /**
   * Asks for a sample, which arrives as an event. `at` is a checkpoint, or the network as it is when its turn comes.
   * Throws a DataError for a prime that the network cannot read, and the errors of samplerAt().
   */
  sample(request: AskedSample, at: StateChoice = 'now', count = 1): void {
    this.expect('sample', 'running', 'paused', 'stopped', 'finished')
    const stored = at === 'now' ? undefined : samplerAt(this.checkpoints, at, { ...this.options, model: this.model })
    severalDrawings(request.drawing, count).forEach((drawing, i) =>
      this.samples.ask({ ...request, drawing }, this.events.length + i, stored)
    )
  }

  /** Ends the run with a failure, by an error here or outside. */
  fail(error: unknown): void {
    const { tensor, step } = error instanceof NotFinite ? error : { tensor: null, step: this.learner.step }
    const message = error instanceof Error ? error.message : String(error)
    this.samples.clear()
    this.setState('failed')
    const checkpointStep = tensor === null ? this.checkpoints.newestGood : this.checkpoints.newestSound
    this.emit({
      type: 'failure',
      step,
      reason: tensor === null ? 'error' : 'not-finite',
      tensor,
      message,
      checkpointStep
    })
  }

  /** Writes everything that is not on the disk yet. False when the disk refuses it; then `problem` says why. */
  save(): boolean {
    const goesOn = this.state === 'running' || this.state === 'paused'
    this.attempt(() => {
      if (goesOn ? this.saveCheckpoint() : this.write(() => this.log.flush())) this.disk.clear()
    })
    return this.problem === null
  }

  /**
   * Saves everything that the disk accepts, so that the run can go on later. No step is made afterwards. Resolves when
   * the helper threads have ended.
   */
  close(): Promise<void> {
    this.save()
    this.closed = true
    return this.engine.close()
  }

  // ---- the loop ----

  private *train(): Generator<void, void> {
    yield* this.duties() // At step 0 there is a checkpoint too, so that there is always one to go back to.
    while (!this.isDone()) {
      this.trainStep()
      yield
      yield* this.duties()
      if (this.learner.step >= this.pauseAfter) {
        this.pauseAfter = Infinity
        this.write(() => this.log.flush())
        this.setState('paused')
        yield
      }
    }
    if (this.standing.values.validatedAt < this.learner.step) yield* this.validate()
    if (this.standing.ended()) this.emit(this.standing.mark(this.learner.step))
    yield* this.keep()
    this.setState('finished')
  }

  private trainStep(): void {
    const result = this.learner.trainStep(this.source.next(this.carried, this.learner.step))
    if (result.notFinite !== null) throw new NotFinite(result.notFinite, this.learner.step + 1)
    if (this.carries) [this.carried, this.spare] = [this.learner.finalState(this.spare), this.carried ?? undefined]
    this.saving.unsaved = true
    this.log.addPoint({
      step: this.learner.step,
      loss: result.loss,
      gradientNorm: result.gradientNorm,
      learningRate: result.learningRate,
      clipped: result.clipped ? 1 : 0,
      seconds: this.watch.seconds
    })
    if (this.standing.trained(result.loss)) this.emit(this.standing.mark(this.learner.step))
  }

  /**
   * Does what is due at this step and not done yet. Part of it may be done already when the run continues from a
   * checkpoint.
   */
  private *duties(): Generator<void, void> {
    const { step } = this.learner
    const {
      standing,
      options: {
        experiment: { watching, stop }
      }
    } = this
    const { prime, temperature, sampleLength } = watching
    let better = false
    if (step % watching.validateEvery === 0 && standing.values.validatedAt < step) better = yield* this.validate()
    if (step % watching.sampleEvery === 0 && standing.values.sampledAt < step) {
      yield* this.samples.draw({ prime, drawing: plainDrawing(temperature), length: sampleLength }, null)
      standing.sampled(step)
    }
    // The best network is saved exactly as it was measured.
    if (better || this.saving.isDue(watching)) yield* this.keep()
    if (standing.diverged && stop.divergence === 'stop') {
      yield* this.keep()
      this.setState('stopped')
      yield
    }
  }

  /** Returns whether the loss is the best so far. */
  private *validate(): Generator<void, boolean> {
    const validation = yield* this.validator.run(this.learner.step)
    const { step, loss } = validation
    if (!Number.isFinite(loss)) throw new NotFinite('L', step)
    const better = this.standing.validated(step, loss)
    this.saving.unsaved = true
    this.emit(validation)
    return better
  }

  private isDone(): boolean {
    return this.standing.isDone(this.learner.step, this.seconds)
  }

  /** Saves a checkpoint. When the disk refuses it, training pauses and this repeats afterwards. */
  private *keep(): Generator<void, void> {
    while (!this.saveCheckpoint()) yield
  }

  /** Returns false when the disk refuses it. Throws NotFinite when a parameter is not finite. */
  private saveCheckpoint(): boolean {
    let file: string | null = null
    const written = this.write(() => {
      this.log.flush()
      if (this.saving.unsaved) file = this.saving.save(this.carried)
    })
    if (!written || file === null) return written
    const { validationLoss } = this.standing.values
    return this.emit({ type: 'checkpoint', step: this.learner.step, file, validationLoss })
  }

  private change(
    change: 'learning-rate' | 'clip-norm' | 'clip-value',
    option: 'learningRate' | 'clipNorm' | 'clipValue',
    to: number | null
  ): void {
    this.expect(`set-${change}`, 'running', 'paused')
    const { options } = this.learner.optimizer
    const from = options[option]
    Object.assign(options, { [option]: to })
    this.saving.unsaved = true
    this.emit({ type: 'mark', step: this.learner.step, change, from, to })
  }

  private attempt(action: () => void): void {
    try {
      action()
    } catch (error) {
      this.fail(error)
    }
  }

  private emit(event: RunEvent): boolean {
    this.log.addEvent(event)
    this.options.onEvent?.(event)
    return this.write(() => this.log.flush())
  }

  /**
   * Calls `work`, which writes. When the disk refuses it, training pauses. Returns false then, and when the run is no
   * longer ours.
   */
  private write(work: () => void): boolean {
    if (this.disk.write(work)) return true
    if (this.taken) {
      const isNew = !this.closed
      this.closed = true
      if (isNew) this.setState('interrupted')
      return false
    }
    const training = this.state === 'running'
    this.disk.goesOn ||= training
    this.setState(training ? 'paused' : this.state)
    return false
  }

  private expectRoom(): void {
    if (this.problem !== null) throw this.problem
  }

  private expect(command: string, ...allowed: RunState[]): void {
    if (!allowed.includes(this.state))
      throw new Refusal('not-now', `"${command}" is not possible while the run is ${this.state}.`, {
        command,
        state: this.state
      })
  }

  private setState(state: RunState): void {
    if (this.taken && state !== 'interrupted') return
    this.currentState = state
    if (state === 'running') this.watch.start()
    else this.watch.stop()
    this.options.onState?.(state)
  }
}
