// What a sweep keeps: rows of h, o and their gradients for each sequence at each step. Everything is allocated once, in an
// order that depends on the options alone, so that two threads that allocate from the same address see the same buffers.

import type { Batch, State, Values } from './batch'
import { Feed } from './feed'
import type { Kernels } from './kernels'
import { stepsAreIndependent, type Method, type Model } from './model'
import { sequenceOf, type Sequence } from './sequence'
import { shares } from './shares'

export interface SweepOptions {
  model: Model
  method: Method
  tau: number
  batch: number
  /** One-hot inputs are kept as indices. */
  input: Values['kind']
  /** Cuts the gradient (not the state) between steps k and k+1, 2k and 2k+1, …; null never does. */
  truncation: number | null
  /** False keeps no buffers for the way back. */
  gradient: boolean
  /**
   * Gradient checkpointing: keeps h only at every √τth step and computes the steps between again on the way back,
   * so that activations take O(√τ) memory for about a third more time. Not for `free-running`.
   */
  recompute: boolean
  /** Whether sequences differ in length: batches then say their `lengths`. */
  ragged?: boolean
  /** Several threads share this sweep, each with a stretch of time, so that all steps must be there at once. */
  shared: boolean
}

export class Activations {
  /**
   * h(0) … h(τ); holds a(t) until its tanh is taken. Of one segment only when the steps between are recomputed, or
   * when no step waits for the one before it and h is used up where it is made.
   */
  readonly H: Sequence
  /** o(t), then ∇o(t): of every step, of one segment, or of step τ when nobody needs the others. */
  readonly O: Sequence
  /** ∇h, then ∇a: of one segment and the step after it, or of every step. */
  protected readonly D: Sequence | null
  protected readonly dZ: Float32Array | null
  protected readonly free: boolean
  /** Whether each step waits for the one before it. */
  readonly serial: boolean
  protected readonly movingH: boolean
  protected readonly movingO: boolean
  /** The first step whose output is computed. */
  protected readonly firstOutput: number
  /** Steps from … to that are done together: backwards one after another, and recomputed one at a time. */
  protected readonly segments: readonly (readonly [number, number])[]
  /** h before each segment, and h(τ); only when the steps between are recomputed. */
  protected readonly boundaries: Sequence | null

  /** Several sweeps may go over the same `feed`, each over its own stretch of time. */
  constructor(protected readonly kernels: Kernels, readonly options: SweepOptions, protected readonly feed = new Feed(kernels, options)) {
    const { model: { nh, ny, recurrence, readout }, method, tau, batch, gradient, recompute, shared, ragged } = options
    const sequence = sequenceOf(kernels, batch)
    this.free = method === 'free-running'
    this.serial = !stepsAreIndependent(recurrence, method)
    if (recompute && this.free) throw new Error('Free-running steps cannot be recomputed: their outputs are fed back.')
    this.firstOutput = this.free || ragged || readout === 'every-step' ? 1 : tau

    const length = segmentLength(tau, batch)
    this.segments = this.pieces(1, tau)
    this.boundaries = recompute && this.serial ? sequence(nh, 0, this.segments.length) : null
    this.movingH = this.boundaries !== null || (gradient && !this.serial)
    this.H = sequence(nh, 0, this.movingH ? length : tau)
    // On the way back o, ∇o and ∇a are needed for one segment only, and for one step more the ∇a that comes from
    // the segment after it.
    this.movingO = gradient && !this.free && !shared && this.firstOutput === 1
    this.O = sequence(ny, this.firstOutput, this.movingO ? length : tau)
    this.D = gradient ? sequence(nh, 1, shared ? tau : length + 1) : null
    this.dZ = gradient && this.free ? kernels.floats(batch * kernels.stride(ny)) : null
  }

  /** The steps from … to in pieces of which each is done together. */
  pieces(from: number, to: number): (readonly [number, number])[] {
    const steps = to - from + 1
    const starts = shares(steps, Math.ceil(steps / segmentLength(this.options.tau, this.options.batch)))
    return starts.slice(1).map((end, i) => [from + starts[i], from + end - 1] as const)
  }

  /** Targets of the whole batch. */
  get targets(): number {
    return this.feed.targets
  }

  /**
   * Reads inputs, targets and initial state of this sweep's sequences, which begin at `firstSequence` of the batch.
   * Throws when the batch does not fit.
   */
  load(batch: Batch, firstSequence = 0): void {
    this.feed.load(batch, firstSequence)
    // What is kept for one segment only is not at h(0) now; but then nothing waits for h(0).
    if (this.boundaries || !this.movingH) this.feed.copyState((this.boundaries ?? this.H).at(0), batch.h0, this.options.model.nh, firstSequence)
  }

  /** Writes h and z of the last real step into the state of a batch of which these sequences are those from `firstSequence` on. */
  writeFinalState({ h0, z0 }: State, firstSequence = 0): void {
    const { model: { nh, ny }, tau, batch: B } = this.options
    const { previousY, y, Z, lengths, lastH } = this.feed
    const last = lastH ?? (this.boundaries ? this.boundaries.at(this.segments.length) : this.H.at(tau))
    this.copyUnpadded(h0.subarray(firstSequence * nh), () => last, nh)
    if (!z0) return
    const z = z0.subarray(firstSequence * ny, (firstSequence + B) * ny)
    const lastStep = (s: number): number => lengths?.[s] ?? tau
    if (!previousY) return this.copyUnpadded(z, (s) => Z!.at(lastStep(s)), ny)
    z.fill(0)
    for (let s = 0; s < B; s++) z[s * ny + y!.at(lastStep(s))[s]] = 1
  }

  /** Rows of O. */
  outputRows(): number {
    return (this.options.tau - this.firstOutput + 1) * this.options.batch
  }

  /** Moves what is kept for one segment only to the segment that begins at `from`. */
  moveTo(from: number): void {
    if (this.movingH) this.H.base = from - 1
    if (this.movingO) this.O.base = from
    if (!this.options.shared) this.D!.base = from
  }

  /** Of the steps from … to, whose h are there, keeps the last of each sequence that ends in them. */
  protected keepLastStates(from: number, to: number): void {
    const { lengths, lastH } = this.feed
    if (!lengths || !lastH) return
    const stride = this.kernels.stride(this.options.model.nh)
    lengths.forEach((t, s) => {
      if (t >= from && t <= to) lastH.set(this.H.at(t).subarray(s * stride, (s + 1) * stride), s * stride)
    })
  }

  /** Row s of the target from row s of source(s), for every sequence s. */
  private copyUnpadded(target: Float32Array, source: (s: number) => Float32Array, n: number): void {
    const stride = this.kernels.stride(n)
    for (let s = 0; s < this.options.batch; s++) {
      const rows = source(s)
      for (let j = 0; j < n; j++) target[s * n + j] = rows[s * stride + j]
    }
  }
}

/** About √τ steps, but enough rows for a product to be worth its while. */
function segmentLength(tau: number, batch: number): number {
  return Math.min(tau, Math.max(Math.ceil(Math.sqrt(tau)), Math.ceil(128 / batch)))
}
