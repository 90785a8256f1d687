// Who computes what in one training step. A plan holds the packed weights, the sweeps and the gradient sinks, and
// splits the work among members (threads). Every member builds the same plan from the same options at the same
// address, so that all of them see the same buffers; with one member it is simply forward and backward.
//
// Split by batch: each member sweeps its own sequences, from h(0) to the gradients, and never waits. So it is, too,
// when states are computed again, since what is kept then moves along the sequence.
// Split by time: where there are fewer sequences than members, or where teacher forcing of output recurrence makes
// the steps independent of each other, the members share one sweep. Independent steps are simply shared out. Where h
// must go from step to step, member 0 goes, and the others follow it with what each step needs beside.

import type { Batch, State } from './batch'
import { GradientSink } from './gradient-sink'
import type { Kernels } from './kernels'
import { viewParameters, parameterCount, type Parameters } from './parameters'
import { Sweep } from './sweep'
import type { SweepOptions } from './activations'
import { Weights } from './weights'

export interface PlanOptions extends Omit<SweepOptions, 'gradient' | 'shared'> {
  members: number
}

type Phase = (member: number) => void

/** Rows of activations that stay in a core's cache between the operations on them. Measured: a quarter of them is slower, and so are all at once. */
const rowsInCache = 1024

export class Plan {
  readonly parameters: Parameters
  readonly weights: Weights
  readonly sinks: GradientSink[]
  readonly sweeps: Sweep[]
  /** Phase after phase; all members must have ended one before any begins the next. */
  readonly phases: Phase[]
  /** Σ of what each member adds to the loss. */
  private readonly losses: Float32Array
  private readonly firstSequences: number[]

  constructor(kernels: Kernels, readonly options: PlanOptions) {
    const { model, method, batch, input, recompute, members } = options
    this.parameters = viewParameters(model, kernels.floats(parameterCount(model)))
    this.weights = new Weights(kernels, model, this.parameters, input, true)
    this.sinks = Array.from({ length: members }, () => new GradientSink(kernels, model, input))
    this.losses = kernels.floats(members)

    const independent = model.recurrence === 'output' && method === 'teacher-forcing'
    if (recompute || members === 1 || (batch >= members && !independent)) {
      this.firstSequences = shares(batch, Math.min(batch, members))
      this.sweeps = this.firstSequences.slice(0, -1).map(
        (first, member) => new Sweep(kernels, { ...options, batch: this.firstSequences[member + 1] - first, gradient: true, shared: false })
      )
      this.phases = [(member) => this.sweepAlone(member)]
    } else {
      this.firstSequences = [0, batch]
      const sweep = new Sweep(kernels, { ...options, gradient: true, shared: true })
      this.sweeps = [sweep]
      this.phases = independent ? this.independentPhases(sweep) : this.pipelinePhases(sweep)
    }
  }

  /** Copies the batch into the sweeps and packs the weights; then every member may work. */
  load(batch: Batch): void {
    this.sweeps.forEach((sweep, i) => sweep.load(batch, this.firstSequences[i]))
    this.weights.refresh()
  }

  /** Sums what the members found, always in the same order: the loss, and the gradients in the first sink. */
  collect(): number {
    this.sinks[0].collect(this.sinks.slice(1))
    return this.losses.reduce((sum, loss) => sum + loss, 0)
  }

  /** Writes the state after the last step of the last batch. */
  writeFinalState(state: State): void {
    this.sweeps.forEach((sweep, i) => sweep.writeFinalState(state, this.firstSequences[i]))
  }

  /** Computes the last batch once more and says where NaN or infinity came first in it. */
  firstNotFinite(): 'h' | 'o' | null {
    for (const sweep of this.sweeps) {
      const first = sweep.firstNotFinite(this.weights)
      if (first) return first
    }
    return null
  }

  private sweepAlone(member: number): void {
    this.sinks[member].clear()
    this.losses[member] = this.sweeps[member]?.lossAndGradients(this.weights, this.sinks[member]) ?? 0
  }

  /** Outputs, loss and ∇h from the outputs, of the steps from … to. */
  private readOut(sweep: Sweep, member: number, from: number, to: number): void {
    sweep.outputs(this.weights, from, to)
    this.losses[member] += sweep.loss(from, to)
    sweep.outputGradients(this.weights, from, to)
  }

  private begin(member: number): void {
    this.sinks[member].clear()
    this.losses[member] = 0
  }

  /** No step waits for another: each member does its stretch of t, piece by piece, so that a piece stays in the cache. */
  private independentPhases(sweep: Sweep): Phase[] {
    const { weights, sinks } = this
    const { tau, batch, members } = this.options
    const starts = shares(tau, members)
    return [(member) => {
      this.begin(member)
      const steps = starts[member + 1] - starts[member]
      const cuts = shares(steps, Math.ceil((steps * batch) / rowsInCache)).map((cut) => starts[member] + cut)
      for (let piece = 1; piece < cuts.length; piece++) {
        const [from, to] = [cuts[piece - 1] + 1, cuts[piece]]
        sweep.inputs(weights, from, to)
        sweep.squash(from, to)
        this.readOut(sweep, member, from, to)
        sweep.squashGradient(from, to)
        sweep.parameterGradients(sinks[member], from, to)
      }
    }]
  }

  /**
   * Member 0 goes from step to step; the others follow it, one piece behind: forward with what is read out of the
   * states, backward with what the steps give to the parameters.
   */
  private pipelinePhases(sweep: Sweep): Phase[] {
    const { weights, sinks } = this
    const { tau, members } = this.options
    const pieces = sweep.pieces(1, tau)
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
    })
    return [...forward, ...backward.reverse()]
  }
}

/** Where each of n members begins in a range of `length`, and the end: as even as whole numbers allow. */
function shares(length: number, members: number): number[] {
  return Array.from({ length: members + 1 }, (_, member) => Math.floor((member * length) / members))
}
