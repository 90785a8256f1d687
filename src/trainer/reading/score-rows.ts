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
  const n = names.length
  // Every sequence is read by itself, from the zero state.
  const parts: Part[] = []
  for (let k = 0; k < data.sequences.length; k++) {
    const part = data.alone(k)
    const { rows, nx } = part
    const answers = yield* predictRows(readerOf(network), part.x.subarray(0, rows * nx))
    // The targets are the first n of the columns.
    const truth = part.raw.subarray(0, rows * nx).filter((_, i) => i % nx < n)
    const truths = names.map((_, j) => part.truth(j))
    const scaled = truth.map((_, i) => truths[i % n][Math.floor(i / n)])
    // After a gap, a change is not known. Nothing is foreseen there, so that no error is shown that does not count.
    const isUnknown = (i: number): boolean => i >= n && Number.isNaN(scaled[i]) && !Number.isNaN(truth[i])
    const predicted = part.inUnits(answers, 0).map((value, i) => (isUnknown(i) ? NaN : value))
    parts.push({ answers, predicted, truth, scaled })
  }
  const [answers, predicted, truth, scaled] = (['answers', 'predicted', 'truth', 'scaled'] as const).map((key) =>
    joined(parts.map((part) => part[key]))
  )
  const rows = truth.length / n
  /** The first row of a sequence is only read. */
  const isFirst = new Uint8Array(rows)
  for (let k = 0, row = 0; k < parts.length; row += parts[k++].truth.length / n) isFirst[row] = 1
  /** The errors of column j without first rows and without rows whose true value is missing. */
  const errorsIn = (found: Float64Array, right: Float64Array, j: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, r) => found[r * n + j] - right[r * n + j]).filter(
      (_, r) => isFirst[r] === 0 && !Number.isNaN(scaled[r * n + j])
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
  const isMissing = (r: number, j: number): boolean => isFirst[r] === 0 && Number.isNaN(scaled[r * n + j])
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
    sequences: parts.length,
    labels: rowLabels(data),
    columns,
    // 1/m Σ (o − y)² over the m known values
    loss: columns.reduce((sum, { nrmse }, j) => sum + counts[j] * nrmse ** 2, 0) / counts.reduce((a, b) => a + b),
    truth: new Float64Array(truth),
    predicted: new Float64Array(predicted),
    nats,
    natsPerRow: meanOf(nats.filter((value) => !Number.isNaN(value)))
  }
}

/** The rows [rows × columns] of one sequence. */
type Part = Record<'answers' | 'predicted' | 'truth' | 'scaled', Float64Array>

/** The names of all rows; of several sequences each with its group. Null where no column names them. */
function rowLabels(data: SeriesDataSet): RowScore['labels'] {
  const { labels, sequences } = data
  if (sequences.length === 1) return labels && { name: labels.name, cells: labels.cells.slice(0, data.rows) }
  const cells = sequences.flatMap(({ name, begin, end }) =>
    Array.from({ length: end - begin }, (_, i) => `${name}, ${labels?.cells[begin + i] ?? i + 1}`)
  )
  const groups = Object.entries(data.decisions!.roles).flatMap(([column, role]) => (role === 'group' ? [column] : []))
  return { name: [...groups, ...(labels ? [labels.name] : [])].join(', '), cells }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
const rootMeanSquare = (values: Float64Array): number => Math.sqrt(meanOf(values.map((value) => value ** 2)))
