// What the trainer knows about data: sizes, labels, batches and baselines. Each kind of data has one implementation.

import type { Batch, Values } from '../engine/batch'
import type { Output, Readout } from '../model/model'

/**
 * An endless stream of training batches. Its position is a few numbers, so that a checkpoint can go on from it bit for
 * bit.
 */
export interface BatchSource {
  /**
   * The next batch. `fresh` tells the trainer that the state must not be carried over from the batch before
   * (generated tasks: always; text and series: after a wrap to the beginning). `begins` [batch] is 1 for each lane that
   * begins another sequence, so that only its state is not carried over. The arrays are reused: they hold until the
   * next call.
   */
  next(): { batch: Batch; fresh: boolean; begins?: Uint8Array }
  position(): number[]
  /** Throws a RangeError, and changes nothing, when the data have no such place. */
  seek(position: number[]): void
}

/** A line on the loss chart, in nats (or mean squared error of scaled values). */
export interface Baseline {
  key: string
  kind: 'floor' | 'baseline'
  loss: number
  values: Record<string, string | number>
}

/**
 * The number of targets after which a validation may end. Lanes of a batch are spread over the held-out part, so the
 * part that is not measured is the end of every lane's stretch. Slow baselines are measured on the same targets.
 */
export const enoughTargets = 125_000

/** Kinds of targets: for the name of each kind a mask [tau × batch], time-major, 1 where a target is of this kind. */
export type Kinds = Readonly<Record<string, Uint8Array>>

/** Bytes of the pieces of a file that have been read, until they are collected. Measured. */
export const passingBytes = 32 * 2 ** 20

export interface DataSet {
  readonly kind: 'text' | 'series' | 'labelled' | 'task'
  readonly nx: number
  readonly ny: number
  readonly output: Output
  /** Whether inputs are categories, fed as one-hot vectors, or real values. */
  readonly input: Values['kind']
  /** Readout that the data ask for; null leaves the choice. */
  readonly readout: Readout | null
  /** Names of the columns of U and the rows of V. */
  readonly inputLabels: readonly string[]
  readonly outputLabels: readonly string[]
  /** Time steps of one pass over the training part; null for generated data. */
  readonly trainLength: number | null
  /** Whether the state may be carried from one batch to the next. */
  readonly continuous: boolean
  /** Whether sequences may be shorter than τ; then each batch has `lengths`. */
  readonly ragged: boolean
  /** Whether components of targets may be missing; then each batch has `known`. */
  readonly gaps: boolean
  /** All values of the data, and their number of characters or rows; null when the experiment determines the data. */
  readonly content: { values: ArrayBufferView; size: number } | null
  /** Loss on the training part of a network that always answers the mean; null when there is no mean. */
  readonly meanLoss: number | null
  /** Bytes that the data themselves take. */
  readonly bytes: number
  /** The most bytes that there are at a time while a file is read. */
  readonly readingBytes: number

  training(options: { tau: number; batch: number; seed: number }): BatchSource
  /**
   * The held-out batches, always the same. For continuous data the first is fresh, and the state is carried from batch
   * to batch; the first batches may have no targets and only warm the state up. `tau` may differ from training:
   * generated data are also measured at twice the length.
   */
  validation(options: { tau: number; batch: number }): Iterable<{ batch: Batch; fresh: boolean; kinds?: Kinds }>
  /** How many sequences a validation should read side by side. Training reads `batch` sequences. */
  validationLanes(batch: number): number
  /** The baselines for sequences of τ steps that are known at once. */
  baselines(options: { tau: number }): Baseline[]
  /**
   * The slow baselines. It yields each one when it is found, and undefined now and then, so that the caller can do
   * other work.
   */
  slowBaselines(options: { tau: number }): Iterable<Baseline | undefined>
}
