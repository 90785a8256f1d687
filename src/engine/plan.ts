// Which member computes what in one training step. A plan holds the packed weights, the sweeps, the gradient sinks and
// the optimizer, and splits the work among members. Every thread builds the same plan from the same options at the same
// address, so that all of them see the same buffers and any thread can do the part of any member. With one member, a
// plan is just forward and backward.
//
// Split by batch: each member sweeps its own sequences, from h(0) to the gradients, and never waits. Recomputed states
// always use this split, because their buffers move along the sequence.
// Split by time, where teacher forcing of output recurrence makes the steps independent of each other: each member
// sweeps its own stretch, and never waits either.
// When h goes from step to step and there are fewer sequences than members, the members share one sweep: member 0
// computes the recurrence, and the others follow with the rest of each step.

import type { Batch, State } from './batch'
import { GradientSink } from './gradient-sink'
import { doubles, type Kernels } from './kernels'
import { stepsAreIndependent } from '../model/model'
import { Optimizer, type OptimizerOptions } from './optimizer'
import { parameterCount } from '../model/tensors'
import { viewParameters, type Parameters } from './parameters'
import { shares } from './shares'
import { SequenceSplit, TimeSplit } from './splits'
import type { Sweep } from './sweep'
import type { SweepOptions } from './sweep-options'
import { Weights } from './weights'

export interface PlanOptions extends Omit<SweepOptions, 'gradient' | 'shared'> {
  members: number
  /** `learningRate` and the clip limits are initial values here; Learner holds the current ones. */
  optimizer: OptimizerOptions
}

/** The part of one member. It never waits, so one thread can do the parts of several members in turn. */
export type Phase = (member: number) => void

/** Floats in a cache line. Two threads that write into the same line slow each other down. */
const line = 16

export class Plan {
  readonly parameters: Parameters
  readonly weights: Weights
  readonly sinks: GradientSink[]
  private readonly split: SequenceSplit | TimeSplit
  readonly optimizer: Optimizer
  private readonly gradientPhases: Phase[]
  private readonly updatePhases: Phase[]
  /** Tells members in other threads what to do: whether it is an update, and its scale, learning rate and number. */
  private readonly orders: Float64Array
  /** Σ of what each member adds to the loss. */
  private readonly losses: Float32Array
  /** Σ g² over each member's range of the gradients. */
  private readonly squares: Float64Array

  constructor(
    kernels: Kernels,
    readonly options: PlanOptions
  ) {
    const { model, method, batch, input, recompute, members } = options
    this.parameters = viewParameters(model, kernels.floats(parameterCount(model)))
    const weights = (this.weights = new Weights(kernels, model, this.parameters, input, method))
    this.sinks = Array.from({ length: members }, () => new GradientSink(kernels, model, input))
    const [sum, ...others] = this.sinks
    this.optimizer = new Optimizer(kernels, model, options.optimizer)
    this.losses = kernels.floats(members)
    this.squares = doubles(kernels, members)
    this.orders = doubles(kernels, 4)

    const sweepOptions = { ...options, gradient: true, shared: false }
    let work: Phase[] = [(member) => this.workAlone(member)]
    if (stepsAreIndependent(model.recurrence, method)) {
      this.split = new TimeSplit(kernels, sweepOptions, members)
    } else if (recompute || members === 1 || batch >= members) {
      this.split = new SequenceSplit(kernels, sweepOptions, members)
    } else {
      this.split = new SequenceSplit(kernels, { ...sweepOptions, shared: true }, 1)
      work = this.pipelinePhases(this.split.sweeps[0])
    }
    const starts = shares(Math.ceil(this.parameters.flat.length / line), members).map((lines) =>
      Math.min(lines * line, this.parameters.flat.length)
    )
    this.gradientPhases = [
      (member) => weights.refresh(member, members),
      ...work,
      (member) => {
        sum.add(others, starts[member], starts[member + 1])
        this.squares[member] = sum.squares(starts[member], starts[member + 1])
      }
    ]
    this.updatePhases = [(member) => this.update(starts[member], starts[member + 1])]
  }

  /** The phases in order. All members must finish a phase before any member begins the next. */
  get phases(): Phase[] {
    return this.orders[0] === 1 ? this.updatePhases : this.gradientPhases
  }

  /** Copies the batch into the sweeps. After that the members can work; they leave the gradients in the first sink. */
  takeBatch(batch: Batch): void {
    this.orders[0] = 0
    this.split.distribute(batch)
  }

  /** Prepares the update by those gradients times `scale`. After that the members can work. */
  orderUpdate(scale: number, rate: number): void {
    this.orders.set([1, scale, rate, ++this.optimizer.updates])
  }

  /** Mean over the targets of the last batch. */
  get loss(): number {
    return this.losses.reduce((sum, loss) => sum + loss, 0)
  }

  /** ‖g‖ of the last batch, not clipped. */
  get gradientNorm(): number {
    return Math.sqrt(this.squares.reduce((sum, squares) => sum + squares, 0))
  }

  /** Bytes of the rows of h, o and their gradients, of all members. */
  get activationBytes(): number {
    return this.split.sweeps.reduce((sum, { activations }) => sum + activations.bytes, 0)
  }

  /** Writes the state after the last step of the last batch. */
  writeFinalState(state: State): void {
    this.split.writeFinalState(state)
  }

  /** Computes the last batch again and returns where NaN or infinity first appears. */
  firstNotFinite(): 'h' | 'o' | null {
    for (const sweep of this.split.sweeps) {
      const first = sweep.firstNotFinite(this.weights)
      if (first) return first
    }
    return null
  }

  /** Does the part of one member from beginning to end. */
  private workAlone(member: number): void {
    this.sinks[member].clear()
    this.losses[member] = this.split.lossAndGradients(member, this.weights, this.sinks[member])
    this.sinks[member].gather()
  }

  /** Computes the outputs, the loss and ∇h from the outputs, for the steps from … to. */
  private readOut(sweep: Sweep, member: number, from: number, to: number): void {
    sweep.outputs(this.weights, from, to)
    this.losses[member] += sweep.loss(from, to)
    sweep.outputGradients(this.weights, from, to)
  }

  private begin(member: number): void {
    this.sinks[member].clear()
    this.losses[member] = 0
  }

  /**
   * Member 0 computes the recurrence step by step. The others follow one piece behind: forward they compute the
   * outputs, backward they compute the gradients of the parameters.
   */
  private pipelinePhases(sweep: Sweep): Phase[] {
    const { weights, sinks } = this
    const { tau, members } = this.options
    const pieces = sweep.activations.pieces(1, tau)
    /** A follower's part of a piece. */
    const part = (member: number, [from, to]: readonly [number, number]): [number, number] => {
      const starts = shares(to - from + 1, members - 1)
      return [from + starts[member - 1], from + starts[member] - 1]
    }
    const turns = [...pieces.keys(), pieces.length]
    const forward = turns.map((turn): Phase => (member) => {
      if (turn === 0) this.begin(member)
      if (member > 0) return turn > 0 ? this.readOut(sweep, member, ...part(member, pieces[turn - 1])) : undefined
      if (turn === pieces.length) return
      sweep.inputs(weights, ...pieces[turn])
      sweep.recur(weights, null, ...pieces[turn])
    })
    const backward = turns.map((turn): Phase => (member) => {
      if (member === 0) return turn > 0 ? sweep.recurBack(weights, ...pieces[turn - 1]) : undefined
      if (turn < pieces.length) sweep.parameterGradients(sinks[member], ...part(member, pieces[turn]))
      if (turn === 0) sinks[member].gather()
    })
    return [...forward, ...backward.reverse()]
  }

  /** One member's range of the parameters. */
  private update(from: number, to: number): void {
    const [, scale, rate, updates] = this.orders
    this.optimizer.updates = updates
    this.optimizer.update(this.parameters.flat, this.sinks[0].gradients.flat, from, to, scale, rate)
  }
}
