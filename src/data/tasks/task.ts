// The definition of a task: it makes sequences from random numbers, and knows the losses that theory gives.
// Definitions are pure, so every folder may import them.

import type { Values } from '../../engine/batch'
import type { Output, Readout } from '../../model/model'
import type { Random } from '../../engine/random'
import type { Baseline } from '../data-set'

/** One sequence of at most τ steps, to be filled in by a task. */
export interface TaskSequence {
  /** Inputs: real values [τ × nx], or one category a step [τ]. They hold the numbers of an earlier sequence. */
  x: Float32Array
  /**
   * Targets: real values or bits [τ × ny], or one category a step [τ] for output `softmax`. They hold old numbers too.
   */
  y: Float32Array
  /** [τ], 1 where the step carries a target: 1 everywhere to begin with. */
  mask: Uint8Array
}

/** Where a sequence is used: to train, or to measure a network on what it has not seen. */
export type Part = 'training' | 'held-out'

export interface Task {
  /** In plain English: what the network reads, and what it must answer. */
  rule: string
  nx: number
  ny: number
  /** Whether an input is one of nx categories (`index`) or nx real values (`dense`). */
  input: Values['kind']
  output: Output
  /** The readout that the targets need; null leaves the choice. */
  readout: Readout | null
  /** Names of the inputs and outputs; of categories, their symbols. */
  inputLabels: readonly string[]
  outputLabels: readonly string[]
  /** The shortest τ that makes sense. */
  minimumLength: number
  /** Whether generate() may take targets out of the mask. */
  masked?: boolean
  /** Whether sequences may be shorter than τ. */
  ragged?: boolean
  /** How many examples there are, where the set is fixed; other tasks make new sequences without end. */
  examples?: Readonly<Record<Part, number>>
  /** The inputs are the pixels of pictures of this width, row by row. */
  pictureWidth?: number
  /** Kinds of targets with a loss of their own, by name: whether the target of step t (from 0) is of this kind. */
  kinds?: Readonly<Record<string, (t: number, sequence: TaskSequence) => boolean>>
  /**
   * Known losses of sequences of τ steps, in nats or mean squared error. `validation` gives the sequences that networks
   * are measured on, for baselines that depend on them; it gives the same arrays each time.
   */
  baselines(tau: number, validation: () => Iterable<TaskSequence>): Baseline[]
  /**
   * Makes one sequence of at most `tau` steps; returns how many it has where the task is `ragged`. A task with a fixed
   * set of examples takes them from the given part of the set.
   */
  generate(random: Random, tau: number, sequence: TaskSequence, part: Part): number | void
}

export const floor = (loss: number): Baseline => ({ key: 'floor', kind: 'floor', loss, values: {} })
export const baseline = (key: string, loss: number): Baseline => ({ key, kind: 'baseline', loss, values: {} })
