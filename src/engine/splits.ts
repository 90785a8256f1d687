// How a batch is split among sweeps: by sequences, or by time.

import type { Batch, State } from './batch'
import { Feed } from './feed'
import type { GradientSink } from './gradient-sink'
import type { Kernels } from './kernels'
import { shares } from './shares'
import { Sweep } from './sweep'
import type { SweepOptions } from './sweep-options'
import type { Weights } from './weights'

/** Each sweep has its own sequences. */
export class SequenceSplit {
  readonly sweeps: Sweep[]
  private readonly firstSequences: number[]

  /** The number of sweeps is the number of members or of sequences, whichever is smaller. */
  constructor(kernels: Kernels, options: SweepOptions, members: number) {
    const { batch } = options
    this.firstSequences = shares(batch, Math.min(batch, members))
    this.sweeps = this.firstSequences
      .slice(0, -1)
      .map((first, member) => new Sweep(kernels, { ...options, batch: this.firstSequences[member + 1] - first }))
  }

  /** Gives each sweep its sequences. */
  distribute(batch: Batch): void {
    this.sweeps.forEach((sweep, i) => sweep.takeSequences(batch, this.firstSequences[i]))
  }

  /** Adds the loss and the gradients of one member's sequences. */
  lossAndGradients(member: number, weights: Weights, sink: GradientSink): number {
    return this.sweeps[member]?.lossAndGradients(weights, sink) ?? 0
  }

  /** Writes the state after the last step of the last batch. */
  writeFinalState(state: State): void {
    this.sweeps.forEach((sweep, i) => sweep.writeFinalState(state, this.firstSequences[i]))
  }
}

/** Each sweep handles all sequences over its own part of time. It needs steps that do not depend on each other. */
export class TimeSplit {
  readonly sweeps: Sweep[]
  private readonly starts: number[]

  constructor(kernels: Kernels, options: SweepOptions, members: number) {
    const feed = new Feed(kernels, options)
    this.starts = shares(options.tau, members)
    this.sweeps = Array.from({ length: members }, () => new Sweep(kernels, options, feed))
  }

  /** One sweep takes the batch for all: they share its feed. */
  distribute(batch: Batch): void {
    this.sweeps[0].takeSequences(batch)
  }

  /** Adds the loss and the gradients of one member's steps. */
  lossAndGradients(member: number, weights: Weights, sink: GradientSink): number {
    return this.sweeps[member].independentSteps(weights, sink, this.starts[member] + 1, this.starts[member + 1])
  }

  /** Writes the state after the last step of the last batch. */
  writeFinalState(state: State): void {
    const last = this.sweeps.at(-1)!
    // Another thread may have computed the last piece.
    const { activations } = last
    activations.moveTo(activations.pieces(this.starts.at(-2)! + 1, this.starts.at(-1)!).at(-1)![0])
    last.writeFinalState(state)
  }
}
