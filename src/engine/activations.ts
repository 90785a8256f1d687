// The buffers of a sweep: rows of h, o and their gradients for each sequence at each step. Everything is allocated
// once, in an order that depends on the options alone, so that two threads that allocate from the same address see the
// same buffers.

import type { Kernels } from './kernels'
import { feedsOwnOutput, stepsAreIndependent } from '../model/model'
import { segmentLength } from '../model/segments'
import { shares } from './shares'
import { stepRowsOf, type StepRows } from './step-rows'
import type { SweepOptions } from './sweep-options'

export class Activations {
  /**
   * h(0) … h(τ) [steps × batch, padded rows of nh]; holds a(t) until tanh replaces it. It holds only one segment when
   * states are recomputed, or when no step depends on the one before it (then h is used as soon as it is computed).
   */
  readonly H: StepRows
  /** First o(t), later ∇o(t). It holds every step, one segment, or only step τ when no other output is read. */
  readonly O: StepRows
  /** First ∇h, later ∇a. It holds one segment and the step after it, or every step. */
  readonly D: StepRows | null
  readonly dZ: Float32Array | null
  /** Whether z(t) is, or may be, the network's own output: then o(t) is computed before step t + 1. */
  readonly ownOutputs: boolean
  /** Whether the gradient flows back through z(t). */
  readonly free: boolean
  /** Whether each step depends on the one before it. */
  readonly serial: boolean
  /** Whether H holds one segment only, and whether O does. */
  readonly movingH: boolean
  private readonly movingO: boolean
  /** The first step whose output is computed. */
  readonly firstOutput: number
  /**
   * [from, to] of each segment. The backward pass handles one segment after the other, and recomputes one at a time.
   */
  readonly segments: readonly (readonly [number, number])[]
  /** h before each segment, and h(τ); only when the steps between are recomputed. */
  readonly boundaries: StepRows | null

  constructor(
    kernels: Kernels,
    private readonly options: SweepOptions
  ) {
    const {
      model: { nh, ny, recurrence, readout },
      method,
      tau,
      batch,
      gradient,
      recompute,
      shared,
      ragged
    } = options
    const stepRows = stepRowsOf(kernels, batch)
    this.ownOutputs = feedsOwnOutput(method)
    this.free = method === 'free-running'
    this.serial = !stepsAreIndependent(recurrence, method)
    if (recompute && this.ownOutputs) throw new Error('Steps whose outputs are fed back cannot be recomputed.')
    this.firstOutput = this.ownOutputs || ragged || readout === 'every-step' ? 1 : tau

    const length = segmentLength(tau, batch)
    this.segments = this.pieces(1, tau)
    this.boundaries = recompute && this.serial ? stepRows(nh, 0, this.segments.length) : null
    this.movingH = this.boundaries !== null || (gradient && !this.serial)
    this.H = stepRows(nh, 0, this.movingH ? length : tau)
    // The backward pass needs o, ∇o and ∇a of one segment only, and ∇a of the first step of the segment after it.
    this.movingO = gradient && !this.ownOutputs && !shared && this.firstOutput === 1
    this.O = stepRows(ny, this.firstOutput, this.movingO ? length : tau)
    this.D = gradient ? stepRows(nh, 1, shared ? tau : length + 1) : null
    this.dZ = gradient && this.free ? kernels.floats(batch * kernels.stride(ny)) : null
  }

  /** Cuts the steps from … to into the pieces that are computed together. */
  pieces(from: number, to: number): (readonly [number, number])[] {
    const steps = to - from + 1
    const starts = shares(steps, Math.ceil(steps / segmentLength(this.options.tau, this.options.batch)))
    return starts.slice(1).map((end, i) => [from + starts[i], from + end - 1] as const)
  }

  /** The buffer of h(0); null when no step reads it. */
  get h0(): Float32Array | null {
    if (this.boundaries) return this.boundaries.at(0)
    return this.movingH ? null : this.H.at(0)
  }

  /** h(τ), once it is computed. */
  get hOfTau(): Float32Array {
    return this.boundaries ? this.boundaries.at(this.segments.length) : this.H.at(this.options.tau)
  }

  /** Bytes of all rows. */
  get bytes(): number {
    const { H, O, D, boundaries, dZ } = this
    return [H.all, O.all, D?.all, boundaries?.all, dZ].reduce((sum, rows) => sum + (rows?.byteLength ?? 0), 0)
  }

  /** Rows of O. */
  get outputRows(): number {
    return (this.options.tau - this.firstOutput + 1) * this.options.batch
  }

  /** Points the buffers that hold one segment at the segment that begins at step `from`. */
  moveTo(from: number): void {
    if (this.movingH) this.H.base = from - 1
    if (this.movingO) this.O.base = from
    if (!this.options.shared) this.D!.base = from
  }
}
