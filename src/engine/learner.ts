// A network that learns: parameters, optimizer, and one training step as one short function.

import { newState, type Batch, type State, type Values } from './batch'
import type { Crew } from './turns'
import type { Kernels } from './kernels'
import type { Method, Model } from '../model/model'
import { clipGradient, learningRateAt, type Optimizer, type OptimizerOptions } from './optimizer'
import { tensorShapes } from '../model/tensors'
import type { Parameters } from './parameters'
import { Plan } from './plan'
import type { Weights } from './weights'

export interface LearnerOptions {
  model: Model
  method: Method
  /** Sizes of every training batch. */
  tau: number
  batch: number
  /** Whether inputs are one-hot indices or real values. */
  input: Values['kind']
  truncation: number | null
  /** Gradient checkpointing: O(√τ) memory for states. */
  recompute: boolean
  optimizer: OptimizerOptions
  kernels: Kernels
  /** Whether sequences differ in length. */
  ragged?: boolean
  /** Whether components of targets may be missing. */
  gaps?: boolean
  /** Threads that share the work; null means this thread alone. */
  crew: Crew | null
}

export interface StepResult {
  /** Mean per target, in nats (or mean squared error), before the update. */
  loss: number
  /** ‖g‖ before clipping. */
  gradientNorm: number
  clipped: boolean
  learningRate: number
  /** Where NaN or infinity first appeared (`h`, `o`, `L`, `∇W` …); then no update was made. Null when all is finite. */
  notFinite: string | null
}

export class Learner {
  readonly parameters: Parameters
  readonly gradients: Parameters
  /** The parameters in the form that products read. Refresh them before anything but a training step uses them. */
  readonly weights: Weights
  readonly optimizer: Optimizer
  /** Steps made; the learning-rate schedule counts them. */
  step = 0
  private readonly plan: Plan
  /** Number of the plan in the crew. */
  private readonly number: number

  constructor(readonly options: LearnerOptions) {
    const { kernels, crew, ...work } = options
    const planOptions = { ...work, members: crew?.size ?? 1 }
    this.number = crew?.join({ kind: 'training', options: planOptions }) ?? 0
    this.plan = new Plan(kernels, planOptions)
    this.parameters = this.plan.parameters
    this.gradients = this.plan.sinks[0].gradients
    this.weights = this.plan.weights
    this.optimizer = this.plan.optimizer
  }

  /** forward → loss → backward → clip → update */
  trainStep(batch: Batch): StepResult {
    const loss = this.computeGradients(batch)
    const norm = this.plan.gradientNorm
    const { scale, clipped } = clipGradient(this.options.kernels, this.gradients.flat, norm, this.optimizer.options)
    const learningRate = learningRateAt(this.optimizer.options, this.step)
    const notFinite = Number.isFinite(loss) && Number.isFinite(norm) ? null : this.firstNotFinite(loss)
    if (notFinite === null) {
      this.plan.orderUpdate(scale, learningRate)
      this.work()
      this.step++
    }
    return { loss, gradientNorm: norm, clipped, learningRate, notFinite }
  }

  /** Returns the loss of a batch and leaves its gradients, not clipped, in `gradients`. */
  computeGradients(batch: Batch): number {
    this.plan.takeBatch(batch)
    this.work()
    return this.plan.loss
  }

  private work(): void {
    const { crew } = this.options
    if (crew) crew.work(this.plan, this.number)
    else for (const phase of this.plan.phases) phase(0)
  }

  /** Bytes of the rows of h, o and their gradients. */
  get activationBytes(): number {
    return this.plan.activationBytes
  }

  /** State after the last step of the last batch, written into `state` where one is given. */
  finalState(state = newState(this.options.model, this.options.batch)): State {
    this.plan.writeFinalState(state)
    return state
  }

  private firstNotFinite(loss: number): string {
    const broken = (values: Float32Array): boolean => !values.every(Number.isFinite)
    const shapes = tensorShapes(this.options.model)
    const parameter = shapes.find(({ name }) => broken(this.parameters[name]))
    if (parameter) return parameter.name
    const state = this.plan.firstNotFinite()
    if (state) return state
    if (!Number.isFinite(loss)) return 'L'
    const gradient = shapes.find(({ name }) => broken(this.gradients[name]))
    return gradient ? `∇${gradient.name}` : '‖∇‖'
  }
}
