// Loss and answers of a network on held-out batches: forward only, with the truth or its own output fed back.

import { newState, type Batch, type State } from './batch'
import type { Kernels } from './kernels'
import type { Method, Model } from './model'
import type { Parameters } from './parameters'
import type { Random } from './random'
import { Sweep } from './sweep'
import { Weights } from './weights'

export interface Evaluation {
  /** Σ L over the targets (mean per target = lossSum / targets). */
  lossSum: number
  targets: number
  /** Right answers among `answers`: arg max for softmax, each bit for sigmoid; 0 of 0 for real values. */
  right: number
  answers: number
}

/** Evaluates batches of any size with the current parameters; keeps its buffers for every size that it has met. */
export class Evaluator {
  private weights: Weights | null = null
  private readonly sweeps = new Map<string, Sweep>()
  private last: Sweep | null = null

  constructor(private readonly kernels: Kernels, readonly model: Model, private readonly parameters: Parameters) {}

  /** Call after the parameters have changed. */
  refresh(): void {
    this.weights?.refresh()
  }

  /** `random` is needed only where the feedback is a draw. */
  evaluate(batch: Batch, method: Method, random: Random | null = null): Evaluation {
    const sweep = this.forward(batch, method, random)
    const { right, answers } = this.countRight(sweep, batch)
    return { lossSum: sweep.loss() * sweep.targets, targets: sweep.targets, right, answers }
  }

  /** ŷ of every step that has one (probabilities, or o for real values), [rows × ny], and the number of rows. */
  outputs(batch: Batch, method: Method, random: Random | null = null): { rows: number; values: Float32Array } {
    const sweep = this.forward(batch, method, random)
    const { ny, output } = this.model
    const rows = sweep.outputRows()
    const stride = this.kernels.stride(ny)
    const Y = sweep.O.all
    if (output === 'softmax') this.kernels.softmax(Y, Y, rows, ny)
    if (output === 'sigmoid') this.kernels.sigmoid(Y, Y, rows, ny)
    const values = new Float32Array(rows * ny)
    for (let r = 0; r < rows; r++) values.set(Y.subarray(r * stride, r * stride + ny), r * ny)
    return { rows, values }
  }

  /** State after the last step of the last batch. */
  finalState(): State {
    if (!this.last) throw new Error('Nothing has been evaluated yet.')
    const state = newState(this.model, this.last.options.batch)
    this.last.writeFinalState(state)
    return state
  }

  /** Makes what batches of this shape need, so that nothing has to be allocated when they come. */
  prepare(batch: Batch, method: Method): void {
    this.sweepFor(batch, method)
  }

  private forward(batch: Batch, method: Method, random: Random | null): Sweep {
    const sweep = this.sweepFor(batch, method)
    sweep.load(batch)
    sweep.forward(this.weights!, random)
    this.last = sweep
    return sweep
  }

  private sweepFor({ tau, batch: size, x: { kind: input } }: Batch, method: Method): Sweep {
    const key = [method, tau, size, input].join()
    let sweep = this.sweeps.get(key)
    if (!sweep) {
      sweep = new Sweep(this.kernels, { model: this.model, method, tau, batch: size, input, truncation: null, gradient: false, recompute: false, shared: false })
      this.sweeps.set(key, sweep)
    }
    if (!this.weights) {
      this.weights = new Weights(this.kernels, this.model, this.parameters, input, null)
      this.weights.refresh()
    }
    return sweep
  }

  private countRight(sweep: Sweep, { tau, batch: B, mask, y }: Batch): { right: number; answers: number } {
    const { ny, output, readout } = this.model
    const stride = this.kernels.stride(ny)
    const all = tau * B
    const rows = sweep.outputRows()
    const O = sweep.O.all
    let right = 0
    let answers = 0
    for (let r = readout === 'last-step' ? all - B : all - rows; r < all; r++) {
      if (mask && !mask[r]) continue
      const o = (r - (all - rows)) * stride
      if (y.kind === 'index') {
        right += isLikeliest(O, o, ny, y.index[r]) ? 1 : 0
        answers++
      } else if (output === 'sigmoid') {
        // ŷ > ½ where o > 0
        for (let j = 0; j < ny; j++) right += O[o + j] > 0 === y.values[r * ny + j] > 0.5 ? 1 : 0
        answers += ny
      }
    }
    return { right, answers }
  }
}

/** Whether o has its largest of n values at `truth`, and there first. Most rows are decided by a few of their values. */
function isLikeliest(O: Float32Array, o: number, n: number, truth: number): boolean {
  const value = O[o + truth]
  for (let j = 0; j < truth; j++) if (!(O[o + j] < value)) return false
  for (let j = truth + 1; j < n; j++) if (!(O[o + j] <= value)) return false
  return true
}
