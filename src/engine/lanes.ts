// A batch of sequences, shared out among sweeps.

import type { SweepOptions } from './activations'
import type { Batch, State } from './batch'
import type { Kernels } from './kernels'
import { Sweep } from './sweep'

export class Lanes {
  readonly sweeps: Sweep[]
  private readonly firstSequences: number[]

  /** As many sweeps as there are members, or sequences, whichever is less. */
  constructor(kernels: Kernels, options: SweepOptions, members: number) {
    const { batch } = options
    this.firstSequences = shares(batch, Math.min(batch, members))
    this.sweeps = this.firstSequences.slice(0, -1).map(
      (first, member) => new Sweep(kernels, { ...options, batch: this.firstSequences[member + 1] - first })
    )
  }

  /** Copies the batch into the sweeps. */
  load(batch: Batch): void {
    this.sweeps.forEach((sweep, i) => sweep.load(batch, this.firstSequences[i]))
  }

  /** Writes the state after the last step of the last batch. */
  writeFinalState(state: State): void {
    this.sweeps.forEach((sweep, i) => sweep.writeFinalState(state, this.firstSequences[i]))
  }
}

/** Where each of n members begins in a range of `length`, and the end: as even as whole numbers allow. */
export function shares(length: number, members: number): number[] {
  return Array.from({ length: members + 1 }, (_, member) => Math.floor((member * length) / members))
}
