// From an experiment and its data to the network that is trained.

import { readFileSync } from 'node:fs'
import { basename, isAbsolute, join } from 'node:path'
import type { Bytes } from '../data/bytes'
import { DataError } from '../data/data-error'
import { passingBytes } from '../data/data-set'
import { beginningOf } from '../data/table/beginning'
import { describeTable } from '../data/table/describe'
import { understandText } from '../data/table/understand-text'
import { understandTexts } from '../data/table/understand-texts'
import type { TextFiles } from '../data/text-files'
import { readsBytes, traitsOf } from '../data/traits'
import { checkReadout, loadDataSet, type AnyDataSet } from '../data/load'
import { Learner, type LearnerOptions } from '../engine/learner'
import { stepsAreIndependent, type Model } from '../model/model'
import { parameterCount } from '../model/tensors'
import { pathsOf } from '../run-folder/stored-run'
import type { Experiment } from '../shared/experiment'
import { reason } from '../shared/reasons'
import { mostSymbols, type UnderstoodFile } from '../shared/understood'
import { whyOf } from '../shared/why'
import { collectGarbage } from './collect'
import { unreadable, withDataFile, type HearReading, type HowToRead } from './data-file'
import type { KnownData } from './known-data'
import { isFolder, severalTables, textFilesIn, textPathsIn } from './text-folder'
import type { StepWork } from './thread-count'

/** Streams of random numbers, forked from the experiment's seed, so that draws from one do not shift another. */
export const streams = { initialisation: 1, data: 2, validation: 3, sample: 4, coins: 5 } as const

/**
 * `resources` is the folder of the bundled files; `hear` is told how far a file is read. Throws a DataError, also when a
 * file cannot be read.
 */
export function openData({ data }: Experiment, resources: string, hear?: HearReading): AnyDataSet {
  const path = 'path' in data && data.source === 'file' ? data.path : null
  const bundled = (name: string): Uint8Array => readFileSync(join(resources, 'data', name))
  if (path === null) return loadDataSet(data, { bundled, chosen: bundled })
  // An imported model names its data file without a folder.
  if (!isAbsolute(path)) throw unreadable(path, reason('noFolder'))
  const load = (chosen: Bytes | TextFiles): AnyDataSet => loadDataSet(data, { bundled, chosen: () => chosen })
  const how = { hear, anyBytes: readsBytes(data) }
  const set = isSeveral(data, path) ? load(folderOf(data, path, how)) : withDataFile(path, load, how)
  // V8 would keep the columns of a large file until it needs their room.
  if (set.readingBytes > passingBytes) collectGarbage()
  return set
}

/** The paths of all files of the data. */
export function filesOf(experiment: Experiment): string[] {
  const paths = pathsOf(experiment)
  return paths.length === 1 && isFolder(paths[0]) ? textPathsIn(paths[0], readsBytes(experiment.data)) : paths
}

/** Whether the data are files of a folder. */
const isSeveral = (data: Experiment['data'], path: string): boolean =>
  isFolder(path) || (data.kind === 'text' && data.reading?.files !== undefined)

/** The files of a folder. Throws a DataError for tables. */
function folderOf(data: Experiment['data'], path: string, how: HowToRead): TextFiles {
  if (data.kind !== 'text') throw severalTables(path)
  return textFilesIn(path, data.reading?.files, how)
}

/**
 * What is understood of the file that the experiment names, or why it cannot be read as was decided. Throws a DataError
 * when there is no such file.
 */
export function understandFile({ data }: Experiment, hear?: HearReading): UnderstoodFile {
  if (data.kind === 'task' || data.source !== 'file' || data.path === null)
    throw new DataError('file-missing', 'No file is chosen. Choose one, or use the bundled data.')
  const { path } = data
  const name = basename(path)
  const understand = (bytes: Bytes): UnderstoodFile => {
    try {
      return data.kind === 'text'
        ? shownText(understandText(bytes, name, data.reading ?? {}))
        : describeTable(bytes, { ...data, name }, data.reading ?? {})
    } catch (error) {
      if (!(error instanceof DataError)) throw error
      return { kind: 'unreadable', why: whyOf(error), lines: beginningOf(bytes, name, data.reading?.encoding) }
    }
  }
  const how = { hear, anyBytes: readsBytes(data) }
  return isSeveral(data, path)
    ? shownText(understandTexts(folderOf(data, path, how), data.kind === 'text' ? (data.reading ?? {}) : {}))
    : withDataFile(path, understand, how)
}

const shownText = (text: ReturnType<typeof understandText>): UnderstoodFile => ({
  kind: 'text',
  ...text,
  vocabulary: text.vocabulary.slice(0, mostSymbols)
})

/** The experiment with all decisions about its table, or the files of its text, so that it is read in the same way again. */
export function withDecisions(experiment: Experiment, data: AnyDataSet): Experiment {
  const { data: spec } = experiment
  if (spec.kind === 'text' && data.kind === 'text' && data.files)
    return { ...experiment, data: { ...spec, reading: { ...spec.reading, files: data.files.read } } }
  const isTable =
    (spec.kind === 'series' && data.kind === 'series') || (spec.kind === 'labelled' && data.kind === 'labelled')
  return isTable && data.decisions ? { ...experiment, data: { ...spec, reading: data.decisions } } : experiment
}

/** Throws a DataError when the data ask for another readout. */
export function modelOf(experiment: Experiment, data: KnownData): Model {
  const { recurrence, readout, feedback, hiddenSize } = experiment.model
  if ('training' in data) checkReadout(data, readout)
  const { nx, ny, output } = data
  return { recurrence, readout, feedback, output, nx, nh: hiddenSize, ny }
}

/** All parameters are zero. The optimizer's options are a copy, so they can be changed during training. */
export function newLearner(
  experiment: Experiment,
  model: Model,
  { ragged, gaps }: Pick<AnyDataSet, 'ragged' | 'gaps'>,
  { kernels, crew }: Pick<LearnerOptions, 'kernels' | 'crew'>
): Learner {
  const { learning, optimizer } = experiment
  const { input } = traitsOf(experiment.data)
  return new Learner({
    model,
    kernels,
    method: learning.method,
    tau: learning.sequenceLength,
    batch: learning.batchSize,
    truncation: learning.truncation,
    input,
    ragged,
    gaps,
    crew,
    recompute: learning.recompute,
    optimizer: { ...optimizer }
  })
}

/** The loss of the worst simple method; null when none is known. */
export function guessingLoss(data: AnyDataSet, { learning }: Experiment): number | null {
  const losses = data
    .baselines({ tau: learning.sequenceLength })
    .filter(({ kind }) => kind === 'baseline')
    .map(({ loss }) => loss)
  // Baselines are measured on the held-out part.
  if (data.meanLoss !== null) losses.push(data.meanLoss)
  return losses.length === 0 ? null : Math.max(...losses)
}

/**
 * Floating-point operations of a step: forward, back to the activations, back to the parameters; each reads every
 * weight once.
 */
export function operationsPerStep({ learning }: Experiment, model: Model): number {
  return 6 * parameterCount(model) * learning.sequenceLength * learning.batchSize
}

/** The work of such a step that threads can share. */
export function workOf(experiment: Experiment, model: Model): StepWork {
  const { method, sequenceLength, batchSize } = experiment.learning
  return {
    operations: operationsPerStep(experiment, model),
    parameters: parameterCount(model),
    parts: stepsAreIndependent(model.recurrence, method) ? sequenceLength : batchSize
  }
}

/** Whether the state after one batch is the state before the next. */
export function carriesState({ learning }: Experiment, data: AnyDataSet): boolean {
  return learning.carryState && data.continuous
}

/**
 * The model for use without a teacher. When it was trained on true categories or bits, it must be fed categories or
 * bits, because it has never seen probabilities.
 */
export function withoutTeacher(model: Model, { learning }: Experiment): Model {
  const discretise = learning.method === 'teacher-forcing' && model.feedback === 'probabilities'
  return discretise ? { ...model, feedback: 'argmax' } : model
}
