// The common description from which all formats of a checkpoint are written: the network in float32, the form of its
// inputs and outputs, and how it was made.

import type { SeriesScaling } from '../../data/series'
import { takesDifference } from '../../data/transform'
import type { Values } from '../../engine/batch'
import type { Parameters } from '../../engine/parameters'
import { traitsOf } from '../../data/traits'
import { readsTruth, type Model } from '../../model/model'
import { columnOf, flagPlaces } from '../../model/table'
import type { Transform } from '../../model/training'
import type { Experiment } from '../../shared/experiment'
import { Checkpoints } from '../checkpoint'
import { transformsOf as transformsOfScaling } from '../known-data'
import { readModel } from '../model-file'
import { withoutTeacher } from '../network'
import { Refusal } from '../refusal'
import { asExported } from './weights'

/**
 * What z(t−1) is when the network runs on its own:
 * - `nothing`: there is none (recurrence `hidden`)
 * - `input`: x(t), and 0 at the first step. For texts and series that were trained on true outputs (readsTruth), the true
 *   output of step t−1 is the next input.
 * - `output`: ŷ(t−1), or o(t−1) for real values
 * - `argmax`: the most likely value of each output, as 0 and 1
 * - `sample`: a random draw from ŷ(t−1)
 */
type Feeding = 'nothing' | 'input' | 'output' | 'argmax' | 'sample'

export interface StoredNetwork {
  model: Model
  /** Float32 values, each exact. */
  parameters: Parameters<Float64Array>
  /** `index`: an input is one of nx categories, given by its number; otherwise nx real values. */
  input: Values['kind']
  feeding: Feeding
  /** The names of the inputs and outputs; for categories, their symbols. */
  inputLabels: readonly string[]
  outputLabels: readonly string[]
  /**
   * For a series: the network reads (u - mean) / deviation of every column, where u is the value or what transformsOf()
   * makes of it, and answers in the same scale.
   */
  scaling: SeriesScaling | null
  /** The experiment with the name of the run. It keeps the name of the data file, but not the folder. */
  experiment: Experiment
  step: number
  /** The seconds of training. */
  seconds: number
  validationLoss: number | null
}

/**
 * Throws SafetensorsError where the checkpoint cannot be read, and a Refusal where it does not name its training data.
 */
export function readStoredNetwork(folder: string, step: number): StoredNetwork {
  const checkpoints = new Checkpoints(folder)
  const { experiment, inputLabels, outputLabels, scaling } = checkpoints.about(step)
  const { standing, seconds } = checkpoints.stateOf(step)
  const { model, parameters } = readModel(checkpoints.fileOf(step))
  const isTable = experiment?.data.kind === 'series' || experiment?.data.kind === 'labelled'
  if (experiment === null || inputLabels === null || outputLabels === null || (isTable && scaling === null)) {
    throw new Refusal(
      'export-needs-labels',
      `The checkpoint of step ${step} does not say what it was trained on: an old version of Unroll wrote it. ` +
        'Go on with the run for one step, and export the checkpoint that it then saves.',
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
    scaling: isTable ? scaling : null,
    experiment: asExported(experiment, folder),
    step,
    seconds,
    validationLoss: standing.validationLoss
  }
}

function feedingOf(model: Model, experiment: Experiment): Feeding {
  if (model.recurrence === 'hidden') return 'nothing'
  if (experiment.data.kind !== 'task' && readsTruth(experiment.learning.method)) return 'input'
  const { feedback } = withoutTeacher(model, experiment)
  return model.output === 'linear' || feedback === 'probabilities' ? 'output' : feedback
}

/**
 * What is done to the values of each column of a series before they are scaled [nx]. A written file does it, and undoes
 * it in its answers.
 */
export function transformsOf({ scaling, experiment: { data } }: Pick<StoredNetwork, 'scaling' | 'experiment'>) {
  return scaling && (data.kind === 'series' || data.kind === 'labelled') ? transformsOfScaling(scaling, data) : []
}

/**
 * How each answer becomes a value in the units of the data [ny]: that of a series is a row, scaled as the first ny inputs;
 * that of labelled sequences is a label. Null where answers have no unit, as probabilities.
 */
export function unitsOfAnswers(
  network: StoredNetwork
): { mean: readonly number[]; deviation: readonly number[]; transforms: Transform[] } | null {
  const {
    scaling,
    model: { ny, output }
  } = network
  if (!scaling || output !== 'linear') return null
  if (scaling.label) return { mean: [scaling.label.mean], deviation: [scaling.label.deviation], transforms: ['none'] }
  return {
    mean: scaling.mean.slice(0, ny),
    deviation: scaling.deviation.slice(0, ny),
    transforms: transformsOf(network).slice(0, ny)
  }
}

/** What the answer in the units of the data is, for a comment. */
export const answerText = ({ scaling }: StoredNetwork): string =>
  scaling?.label ? 'the label, in its own units,' : 'the targets of the row that follows, in the same units,'

/** Whether a written file keeps the row of the step before. */
export const readsChanges = (network: StoredNetwork): boolean => transformsOf(network).some(takesDifference)

/**
 * The lines that treat each column of a series: one loop where all columns are transformed alike, else one line a
 * column. `line` gets the number of a column, or the name of the variable that counts them.
 */
export function columnLines(
  network: StoredNetwork,
  n: number,
  { loop, line }: { loop: (of: string) => string; line: (transform: Transform, j: string) => string }
): string[] {
  const transforms = transformsOf(network).slice(0, n)
  return new Set(transforms).size === 1
    ? [loop(line(transforms[0], 'j'))]
    : transforms.map((transform, j) => line(transform, String(j)))
}

/** The columns of the data that the network reads [nx]. */
export const columnsOf = ({ inputLabels, scaling }: StoredNetwork): string[] =>
  inputLabels.map((label, j) => columnOf(label, scaling?.roles?.[j] ?? 'target'))

/** What is scaled, for a comment: (… - mean) / deviation. */
export function scaledText(network: StoredNetwork): string {
  const kinds = [...new Set(transformsOf(network))]
  return kinds.length === 1 ? scaledTexts[kinds[0]] : 'value, or its logarithm or change as the step has it,'
}
const scaledTexts: Record<Transform, string> = {
  none: 'value',
  difference: 'change from the row before',
  log: 'log value',
  'log-difference': 'change of log value from the row before'
}

/** What a network reads and answers in place of the values of a series. */
const meanings: Record<Transform, string | null> = {
  none: null,
  difference: 'the change of each value s from the row before, s(t) - s(t-1)',
  log: 'the natural logarithm of each value s, log s(t)',
  'log-difference': 'the change of the logarithm of each value s from the row before, log s(t) - log s(t-1)'
}

/**
 * Sentences about the columns of a series: how they are transformed, and what the inputs are. Columns are given by their
 * numbers, because a name may hold signs that end a comment.
 */
function columnSentences(network: StoredNetwork): string[] {
  const { scaling, model } = network
  const transforms = transformsOf(network)
  const numbers = (has: (j: number) => boolean): string =>
    Array.from({ length: model.nx }, (_, j) => j)
      .filter(has)
      .map((j) => j + 1)
      .join(', ')
  const kinds = [...new Set(transforms)]
  const isLabelled = network.experiment.data.kind === 'labelled'
  const subject = isLabelled ? 'x(t) is' : 'x(t) and yhat(t) are'
  const learned = kinds.flatMap((kind) => {
    const where = kinds.length === 1 ? '' : `, in column ${numbers((j) => transforms[j] === kind)}`
    return meanings[kind] === null ? [] : [`${subject}, scaled, ${meanings[kind]}${where}.`]
  })
  if (isLabelled) return [...learned, 'yhat after the last row of a sequence is its label.']
  if (!scaling?.roles) return learned
  const roles = scaling.roles
  const ahead = numbers((j) => roles[j] === 'known-ahead' || roles[j] === 'flag-ahead')
  const flags = flagPlaces(columnsOf(network), roles).flatMap((flag, j) =>
    flag < 0 ? [] : [`Column ${flag + 1} of x(t) is 1 where column ${j + 1} is missing, else 0.`]
  )
  return [
    ...learned,
    `x(t) has ${model.nx} columns; yhat(t) foresees the first ${model.ny} of step t+1.`,
    ...(ahead === '' ? [] : [`Column ${ahead} of x(t) is known ahead: it holds the value of step t+1.`]),
    ...flags,
    ...(flags.length === 0
      ? []
      : ['The last known value stands in for a missing one, and before the first the number in mean.'])
  ]
}

/** The equations of a step, for the comment at the top of a file. */
export function equationsOf(network: StoredNetwork): string[] {
  const { recurrence, output } = network.model
  const before = { hidden: 'W h(t-1)', output: 'W z(t-1)', 'hidden+output': 'W h(t-1) + R z(t-1)' }[recurrence]
  const yhat = { softmax: 'softmax o(t)', sigmoid: 'sigmoid o(t)', linear: 'o(t)' }[output]
  return [
    `a(t) = b + ${before} + U x(t)`,
    'h(t) = tanh a(t)',
    'o(t) = c + V h(t)',
    `yhat(t) = ${yhat}`,
    ...columnSentences(network)
  ]
}

/** A sentence that says what z(t-1) is, for the comment at the top of a file; null where there is none. */
export function feedingText({ feeding, model: { nx, ny } }: StoredNetwork): string | null {
  return {
    nothing: null,
    input: `z(t-1) is ${ny < nx ? `the first ${ny} of x(t)` : 'x(t)'}, and 0 at the first step: what came true after the step before.`,
    output: 'z(t-1) is yhat(t-1), and 0 at the first step.',
    argmax: 'z(t-1) is the likeliest of the values at step t-1, as 0 and 1, and 0 at the first step.',
    sample: 'z(t-1) is drawn from yhat(t-1), and 0 at the first step.'
  }[feeding]
}
