// What a checkpoint stores about its data: enough to draw samples when the data file is gone.

import { vocabularyOf } from '../data/byte-symbols'
import { DataError } from '../data/data-error'
import type { AnyDataSet } from '../data/load'
import type { LabelledDataSet } from '../data/labelled'
import type { SeriesDataSet, SeriesScaling } from '../data/series'
import type { TextDataSet } from '../data/text'
import { readsBytes, traitsOf } from '../data/traits'
import { transformOfScaling, type Transform } from '../model/training'
import type { Experiment } from '../shared/experiment'
import type { StoredTraining } from './checkpoint-file'
import { Differs, expectSameData } from './going-on'
import { openData } from './network'

type Sizes = 'kind' | 'nx' | 'ny' | 'output' | 'readout' | 'inputLabels' | 'outputLabels'
export type KnownText = Pick<TextDataSet, Sizes | 'vocabulary'>
/** `mean` and `deviation` are those with which every column was scaled, after its transformation. */
export type KnownSeries = Pick<SeriesDataSet, Sizes | 'transforms' | 'roles'> &
  Pick<SeriesScaling, 'mean' | 'deviation'>
export type KnownLabelled = Pick<LabelledDataSet, Sizes | 'transforms' | 'scaling'>
export type KnownData = AnyDataSet | KnownText | KnownSeries | KnownLabelled

/** Part of a request needs data that are gone or have changed. */
export class DataAbsent extends Error {
  readonly code = 'data-absent'
  readonly values = {}

  constructor(reason: Error) {
    super(`This needs the data that the run was trained on: ${reason.message}`, { cause: reason })
  }
}

/**
 * Makes the data from the labels and the scaling in a checkpoint. Null when the checkpoint does not store them, or for
 * a task.
 */
export function knownData(
  { inputLabels, outputLabels, scaling }: StoredTraining,
  { data }: Experiment
): KnownText | KnownSeries | KnownLabelled | null {
  if (inputLabels === null || outputLabels === null) return null
  const sizes = { nx: inputLabels.length, ny: outputLabels.length, readout: null, inputLabels, outputLabels }
  if (data.kind === 'text')
    return { kind: data.kind, output: 'softmax', ...sizes, vocabulary: vocabularyOf(inputLabels, readsBytes(data)) }
  if (data.kind === 'task' || scaling?.mean.length !== sizes.nx || scaling.deviation.length !== sizes.nx) return null
  if (data.kind === 'labelled') {
    const { output } = traitsOf(data)
    if (output === 'linear' && !scaling.label) return null
    return { kind: data.kind, ...sizes, output, readout: 'last-step', scaling, transforms: transformsOf(scaling, data) }
  }
  const { mean, deviation, roles = inputLabels.map(() => 'target' as const) } = scaling
  const transforms = transformsOf(scaling, data)
  return { kind: data.kind, output: 'linear', ...sizes, mean, deviation, roles, transforms }
}

/**
 * The data of a stored run. When they are gone, it returns what the checkpoint stores about them, with the reason.
 * Throws a DataError or Differs when the checkpoint stores nothing.
 */
export function dataOfStored(
  stored: StoredTraining,
  experiment: Experiment,
  resources: string
): { data: KnownData; absent: DataAbsent | null } {
  try {
    const data = openData(experiment, resources)
    expectSameData(stored, data)
    return { data, absent: null }
  } catch (error) {
    if (!(error instanceof DataError || error instanceof Differs)) throw error
    const data = knownData(stored, experiment)
    if (data === null) throw error
    return { data, absent: new DataAbsent(error) }
  }
}

/** What became of each column of a stored series, or of labelled sequences, before it was scaled [nx]. */
export const transformsOf = (
  { mean, scalings }: SeriesScaling,
  data: Extract<Experiment['data'], { kind: 'series' | 'labelled' }>
): Transform[] =>
  scalings?.map(transformOfScaling) ?? mean.map(() => (data.kind === 'series' ? data.transform : 'none'))
