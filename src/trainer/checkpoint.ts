// The checkpoints of a run: which exist, which are kept, and how training continues from one. checkpoint-file.ts says
// what each holds.

import { mkdirSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import type { Learner, LearnerOptions } from '../engine/learner'
import type { Parameters } from '../engine/parameters'
import type { AnyDataSet } from '../data/load'
import { preferredCheckpoint, type CheckpointChoice } from '../shared/checkpoint-choice'
import type { Experiment } from '../shared/experiment'
import { mostCrowded } from '../shared/thinning'
import { checkpointFile, checkpointFolder, listCheckpoints } from '../run-folder/checkpoint-files'
import { removeTemporaries, writing } from '../run-folder/whole-files'
import { reason, reasonOf } from '../shared/reasons'
import { DamagedFile } from '../run-folder/record'
import type { Batches } from './batches'
import {
  readAbout,
  readState,
  readWhole,
  slotName,
  writeCheckpoint,
  type Carried,
  type StoredTraining,
  type TrainingState
} from './checkpoint-file'
import { checkParameters, copyParameters, tensorOf } from './model-file'
import { Refusal } from './refusal'
import { readMetadata, readSafetensors, SafetensorsError, type Tensor } from '../run-folder/safetensors'
import { hasBlownUp, isSound, type StandingValues } from './standing'

/**
 * The newest checkpoints and the best are kept. Some of every age are kept too, so that a person can look back through
 * the run, and those of the first steps (1, 2, 4, 8, …), in which a small network learns the most.
 */
const newestKept = 3
const agesKept = 16
/** The most bytes of all checkpoints of every age together. */
const agesBytes = 256 * 1024 ** 2
const earlyKept = 12
const earlyBytes = 64 * 1024 ** 2
/** A run keeps at least this many checkpoints if it has made more, unless they are large or unsound. */
export const checkpointsKept = newestKept + agesKept

/**
 * The checkpoints of one run. The newest counts only when all of it can be read; of the others only the metadata are
 * read.
 */
export class Checkpoints {
  private readonly folder: string
  /** The standing (loss, best, patience) at each step that has a checkpoint. */
  private readonly stored = new Map<number, StandingValues>()
  /** Bytes of the last checkpoint; 1 before the first. */
  private bytes = 1
  /** Files that cannot be read, and why. They are skipped and not changed. */
  readonly damaged: DamagedFile[] = []

  /** `every`: steps between two regular checkpoints. A reader can leave it out. */
  constructor(
    private readonly runFolder: string,
    private readonly every = 1
  ) {
    this.folder = checkpointFolder(runFolder)
    for (const { step, file } of this.list().reverse()) {
      try {
        this.stored.set(
          step,
          readState(this.stored.size === 0 ? readWhole(file) : readMetadata(file), basename(file)).standing
        )
      } catch (error) {
        this.damaged.unshift(new DamagedFile(file, error instanceof SafetensorsError ? error.fault : reasonOf(error)))
      }
    }
  }

  /** Throws DamagedFile when a run was trained but has no checkpoint left from which it can continue. */
  expectSome(trained: boolean): void {
    if (this.stored.size > 0) return
    if (this.damaged.length > 0) throw this.damaged.at(-1)!
    if (trained) throw new DamagedFile(this.folder, reason('checkpointsGone'))
  }

  /** Makes the folder, or removes the half-written files of a kill. Only for the process that writes. */
  prepare(): void {
    writing(this.folder, () => mkdirSync(this.folder, { recursive: true }))
    removeTemporaries(this.folder)
  }

  /** Steps of all checkpoints in the folder, in order. */
  get steps(): number[] {
    return [...this.stored.keys()].sort((a, b) => a - b)
  }

  /** Step of the newest checkpoint, or null when there is none. */
  get newest(): number | null {
    return this.stored.size === 0 ? null : Math.max(...this.stored.keys())
  }

  /** Step of the checkpoint with the lowest validation loss; null when nothing has been validated. */
  get best(): number | null {
    const { steps } = this
    const lossOf = (step: number): number => this.stored.get(step)?.validationLoss ?? Infinity
    const least = Math.min(...steps.map(lossOf))
    // Of several with the same loss, take the oldest: it was saved right after the validation.
    return least < Infinity ? steps.find((step) => lossOf(step) === least)! : null
  }

  /**
   * The step of a choice. Null means the best, or the newest when none was validated. Throws a Refusal that names the
   * existing steps, or DamagedFile when no checkpoint can be read.
   */
  chosen(choice: CheckpointChoice | null): number {
    if (this.newest === null)
      throw (
        this.damaged.at(-1) ??
        new Refusal('no-checkpoints', `${this.runFolder} has no checkpoint.`, { folder: this.runFolder })
      )
    if (choice === null) return preferredCheckpoint(this)!
    if (choice === 'newest') return this.newest
    if (choice !== 'best') {
      if (this.stored.has(choice)) return choice
      throw new Refusal(
        'no-checkpoint-of-step',
        `${this.runFolder} has no checkpoint of step ${choice}. There are those of the steps ${this.steps.join(', ')}.`,
        { folder: this.runFolder, step: choice, steps: this.steps.join(', ') }
      )
    }
    if (this.best === null)
      throw new Refusal(
        'no-best-checkpoint',
        `${this.runFolder} has no validated checkpoint, so none is the best. Choose the newest, or a step.`,
        { folder: this.runFolder }
      )
    return this.best
  }

  /**
   * Step of the newest checkpoint whose loss has not blown up; the run can continue from it. (The values of every
   * checkpoint are finite.)
   */
  get newestGood(): number | null {
    return this.steps.findLast((step) => !hasBlownUp(this.stored.get(step)!)) ?? null
  }

  /**
   * Step of the newest checkpoint at which, in addition, the run had not begun to diverge; the run can go back to it.
   * Checkpoints of the first steps do not count, because the effect of a step on the weights shows only in the loss of
   * the next step.
   */
  get newestSound(): number | null {
    return this.steps.findLast((step) => isSound(this.stored.get(step)!) && !this.isEarly(step)) ?? null
  }

  /** Reads what a checkpoint stores about its training. Throws SafetensorsError. */
  about(step: number): StoredTraining {
    const file = this.fileOf(step)
    const metadata = readMetadata(file)
    const { engine, data } = readState(metadata, file)
    return { engine, data, ...readAbout(metadata, file) }
  }

  /** Reads the state of training of a checkpoint. Throws SafetensorsError. */
  stateOf(step: number): TrainingState {
    const file = this.fileOf(step)
    return readState(readMetadata(file), file)
  }

  fileOf(step: number): string {
    return checkpointFile(this.runFolder, step)
  }

  /**
   * Writes a checkpoint and returns its path within the run folder. Then deletes the checkpoints that are no longer
   * kept.
   */
  save(
    learner: Learner,
    carried: Carried | null,
    state: TrainingState,
    about: { experiment: Experiment; data: AnyDataSet }
  ): string {
    const file = this.fileOf(state.step)
    const { model, batch } = learner.options
    const { parameters, optimizer } = learner
    const { inputLabels, outputLabels } = about.data
    const scaling = 'scaling' in about.data ? about.data.scaling : null
    const bytes = writeCheckpoint(
      file,
      { model, parameters, slots: optimizer.slots, state, carried, batch },
      { experiment: about.experiment, inputLabels, outputLabels, scaling }
    )
    this.stored.set(state.step, state.standing)
    this.bytes = bytes
    this.prune()
    return `checkpoints/${basename(file)}`
  }

  /**
   * Sets a learner and its place in the data to the state of a file, and deletes all later checkpoints. Throws a
   * SafetensorsError when the file does not fit, and a WriteError when a later one cannot be deleted; then nothing has
   * changed.
   */
  load(
    step: number,
    learner: Learner,
    source: Pick<Batches, 'position' | 'seek'>
  ): { state: TrainingState; carried: Carried | null } {
    const { optimizer, parameters, options } = learner
    const before = source.position()
    const file = this.fileOf(step)
    const { state, carried } = this.read(step, options, parameters, (tensors, state) => {
      const slots = optimizer.slots.map((slot, i) => tensorOf(tensors, slotName(i), [slot.length], file).data)
      this.seek(step, source, state)
      try {
        for (const later of this.steps) if (later > step) this.delete(later)
      } catch (error) {
        source.seek(before)
        throw error
      }
      slots.forEach((values, i) => optimizer.slots[i].set(values))
    })
    optimizer.updates = state.updates
    learner.step = state.step
    return { state, carried }
  }

  /** Moves the data to the position of a state. Throws a SafetensorsError when the data have no such position. */
  seek(step: number, source: { seek(position: number[]): void }, { position }: TrainingState): void {
    try {
      source.seek(position)
    } catch {
      throw new SafetensorsError(this.fileOf(step), reason('noPlace', { position: position.join() }))
    }
  }

  /**
   * Fills the parameters from a file and returns its state of training. Throws SafetensorsError when they do not fit.
   * `also` can read more, and can throw too. After an error nothing has changed.
   */
  read(
    step: number,
    { model, batch }: Pick<LearnerOptions, 'model' | 'batch'>,
    parameters: Parameters,
    also: (tensors: ReadonlyMap<string, Tensor>, state: TrainingState) => void = () => {}
  ): { state: TrainingState; carried: Carried | null } {
    const file = this.fileOf(step)
    const { tensors, metadata } = readSafetensors(file)
    const state = readState(metadata, file)
    checkParameters(tensors, model, file)
    const carriedPart = (name: string, n: number): Float32Array =>
      Float32Array.from(tensorOf(tensors, name, [batch, n], file).data)
    const carried = !tensors.has('carried.h')
      ? null
      : {
          h0: carriedPart('carried.h', model.nh),
          z0: tensors.has('carried.z') ? carriedPart('carried.z', model.ny) : null
        }
    also(tensors, state)
    copyParameters(tensors, model, parameters, file)
    return { state, carried }
  }

  private list(): ReturnType<typeof listCheckpoints> {
    try {
      return listCheckpoints(this.runFolder)
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error
      this.damaged.push(error)
      return []
    }
  }

  /**
   * Whether a step is one of the first steps (before the first regular checkpoint) that are always kept while they fit
   * into earlyBytes.
   */
  isEarly(step: number): boolean {
    return (
      step < this.every &&
      isPowerOfTwo(step) &&
      Math.log2(step) < Math.min(earlyKept, Math.floor(earlyBytes / this.bytes))
    )
  }

  private prune(): void {
    const { steps, best } = this
    const ages = Math.min(agesKept, Math.floor(agesBytes / this.bytes))
    const kept = (step: number): boolean => step === best || this.isEarly(step)
    // Of the unsound checkpoints (after the run began to diverge) only the newest is kept, so that the run can continue
    // from it. They must not displace sound ones.
    const sound = steps.filter((step) => isSound(this.stored.get(step)!))
    const unsound = steps.filter((step) => !sound.includes(step) && step !== best).slice(0, -1)
    for (const step of [...superfluous(sound, kept, ages), ...unsound]) this.delete(step)
  }

  private delete(step: number): void {
    writing(this.fileOf(step), () => rmSync(this.fileOf(step), { force: true }))
    this.stored.delete(step)
  }
}

/**
 * Returns which of the steps (in order) to delete. The newest stay, and those that are `kept`, and `ages` of the
 * others. A step is deleted where the steps lie closest together; the first step is deleted last.
 */
export function superfluous(steps: readonly number[], kept: (step: number) => boolean, ages: number): number[] {
  const left = [...steps]
  const others = steps.slice(0, -newestKept).filter((step) => !kept(step))
  const gone: number[] = []
  while (others.length > ages) {
    const step = mostCrowded(left, others)
    for (const list of [others, left]) list.splice(list.indexOf(step), 1)
    gone.push(step)
  }
  return gone
}

const isPowerOfTwo = (step: number): boolean => step > 0 && Number.isInteger(Math.log2(step))
