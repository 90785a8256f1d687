// What decides the buffers of a sweep and the way through them.

import type { Values } from './batch'
import type { Method, Model } from '../model/model'

export interface SweepOptions {
  model: Model
  method: Method
  tau: number
  batch: number
  /** One-hot inputs are kept as indices. */
  input: Values['kind']
  /** Cuts the gradient (not the state) between steps k and k+1, 2k and 2k+1, …; null never does. */
  truncation: number | null
  /** False keeps no buffers for the way back. */
  gradient: boolean
  /**
   * Gradient checkpointing: keeps h only at every √τth step and computes the steps between again on the way back,
   * so that activations take O(√τ) memory for about a third more time. Not for `free-running`.
   */
  recompute: boolean
  /** Whether sequences differ in length: batches then say their `lengths`. */
  ragged?: boolean
  /** Several threads share this sweep, each with a stretch of time, so that all steps must be there at once. */
  shared: boolean
}
