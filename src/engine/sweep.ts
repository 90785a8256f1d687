// One sweep over a batch of sequences: forward from t = 1 to τ, loss, backward from τ to 1, in float32.
// The equations of Deep Learning 10.2 in the letters of the book; reference/ says the same in float64, one
// function an equation, and the tests hold the two together.
//
// Every activation is a matrix with one row for each sequence at each step, time-major: rows of step t lie
// side by side, so that whatever does not depend on t−1 is one product over all steps.

import type { Batch, Values } from './batch'
import type { Kernels } from './kernels'
import type { Method, Model } from './model'
import type { Floats, Parameters } from './parameters'
import { drawIndex, type Random } from './random'
import type { Weights } from './weights'

export interface SweepOptions {
  model: Model
  method: Method
  tau: number
  batch: number
  /** Cuts the gradient (not the state) between steps k and k+1, 2k and 2k+1, …; null never does. */
  truncation: number | null
  /** False keeps no buffers for the way back. */
  gradient: boolean
}

/** A matrix with a view for each step. `steps[t]` is step t; matrices with a state before the first step begin at t = 0. */
interface Sequence {
  all: Float32Array
  steps: Float32Array[]
}

export class Sweep {
  /** h(0) … h(τ); holds a(t) until its tanh is taken. */
  readonly H: Sequence
  /** o(1) … o(τ), then ∇o. Index 0 is not used. */
  readonly O: Sequence
  /** z(0) … z(τ): truth or own output, where it is fed back as real numbers. */
  private readonly Z: Sequence | null
  /** ∇h, then ∇a. */
  private readonly D: Sequence | null
  /** Indices: inputs, targets, and truth shifted by one step. */
  private readonly x: Int32Array
  /** Real-valued inputs; allocated when the first batch shows that they are. */
  private X: Float32Array | null = null
  private readonly y: Int32Array | null
  private readonly Y: Float32Array | null
  private readonly previousY: Int32Array | null
  private readonly dZ: Float32Array | null
  private readonly weight: Float32Array
  private readonly tableOfU: Float32Array | null = null
  private readonly tableOfFeedback: Float32Array | null
  private readonly rows: number
  private readonly free: boolean
  /** The first step whose output is computed: τ when nobody needs the others. */
  private readonly firstOutput: number
  private oneHotInput = true
  private z0given = false
  targets = 0

  constructor(private readonly kernels: Kernels, readonly options: SweepOptions) {
    const { model, method, tau, batch, gradient } = options
    const { nx, nh, ny, output, recurrence, readout } = model
    this.rows = tau * batch
    this.free = method === 'free-running'
    this.firstOutput = this.free || readout === 'every-step' ? 1 : tau
    const categories = output === 'softmax'
    const forced = method === 'teacher-forcing'

    this.H = this.sequence(nh, 0, tau)
    this.O = this.sequence(ny, this.firstOutput, tau)
    this.D = gradient ? this.sequence(nh, 1, tau) : null
    // Real-valued truth that is fed back is Z itself, one step late, so that it is kept once.
    this.Z = recurrence === 'hidden' ? null
      : this.free || !categories ? this.sequence(ny, 0, tau)
      : this.sequence(ny, 0, 0)
    this.Y = categories ? null : forced && this.Z ? this.Z.all.subarray(batch * kernels.stride(ny)) : kernels.floats(this.rows * kernels.stride(ny))
    this.y = categories ? kernels.integers(this.rows) : null
    this.previousY = categories && forced ? kernels.integers(this.rows) : null
    this.dZ = gradient && this.free ? kernels.floats(batch * kernels.stride(ny)) : null
    this.x = kernels.integers(this.rows)
    this.weight = kernels.floats(this.rows)
    this.tableOfFeedback = gradient && this.previousY ? kernels.floats(ny * kernels.stride(nh)) : null
    if (gradient) this.tableOfU = kernels.floats(nx * kernels.stride(nh))
  }

  /** Reads inputs, targets and initial state. Throws when the batch is not of this sweep's sizes. */
  load(batch: Batch): void {
    const { model, tau, batch: B } = this.options
    if (batch.tau !== tau || batch.batch !== B) {
      throw new Error(`The sweep is for ${B} sequences of ${tau} steps, the batch has ${batch.batch} of ${batch.tau}.`)
    }
    const { nx, nh, ny } = model
    this.loadInputs(batch.x, nx)
    if (this.y) {
      if (batch.y.kind !== 'index') throw new Error('Softmax wants targets as indices.')
      this.y.set(batch.y.index)
      this.previousY?.fill(-1, 0, B).set(batch.y.index.subarray(0, this.rows - B), B)
    } else {
      if (batch.y.kind !== 'dense') throw new Error(`Output "${model.output}" wants targets as real values.`)
      this.copyRows(this.Y!, batch.y.values, this.rows, ny)
    }
    this.loadState(this.H.steps[0], batch.h0, nh)
    this.z0given = batch.z0 !== null
    if (this.Z) this.loadState(this.Z.steps[0], batch.z0, ny)

    // L is the mean over the targets: every masked-in step, or the last one.
    const from = model.readout === 'last-step' ? this.rows - B : 0
    this.targets = 0
    for (let r = from; r < this.rows; r++) this.targets += batch.mask ? batch.mask[r] : 1
    this.weight.fill(0)
    for (let r = from; r < this.rows; r++) this.weight[r] = (batch.mask ? batch.mask[r] : 1) / Math.max(1, this.targets)
  }

  /** Computes h and o. `random` is needed only where the feedback is a draw. */
  forward(weights: Weights, random: Random | null = null): void {
    const { kernels, H, O, Z, rows, free } = this
    const { tau, batch: B, model: { nh, ny } } = this.options
    const A = H.all.subarray(B * kernels.stride(nh))

    // a(t) = b + U x(t)      for all t at once
    kernels.fillRows(A, weights.b, rows, nh)
    if (this.oneHotInput) kernels.gatherRows(A, weights.U.table!, this.x, rows, nh)
    else kernels.product(A, this.X!, weights.U.forward, rows)

    // Teacher forcing: a(t) += W z(t−1) (or R z(t−1)) with the true y(t−1), for all t at once.
    if (weights.feedback && !free) {
      if (this.previousY) {
        kernels.gatherRows(A, weights.feedback.table!, this.previousY, rows, nh)
        if (this.z0given) kernels.product(A, Z!.steps[0], weights.feedback.forward, B)
      } else kernels.product(A, Z!.all, weights.feedback.forward, rows)
    }

    if (!weights.W && !free) kernels.tanh(A, rows * kernels.stride(nh))
    else {
      for (let t = 1; t <= tau; t++) {
        // a(t) += W h(t−1)       a(t) += R z(t−1)       h(t) = tanh a(t)
        if (weights.W) kernels.product(H.steps[t], H.steps[t - 1], weights.W.forward, B)
        if (free && weights.feedback) kernels.product(H.steps[t], Z!.steps[t - 1], weights.feedback.forward, B)
        kernels.tanh(H.steps[t], B * kernels.stride(nh))
        if (!free) continue
        // o(t) = c + V h(t)      z(t) from o(t)
        kernels.fillRows(O.steps[t], weights.c, B, ny)
        kernels.product(O.steps[t], H.steps[t], weights.V.forward, B)
        this.feedBack(t, random)
      }
    }

    if (free) return
    // o(t) = c + V h(t)      for all t at once
    const outputs = this.outputRows()
    kernels.fillRows(O.all, weights.c, outputs, ny)
    kernels.product(O.all, this.outputStates(), weights.V.forward, outputs)
  }

  /** L, the mean over the targets, in nats; O becomes ∇o. */
  loss(): number {
    const { output, ny } = this.options.model
    const first = this.rows - this.outputRows()
    const weight = this.weight.subarray(first)
    const n = this.outputRows()
    if (output === 'softmax') return this.kernels.softmaxLoss(this.O.all, this.y!.subarray(first), weight, n, ny)
    const target = this.Y!.subarray(first * this.kernels.stride(ny))
    return output === 'sigmoid'
      ? this.kernels.sigmoidLoss(this.O.all, target, weight, n, ny)
      : this.kernels.squaredLoss(this.O.all, target, weight, n, ny)
  }

  /** Adds the gradients of L to `gradients`. Call after loss(). */
  backward(weights: Weights, gradients: Parameters): void {
    const { kernels, H, O, Z, free } = this
    const { tau, batch: B, truncation, model: { nh, ny } } = this.options
    const D = this.D!
    D.all.fill(0)

    // ∇h(t) = Vᵀ ∇o(t)      for all t at once, unless ∇o itself waits for t+1
    if (!free) kernels.product(D.all.subarray(D.all.length - this.outputRows() * kernels.stride(nh)), O.all, weights.V.backward!, this.outputRows())

    for (let t = tau; t >= 1; t--) {
      const cut = t === tau || (truncation !== null && t % truncation === 0)
      if (free) {
        // ∇z(t) = Rᵀ ∇a(t+1) flows back through the output that was fed back.
        if (!cut && weights.feedback) this.backThroughFeedback(t, weights)
        kernels.product(D.steps[t], O.steps[t], weights.V.backward!, B)
      }
      // ∇h(t) += Wᵀ ∇a(t+1)
      if (!cut && weights.W) kernels.product(D.steps[t], D.steps[t + 1], weights.W.backward!, B)
      // ∇a(t) = diag(1 − h(t)²) ∇h(t)
      kernels.tanhGradient(D.steps[t], H.steps[t], B * kernels.stride(nh))
    }
    this.parameterGradients(gradients, nh, ny, Z)
  }

  private parameterGradients(gradients: Parameters, nh: number, ny: number, Z: Sequence | null): void {
    const { kernels, H, O, rows } = this
    const { model, batch: B } = this.options
    const D = this.D!.all
    // ∇b = Σ ∇a(t)      ∇c = Σ ∇o(t)      ∇V = Σ ∇o(t) h(t)ᵀ
    kernels.sumRows(gradients.b, D, rows, nh)
    kernels.sumRows(gradients.c, O.all, this.outputRows(), ny)
    kernels.outer(gradients.V, O.all, this.outputStates(), this.outputRows(), ny, nh)

    // ∇U = Σ ∇a(t) x(t)ᵀ
    if (this.oneHotInput) this.scatter(gradients.U, this.tableOfU!, this.x, model.nx)
    else kernels.outer(gradients.U, D, this.X!, rows, nh, model.nx)

    // ∇W = Σ ∇a(t) h(t−1)ᵀ
    if (model.recurrence !== 'output') kernels.outer(gradients.W, D, H.all, rows, nh, nh)
    if (model.recurrence === 'hidden') return

    // ∇R = Σ ∇a(t) z(t−1)ᵀ      (∇W, where the recurrence leaves the output)
    const target = model.recurrence === 'output' ? gradients.W : gradients.R
    if (this.previousY) {
      this.scatter(target, this.tableOfFeedback!, this.previousY, ny)
      if (this.z0given) kernels.outer(target, D, Z!.steps[0], B, nh, ny)
    } else kernels.outer(target, D, Z!.all, rows, nh, ny)
  }

  private scatter(gradient: Float32Array, table: Float32Array, index: Int32Array, n: number): void {
    const { nh } = this.options.model
    table.fill(0)
    this.kernels.scatterRows(table, this.D!.all, index, this.rows, nh)
    this.kernels.addTransposed(gradient, table, nh, n)
  }

  /** z(t) as the model's feedback says: ŷ (o for real values), its arg max, or a draw from it. */
  private feedBack(t: number, random: Random | null): void {
    const { model: { output, feedback, ny }, batch: B } = this.options
    if (!this.Z) return
    const z = this.Z.steps[t]
    const o = this.O.steps[t]
    if (output === 'linear') return void z.set(o)
    if (output === 'softmax') this.kernels.softmax(z, o, B, ny)
    else this.kernels.sigmoid(z, o, B, ny)
    if (feedback !== 'probabilities') discretise(z, B, ny, this.kernels.stride(ny), output, feedback === 'sample' ? random : null)
  }

  private backThroughFeedback(t: number, weights: Weights): void {
    const { model: { output, ny }, batch: B } = this.options
    const { kernels, dZ, O, D, Z } = this
    dZ!.fill(0)
    kernels.product(dZ!, D!.steps[t + 1], weights.feedback!.backward!, B)
    // ∇o(t) += (∂z/∂o)ᵀ ∇z(t)
    if (output === 'softmax') kernels.softmaxFeedback(O.steps[t], dZ!, Z!.steps[t], B, ny)
    else if (output === 'sigmoid') kernels.sigmoidFeedback(O.steps[t], dZ!, Z!.steps[t], B, ny)
    else kernels.add(O.steps[t], dZ!, dZ!.length)
  }

  /** h(τ) [batch × nh] and z(τ) [batch × ny], for the batch that goes on from here. */
  finalState(): { h0: Float32Array; z0: Float32Array | null } {
    const { model: { nh, ny, recurrence }, tau, batch: B } = this.options
    const h0 = this.unpadded(this.H.steps[tau], nh)
    if (recurrence === 'hidden') return { h0, z0: null }
    if (!this.previousY) return { h0, z0: this.unpadded(this.Z!.steps[tau], ny) }
    const z0 = new Float32Array(B * ny)
    for (let s = 0; s < B; s++) z0[s * ny + this.y![this.rows - B + s]] = 1
    return { h0, z0 }
  }

  /** Rows of O, and the h(t) that belong to them. */
  outputRows(): number {
    return (this.options.tau - this.firstOutput + 1) * this.options.batch
  }

  private outputStates(): Float32Array {
    return this.H.all.subarray(this.firstOutput * this.options.batch * this.kernels.stride(this.options.model.nh))
  }

  private sequence(n: number, first: number, last: number): Sequence {
    const size = this.options.batch * this.kernels.stride(n)
    const all = this.kernels.floats((last - first + 1) * size)
    const steps: Float32Array[] = []
    for (let t = first; t <= last; t++) steps[t] = all.subarray((t - first) * size, (t - first + 1) * size)
    return { all, steps }
  }

  private loadInputs(x: Values, nx: number): void {
    this.oneHotInput = x.kind === 'index'
    if (x.kind === 'index') return void this.x.set(x.index)
    this.X ??= this.kernels.floats(this.rows * this.kernels.stride(nx))
    this.copyRows(this.X, x.values, this.rows, nx)
  }

  private loadState(target: Float32Array, source: Floats | null, n: number): void {
    if (source) this.copyRows(target, source, this.options.batch, n)
    else target.fill(0)
  }

  private copyRows(target: Float32Array, source: Floats, rows: number, n: number): void {
    const stride = this.kernels.stride(n)
    if (source.length < rows * n) throw new Error(`Expected ${rows} × ${n} values, got ${source.length}.`)
    if (stride === n) return void target.set(source.length === rows * n ? source : source.subarray(0, rows * n))
    for (let r = 0; r < rows; r++) for (let j = 0; j < n; j++) target[r * stride + j] = source[r * n + j]
  }

  private unpadded(source: Float32Array, n: number): Float32Array {
    const stride = this.kernels.stride(n)
    const copy = new Float32Array(this.options.batch * n)
    for (let s = 0; s < this.options.batch; s++) copy.set(source.subarray(s * stride, s * stride + n), s * n)
    return copy
  }
}

/** Probabilities → a one-hot row (softmax) or bits (sigmoid): the most likely, or a draw when `random` is given. */
function discretise(z: Float32Array, rows: number, n: number, stride: number, output: 'softmax' | 'sigmoid', random: Random | null): void {
  for (let r = 0; r < rows; r++) {
    const row = z.subarray(r * stride, r * stride + n)
    if (output === 'sigmoid') {
      for (let j = 0; j < n; j++) row[j] = (random ? random.next() : 0.5) < row[j] ? 1 : 0
      continue
    }
    const chosen = random ? drawIndex(row, random) : row.indexOf(row.reduce((a, b) => Math.max(a, b)))
    row.fill(0)
    row[chosen] = 1
  }
}
