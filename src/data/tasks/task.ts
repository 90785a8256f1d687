// What a task with a known answer is: sequences made from random numbers, and the losses that theory gives.

import type { Output, Readout } from '../../engine/model'
import type { Random } from '../../engine/random'
import type { Baseline } from '../data-set'

export interface Task {
  nx: number
  ny: number
  output: Output
  readout: Readout | null
  inputLabels: readonly string[]
  outputLabels: readonly string[]
  /** The shortest τ that makes sense. */
  minimumLength: number
  /** In nats, or mean squared error. */
  baselines: readonly Baseline[]
  /** Makes one sequence of length tau: fills x [tau × nx] and y [tau × ny], which hold old values. */
  generate(random: Random, tau: number, x: Float32Array, y: Float32Array): void
}

export const floor = (loss: number): Baseline => ({ key: 'floor', kind: 'floor', loss, values: {} })
export const baseline = (key: string, loss: number): Baseline => ({ key, kind: 'baseline', loss, values: {} })
