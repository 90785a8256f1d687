// Saves the whole state of a run to its checkpoints, and restores it.

import { tensorShapes } from '../model/tensors'
import type { Learner } from '../engine/learner'
import type { AnyDataSet } from '../data/load'
import type { Experiment } from '../shared/experiment'
import type { EngineIdentity } from '../shared/machine'
import type { Batches } from './batches'
import { identityOf } from './going-on'
import type { Checkpoints } from './checkpoint'
import type { Carried } from './checkpoint-file'
import { NotFinite } from './not-finite'
import type { Standing } from './standing'
import type { Stopwatch } from './stopwatch'

/** The parts of a checkpoint, besides the state that is carried from batch to batch. */
interface Parts {
  checkpoints: Checkpoints
  learner: Learner
  source: Batches
  standing: Standing
  watch: Stopwatch
  engine: EngineIdentity
  about: { experiment: Experiment; data: AnyDataSet }
}

export class Saving {
  /** Whether the newest checkpoint lacks a change. Set it when something has changed. */
  unsaved = true
  /** Step of the newest checkpoint, and the seconds of training that it holds; null before the first. */
  saved: { step: number; seconds: number } | null = null

  constructor(private readonly parts: Parts) {}

  /** Whether a checkpoint is due by its step, or by the seconds of training since the last. */
  isDue({ checkpointEvery, checkpointSeconds }: Experiment['watching']): boolean {
    const {
      learner: { step },
      checkpoints,
      watch
    } = this.parts
    const late = checkpointSeconds !== null && watch.seconds - (this.saved?.seconds ?? 0) >= checkpointSeconds
    return late || step % checkpointEvery === 0 || checkpoints.isEarly(step)
  }

  /**
   * Writes a checkpoint. Returns its path within the run folder. Throws NotFinite when a parameter is not
   * finite, and a WriteError when the disk refuses it; then nothing has changed.
   */
  save(carried: Carried | null): string {
    const { checkpoints, learner, source, standing, watch, engine, about } = this.parts
    const { step, parameters, optimizer } = learner
    const broken = tensorShapes(learner.options.model).find(({ name }) => !parameters[name].every(Number.isFinite))
    if (broken) throw new NotFinite(broken.name, step)
    const { learningRate, clipNorm, clipValue } = optimizer.options
    const { seconds } = watch
    const file = checkpoints.save(
      learner,
      carried,
      {
        step,
        updates: optimizer.updates,
        seconds,
        position: source.position(),
        inForce: { learningRate, clipNorm, clipValue },
        standing: standing.snapshot(),
        engine,
        data: identityOf(about.data)
      },
      about
    )
    this.unsaved = false
    this.saved = { step, seconds }
    return file
  }

  /**
   * Sets everything but the clock to the state of a checkpoint. Returns the carried state, and the seconds of training
   * at that step. Throws a SafetensorsError when the file cannot be used; then nothing has changed.
   */
  restore(step: number): { carried: Carried | null; seconds: number } {
    const { checkpoints, learner, source, standing, watch } = this.parts
    const { state, carried } = checkpoints.load(step, learner, source)
    Object.assign(learner.optimizer.options, state.inForce)
    standing.restore(state.standing)
    this.unsaved = false
    this.saved = { step, seconds: watch.seconds }
    return { carried, seconds: state.seconds }
  }

  /** As restore(), and sets the clock too. Returns the carried state. */
  resume(step: number): Carried | null {
    const { carried, seconds } = this.restore(step)
    this.parts.watch.set(seconds)
    this.saved = { step, seconds }
    return carried
  }
}
