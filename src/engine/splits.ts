// A batch shared out among sweeps: by sequences, or by time.

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

  /** As many sweeps as there are members, or sequences, whichever is less. */
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

  /** What the sequences of one member give to loss and gradients. */
  lossAndGradients(member: number, weights: Weights, sink: GradientSink): number {
    return this.sweeps[member]?.lossAndGradients(weights, sink) ?? 0
  }

  /** Writes the state after the last step of the last batch. */
  writeFinalState(state: State): void {
    this.sweeps.forEach((sweep, i) => sweep.writeFinalState(state, this.firstSequences[i]))
  }
}

/** Each sweep goes over its own stretch of time, of all sequences. For steps that do not wait for one another. */
export class TimeSplit {
  readonly sweeps: Sweep[]
  private readonly starts: number[]

  constructor(kernels: Kernels, options: SweepOptions, members: number) {
    const feed = new Feed(kernels, options)
    this.starts = shares(options.tau, members)
    this.sweeps = Array.from({ length: members }, () => new Sweep(kernels, options, feed))
  }

  /** What one sweep takes, all have: they share its feed. */
  distribute(batch: Batch): void {
    this.sweeps[0].takeSequences(batch)
  }

  /** What the steps of one member give to loss and gradients. */
  lossAndGradients(member: number, weights: Weights, sink: GradientSink): number {
    return this.sweeps[member].independentSteps(weights, sink, this.starts[member] + 1, this.starts[member + 1])
  }

  /** Writes the state after the last step of the last batch. */
  writeFinalState(state: State): void {
    const last = this.sweeps.at(-1)!
    // It may have been another thread that went over the last piece.
    const { activations } = last
    activations.moveTo(activations.pieces(this.starts.at(-2)! + 1, this.starts.at(-1)!).at(-1)![0])
    last.writeFinalState(state)
  }
}
