// The input of one training step: inputs, targets and mask of a batch of sequences. Shorter sequences are padded.
// Everything is time-major: the values of step t for all sequences of the batch lie side by side.

import type { Model } from '../model/model'
import type { Floats } from './parameters'
import { Random } from './random'

/** Categories as indices [tau × batch], or real values [tau × batch × n]. An index stands for a one-hot vector. */
export type Values = { kind: 'index'; index: Int32Array } | { kind: 'dense'; values: Floats }

export interface Batch {
  tau: number
  batch: number
  x: Values
  /**
   * True outputs of every step, whether or not they count in the loss, since teacher forcing feeds them back.
   * Indices for `softmax`, dense for `sigmoid` and `linear`.
   */
  y: Values
  /** [tau × batch], 1 where the step carries a target; null means every step (or the last, for readout `last-step`). */
  mask: Uint8Array | null
  /**
   * [tau × batch × ny], 1 where a component of y is known, 0 where it is missing; only for real values. A missing
   * component has no loss and no gradient. What stands in y there is fed back all the same. Absent: all are known.
   */
  known?: Uint8Array
  /**
   * Real steps of each sequence [batch], 1 … tau. The steps after them are padding and carry no target. Readout
   * `last-step` reads the last real step, and the next batch continues from its state. Absent: all have tau steps.
   */
  lengths?: Int32Array
  /** Where the first pair of each sequence [batch] stands in the data. Absent where the data have no such places. */
  at?: Int32Array
  /** Only for `scheduled-sampling`. */
  teacher?: Teacher
  /** State before the first step, h(0) [batch × nh] and z(0) [batch × ny]; null means zero. */
  h0: Floats | null
  z0: Floats | null
}

/** Scheduled sampling: what each step hands on. */
interface Teacher {
  /** [tau × batch], 1 where z(t) is the true y(t), 0 where it is the network's own output. */
  truth: Uint8Array
  /** [batch], for each sequence the state of the random stream that draws its own outputs. */
  streams: Uint32Array
}

/** The stream that draws the own output of step t: the same on every thread and in every order. */
export const drawsOf = (stream: number, t: number): Random => new Random(stream).fork(t)

/** State after the last real step of a batch, from which the next batch continues: h [batch × nh], z [batch × ny]. */
export interface State {
  h0: Float32Array
  /** null where nothing is fed back. */
  z0: Float32Array | null
}

export function newState({ nh, ny, recurrence }: Model, batch: number): State {
  return { h0: new Float32Array(batch * nh), z0: recurrence === 'hidden' ? null : new Float32Array(batch * ny) }
}
