// What a sweep keeps: a row for each sequence at each step of x, h, o, z and their gradients, in one layout.
//
// Matrices are time-major: the rows of step t lie side by side, so that whatever does not depend on t−1 is one
// product over all steps. Everything is allocated once, in an order that depends on the options alone, so that
// two threads that allocate from the same address see the same buffers.

import type { Batch, State, Values } from './batch'
import type { Kernels } from './kernels'
import type { Method, Model } from './model'
import type { Floats } from './parameters'

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
  /** Several threads share this sweep, each with a stretch of time, so that all steps must be there at once. */
  shared: boolean
}

/** Steps whose views are kept. Of more, the views themselves would take much of the memory. */
const keptViews = 4096

/**
 * Rows of consecutive steps, with views of them: made when first asked for and kept, since a view takes as long to
 * make as a small operation. It may be shorter than the sequence and move along it.
 */
export class Sequence<Rows extends Float32Array | Int32Array = Float32Array> {
  private readonly steps: Rows[]
  private readonly tails: Rows[]

  /** `base` is the step of the first `size` numbers of `all`. */
  constructor(readonly all: Rows, public base: number, readonly size: number) {
    const kept = Math.min(keptViews, all.length / size)
    this.steps = new Array(kept)
    this.tails = new Array(kept)
  }

  /** The rows of step t. */
  at(t: number): Rows {
    const i = t - this.base
    return this.steps[i] ?? keep(this.steps, i, this.all.subarray(i * this.size, (i + 1) * this.size) as Rows)
  }

  /** The rows of step t and all after it. */
  from(t: number): Rows {
    const i = t - this.base
    return this.tails[i] ?? keep(this.tails, i, this.all.subarray(i * this.size) as Rows)
  }
}

function keep<View>(views: View[], i: number, view: View): View {
  if (i < views.length) views[i] = view
  return view
}

export class Activations {
  /** h(0) … h(τ); holds a(t) until its tanh is taken. */
  readonly H: Sequence
  /** o(t), then ∇o(t): of every step, of one segment, or of step τ when nobody needs the others. */
  readonly O: Sequence
  /** z(0) … z(τ): truth or own output, where it is fed back as real numbers. */
  protected readonly Z: Sequence | null
  /** ∇h, then ∇a: of one segment and the step after it, or of every step. */
  protected readonly D: Sequence | null
  /** Inputs x(1) … x(τ), as indices or real values. */
  protected readonly x: Sequence<Int32Array> | null
  protected readonly X: Sequence | null
  /** Targets y(1) … y(τ), and the same one step late where they are fed back. */
  protected readonly y: Sequence<Int32Array> | null
  protected readonly Y: Sequence | null
  protected readonly previousY: Sequence<Int32Array> | null
  protected readonly dZ: Float32Array | null
  /** 1 / number of targets for each row that has one, else 0. */
  protected readonly weight: Sequence
  protected readonly rows: number
  protected readonly free: boolean
  protected readonly movingO: boolean
  /** The first step whose output is computed. */
  protected readonly firstOutput: number
  /** Steps from … to that are done together: backwards one after another, and recomputed one at a time. */
  protected readonly segments: readonly (readonly [number, number])[]
  /** h before each segment, and h(τ); only when the steps between are recomputed. */
  protected readonly boundaries: Sequence | null
  /** Whether h(0) and z(0) were given: 1, or 0 where they are 0; in the kernels' memory, so that every thread sees it. */
  private readonly flags: Int32Array
  /** Targets of the whole batch. */
  targets = 0
  /** Whether the last batch had a mask. */
  private masked = false

  constructor(protected readonly kernels: Kernels, readonly options: SweepOptions) {
    const { model, method, tau, batch, gradient, input, recompute, shared } = options
    const { nx, nh, ny, output, recurrence, readout } = model
    this.rows = tau * batch
    this.free = method === 'free-running'
    if (recompute && this.free) throw new Error('Free-running steps cannot be recomputed: their outputs are fed back.')
    this.firstOutput = this.free || readout === 'every-step' ? 1 : tau
    const categories = output === 'softmax'
    const forced = method === 'teacher-forcing'
    const sequence = (n: number, first: number, last: number): Sequence => {
      const size = batch * kernels.stride(n)
      return new Sequence(kernels.floats((last - first + 1) * size), first, size)
    }

    const length = segmentLength(tau, batch)
    this.segments = this.pieces(1, tau)
    this.boundaries = recompute ? sequence(nh, 0, this.segments.length) : null
    this.H = sequence(nh, 0, recompute ? length : tau)
    // On the way back o, ∇o and ∇a are needed for one segment only, and for one step more the ∇a that comes from
    // the segment after it.
    this.movingO = gradient && !this.free && !shared && this.firstOutput === 1
    this.O = sequence(ny, this.firstOutput, this.movingO ? length : tau)
    this.D = gradient ? sequence(nh, 1, shared ? tau : length + 1) : null
    this.Z = recurrence === 'hidden' ? null
      : this.free || !categories ? sequence(ny, 0, tau)
      : sequence(ny, 0, 0)
    this.x = input === 'index' ? new Sequence(kernels.integers(this.rows), 1, batch) : null
    this.X = input === 'dense' ? sequence(nx, 1, tau) : null
    // Real-valued truth that is fed back is Z itself, so that it is kept once.
    this.Y = categories ? null : forced && this.Z ? this.Z : sequence(ny, 1, tau)
    // So it is with categories: before y(1) … y(τ) lies a step without one.
    const withNone = categories ? kernels.integers((tau + 1) * batch).fill(-1, 0, batch) : null
    this.y = withNone && new Sequence(withNone, 0, batch)
    this.previousY = forced && withNone ? new Sequence(withNone, 1, batch) : null
    this.dZ = gradient && this.free ? kernels.floats(batch * kernels.stride(ny)) : null
    this.weight = new Sequence(kernels.floats(this.rows), 1, batch)
    this.flags = kernels.integers(2)
  }

  /** The steps from … to in pieces of which each is done together. */
  pieces(from: number, to: number): (readonly [number, number])[] {
    const length = segmentLength(this.options.tau, this.options.batch)
    return Array.from({ length: Math.ceil((to - from + 1) / length) }, (_, i) => [from + i * length, Math.min(to, from + (i + 1) * length - 1)] as const)
  }

  /** h(0). */
  private get firstState(): Float32Array {
    return (this.boundaries ?? this.H).at(0)
  }

  protected get h0given(): boolean {
    return this.flags[0] === 1
  }

  protected get z0given(): boolean {
    return this.flags[1] === 1
  }

  /**
   * Reads inputs, targets and initial state of this sweep's sequences, which begin at `firstSequence` of the batch.
   * Throws when the batch does not fit.
   */
  load(batch: Batch, firstSequence = 0): void {
    const { model, tau, batch: B } = this.options
    if (batch.tau !== tau || firstSequence + B > batch.batch) {
      throw new Error(`The sweep is for ${B} sequences of ${tau} steps from number ${firstSequence} on, the batch has ${batch.batch} of ${batch.tau}.`)
    }
    const { nx, nh, ny } = model
    const from = firstSequence
    this.copyValues(batch.x, this.x, this.X, nx, batch.batch, from)
    this.copyValues(batch.y, this.y, this.Y, ny, batch.batch, from)
    this.copyState(this.firstState, batch.h0, nh, from)
    this.flags[0] = batch.h0 === null ? 0 : 1
    this.flags[1] = batch.z0 === null ? 0 : 1
    if (this.Z) this.copyState(this.Z.at(0), batch.z0, ny, from)

    this.weigh(batch, from)
  }

  /** L is the mean over the targets: every step that the mask lets in, or the last one. */
  private weigh({ batch: width, mask }: Batch, from: number): void {
    const { model, tau, batch: B } = this.options
    const firstTarget = model.readout === 'last-step' ? tau : 1
    if (!mask) {
      // The same for every batch of a run.
      const targets = (tau - firstTarget + 1) * width
      if (!this.masked && this.targets === targets) return
      this.targets = targets
      this.weight.all.fill(0).fill(1 / targets, (firstTarget - 1) * B)
    } else {
      this.targets = 0
      for (let i = (firstTarget - 1) * width; i < tau * width; i++) this.targets += mask[i]
      for (let t = firstTarget; t <= tau; t++) {
        for (let s = 0; s < B; s++) this.weight.all[(t - 1) * B + s] = mask[(t - 1) * width + from + s] / Math.max(1, this.targets)
      }
    }
    this.masked = mask !== null
  }

  /** Writes h(τ) and z(τ) into the state of a batch of which these sequences are those from `firstSequence` on. */
  writeFinalState({ h0, z0 }: State, firstSequence = 0): void {
    const { model: { nh, ny }, tau, batch: B } = this.options
    const last = this.boundaries ? this.boundaries.at(this.segments.length) : this.H.at(tau)
    this.copyUnpadded(h0.subarray(firstSequence * nh), last, nh)
    if (!z0) return
    const z = z0.subarray(firstSequence * ny, (firstSequence + B) * ny)
    if (!this.previousY) return this.copyUnpadded(z, this.Z!.at(tau), ny)
    z.fill(0)
    this.y!.at(tau).forEach((category, s) => (z[s * ny + category] = 1))
  }

  /** Rows of O. */
  outputRows(): number {
    return (this.options.tau - this.firstOutput + 1) * this.options.batch
  }

  /** Moves what is kept for one segment only to the segment that begins at `from`. */
  protected moveTo(from: number): void {
    if (this.boundaries) this.H.base = from - 1
    if (this.movingO) this.O.base = from
    if (!this.options.shared) this.D!.base = from
  }

  /** Columns from … of a batch of `width` sequences, as indices or as padded rows, whichever this sweep keeps. */
  private copyValues(source: Values, indices: Sequence<Int32Array> | null, rows: Sequence | null, n: number, width: number, from: number): void {
    const { tau, batch: B } = this.options
    if ((source.kind === 'index') !== (indices !== null)) {
      throw new Error(`Expected ${indices ? 'indices' : 'real values'}, got ${source.kind === 'index' ? 'indices' : 'real values'}.`)
    }
    if (source.kind === 'index') {
      const index = indices!.from(1)
      // Loops, not set(): into shared memory that is slow, and rows are short.
      for (let t = 0; t < tau; t++) for (let s = 0; s < B; s++) index[t * B + s] = source.index[t * width + from + s]
    } else {
      for (let t = 0; t < tau; t++) this.copyRows(rows!.from(1), t * B, source.values, t * width + from, B, n)
    }
  }

  private copyState(target: Float32Array, source: Floats | null, n: number, from: number): void {
    if (source) this.copyRows(target, 0, source, from, this.options.batch, n)
    else this.kernels.clear(target, target.length)
  }

  private copyRows(target: Float32Array, targetRow: number, source: Floats, sourceRow: number, rows: number, n: number): void {
    const stride = this.kernels.stride(n)
    if (source.length < (sourceRow + rows) * n) throw new Error(`Expected at least ${sourceRow + rows} × ${n} values, got ${source.length}.`)
    for (let r = 0; r < rows; r++) {
      for (let j = 0; j < n; j++) target[(targetRow + r) * stride + j] = source[(sourceRow + r) * n + j]
    }
  }

  private copyUnpadded(target: Float32Array, source: Float32Array, n: number): void {
    const stride = this.kernels.stride(n)
    for (let s = 0; s < this.options.batch; s++) for (let j = 0; j < n; j++) target[s * n + j] = source[s * stride + j]
  }
}

/** About √τ steps, but enough rows for a product to be worth its while. */
function segmentLength(tau: number, batch: number): number {
  return Math.min(tau, Math.max(Math.ceil(Math.sqrt(tau)), Math.ceil(128 / batch)))
}
