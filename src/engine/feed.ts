// What one or more sweeps read from a batch: inputs, targets and z(0), in the layout of step-rows.ts.

import type { Batch, Values } from './batch'
import type { Kernels } from './kernels'
import type { Floats } from './parameters'
import { StepRows, stepRowsOf } from './step-rows'
import type { SweepOptions } from './sweep-options'

export class Feed {
  /** Inputs x(1) … x(τ), as indices or real values. */
  readonly x: StepRows<Int32Array> | null
  readonly X: StepRows | null
  /** Targets y(1) … y(τ), and a copy that is one step late when they are fed back. */
  readonly y: StepRows<Int32Array> | null
  readonly Y: StepRows | null
  readonly previousY: StepRows<Int32Array> | null
  /** z(0) … z(τ) when real numbers are fed back: the true outputs, or the sweep's own. */
  readonly Z: StepRows | null
  /** 1 / number of targets for each row that has one, else 0. */
  readonly weight: StepRows
  /** 1 where a component of Y is missing, in the layout of Y; null where none ever is. */
  readonly missing: StepRows<Int32Array> | null
  /** When sequences differ in length: the real steps of each [batch], and h after its last real step. */
  readonly lengths: Int32Array | null
  readonly lastH: Float32Array | null
  /** Scheduled sampling: 1 where z(t) is the true y(t), and the random stream of each sequence. */
  readonly truth: StepRows<Int32Array> | null
  readonly streams: Int32Array | null
  /** Targets of the whole batch. Where components are missing, the known ones / ny. */
  targets = 0
  /**
   * Whether the batch gives h(0) and z(0): 1, or 0 when they are zero. It lies in the kernels' memory, so that every
   * thread sees it.
   */
  private readonly flags: Int32Array
  /** Whether the last batch chose its targets by a mask or by lengths. */
  private chosen = false

  constructor(
    private readonly kernels: Kernels,
    private readonly options: SweepOptions
  ) {
    const {
      model: { nx, nh, ny, output, recurrence },
      method,
      tau,
      batch,
      input,
      ragged,
      gaps
    } = options
    const stepRows = stepRowsOf(kernels, batch)
    const categories = output === 'softmax'
    const forced = method === 'teacher-forcing'
    this.Z = recurrence === 'hidden' ? null : !forced || !categories ? stepRows(ny, 0, tau) : stepRows(ny, 0, 0)
    this.x = input === 'index' ? new StepRows(kernels.integers(tau * batch), 1, batch) : null
    this.X = input === 'dense' ? stepRows(nx, 1, tau) : null
    // Real-valued true outputs that are fed back are Z itself, so they are stored once.
    this.Y = categories ? null : forced && this.Z ? this.Z : stepRows(ny, 1, tau)
    // Categories are stored once too: an empty step lies before y(1) … y(τ).
    const withNone = categories ? kernels.integers((tau + 1) * batch).fill(-1, 0, batch) : null
    this.y = withNone && new StepRows(withNone, 0, batch)
    this.previousY = forced && withNone ? new StepRows(withNone, 1, batch) : null
    this.weight = new StepRows(kernels.floats(tau * batch), 1, batch)
    const size = batch * kernels.stride(ny)
    this.missing = gaps ? new StepRows(kernels.integers(tau * size), 1, size) : null
    this.flags = kernels.integers(2)
    this.lengths = ragged ? kernels.integers(batch) : null
    const sampled = method === 'scheduled-sampling'
    this.truth = sampled ? new StepRows(kernels.integers(tau * batch), 1, batch) : null
    this.streams = sampled ? kernels.integers(batch) : null
    this.lastH = ragged ? kernels.floats(batch * kernels.stride(nh)) : null
  }

  get h0given(): boolean {
    return this.flags[0] === 1
  }

  get z0given(): boolean {
    return this.flags[1] === 1
  }

  /** Copies the sequences from `firstSequence` on. Throws when the batch does not fit. */
  copySequences(batch: Batch, firstSequence: number): void {
    const {
      tau,
      batch: B,
      model: { nx, ny }
    } = this.options
    if (batch.tau !== tau || firstSequence + B > batch.batch) {
      throw new Error(
        `The sweep is for ${B} sequences of ${tau} steps from number ${firstSequence} on, ` +
          `but the batch has ${batch.batch} sequences of ${batch.tau} steps.`
      )
    }
    this.copyValues(batch.x, this.x, this.X, nx, batch.batch, firstSequence)
    this.copyValues(batch.y, this.y, this.Y, ny, batch.batch, firstSequence)
    this.copyLengths(batch, firstSequence)
    this.copyTeacher(batch, firstSequence)
    this.copyMissing(batch, firstSequence)
    this.flags[0] = batch.h0 === null ? 0 : 1
    this.flags[1] = batch.z0 === null ? 0 : 1
    if (this.Z) this.copyState(this.Z.at(0), batch.z0, ny, firstSequence)
    this.weigh(batch, firstSequence)
  }

  /** A state [sequences × n] of the batch, or zeros, as padded rows of the sequences from `firstSequence` on. */
  copyState(target: Float32Array, source: Floats | null, n: number, firstSequence: number): void {
    if (source) this.copyRows(target, 0, source, firstSequence, this.options.batch, n)
    else this.kernels.clear(target, target.length)
  }

  private copyLengths({ tau, batch: width, lengths }: Batch, from: number): void {
    if ((lengths !== undefined) !== (this.lengths !== null)) {
      throw new Error(
        this.lengths
          ? 'The batch does not say how long its sequences are.'
          : 'The sweep is for sequences of one length.'
      )
    }
    if (!lengths) return
    if (lengths.length !== width || !lengths.every((length) => length >= 1 && length <= tau)) {
      throw new Error(`Expected ${width} lengths from 1 to ${tau}, got ${lengths}.`)
    }
    for (let s = 0; s < this.options.batch; s++) this.lengths![s] = lengths[from + s]
  }

  private copyTeacher({ batch: width, teacher }: Batch, from: number): void {
    if ((teacher !== undefined) !== (this.truth !== null))
      throw new Error(this.truth ? 'The batch does not say where truth is fed.' : 'The sweep has no use for a teacher.')
    if (!teacher) return
    const { tau, batch: B } = this.options
    for (let t = 1; t <= tau; t++) {
      for (let s = 0; s < B; s++) this.truth!.at(t)[s] = teacher.truth[(t - 1) * width + from + s]
    }
    for (let s = 0; s < B; s++) this.streams![s] = teacher.streams[from + s]
  }

  private copyMissing({ batch: width, known }: Batch, from: number): void {
    if ((known !== undefined) !== (this.missing !== null))
      throw new Error(
        this.missing ? 'The batch does not say which values are known.' : 'The sweep is for targets without gaps.'
      )
    if (!known) return
    const {
      tau,
      batch: B,
      model: { ny }
    } = this.options
    const stride = this.kernels.stride(ny)
    const missing = this.missing!.all
    for (let t = 0; t < tau; t++) {
      for (let s = 0; s < B; s++) {
        const [row, source] = [(t * B + s) * stride, (t * width + from + s) * ny]
        for (let j = 0; j < ny; j++) missing[row + j] = 1 - known[source + j]
      }
    }
  }

  /**
   * L is the mean over the targets: every real step that the mask keeps, or the last real step. With m the number of
   * known components of these steps, L = 1/m Σ (o − y)² over them; the kernels divide by ny, so a row weighs ny / m.
   */
  private weigh({ batch: width, mask, lengths, known }: Batch, from: number): void {
    const { model, tau, batch: B } = this.options
    const weight = this.weight.all
    const lastOnly = model.readout === 'last-step'
    const firstTarget = lastOnly && !lengths ? tau : 1
    if (!mask && !lengths && !known) {
      // Without mask and lengths, the weights are the same for every batch of a run.
      const targets = (tau - firstTarget + 1) * width
      if (!this.chosen && this.targets === targets) return
      this.targets = targets
      weight.fill(0).fill(1 / targets, (firstTarget - 1) * B)
    } else {
      const counts = (t: number, s: number): number => {
        if (lengths && (lastOnly ? t !== lengths[s] : t > lengths[s])) return 0
        return mask ? mask[(t - 1) * width + s] : 1
      }
      const { ny } = model
      const components = (t: number, s: number): number => {
        if (!known) return ny
        let sum = 0
        for (let j = 0; j < ny; j++) sum += known[((t - 1) * width + s) * ny + j]
        return sum
      }
      let m = 0
      for (let t = firstTarget; t <= tau; t++)
        for (let s = 0; s < width; s++) if (counts(t, s) > 0) m += components(t, s)
      this.targets = m / ny
      for (let t = firstTarget; t <= tau; t++) {
        for (let s = 0; s < B; s++) weight[(t - 1) * B + s] = this.targets > 0 ? counts(t, from + s) / this.targets : 0
      }
    }
    this.chosen = mask !== null || lengths !== undefined || known !== undefined
  }

  /** Copies the columns from `from` on of a batch of `width` sequences, as indices or as padded rows. */
  private copyValues(
    source: Values,
    indices: StepRows<Int32Array> | null,
    rows: StepRows | null,
    n: number,
    width: number,
    from: number
  ): void {
    const { tau, batch: B } = this.options
    if ((source.kind === 'index') !== (indices !== null)) {
      throw new Error(
        `Expected ${indices ? 'indices' : 'real values'}, got ${source.kind === 'index' ? 'indices' : 'real values'}.`
      )
    }
    if (source.kind === 'index') {
      const index = indices!.from(1)
      // A loop is faster than set() here: rows are short, and set() into shared memory is slow.
      for (let t = 0; t < tau; t++) for (let s = 0; s < B; s++) index[t * B + s] = source.index[t * width + from + s]
    } else {
      for (let t = 0; t < tau; t++) this.copyRows(rows!.from(1), t * B, source.values, t * width + from, B, n)
    }
  }

  private copyRows(
    target: Float32Array,
    targetRow: number,
    source: Floats,
    sourceRow: number,
    rows: number,
    n: number
  ): void {
    const stride = this.kernels.stride(n)
    if (source.length < (sourceRow + rows) * n)
      throw new Error(`Expected at least ${sourceRow + rows} × ${n} values, got ${source.length}.`)
    for (let r = 0; r < rows; r++) {
      for (let j = 0; j < n; j++) target[(targetRow + r) * stride + j] = source[(sourceRow + r) * n + j]
    }
  }
}
