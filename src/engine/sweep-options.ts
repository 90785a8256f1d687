// The options that decide the buffers of a sweep and its course.

import type { Values } from './batch'
import type { Method, Model } from '../model/model'

export interface SweepOptions {
  model: Model
  method: Method
  tau: number
  batch: number
  /** One-hot inputs are kept as indices. */
  input: Values['kind']
  /** Cuts the gradient, but not the state, between steps k and k+1, 2k and 2k+1, …; null means no cut. */
  truncation: number | null
  /** False allocates no buffers for the backward pass. */
  gradient: boolean
  /**
   * Gradient checkpointing: keeps h at every √τth step only and recomputes the steps between in the backward pass.
   * Activations then take O(√τ) memory and a step about a third more time. Not for methods that feed own outputs back.
   */
  recompute: boolean
  /** Whether sequences differ in length; then each batch has `lengths`. */
  ragged?: boolean
  /** Whether components of targets may be missing; then each batch has `known`. */
  gaps?: boolean
  /** Several threads share this sweep, each with its part of time, so the buffers hold all steps. */
  shared: boolean
}
