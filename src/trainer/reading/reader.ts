// Reads texts or series with a network, from left to right, in pieces of any length: the state goes from one piece to
// the next. Several sequences may lie side by side.

import { traitsOf } from '../../data/traits'
import type { Batch, State, Values } from '../../engine/batch'
import { Evaluator } from '../../engine/evaluate'
import { newParameters, type Floats, type Parameters } from '../../engine/parameters'
import { portableKernels } from '../../engine/portable'
import type { Random } from '../../engine/random'
import { Weights } from '../../engine/weights'
import { readsTruth, type Method, type Model } from '../../model/model'
import type { Experiment } from '../../shared/experiment'
import { withoutTeacher } from '../network'

export class Reader {
  /** The state after the last step that was read; null stands for the zero state. */
  state: State | null = null
  private readonly forced: boolean
  private readonly method: Method

  /** `evaluator` runs the model without a teacher. `random` is needed only where the feedback is a draw. */
  constructor(
    private readonly evaluator: Evaluator,
    { learning }: Pick<Experiment, 'learning'>,
    private readonly lanes = 1,
    private readonly random: Random | null = null
  ) {
    this.forced = readsTruth(learning.method)
    this.method = evaluator.model.recurrence === 'hidden' ? 'bptt' : this.forced ? 'teacher-forcing' : 'free-running'
  }

  get model(): Model {
    return this.evaluator.model
  }

  /** Reads the inputs of the next steps [steps × lanes], and returns ŷ of these steps [steps × lanes × ny]. */
  outputs(x: Values): Float32Array {
    const { values } = this.evaluator.outputs(this.batchOf(x), this.method, this.random)
    this.state = this.evaluator.finalState()
    return values
  }

  /**
   * Reads them likewise, and returns o [steps × lanes × ny] and h [steps × lanes × nh]. The readout must be
   * `every-step`.
   */
  steps(x: Values): { o: Float32Array; h: Float32Array } {
    const found = this.evaluator.steps(this.batchOf(x), this.method, this.random)
    this.state = this.evaluator.finalState()
    return found
  }

  /**
   * In texts and series the true output of a step is in the next input: z(t−1) = y(t−1), which are the first ny values of
   * x(t), and z(0) = 0.
   */
  private batchOf(x: Values): Batch {
    const { nx, ny } = this.evaluator.model
    const { lanes, state } = this
    const truth = firstOf(x, nx, ny)
    const y: Values =
      truth.kind === 'index'
        ? { kind: truth.kind, index: shifted(truth.index, lanes) }
        : { kind: truth.kind, values: shifted(Float32Array.from(truth.values), lanes * ny) }
    return {
      tau: x.kind === 'index' ? x.index.length / lanes : x.values.length / (lanes * nx),
      batch: lanes,
      x,
      y,
      mask: null,
      h0: state?.h0 ?? null,
      z0: this.forced && state?.z0 ? vectorsOf(truth, lanes, ny) : (state?.z0 ?? null)
    }
  }
}

/** Runs the network of these parameters without a teacher, with the portable kernels. Call refresh() before its first use. */
export function evaluatorOf(model: Model, parameters: Parameters, experiment: Experiment): Evaluator {
  const weights = new Weights(portableKernels, model, parameters, traitsOf(experiment.data).input, null)
  return new Evaluator(portableKernels, withoutTeacher(model, experiment), weights)
}

/** A reader with the network of these parameters, which are copied. The network has an output at every step. */
export function readerOf(
  { model, parameters, experiment }: { model: Model; parameters: Parameters<Floats>; experiment: Experiment },
  lanes = 1
): Reader {
  const everyStep: Model = { ...model, readout: 'every-step' }
  const single = newParameters(everyStep)
  single.flat.set(parameters.flat)
  const evaluator = evaluatorOf(everyStep, single, experiment)
  evaluator.refresh()
  return new Reader(evaluator, experiment, lanes)
}

/** The first ny of every nx real values. Categories stay as they are. */
function firstOf(values: Values, nx: number, ny: number): Values {
  if (values.kind === 'index' || nx === ny) return values
  return { kind: 'dense', values: Float32Array.from(values.values).filter((_, i) => i % nx < ny) }
}

/** A copy without the first `by` values, with zeros added at the end. */
function shifted<Of extends Int32Array | Float32Array>(values: Of, by: number): Of {
  const copy = values.slice() as Of
  copy.copyWithin(0, by)
  copy.fill(0, copy.length - by)
  return copy
}

/** The first `rows` rows as real numbers; an index becomes a one-hot vector. */
function vectorsOf(values: Values, rows: number, n: number): Float32Array {
  if (values.kind === 'dense') return Float32Array.from(values.values.subarray(0, rows * n))
  const vectors = new Float32Array(rows * n)
  for (let row = 0; row < rows; row++) vectors[row * n + values.index[row]] = 1
  return vectors
}
