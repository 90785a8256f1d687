// A table other than that of the training, read as that was: the same columns and roles, and the scaling of the training.

import type { Bytes } from '../data/bytes'
import { SeriesDataSet } from '../data/series'
import { columnOf, flagPlaces } from '../model/table'
import type { Experiment } from '../shared/experiment'
import type { KnownSeries } from './known-data'

interface Read {
  /** The name that errors use. */
  name: string
  experiment: Experiment
  known: KnownSeries | SeriesDataSet
  /** Whether rows are held out as the experiment says, or all rows are one part. */
  heldOut: boolean
}

/** Throws a DataError as SeriesDataSet does. */
export function otherTable(bytes: Bytes, { name, experiment, known, heldOut }: Read): SeriesDataSet {
  const { data: spec } = experiment
  if (spec.kind !== 'series') throw new Error('Another table is read for a network of a series.')
  const { roles } = known
  const names = known.inputLabels.map((label, j) => columnOf(label, roles[j]))
  const flags = flagPlaces(names, roles)
  return new SeriesDataSet(bytes, {
    ...spec,
    name,
    columns: known.outputLabels,
    flagged: names.filter((_, j) => flags[j] >= 0),
    scaling: { mean: [...known.mean], deviation: [...known.deviation] },
    reading: spec.reading && { ...spec.reading, heldOut: heldOut ? spec.reading.heldOut : null }
  })
}
