// A network that learns: parameters, optimizer, and one training step as one short function.

import type { Batch } from './batch'
import { GradientSink } from './gradient-sink'
import type { Kernels } from './kernels'
import type { Method, Model } from './model'
import { clipGradient, learningRateAt, Optimizer, type OptimizerOptions } from './optimizer'
import { parameterCount, tensorShapes, viewParameters, type Parameters } from './parameters'
import { Sweep } from './sweep'
import { Weights } from './weights'

export interface LearnerOptions {
  model: Model
  method: Method
  /** Sizes of every training batch. */
  tau: number
  batch: number
  truncation: number | null
  optimizer: OptimizerOptions
  kernels: Kernels
}

export interface StepResult {
  /** Mean per target, in nats (or mean squared error), before the update. */
  loss: number
  /** ‖g‖ before clipping. */
  gradientNorm: number
  clipped: boolean
  learningRate: number
  /** Where NaN or infinity came first (`h`, `o`, `L`, `∇W` …); the update has then not been made. */
  notFinite: string | null
}

export class Learner {
  readonly parameters: Parameters
  readonly gradients: Parameters
  readonly optimizer: Optimizer
  readonly weights: Weights
  /** Steps made; the learning-rate schedule counts them. */
  step = 0
  private readonly sweep: Sweep
  private readonly sink: GradientSink

  constructor(readonly options: LearnerOptions) {
    const { model, kernels } = options
    const length = parameterCount(model)
    this.parameters = viewParameters(model, kernels.floats(length))
    this.sink = new GradientSink(kernels, model)
    this.gradients = this.sink.gradients
    this.optimizer = new Optimizer(kernels, model, options.optimizer)
    this.weights = new Weights(kernels, model, this.parameters)
    this.sweep = new Sweep(kernels, { ...options, gradient: true })
  }

  /** forward → loss → backward → clip → update */
  trainStep(batch: Batch): StepResult {
    const loss = this.computeGradients(batch)
    const { norm, clipped } = clipGradient(this.options.kernels, this.gradients.flat, this.optimizer.options)
    const learningRate = learningRateAt(this.optimizer.options, this.step)
    const notFinite = Number.isFinite(loss) && Number.isFinite(norm) ? null : this.firstNotFinite(loss)
    if (notFinite === null) {
      this.optimizer.update(this.parameters.flat, this.gradients.flat, learningRate)
      this.step++
    }
    return { loss, gradientNorm: norm, clipped, learningRate, notFinite }
  }

  /** Loss of a batch; its gradients, not clipped, are left in `gradients`. */
  computeGradients(batch: Batch): number {
    this.sweep.load(batch)
    this.weights.refresh()
    this.sink.clear()
    this.sweep.forward(this.weights)
    const loss = this.sweep.backward(this.weights, this.sink)
    this.sink.collect([])
    return loss
  }

  /** State after the last step of the last batch, for the batch that goes on from there. */
  finalState(): { h0: Float32Array; z0: Float32Array | null } {
    return this.sweep.finalState()
  }

  private firstNotFinite(loss: number): string {
    const broken = (values: Float32Array): boolean => !values.every(Number.isFinite)
    const shapes = tensorShapes(this.options.model)
    const parameter = shapes.find(({ name }) => broken(this.parameters[name]))
    if (parameter) return parameter.name
    if (broken(this.sweep.H.all)) return 'h'
    if (broken(this.sweep.O.all)) return 'o'
    if (!Number.isFinite(loss)) return 'L'
    const gradient = shapes.find(({ name }) => broken(this.gradients[name]))
    return gradient ? `∇${gradient.name}` : '‖∇‖'
  }
}
