// What the trainer knows of data: sizes, labels, batches and baselines. One implementation a kind of data.

import type { Batch, Values } from '../engine/batch'
import type { Output, Readout } from '../model/model'

/** An endless stream of training batches. Its position is a few numbers, so that a checkpoint can go on from it bit for bit. */
export interface BatchSource {
  /**
   * The next batch. `fresh` tells the trainer that the state must not be carried over from the batch before
   * (generated tasks: always; text and series: after a wrap to the beginning).
   * The arrays are reused: they hold until the next call.
   */
  next(): { batch: Batch; fresh: boolean }
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
 * Targets after which a validation may end. Lanes of a batch are spread over the held-out part, so that what is left out is
 * the end of every lane's stretch. Slow baselines are measured on the same targets.
 */
export const enoughTargets = 125_000

/** Targets of a batch that are told apart: for each kind by its name a mask [tau × batch], time-major, 1 where a target is of it. */
export type Kinds = Readonly<Record<string, Uint8Array>>

export interface DataSet {
  readonly kind: 'text' | 'series' | 'task'
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
  /** Steps of a pass over the training part, in values of t; null for generated data. */
  readonly trainLength: number | null
  /** Whether the state may be carried from one batch to the next. */
  readonly continuous: boolean
  /** Whether its sequences may be shorter than τ: batches then say how long they are. */
  readonly ragged: boolean
  /** Everything that is trained on, and how many characters or rows it is; null where the experiment says it all. */
  readonly content: { values: ArrayBufferView; size: number } | null
  /** Loss on the training part of a network that always answers the mean; null where that says nothing. */
  readonly meanLoss: number | null
  /** Bytes that the data themselves take. */
  readonly bytes: number

  training(options: { tau: number; batch: number; seed: number }): BatchSource
  /**
   * Held-out batches, always the same. For continuous data the first is fresh and the state is carried on; the first of them
   * may have no targets, only to warm the state up.
   * `tau` may differ from training's: data that are generated are tried at twice the length too.
   */
  validation(options: { tau: number; batch: number }): Iterable<{ batch: Batch; fresh: boolean; kinds?: Kinds }>
  /** How many sequences a validation had best read side by side; `batch` are trained on. */
  validationLanes(batch: number): number
  /** Those of sequences of τ steps that are known at once. */
  baselines(options: { tau: number }): Baseline[]
  /** Those that take time; yields each as it is found, and undefined now and then so that the caller can do other work. */
  slowBaselines(options: { tau: number }): Iterable<Baseline | undefined>
}
