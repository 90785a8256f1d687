// What a format of one checkpoint is made of: the network in float32, how data go in and come out, and what made it.

import type { Values } from '../../engine/batch'
import type { Parameters } from '../../engine/parameters'
import { traitsOf } from '../../data/traits'
import type { Model } from '../../model/model'
import type { Experiment } from '../../shared/experiment'
import { Checkpoints } from '../checkpoint'
import { readModel } from '../model-file'
import { withoutTeacher } from '../network'
import { Refusal } from '../refusal'
import { asExported } from './weights'

/**
 * What z(t−1) is when the network runs on its own.
 * - `nothing`: recurrence `hidden`, there is none
 * - `input`: x(t), and 0 at the first step. Texts and series that were trained with a teacher: what came true is the next input
 * - `output`: ŷ(t−1), or o(t−1) for real values
 * - `argmax`: the likeliest value of each, as 0 and 1
 * - `sample`: a draw
 */
type Feeding = 'nothing' | 'input' | 'output' | 'argmax' | 'sample'

export interface StoredNetwork {
  model: Model
  /** Float32 values. */
  parameters: Parameters<Float64Array>
  /** Whether an input is one of nx categories, given by its number, or nx real values. */
  input: Values['kind']
  feeding: Feeding
  /** Names of the inputs and outputs; of categories, their symbols. */
  inputLabels: readonly string[]
  outputLabels: readonly string[]
  /** Of a series: the network reads (value − mean) / deviation of every column, and answers in the same. */
  scaling: { mean: readonly number[]; deviation: readonly number[] } | null
  /** Under the run's name, and with the name of its data file alone. */
  experiment: Experiment
  step: number
  /** Seconds of training. */
  seconds: number
  validationLoss: number | null
}

/** Throws SafetensorsError where the checkpoint cannot be read, a Refusal where it does not say what it was trained on. */
export function readStoredNetwork(folder: string, step: number): StoredNetwork {
  const checkpoints = new Checkpoints(folder)
  const { experiment, inputLabels, outputLabels, scaling } = checkpoints.about(step)
  const { standing, seconds } = checkpoints.stateOf(step)
  const { model, parameters } = readModel(checkpoints.fileOf(step))
  const series = experiment?.data.kind === 'series'
  if (experiment === null || inputLabels === null || outputLabels === null || (series && scaling === null)) {
    throw new Refusal(
      'export-needs-labels',
      `The checkpoint of step ${step} does not say what it was trained on: an old version of Unroll wrote it. Go on with the run for a step, and export the checkpoint that it then saves.`,
      { step }
    )
  }
  return {
    model,
    parameters,
    input: traitsOf(experiment.data).input,
    feeding: feedingOf(model, experiment),
    inputLabels,
    outputLabels,
    scaling: series ? scaling : null,
    experiment: asExported(experiment, folder),
    step,
    seconds,
    validationLoss: standing.validationLoss
  }
}

function feedingOf(model: Model, experiment: Experiment): Feeding {
  if (model.recurrence === 'hidden') return 'nothing'
  if (experiment.data.kind !== 'task' && experiment.learning.method === 'teacher-forcing') return 'input'
  const { feedback } = withoutTeacher(model, experiment)
  return model.output === 'linear' || feedback === 'probabilities' ? 'output' : feedback
}

/** The equations of a step, for the head of a file. */
export function equationsOf({ model: { recurrence, output } }: StoredNetwork): string[] {
  const before = { hidden: 'W h(t-1)', output: 'W z(t-1)', 'hidden+output': 'W h(t-1) + R z(t-1)' }[recurrence]
  const yhat = { softmax: 'softmax o(t)', sigmoid: 'sigmoid o(t)', linear: 'o(t)' }[output]
  return [`a(t) = b + ${before} + U x(t)`, 'h(t) = tanh a(t)', 'o(t) = c + V h(t)', `yhat(t) = ${yhat}`]
}

/** What z(t-1) is, for the head of a file; null where there is none. */
export function feedingText({ feeding }: StoredNetwork): string | null {
  return {
    nothing: null,
    input: 'z(t-1) is x(t), and 0 at the first step: what came true after the step before.',
    output: 'z(t-1) is yhat(t-1), and 0 at the first step.',
    argmax: 'z(t-1) is the likeliest of the values at step t-1, as 0 and 1, and 0 at the first step.',
    sample: 'z(t-1) is drawn from yhat(t-1), and 0 at the first step.'
  }[feeding]
}
