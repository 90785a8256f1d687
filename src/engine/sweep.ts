// One sweep over a batch of sequences: forward from t = 1 to τ, loss, backward from τ to 1, in float32.
// The equations are those of Deep Learning 10.2, in the book's letters. reference/ computes the same in float64, one
// function for each equation, and tests compare the two.

import { Activations } from './activations'
import { drawsOf, type Batch, type State } from './batch'
import { Feed } from './feed'
import type { GradientSink } from './gradient-sink'
import type { Kernels } from './kernels'
import { drawIndex, type Random } from './random'
import type { SweepOptions } from './sweep-options'
import type { Weights } from './weights'

export class Sweep {
  readonly activations: Activations

  /** Several sweeps can share one `feed`, each for its own part of time. */
  constructor(
    private readonly kernels: Kernels,
    readonly options: SweepOptions,
    private readonly feed = new Feed(kernels, options)
  ) {
    this.activations = new Activations(kernels, options)
  }

  /** Targets of the whole batch. */
  get targets(): number {
    return this.feed.targets
  }

  /**
   * Copies inputs, targets and initial state of this sweep's sequences, which begin at `firstSequence` of the batch.
   * Throws when the batch does not fit.
   */
  takeSequences(batch: Batch, firstSequence = 0): void {
    this.feed.copySequences(batch, firstSequence)
    const { h0 } = this.activations
    if (h0) this.feed.copyState(h0, batch.h0, this.options.model.nh, firstSequence)
  }

  /**
   * Writes h and z of the last real step into `state`, which is that of a whole batch; ours begin at `firstSequence`.
   */
  writeFinalState({ h0, z0 }: State, firstSequence = 0): void {
    const {
      model: { nh, ny },
      tau,
      batch: B
    } = this.options
    const { previousY, y, Z, lengths, lastH } = this.feed
    const last = lastH ?? this.activations.hOfTau
    this.copyUnpadded(h0.subarray(firstSequence * nh), () => last, nh)
    if (!z0) return
    const z = z0.subarray(firstSequence * ny, (firstSequence + B) * ny)
    const lastStep = (s: number): number => lengths?.[s] ?? tau
    if (!previousY) return this.copyUnpadded(z, (s) => Z!.at(lastStep(s)), ny)
    z.fill(0)
    for (let s = 0; s < B; s++) z[s * ny + y!.at(lastStep(s))[s]] = 1
  }

  /** Computes h and o. `random` is needed only where the feedback is a draw. */
  forward(weights: Weights, random: Random | null = null): void {
    const { tau } = this.options
    this.inputs(weights, 1, tau)
    this.recur(weights, random)
    this.outputs(weights, this.activations.firstOutput, tau)
  }

  /**
   * Returns the loss (mean over the targets) and adds every gradient to `sink`. For steps that depend on each other.
   * Call takeSequences() first.
   */
  lossAndGradients(weights: Weights, sink: GradientSink): number {
    this.states(weights)
    // Backward, segment by segment: values stay in the cache until they are used. The order is the same with kept and
    // with recomputed states, so the gradients are equal to the last bit.
    let loss = 0
    const { segments } = this.activations
    for (let s = segments.length - 1; s >= 0; s--) {
      const [from, to] = segments[s]
      this.enter(weights, s)
      loss += this.back(weights, sink, from, to)
    }
    return loss
  }

  /**
   * The same for the steps from … to, both included, when no step depends on another. Each piece is finished, forward
   * and backward, before the next piece overwrites its buffers.
   */
  independentSteps(weights: Weights, sink: GradientSink, from: number, to: number): number {
    let loss = 0
    for (const [first, last] of this.activations.pieces(from, to)) {
      this.activations.moveTo(first)
      this.inputs(weights, first, last)
      this.recur(weights, null, first, last)
      this.outputs(weights, first, last)
      loss += this.back(weights, sink, first, last)
    }
    return loss
  }

  /** Adds the loss and the gradients of the steps from … to, whose h and o are already computed. */
  private back(weights: Weights, sink: GradientSink, from: number, to: number): number {
    const loss = this.loss(from, to)
    this.outputGradients(weights, from, to)
    this.recurBack(weights, from, to)
    this.parameterGradients(sink, from, to)
    return loss
  }

  /** Where NaN or infinity first appears: `h`, `o`, or null. */
  firstNotFinite(weights: Weights): 'h' | 'o' | null {
    const broken = (values: Float32Array): boolean => !values.every(Number.isFinite)
    const { segments, firstOutput, H, O } = this.activations
    this.states(weights)
    for (const s of segments.keys()) {
      const [from, to] = segments[s]
      this.enter(weights, s)
      for (let t = from; t <= to; t++) {
        if (broken(H.at(t))) return 'h'
        if (t >= firstOutput && broken(O.at(t))) return 'o'
      }
    }
    return null
  }

  /** h of every step, or only of the boundaries between segments. */
  private states(weights: Weights): void {
    const {
      activations,
      options: { tau }
    } = this
    const { boundaries, segments, H } = activations
    if (!activations.movingH) {
      this.inputs(weights, 1, tau)
      this.recur(weights)
    } else if (boundaries) {
      segments.forEach(([from, to], s) => {
        activations.moveTo(from)
        H.at(from - 1).set(boundaries.at(s))
        this.inputs(weights, from, to)
        this.recur(weights, null, from, to)
        boundaries.at(s + 1).set(H.at(to))
      })
    }
  }

  /**
   * Recomputes the values of segment s that are not kept, and copies ∇a of the step after it to where recurBack() reads
   * it.
   */
  private enter(weights: Weights, s: number): void {
    const { activations } = this
    const { segments, serial, boundaries, movingH, H } = activations
    const [from, to] = segments[s]
    const D = activations.D!
    const next = serial && D.base === to + 1 ? D.at(to + 1) : null
    activations.moveTo(from)
    if (next) D.at(to + 1).set(next)
    if (boundaries) H.at(from - 1).set(boundaries.at(s))
    if (movingH) {
      this.inputs(weights, from, to)
      this.recur(weights, null, from, to)
    }
    this.outputs(weights, from, to)
  }

  // The rest is forward and backward in phases. A phase with `from` and `to` handles these steps, both included. It
  // does not look across steps, so threads can share it.

  /** a(t) without the terms that depend on t−1. */
  inputs(weights: Weights, from: number, to: number): void {
    const {
      kernels,
      feed: { x, X, previousY, Z, z0given }
    } = this
    const {
      batch: B,
      model: { nh }
    } = this.options
    const rows = (to - from + 1) * B
    const A = this.activations.H.from(from)

    // a(t) = b + U x(t)
    if (x) kernels.gatherRows(A, weights.b, weights.U.table!, x.from(from), rows, nh)
    else kernels.product(A, weights.b, X!.from(from), weights.U.forward!, rows)

    if (this.activations.ownOutputs || !weights.feedback) return
    // Teacher forcing: a(t) += W z(t−1) (or R z(t−1)) with the true y(t−1)
    if (previousY) {
      kernels.gatherRows(A, null, weights.feedback.table!, previousY.from(from), rows, nh)
      if (z0given && from === 1) kernels.product(A, null, Z!.at(0), weights.feedback.forward!, B)
    } else kernels.product(A, null, Z!.from(from - 1), weights.feedback.forward!, rows)
  }

  /** h(t), step by step when each step depends on the one before it. */
  recur(weights: Weights, random: Random | null = null, from = 1, to = this.options.tau): void {
    // Independent steps are computed all at once: h(t) = tanh a(t)
    const { serial, H } = this.activations
    if (!serial) this.kernels.tanh(H.from(from), (to - from + 1) * H.size)
    else this.recurStepByStep(weights, random, from, to)
    this.keepLastStates(from, to)
  }

  private recurStepByStep(weights: Weights, random: Random | null, from: number, to: number): void {
    const {
      kernels,
      activations: { H, O, ownOutputs },
      feed: { Z, h0given }
    } = this
    const {
      batch: B,
      model: { nh }
    } = this.options
    for (let t = from; t <= to; t++) {
      // a(t) += W h(t−1)       a(t) += R z(t−1)       h(t) = tanh a(t)
      if (weights.W && (t > 1 || h0given)) kernels.product(H.at(t), null, H.at(t - 1), weights.W.forward!, B)
      if (ownOutputs) kernels.product(H.at(t), null, Z!.at(t - 1), weights.feedback!.forward!, B)
      kernels.tanh(H.at(t), B * kernels.stride(nh))
      if (!ownOutputs) continue
      // o(t) = c + V h(t)      z(t) from o(t)
      kernels.product(O.at(t), weights.c, H.at(t), weights.V.forward!, B)
      this.handOn(t, random)
    }
  }

  /** o(t) = c + V h(t), for the steps whose output is wanted */
  outputs(weights: Weights, from: number, to: number): void {
    const { H, O, ownOutputs, firstOutput } = this.activations
    if (ownOutputs) return
    const first = Math.max(from, firstOutput)
    const rows = (to - first + 1) * this.options.batch
    if (rows <= 0) return
    this.kernels.product(O.from(first), weights.c, H.from(first), weights.V.forward!, rows)
  }

  /**
   * Returns Σ L(t) / number of targets, in nats, and replaces o by ∇o. The sum over the whole sweep is the mean loss.
   */
  loss(from = 1, to = this.options.tau): number {
    const {
      kernels,
      feed: { y, Y, missing }
    } = this
    const {
      batch: B,
      model: { output, ny }
    } = this.options
    const first = Math.max(from, this.activations.firstOutput)
    const rows = (to - first + 1) * B
    if (rows <= 0) return 0
    const O = this.activations.O.from(first)
    const weight = this.feed.weight.from(first)
    if (output === 'softmax') return kernels.softmaxLoss(O, y!.from(first), weight, rows, ny)
    const target = Y!.from(first)
    if (missing) putTargets(O, target, missing.from(first), rows * kernels.stride(ny))
    return output === 'sigmoid'
      ? kernels.sigmoidLoss(O, target, weight, rows, ny)
      : kernels.squaredLoss(O, target, weight, rows, ny)
  }

  /** How many answers are right: arg max for softmax, each bit for sigmoid, 0 for real values. Call before loss(). */
  rightAnswers(): number {
    const { ny, output } = this.options.model
    const stride = this.kernels.stride(ny)
    const {
      feed,
      activations: { O, firstOutput, outputRows }
    } = this
    const [o, weight] = [O.from(firstOutput), feed.weight.from(firstOutput)]
    const [y, Y] = [feed.y?.from(firstOutput), feed.Y?.from(firstOutput)]
    let right = 0
    for (let r = 0; r < outputRows; r++) {
      if (weight[r] === 0) continue
      const row = r * stride
      if (output === 'softmax') right += isLikeliest(o, row, ny, y![r]) ? 1 : 0
      // ŷ > ½ where o > 0
      else if (output === 'sigmoid') for (let j = 0; j < ny; j++) right += o[row + j] > 0 === Y![row + j] > 0.5 ? 1 : 0
    }
    return right
  }

  /** ∇h(t) = Vᵀ ∇o(t), unless ∇o(t) depends on step t+1 */
  outputGradients(weights: Weights, from: number, to: number): void {
    const { O, free, firstOutput } = this.activations
    if (free) return
    const D = this.activations.D!
    const first = Math.min(Math.max(from, firstOutput), to + 1)
    if (first > from) this.kernels.clear(D.from(from), (first - from) * D.size)
    if (first <= to)
      this.kernels.product(
        D.from(first),
        weights.zeros,
        O.from(first),
        weights.V.backward!,
        (to - first + 1) * this.options.batch
      )
  }

  /** ∇a(t), from the last step to the first. */
  recurBack(weights: Weights, from = 1, to = this.options.tau): void {
    // Independent steps are computed all at once: ∇a(t) = diag(1 − h(t)²) ∇h(t)
    const {
      kernels,
      activations: { H, O, free, serial }
    } = this
    const D = this.activations.D!
    if (!serial) return kernels.tanhGradient(D.from(from), H.from(from), (to - from + 1) * H.size)
    const {
      tau,
      batch: B,
      truncation,
      model: { nh }
    } = this.options
    for (let t = to; t >= from; t--) {
      const cut = t === tau || (truncation !== null && t % truncation === 0)
      if (free) {
        // ∇z(t) = Rᵀ ∇a(t+1) flows back through the output that was fed back.
        if (!cut) this.backThroughFeedback(t, weights)
        kernels.product(D.at(t), weights.zeros, O.at(t), weights.V.backward!, B)
      }
      // ∇h(t) += Wᵀ ∇a(t+1)
      if (!cut && weights.W) kernels.product(D.at(t), null, D.at(t + 1), weights.W.backward!, B)
      // ∇a(t) = diag(1 − h(t)²) ∇h(t)
      kernels.tanhGradient(D.at(t), H.at(t), B * kernels.stride(nh))
    }
  }

  /** Adds the terms of the steps from … to to ∇U, ∇W, ∇R, ∇V, ∇b, ∇c. */
  parameterGradients({ gradients, tableOfU, tableOfFeedback }: GradientSink, from: number, to: number): void {
    const {
      kernels,
      activations: { H, firstOutput },
      feed: { x, X, previousY, Z, h0given, z0given }
    } = this
    const { model, batch: B } = this.options
    const { nx, nh, ny } = model
    const rows = (to - from + 1) * B
    const D = this.activations.D!.from(from)

    const first = Math.max(from, firstOutput)
    const outputs = (to - first + 1) * B
    if (outputs > 0) {
      // ∇c = Σ ∇o(t)      ∇V = Σ ∇o(t) h(t)ᵀ
      const O = this.activations.O.from(first)
      kernels.sumRows(gradients.c, O, outputs, ny)
      kernels.outer(gradients.V, O, H.from(first), outputs, ny, nh)
    }

    // ∇b = Σ ∇a(t)      ∇U = Σ ∇a(t) x(t)ᵀ
    kernels.sumRows(gradients.b, D, rows, nh)
    if (x) kernels.scatterRows(tableOfU!, D, x.from(from), rows, nh)
    else kernels.outer(gradients.U, D, X!.from(from), rows, nh, nx)

    // ∇W = Σ ∇a(t) h(t−1)ᵀ
    if (model.recurrence !== 'output') {
      const second = from === 1 && !h0given ? 2 : from
      if (second <= to)
        kernels.outer(gradients.W, this.activations.D!.from(second), H.from(second - 1), (to - second + 1) * B, nh, nh)
    }
    if (model.recurrence === 'hidden') return

    // ∇R = Σ ∇a(t) z(t−1)ᵀ (∇W for recurrence `output`)
    const target = model.recurrence === 'output' ? gradients.W : gradients.R
    if (previousY) {
      kernels.scatterRows(tableOfFeedback!, D, previousY.from(from), rows, nh)
      if (z0given && from === 1) kernels.outer(target, D, Z!.at(0), B, nh, ny)
    } else kernels.outer(target, D, Z!.from(from - 1), rows, nh, ny)
  }

  /**
   * z(t), after o(t). Scheduled sampling: z(t) = y(t) with probability ε, else ỹ(t), a draw from ŷ(t) or its arg max
   * (o(t) for real values). No gradient flows through z(t): ∂z(t)/∂o(t) = 0.
   */
  private handOn(t: number, random: Random | null): void {
    const { truth, streams, y, Y, Z } = this.feed
    if (!truth || !streams) return this.feedBack(t, () => random)
    this.feedBack(t, (s) => drawsOf(streams[s], t))
    const {
      model: { ny },
      batch: B
    } = this.options
    const stride = this.kernels.stride(ny)
    for (let s = 0; s < B; s++) {
      if (truth.at(t)[s] === 0) continue
      const row = Z!.at(t).subarray(s * stride, s * stride + ny)
      if (y) row.fill(0)[y.at(t)[s]] = 1
      else row.set(Y!.at(t).subarray(s * stride, s * stride + ny))
    }
  }

  /** z(t), by the model's feedback: ŷ (o for real values), its arg max, or a draw from the stream of each sequence. */
  private feedBack(t: number, randomOf: (s: number) => Random | null): void {
    const {
      model: { output, feedback, ny },
      batch: B
    } = this.options
    const z = this.feed.Z?.at(t)
    if (!z) return
    const o = this.activations.O.at(t)
    if (output === 'linear') return void z.set(o)
    if (output === 'softmax') this.kernels.softmax(z, o, B, ny)
    else this.kernels.sigmoid(z, o, B, ny)
    if (feedback !== 'probabilities')
      discretise(z, B, ny, this.kernels.stride(ny), output, feedback === 'sample' ? randomOf : () => null)
  }

  private backThroughFeedback(t: number, weights: Weights): void {
    const {
      model: { output, ny },
      batch: B
    } = this.options
    const {
      kernels,
      activations: { dZ, O, D },
      feed: { Z }
    } = this
    kernels.product(dZ!, weights.zeros, D!.at(t + 1), weights.feedback!.backward!, B)
    // ∇o(t) += (∂z/∂o)ᵀ ∇z(t)
    if (output === 'softmax') kernels.softmaxFeedback(O.at(t), dZ!, Z!.at(t), B, ny)
    else if (output === 'sigmoid') kernels.sigmoidFeedback(O.at(t), dZ!, Z!.at(t), B, ny)
    else kernels.add(O.at(t), dZ!, dZ!.length)
  }
  /** Keeps h of the last real step of each sequence that ends within the steps from … to. */
  private keepLastStates(from: number, to: number): void {
    const {
      feed: { lengths, lastH },
      activations: { H }
    } = this
    if (!lengths || !lastH) return
    const stride = this.kernels.stride(this.options.model.nh)
    lengths.forEach((t, s) => {
      if (t >= from && t <= to) lastH.set(H.at(t).subarray(s * stride, (s + 1) * stride), s * stride)
    })
  }

  /** Copies row s of source(s) to row s of the target, for every sequence s. */
  private copyUnpadded(target: Float32Array, source: (s: number) => Float32Array, n: number): void {
    const stride = this.kernels.stride(n)
    for (let s = 0; s < this.options.batch; s++) {
      const rows = source(s)
      for (let j = 0; j < n; j++) target[s * n + j] = rows[s * stride + j]
    }
  }
}

/** o := y where y is missing. There the residual, its loss and its gradient are then exactly 0. */
function putTargets(O: Float32Array, target: Float32Array, missing: Int32Array, length: number): void {
  for (let i = 0; i < length; i++) if (missing[i] === 1) O[i] = target[i]
}

/**
 * Turns probabilities into a one-hot row (softmax) or bits (sigmoid): the most likely value, or a draw when the row has
 * a stream.
 */
function discretise(
  z: Float32Array,
  rows: number,
  n: number,
  stride: number,
  output: 'softmax' | 'sigmoid',
  randomOf: (row: number) => Random | null
): void {
  for (let r = 0; r < rows; r++) {
    const row = z.subarray(r * stride, r * stride + n)
    const random = randomOf(r)
    if (output === 'sigmoid') {
      for (let j = 0; j < n; j++) row[j] = (random ? random.next() : 0.5) < row[j] ? 1 : 0
      continue
    }
    const chosen = random ? drawIndex(row, random) : row.indexOf(row.reduce((a, b) => Math.max(a, b)))
    row.fill(0)
    row[chosen] = 1
  }
}

/** Whether `truth` is the first place of the largest of n values. A few values decide most rows. */
function isLikeliest(O: Float32Array, o: number, n: number, truth: number): boolean {
  const value = O[o + truth]
  for (let j = 0; j < truth; j++) if (!(O[o + j] < value)) return false
  for (let j = truth + 1; j < n; j++) if (!(O[o + j] <= value)) return false
  return true
}
