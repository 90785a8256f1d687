// From a gradient to new parameters: clipping, learning-rate schedule, update rule.

import type { Kernels } from './kernels'
import type { Model } from '../model/model'
import { tensorShapes } from '../model/tensors'
import type { OptimizerKind, Schedule } from '../model/training'

export interface OptimizerOptions {
  kind: OptimizerKind
  learningRate: number
  schedule: Schedule
  warmupSteps: number
  decayEvery: number
  decayFactor: number
  momentum: number
  beta1: number
  beta2: number
  epsilon: number
  /** λ. It applies to the matrices, not to the biases. */
  l2: number
  clipNorm: number | null
  clipValue: number | null
}

/**
 * Learning rate at a step counted from 0.
 * - `step`: η γ^⌊t / every⌋
 * - `cosine`: linear warm-up, then half a cosine down to 0 at step `decayEvery`
 */
export function learningRateAt(options: OptimizerOptions, step: number): number {
  const { learningRate, schedule, warmupSteps, decayEvery, decayFactor } = options
  if (schedule === 'constant') return learningRate
  if (schedule === 'step') return learningRate * decayFactor ** Math.floor(step / decayEvery)
  if (step < warmupSteps) return (learningRate * (step + 1)) / warmupSteps
  const progress = Math.min(1, (step - warmupSteps) / Math.max(1, decayEvery - warmupSteps))
  return learningRate * 0.5 * (1 + Math.cos(Math.PI * progress))
}

/**
 * Clips a gradient by value in place, then by norm, when the options say so; `norm` is its norm. Clipping by norm
 * happens in the update: the update multiplies the gradient by `scale`.
 */
export function clipGradient(
  kernels: Kernels,
  g: Float32Array,
  norm: number,
  { clipNorm, clipValue }: OptimizerOptions
): { scale: number; clipped: boolean } {
  const clipped = clipValue !== null && kernels.clip(g, clipValue, g.length)
  if (clipNorm === null) return { scale: 1, clipped }
  const now = clipped ? Math.sqrt(kernels.squares(g, g.length)) : norm
  // g ← g · min(1, limit / (‖g‖ + 10⁻⁶)), as PyTorch's clip_grad_norm_
  const scale = Math.min(1, clipNorm / (now + 1e-6))
  return { scale, clipped: clipped || scale < 1 }
}

/** How many slots (momentum, second moment) of the parameters' length an optimizer keeps. */
export function slotCount(kind: OptimizerKind): number {
  return { sgd: 0, momentum: 1, nesterov: 1, rmsprop: 1, adam: 2, adamw: 2 }[kind]
}

/** Applies one update rule and keeps its slots. `options` may be changed between steps. */
export class Optimizer {
  readonly slots: Float32Array[]
  /** Number of updates, including the current one; Adam's bias correction uses it. */
  updates = 0
  private readonly matrixLength: number

  constructor(
    private readonly kernels: Kernels,
    model: Model,
    readonly options: OptimizerOptions
  ) {
    const shapes = tensorShapes(model)
    const length = shapes.reduce((sum, { rows, cols }) => sum + rows * cols, 0)
    this.slots = Array.from({ length: slotCount(options.kind) }, () => kernels.floats(length))
    // Matrices come before the biases, so weight decay applies to one contiguous range.
    this.matrixLength = shapes.find(({ name }) => name === 'b')!.offset
  }

  /** Update number `updates` of the parameters `theta[from]` … `theta[to − 1]`, by the gradient times `scale`. */
  update(theta: Float32Array, g: Float32Array, from: number, to: number, scale: number, rate: number): void {
    if (scale !== 1) this.kernels.scale(g.subarray(from, to), scale, to - from)
    const biases = Math.min(Math.max(this.matrixLength, from), to)
    this.updateRange(theta, g, from, biases, rate, this.options.l2)
    this.updateRange(theta, g, biases, to, rate, 0)
  }

  private updateRange(theta: Float32Array, g: Float32Array, from: number, to: number, rate: number, l2: number): void {
    if (from === to) return
    const { kind, momentum, beta1, beta2, epsilon } = this.options
    const part = (buffer: Float32Array): Float32Array => buffer.subarray(from, to)
    const [t, d] = [part(theta), part(g)]
    const [first, second] = this.slots.map(part)
    switch (kind) {
      case 'sgd':
        return this.kernels.sgd(t, d, rate, l2)
      case 'momentum':
      case 'nesterov':
        return this.kernels.momentum(t, d, first, rate, momentum, kind === 'nesterov', l2)
      case 'rmsprop':
        return this.kernels.rmsprop(t, d, first, rate, beta2, epsilon, l2)
      case 'adam':
      case 'adamw':
        return this.kernels.adam(t, d, first, second, {
          rate,
          beta1,
          beta2,
          epsilon,
          correction1: 1 - beta1 ** this.updates,
          correction2: 1 - beta2 ** this.updates,
          l2: kind === 'adam' ? l2 : 0,
          decay: kind === 'adamw' ? l2 : 0
        })
    }
  }
}
