// Who computes what in one training step. A plan holds the packed weights, the sweeps and the gradient sinks, and
// splits the work among members (threads). Every member builds the same plan from the same options at the same
// address, so that all of them see the same buffers; with one member it is simply forward and backward.
//
// Split by batch: each member sweeps its own sequences, from h(0) to the gradients, and never waits. So it is, too,
// when states are computed again, since what is kept then moves along the sequence.
// Split by time: where there are fewer sequences than members, or where teacher forcing of output recurrence makes
// the steps independent of each other, the members share one sweep and each takes a stretch of t. What must go
// from step to step (h → h) is left to member 0, and the others wait for it between the phases.

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
    const { model, method, tau, batch, input, recompute, members } = options
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
      this.phases = this.timePhases(sweep, shares(tau, members), independent)
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

  private timePhases(sweep: Sweep, starts: number[], independent: boolean): Phase[] {
    const { weights } = this
    const stretch = (member: number): [number, number] => [starts[member] + 1, starts[member + 1]]
    const inputs: Phase = (member) => {
      this.sinks[member].clear()
      sweep.inputs(weights, ...stretch(member))
    }
    const outputs: Phase = (member) => {
      sweep.outputs(weights, ...stretch(member))
      this.losses[member] = sweep.loss(...stretch(member))
      sweep.outputGradients(weights, ...stretch(member))
    }
    const gradients: Phase = (member) => sweep.parameterGradients(this.sinks[member], ...stretch(member))

    if (independent) {
      return [(member) => {
        inputs(member)
        sweep.squash(...stretch(member))
        outputs(member)
        sweep.squashGradient(...stretch(member))
        gradients(member)
      }]
    }
    const first = (work: () => void): Phase => (member) => void (member === 0 && work())
    return [inputs, first(() => sweep.recur(weights)), outputs, first(() => sweep.recurBack(weights)), gradients]
  }
}

/** Where each of n members begins in a range of `length`, and the end: as even as whole numbers allow. */
function shares(length: number, members: number): number[] {
  return Array.from({ length: members + 1 }, (_, member) => Math.floor((member * length) / members))
}
