// A series of one or more columns of numbers, standardised; the end is held out. With s the targets, u the columns that
// are only inputs, and k those that are known ahead, all at the same row:
//
//   x(t) = (s(t), u(t), k(t + 1))   [nx = ns + nu + nk]
//   y(t) = s(t + 1)                 [ny = ns]
//
// So a target is an input too, and the first ny of the inputs are the targets.
//
// Where gaps are kept, each column with gaps has a flag among the inputs too: 1 where its value is missing. There the
// last known value of the sequence stands in x(t) and, where the truth is fed back, in z(t); before the first one, 0 of
// the scaled values. A missing target has no loss.

import type { Batch } from '../engine/batch'
import { flagPlaces, inputLabel, isFlag, type InputRole } from '../model/table'
import { transformOfScaling, type ColumnScaling, type Transform } from '../model/training'
import { fitAutoregression, predict } from './autoregression'
import type { Bytes } from './bytes'
import { readTable, type TableOptions } from './csv'
import { DataError } from './data-error'
import { passingBytes, type Baseline, type BatchSource, type DataSet } from './data-set'
import { decodeText } from './encoding'
import { autoregressionOrder } from './forecast-methods'
import { carried, isKnown, nothingKnown, putZeros } from './gaps'
import type { TableDecisions, TableReading } from './table/decisions'
import type { Warning } from './table/warnings'
import { understoodSeries } from './table/series'
import { trainingSequences, validationSequences } from './many-sequences'
import { heldOutPairs, isNotEmpty, trainedOf, trainedPairs, type RowSequence } from './row-sequences'
import { fitColumn } from './scaling'
import {
  passageOf,
  trainingWindows,
  trainPart,
  validationWindows,
  type HeldOutRange,
  type PairRange,
  type Sequence
} from './stretches'
import { takesDifference, transformed, turnedBack } from './transform'

export interface SeriesOptions extends TableOptions {
  /** The name that errors use. */
  name: string
  validationFraction: number
  transform?: Transform
  /** The decisions about the table. Null reads it in the old way, without decisions (csv.ts). */
  reading?: TableReading | null | undefined
  /** Where gaps are kept: the columns that have a flag. Without them they are those that have gaps. */
  flagged?: readonly string[]
  /** Mean and deviation of another training, in place of those of the training rows. */
  scaling?: Pick<SeriesScaling, 'mean' | 'deviation'>
}

export interface SeriesScaling {
  mean: readonly number[]
  deviation: readonly number[]
  /** For each column; absent where all follow the transformation of the series. */
  scalings?: readonly ColumnScaling[] | undefined
  /** For each column; absent where all are targets. */
  roles?: readonly InputRole[] | undefined
  /** The scaling of the label, where each sequence has one and it is a number. */
  label?: { mean: number; deviation: number } | undefined
}

const inOldWay = { decisions: null, warnings: [], roles: null, sequences: null, readingBytes: null }

export class SeriesDataSet implements DataSet {
  readonly kind = 'series'
  readonly output = 'linear'
  readonly input = 'dense'
  readonly readout = null
  readonly continuous = true
  /** Where there are several sequences, the last window of each is shorter. */
  readonly ragged: boolean
  readonly gaps: boolean
  /** Every column is scaled to variance 1, but for `min-max`. */
  readonly meanLoss: number
  readonly nx: number
  readonly ny: number
  readonly inputLabels: readonly string[]
  readonly outputLabels: readonly string[]
  readonly delimiter: string
  readonly header: boolean
  /**
   * All decisions about the table, so that it can be read in the same way again; null where it was read in the old way.
   */
  readonly decisions: TableDecisions | null
  /** What a person should know about how the table was read. */
  readonly warnings: readonly Warning[]
  /** Every column of the file; `chosen` are those read. */
  readonly columns: readonly { name: string; numeric: boolean }[]
  readonly chosen: readonly string[]
  /** The role of each chosen column, in the order of inputRoles. */
  readonly roles: readonly InputRole[]
  /**
   * The column that names the rows, such as dates: a cell for each row, the future rows too. Null where the file has
   * none.
   */
  readonly labels: { name: string; cells: readonly string[] } | null
  /** Rows with targets, and rows that hold only values known ahead: they stand after the others of their sequence. */
  readonly rows: number
  readonly futureRows: number
  readonly trainRows: number
  /** The sequences, one after the other. The state never goes from one to the next. */
  readonly sequences: readonly RowSequence[]
  /** Pairs (x, y) inside the training part: in each sequence one fewer than its rows there. */
  readonly trainLength: number
  /** What becomes of each column before it is scaled [nx]. */
  readonly transforms: readonly Transform[]
  /** All that an exact repetition of the scaling needs. */
  readonly scaling: SeriesScaling
  /**
   * All values [(rows + futureRows) × nx]: first in the data's own units, then transformed and standardised. NaN where a
   * future row has none, and in `raw` also where a value is missing.
   */
  readonly raw: Float64Array
  readonly scaled: Float64Array
  /** `raw` with the last known value in place of a missing one; NaN before the first. Only `raw` has the gaps themselves. */
  readonly filled: Float64Array
  /** 1 where a target can be learned [(rows + futureRows) × ny]; null where all can. */
  readonly known: Uint8Array | null
  /**
   * x(t) as the network reads it [(rows + futureRows) × nx]. It is `scaled` where no column is known ahead. NaN for values
   * of future rows that nobody knows.
   */
  readonly x: Float64Array
  readonly content: { values: Float64Array; size: number }
  /**
   * Mean and standard deviation of each transformed column over the training rows only; for `min-max` the smallest value
   * and the range there. The network reads (u − mean) / deviation.
   */
  readonly mean: Float64Array
  readonly deviation: Float64Array
  readonly bytes: number
  readonly readingBytes: number
  private readonly sequence: Sequence
  /** What a network answers that always answers the training mean [ny]. */
  private readonly centres: readonly number[]

  /**
   * Reads a delimited text file. Throws a DataError for a file that is no text or no table, values that are missing
   * or no numbers (with line and column), and fewer than three rows; and, where gaps are kept, for too few known values.
   */
  constructor(bytes: Bytes, options: SeriesOptions) {
    const { name, validationFraction, transform = 'none', scaling } = options
    const table = options.reading
      ? understoodSeries(bytes, options, options.reading)
      : { ...readTable(decodeText(bytes, name).text, name, options), ...inOldWay }
    this.decisions = table.decisions
    this.warnings = table.warnings
    if (table.rows < 3) {
      throw new DataError(
        'series-too-short',
        `"${name}" has ${table.rows === 1 ? '1 row' : `${table.rows} rows`} of numbers: too few to train on and to hold out. Choose a longer series.`,
        { name, rows: table.rows }
      )
    }
    const n = table.chosen.length
    const raw = table.values
    this.delimiter = table.delimiter
    this.header = table.header
    this.columns = table.columns
    this.chosen = table.chosen
    this.roles = table.roles ?? table.chosen.map(() => 'target')
    this.nx = n
    this.ny = this.roles.filter((role) => role === 'target').length
    this.inputLabels = this.nx === this.ny ? table.chosen : table.chosen.map((c, j) => inputLabel(c, this.roles[j]))
    this.outputLabels = this.nx === this.ny ? table.chosen : table.chosen.slice(0, this.ny)
    this.labels = table.labels
    this.rows = table.rows
    this.futureRows = raw.length / n - table.rows
    this.sequences = table.sequences ?? [oneSequence(table.rows, validationFraction)]
    this.ragged = this.sequences.length > 1
    this.trainRows = sum(this.sequences, ({ begin, train }) => train - begin)
    this.trainLength = sum(this.sequences.map(trainedPairs), ({ begin, end }) => end - begin)
    this.raw = raw
    const keeps = this.roles.some(isFlag)
    const filled = (this.filled = keeps ? carried(raw, n, this.sequences) : raw)
    this.content = { values: this.ragged ? raw : raw.subarray(0, table.rows * n), size: table.rows }
    const own = table.decisions?.scaling ?? {}
    const scalings = table.chosen.map((column, j) =>
      isFlag(this.roles[j]) ? 'standard' : (own[column] ?? (transform === 'none' ? 'standard' : transform))
    )
    this.transforms = scalings.map(transformOfScaling)
    const begins = this.sequences.map(({ begin }) => begin)
    const knownValues = transformed(raw, this.transforms, { columns: table.chosen, name, begins })
    const values = keeps ? transformed(filled, this.transforms, { columns: table.chosen, name, begins }) : knownValues
    this.mean = Float64Array.from(scaling?.mean ?? new Float64Array(n))
    this.deviation = Float64Array.from(scaling?.deviation ?? new Float64Array(n))
    for (let j = 0; j < n && !scaling; j++) {
      const trained = this.trained(this.column(knownValues, j), takesDifference(this.transforms[j]) ? 1 : 0)
      const column = keeps ? trained.filter(isKnown) : trained
      if (column.length === 0) throw nothingKnown(name, table.chosen[j])
      const fit = isFlag(this.roles[j]) ? { mean: 0, deviation: 1 } : fitColumn(column, scalings[j])
      this.mean[j] = fit.mean
      this.deviation[j] = fit.deviation
    }
    this.scaling = {
      mean: [...this.mean],
      deviation: [...this.deviation],
      ...((keeps || table.chosen.some((column) => column in own)) && { scalings }),
      ...(this.nx > this.ny && { roles: this.roles })
    }
    const scaled = values.map((value, i) => this.scale(value, i % n))
    if (keeps) putZeros(scaled, n, this.sequences)
    this.scaled = scaled
    const ahead = this.roles.indexOf('known-ahead')
    this.x =
      ahead < 0
        ? scaled
        : aheadOf(
            scaled,
            n,
            ahead,
            this.sequences.map(({ future }) => future)
          )
    // In the old way: every column of the file, the chosen ones raw and scaled, and two columns while a scaling is found.
    const reading =
      table.readingBytes ??
      8 * table.rows * (table.columns.length + 2 * n + 2.5) + Math.min(raw.byteLength, passingBytes)
    // Where gaps are kept, the filled values too, before and after they are transformed.
    this.readingBytes = reading + (keeps ? 16 * table.rows * n : 0)
    const others = [...(ahead < 0 ? [] : [this.x]), ...(keeps ? [filled] : [])]
    this.bytes = others.reduce((sum, { byteLength }) => sum + byteLength, raw.byteLength + scaled.byteLength)
    const { ny, x: inputs } = this
    const known = keeps
      ? Uint8Array.from({ length: (raw.length / n) * ny }, (_, i) =>
          isKnown(knownValues[Math.floor(i / ny) * n + (i % ny)]) ? 1 : 0
        )
      : null
    this.known = known?.subarray(0, table.rows * ny).includes(0) ? known : null
    this.gaps = this.known !== null
    if (this.gaps && !scaling) this.refuseUnknown(name)
    // The mean of a target that is scaled by its range is not 0.
    this.centres = scalings
      .slice(0, ny)
      .map((one, k) => (one === 'min-max' ? mean(this.trained(this.truth(k)).filter(isKnown)) : 0))
    this.meanLoss = scalings.slice(0, ny).includes('min-max') ? this.varianceOf() : 1
    this.sequence = {
      allocate: (tau, batch) => ({
        tau,
        batch,
        mask: null,
        h0: null,
        z0: null,
        x: { kind: 'dense', values: new Float32Array(tau * batch * n) },
        y: { kind: 'dense', values: new Float32Array(tau * batch * ny) },
        ...(this.gaps && { known: new Uint8Array(tau * batch * ny) })
      }),
      copyPair({ x, y, known: isThere }: Batch, row: number, at: number) {
        if (x.kind === 'dense') for (let j = 0; j < n; j++) x.values[row * n + j] = inputs[at * n + j]
        if (y.kind === 'dense') for (let k = 0; k < ny; k++) y.values[row * ny + k] = scaled[(at + 1) * n + k]
        if (isThere) for (let k = 0; k < ny; k++) isThere[row * ny + k] = known![(at + 1) * ny + k]
      }
    }
  }

  /** Mean of the variances of the scaled targets in the training rows. */
  private varianceOf(): number {
    const each = this.centres.map((centre, k) =>
      mean(
        this.trained(this.truth(k))
          .filter(isKnown)
          .map((value) => (value - centre) ** 2)
      )
    )
    return mean(Float64Array.from(each))
  }

  /** The scaled values of target k; NaN where there is none to learn. */
  truth(k: number): Float64Array {
    const { known, ny } = this
    const column = this.column(this.scaled, k)
    return known ? column.map((value, row) => (known[row * ny + k] === 1 ? value : NaN)) : column
  }

  /** Throws a DataError where no target is known in the training part, or none that is held out. */
  private refuseUnknown(name: string): void {
    const { known, ny, sequences } = this
    const has = (ranges: readonly PairRange[]): boolean =>
      ranges.some(({ begin, end }) => known!.subarray((begin + 1) * ny, (end + 1) * ny).includes(1))
    if (!has(sequences.map(trainedPairs))) throw nothingKnown(name, this.chosen.slice(0, ny).join(', '))
    if (has(this.heldOut)) return
    throw new DataError(
      'gaps-held-out',
      `"${name}": every target that is held out is missing, so nothing can be measured. Hold out another part.`,
      { name }
    )
  }

  /**
   * Writes outputs of the network [ny] into x(t) [nx] in place of the targets. As they stand for a value, their flags
   * are 0.
   */
  putOwn(x: Float32Array | Float64Array, own: ArrayLike<number>): void {
    const { ny, chosen, roles } = this
    x.set(own)
    for (const flag of flagPlaces(chosen, roles).slice(0, ny)) if (flag >= 0) x[flag] = 0
  }

  /** Turns a transformed value into standard deviations from the training mean. `column` counts the chosen columns. */
  private scale(value: number, column: number): number {
    return (value - this.mean[column]) / this.deviation[column]
  }

  /**
   * The network's answers [any × ny] for the rows from `first` on, in the data's units. Where differences are learned,
   * each is added to the true row before it; from the row after `first + freeFrom` on, to the answer before it.
   */
  inUnits(answers: ArrayLike<number>, first: number, freeFrom = Infinity): Float64Array {
    const { nx, ny, filled, mean, deviation, transforms } = this
    const values = new Float64Array(answers.length)
    for (let i = 0; i < values.length; i++) {
      const [row, k] = [Math.floor(i / ny), i % ny]
      const before = row > freeFrom ? values[i - ny] : filled[(first + row - 1) * nx + k]
      values[i] = turnedBack(answers[i] * deviation[k] + mean[k], before, transforms[k])
    }
    return values
  }

  /**
   * x(t) [any × nx] where the rows after the last one hold these values of the columns known ahead [any × nk], in their
   * own units, in place of those of the file. Errors call the file of the future `name`.
   */
  inputsWith(future: Float64Array, name: string): Float64Array {
    const { nx, rows, chosen, roles, transforms } = this
    const ahead = roles.indexOf('known-ahead')
    const nk = roles.filter((role) => role === 'known-ahead').length
    const raw = new Float64Array((rows + future.length / nk) * nx).fill(NaN)
    raw.set(this.filled.subarray(0, rows * nx))
    // Values are given for all columns known ahead, so that their flags are 0.
    for (let row = rows; row < raw.length / nx; row++) raw.fill(0, row * nx + ahead + nk, (row + 1) * nx)
    future.forEach((value, i) => (raw[(rows + Math.floor(i / nk)) * nx + ahead + (i % nk)] = value))
    const values = transformed(raw, transforms, { columns: chosen, name, begins: [0] })
    const scaled = values.map((value, i) => this.scale(value, i % nx))
    if (roles.some(isFlag)) putZeros(scaled, nx, this.sequences)
    return aheadOf(scaled, nx, ahead, [values.length / nx])
  }

  /** Column j of [any × nx] values; of one sequence only the rows with targets. */
  column(values: Float64Array, j: number): Float64Array {
    const { nx } = this
    const rows = this.rows + (this.ragged ? this.futureRows : 0)
    const column = new Float64Array(rows)
    for (let r = 0; r < rows; r++) column[r] = values[r * nx + j]
    return column
  }

  /** The training rows of a column, without the first `skip` rows of each sequence. */
  private trained(column: Float64Array, skip = 0): Float64Array {
    return trainedOf(
      column,
      this.sequences.map((one) => ({ ...one, begin: Math.min(one.begin + skip, one.train) }))
    )
  }

  /** The training rows of a column in the data's units, sequence by sequence; also of those that alone() leaves out. */
  trainedParts(j: number): Float64Array[] {
    const column = this.column(this.raw, j)
    return this.sequences.map(({ begin, train }) => column.subarray(begin, train))
  }

  /** One of the sequences as data of its own, with the scaling of all. Its training part may be empty. */
  alone(k: number): SeriesDataSet {
    const { begin, train, end, future, name } = this.sequences[k]
    if (this.sequences.length === 1) return this
    const { nx, ny, raw, scaled, filled, known, x, labels, sequence } = this
    const part = (values: Float64Array): Float64Array => values.subarray(begin * nx, future * nx)
    const own: Partial<SeriesDataSet> & { sequence: Sequence } = {
      sequences: [{ name, begin: 0, train: train - begin, end: end - begin, future: future - begin }],
      ragged: false,
      rows: end - begin,
      futureRows: future - end,
      trainRows: train - begin,
      trainLength: Math.max(0, train - begin - 1),
      raw: part(raw),
      scaled: part(scaled),
      filled: part(filled),
      known: known && known.subarray(begin * ny, future * ny),
      x: part(x),
      labels: labels && { name: labels.name, cells: labels.cells.slice(begin, future) },
      trainedParts: (j) => this.trainedParts(j),
      sequence: { ...sequence, copyPair: (batch, row, at) => sequence.copyPair(batch, row, begin + at) }
    }
    return Object.assign(Object.create(this) as SeriesDataSet, own)
  }

  /** The names of these rows, counted from 0; null where no column names the rows. */
  rowNames(rows: readonly number[]): { column: string; rows: number[]; names: string[] } | null {
    const { labels } = this
    return labels && { column: labels.name, rows: [...rows], names: rows.map((row) => labels.cells[row]) }
  }

  /** Throws a DataError when there is one sequence, and it has fewer than tau pairs to train on. */
  training(options: { tau: number; batch: number; seed: number }): BatchSource {
    const pairs = this.sequences.map(trainedPairs)
    return pairs.length === 1
      ? trainingWindows(this.sequence, pairs[0], options)
      : trainingSequences(this.sequence, pairs.filter(isNotEmpty), options)
  }

  /** Every held-out row is a target once. The first of a sequence is predicted from the rows before it, if there are any. */
  validation(options: { tau: number; batch: number }): Iterable<{ batch: Batch; fresh: boolean }> {
    const { heldOut } = this
    return this.sequences.length === 1
      ? validationWindows(this.sequence, heldOut[0], options)
      : validationSequences(this.sequence, heldOut, options)
  }

  /** Pairs whose target is held out, of every sequence that has some. */
  get heldOut(): HeldOutRange[] {
    return this.sequences.map(heldOutPairs).filter(isNotEmpty)
  }

  /** Pairs from `begin` on, as a batch of one sequence. */
  passage(begin: number, tau: number): Batch {
    return passageOf(this.sequence, begin, tau)
  }

  /** Every sequence is read from its beginning to its end; several lie side by side. */
  validationLanes(batch: number): number {
    return Math.min(batch, this.heldOut.length)
  }

  /**
   * Mean squared error of scaled values, one step ahead, on the held-out rows, mean of the known targets: the last value
   * again; the training mean; AR(9) fitted on each column's training rows (where they are enough). Values before the
   * beginning of a sequence count as the mean; the last known value counts for a missing one.
   */
  baselines(): Baseline[] {
    const columns = Array.from(this.outputLabels, (_, k) => this.column(this.scaled, k))
    // Where changes are learned, answering the last value again means no change.
    const again = columns.map((_, k) => (takesDifference(this.transforms[k]) ? this.scale(0, k) : null))
    const { heldOut, sequences } = this
    const truths = columns.map((_, k) => this.truth(k))
    const parts = (s: Float64Array): Float64Array[] => sequences.map(({ begin, train }) => s.subarray(begin, train))
    const fits = columns.map((s, k) => fitAutoregression(parts(s), autoregressionOrder, parts(truths[k])))
    const error = (prediction: (j: number, t: number, begin: number) => number): number => {
      let [squares, count] = [0, 0]
      for (const { first, begin, end } of heldOut) {
        for (let t = begin + 1; t <= end; t++) {
          truths.forEach((s, j) => {
            if (Number.isNaN(s[t])) return
            squares += (s[t] - prediction(j, t, first)) ** 2
            count++
          })
        }
      }
      return squares / count
    }
    const baseline = (key: string, loss: number, values = {}): Baseline => ({ key, kind: 'baseline', loss, values })
    const lines = [
      baseline(
        'last-value',
        error((j, t) => again[j] ?? columns[j][t - 1])
      ),
      baseline(
        'mean',
        error((j) => this.centres[j])
      )
    ]
    if (fits.every((fit) => fit !== null)) {
      lines.push(
        baseline(
          'autoregression',
          error((j, t, begin) => predict(fits[j]!, columns[j], t, begin)),
          { order: autoregressionOrder }
        )
      )
    }
    return lines
  }

  slowBaselines(): Iterable<Baseline | undefined> {
    return []
  }
}

/** A table that is one sequence, with a fraction held out. */
const oneSequence = (rows: number, fraction: number): RowSequence => ({
  name: null,
  begin: 0,
  train: Math.max(2, trainPart(rows, fraction)),
  end: rows,
  future: rows
})

/**
 * x(t) from the scaled values [any × n]: the columns from `ahead` on come from the row after. The last row of a sequence has
 * none; `ends` are the rows after these.
 */
function aheadOf(scaled: Float64Array, n: number, ahead: number, ends: readonly number[]): Float64Array {
  const x = scaled.map((value, i) => (i % n < ahead ? value : scaled[i + n]))
  for (const end of ends) x.fill(NaN, (end - 1) * n + ahead, end * n)
  return x
}

const sum = <T>(all: readonly T[], of: (one: T) => number): number => all.reduce((total, one) => total + of(one), 0)
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
