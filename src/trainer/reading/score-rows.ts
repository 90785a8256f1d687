// How well a network of a series foresees the rows of a table, one step ahead.

import type { Bytes } from '../../data/bytes'
import { DataError } from '../../data/data-error'
import type { SeriesDataSet } from '../../data/series'
import { takesLog } from '../../data/transform'
import type { Experiment } from '../../shared/experiment'
import type { RowScore } from '../../shared/reading'
import type { KnownSeries } from '../known-data'
import { otherTable } from '../other-table'
import { readerOf } from './reader'
import { predictRows } from './rows'

/** `read` gives the bytes of the table; its columns are scaled as for the training. Throws a DataError. */
export function* scoreRows(
  network: Parameters<typeof readerOf>[0] & { experiment: Experiment; step: number },
  known: KnownSeries | SeriesDataSet,
  read: (how: (bytes: Bytes) => SeriesDataSet) => SeriesDataSet,
  name: string
): Generator<void, RowScore> {
  const { experiment, step } = network
  const { outputLabels: names } = known
  // All rows are scored, whatever the training held out.
  const data = read((bytes) => otherTable(bytes, { name, experiment, known, heldOut: false }))
  if (data.sequences.length > 1)
    throw new DataError(
      'score-one-group',
      `"${name}" holds ${data.sequences.length} groups. Score one at a time: a file with the rows of one group.`,
      { name, count: data.sequences.length }
    )
  const { rows, nx } = data
  const n = names.length
  const answers = yield* predictRows(readerOf(network), data.x.subarray(0, rows * nx))
  const predicted = data.inUnits(answers, 0)
  // The targets are the first n of the columns.
  const targets = (values: Float64Array): Float64Array => values.subarray(0, rows * nx).filter((_, i) => i % nx < n)
  const truth = targets(data.raw)
  const scaledTruths = names.map((_, j) => data.truth(j))
  const scaled = Float64Array.from(truth, (_, i) => scaledTruths[i % n][Math.floor(i / n)])
  /** The errors of column j without row 1, which is only read, and without rows whose true value is missing. */
  const errorsIn = (found: Float64Array, right: Float64Array, j: number): Float64Array =>
    Float64Array.from({ length: rows - 1 }, (_, r) => found[(r + 1) * n + j] - right[(r + 1) * n + j]).filter(
      (_, r) => !Number.isNaN(scaled[(r + 1) * n + j])
    )
  const counts: number[] = []
  const columns = names.map((column, j) => {
    const [errors, scaledErrors] = [errorsIn(predicted, truth, j), errorsIn(answers, scaled, j)]
    if (errors.length === 0)
      throw new DataError(
        'score-nothing-known',
        `"${name}" has no known value in column "${column}" after the first row, so nothing can be measured.`,
        { name, column }
      )
    counts.push(errors.length)
    return {
      column,
      mae: meanOf(errors.map(Math.abs)),
      rmse: rootMeanSquare(errors),
      nrmse: rootMeanSquare(scaledErrors)
    }
  })
  const isLog = data.transforms.map(takesLog)
  const isMissing = (r: number, j: number): boolean => r > 0 && Number.isNaN(scaled[r * n + j])
  const nats = Float64Array.from({ length: rows }, (_, r) => {
    if (columns.every((_, j) => isMissing(r, j))) return NaN
    return columns.reduce((sum, { nrmse }, j) => {
      if (isMissing(r, j)) return sum
      // −log p(s) = (e / σ)² / 2 + log σ + log 2π / 2, with σ in the units of the data; log s, where log s is learned.
      const sigma = nrmse * data.deviation[j]
      const error = (answers[r * n + j] - scaled[r * n + j]) * data.deviation[j]
      const gaussian = (error / sigma) ** 2 / 2 + Math.log(sigma) + Math.log(2 * Math.PI) / 2
      return sum + gaussian + (isLog[j] ? Math.log(truth[r * n + j]) : 0)
    }, 0)
  })
  return {
    step,
    rows,
    labels: data.labels && { name: data.labels.name, cells: data.labels.cells.slice(0, rows) },
    columns,
    // 1/m Σ (o − y)² over the m known values
    loss: columns.reduce((sum, { nrmse }, j) => sum + counts[j] * nrmse ** 2, 0) / counts.reduce((a, b) => a + b),
    truth: new Float64Array(truth),
    predicted: new Float64Array(predicted),
    nats,
    natsPerRow: meanOf(nats.subarray(1).filter((value) => !Number.isNaN(value)))
  }
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
const rootMeanSquare = (values: Float64Array): number => Math.sqrt(meanOf(values.map((value) => value ** 2)))
