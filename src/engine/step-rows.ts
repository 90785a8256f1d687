// Rows of consecutive steps. Matrices are time-major: the rows of step t lie side by side, so that everything that
// does not depend on t−1 is one product over all steps.

import type { Kernels } from './kernels'

/** The most steps whose views are kept; more views would themselves take much memory. */
const keptViews = 4096

/**
 * Views of the rows of each step. A view is made at its first use and kept, because making one takes as long as a small
 * operation. When there are fewer rows than steps, the rows move along with `base`.
 */
export class StepRows<Rows extends Float32Array | Int32Array = Float32Array> {
  private readonly steps: Rows[]
  private readonly tails: Rows[]

  /** `base` is the step of the first `size` numbers of `all`. */
  constructor(
    readonly all: Rows,
    public base: number,
    readonly size: number
  ) {
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

/** What makes `batch` padded rows of n floats for each of the steps from first to last. */
export function stepRowsOf(kernels: Kernels, batch: number): (n: number, first: number, last: number) => StepRows {
  return (n, first, last) => {
    const size = batch * kernels.stride(n)
    return new StepRows(kernels.floats((last - first + 1) * size), first, size)
  }
}

function keep<View>(views: View[], i: number, view: View): View {
  if (i < views.length) views[i] = view
  return view
}
