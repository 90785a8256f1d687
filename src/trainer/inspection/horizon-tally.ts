// The statistics of many sequences at each step of the horizon: means, standard errors, and the step from which teacher
// forcing and running free differ.

import type { Model } from '../../model/model'
import type { AnswerOf } from './work'
import type { HorizonPass } from './exposure'

/** The two differ where the mean difference of their losses is more than this many standard errors above 0. */
const clear = 3
/** A real value counts as wrong where it is more than this many σ from the truth. */
const tolerated = 2

type Curve = AnswerOf<'exposure'>['forced']
interface Passed {
  y: Float64Array
  mask: readonly boolean[]
  forced: HorizonPass
  free: HorizonPass
}

/** Place of the largest value. */
export const likeliest = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((best, value, k, all) => (value > all[best] ? k : best), 0)

/** Mean of samples, and its standard error: √(Σ (x − x̄)² / (n (n − 1))); The error of a single sample is 0. */
function meanOf(samples: readonly number[]): { mean: number; error: number } {
  const n = samples.length
  if (n === 0) return { mean: NaN, error: NaN }
  const mean = samples.reduce((sum, one) => sum + one, 0) / n
  const squares = samples.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return { mean, error: n > 1 ? Math.sqrt(squares / (n * (n - 1))) : 0 }
}

export class HorizonTally {
  private readonly passed: Passed[] = []

  constructor(
    private readonly horizon: number,
    private readonly model: Pick<Model, 'output' | 'ny'>
  ) {}

  add(passed: Passed): void {
    this.passed.push(passed)
  }

  answer(): Pick<AnswerOf<'exposure'>, 'counts' | 'forced' | 'free' | 'parts' | 'sigma' | 'tolerated'> {
    const { output } = this.model
    const differences = this.over((one, t) => one.free.L[t] - one.forced.L[t])
    const parts = differences.findIndex((samples) => {
      const { mean, error } = meanOf(samples)
      return samples.length > 1 && mean > 0 && mean > clear * error
    })
    const forced = this.curve('forced')
    // σ² = mean squared error, the σ under which the teacher-forced predictions are likeliest.
    const all = this.over((one, t) => one.forced.L[t]).flat()
    return {
      counts: Float64Array.from(differences, (samples) => samples.length),
      forced,
      free: this.curve('free'),
      parts: parts < 0 ? null : parts + 1,
      sigma: output === 'linear' ? Math.sqrt(meanOf(all).mean) : null,
      tolerated
    }
  }

  private curve(of: 'forced' | 'free'): Curve {
    const losses = this.over((one, t) => one[of].L[t]).map(meanOf)
    const right = this.over((one, t) => this.right(one[of].yhat, one.y, t)).map(meanOf)
    return {
      loss: Float64Array.from(losses, ({ mean }) => mean),
      error: Float64Array.from(losses, ({ error }) => error),
      accuracy: this.model.output === 'linear' ? null : Float64Array.from(right, ({ mean }) => mean)
    }
  }

  /** For each step, one number from every sequence that has a target there. */
  private over(of: (one: Passed, t: number) => number): number[][] {
    return Array.from({ length: this.horizon }, (_, t) =>
      this.passed.filter(({ mask }) => mask[t]).map((one) => of(one, t))
    )
  }

  /** Share of right answers at step t. Symbols: the likeliest one; bits: each bit. */
  private right(yhat: Float64Array, y: Float64Array, t: number): number {
    const { output, ny } = this.model
    const [answer, truth] = [yhat, y].map((rows) => rows.subarray(t * ny, (t + 1) * ny))
    if (output === 'softmax') return likeliest(answer) === truth.indexOf(1) ? 1 : 0
    return answer.reduce((sum, bit, i) => sum + (bit > 0.5 === truth[i] > 0.5 ? 1 : 0), 0) / ny
  }
}
