// Sequences of a table, each with one label. The network reads the rows of a sequence and answers once, after the last
// one:
//
//   x(t) = the input columns of row t, scaled      [nx]
//   y(τ) = the label: one of ny classes, or a scaled number (ny = 1)
//
// Whole sequences are held out. Scaling is fitted on the rows, and the labels, of the others.

import type { Batch } from '../engine/batch'
import type { LabelKind } from '../model/table'
import { transformOfScaling, type ColumnScaling, type Transform } from '../model/training'
import type { Output } from '../model/model'
import type { Bytes } from './bytes'
import { DataError } from './data-error'
import { passingBytes, type Baseline, type BatchSource, type DataSet } from './data-set'
import { trainingSequences, validationSequences } from './many-sequences'
import { isNotEmpty, trainedOf, type RowSequence } from './row-sequences'
import { fitColumn } from './scaling'
import type { SeriesScaling } from './series'
import type { Sequence } from './stretches'
import type { TableDecisions, TableReading } from './table/decisions'
import { labelledSequences } from './table/labelled'
import { transformed } from './transform'

export interface LabelledOptions {
  /** The name that errors use. */
  name: string
  labels: LabelKind
  validationFraction: number
  reading: TableReading
  /** What a trained network knows, where it only measures: its classes and its scaling. Then all sequences are held out. */
  known?: { classes: readonly string[]; scaling: SeriesScaling }
}

export class LabelledDataSet implements DataSet {
  readonly kind = 'labelled'
  readonly output: Output
  readonly input = 'dense'
  readonly readout = 'last-step'
  readonly continuous = false
  readonly ragged = true
  readonly gaps = false
  readonly nx: number
  readonly ny: number
  readonly inputLabels: readonly string[]
  /** The classes, or the name of the label's column. */
  readonly outputLabels: readonly string[]
  readonly decisions: TableDecisions
  /** Rows of all sequences, and of those that are trained on. */
  readonly rows: number
  readonly trainLength: number
  readonly sequences: readonly RowSequence[]
  /** The name of the label's column; and for each sequence the number of its class, or its number. */
  readonly label: { name: string; kind: LabelKind; of: Float64Array }
  /** Rows of the longest sequence. */
  readonly longest: number
  /** The time of each row, as the file writes it. */
  readonly steps: { name: string; cells: readonly string[] } | null
  readonly transforms: readonly Transform[]
  readonly scaling: SeriesScaling
  /** All inputs [rows × nx], in the units of the file and as the network reads them. */
  readonly raw: Float64Array
  readonly scaled: Float64Array
  readonly content: { values: Float64Array; size: number }
  readonly meanLoss: number
  readonly bytes: number
  readonly readingBytes: number
  private readonly name: string
  private readonly sequence: Sequence

  /** Throws a DataError as labelledSequences() does, and for the logarithm of a value that is not positive. */
  constructor(bytes: Bytes, options: LabelledOptions) {
    const { name, labels: kind, known } = options
    const table = labelledSequences(bytes, { ...options, classes: known?.classes }, options.reading)
    const { chosen, values: raw, sequences, labels } = table
    const n = chosen.length
    this.name = name
    this.output = kind === 'classes' ? 'softmax' : 'linear'
    this.nx = n
    this.ny = kind === 'classes' ? labels.classes.length : 1
    this.inputLabels = chosen
    this.outputLabels = kind === 'classes' ? labels.classes : [labels.name]
    this.decisions = table.decisions
    this.steps = table.steps
    this.sequences = sequences
    this.rows = raw.length / n
    this.trainLength = sequences.reduce((sum, { begin, train }) => sum + train - begin, 0)
    this.label = { name: labels.name, kind, of: labels.of }
    this.longest = longestOf(sequences)
    this.raw = raw

    const own = table.decisions.scaling
    const scalings = chosen.map((column): ColumnScaling => own[column] ?? 'standard')
    this.transforms = scalings.map(transformOfScaling)
    const begins = sequences.map(({ begin }) => begin)
    const values = transformed(raw, this.transforms, { columns: chosen, name, begins })
    const fit = (scaling: ColumnScaling, j: number): { mean: number; deviation: number } => {
      const column = Float64Array.from({ length: this.rows }, (_, row) => values[row * n + j])
      return fitColumn(trainedOf(column, sequences), scaling)
    }
    const fits = known ? [] : scalings.map(fit)
    const trained = labels.of.filter((_, k) => this.isTrained(k))
    const label = known ? known.scaling.label : kind === 'numbers' ? fitColumn(trained, 'standard') : null
    this.scaling = known?.scaling ?? {
      mean: fits.map(({ mean }) => mean),
      deviation: fits.map(({ deviation }) => deviation),
      ...(chosen.some((column) => column in own) && { scalings }),
      ...(label && { label })
    }
    const { mean, deviation } = this.scaling
    const scaled = values.map((value, i) => (value - mean[i % n]) / deviation[i % n])
    this.scaled = scaled
    const all = new Float64Array(raw.length + labels.of.length)
    all.set(raw)
    all.set(labels.of, raw.length)
    this.content = { values: all, size: this.rows }
    this.meanLoss = kind === 'classes' ? crossEntropy(trained, this.frequencies()) : 1
    this.readingBytes = 8 * this.rows * (3 * n + 2.5) + Math.min(raw.byteLength, passingBytes)
    this.bytes = raw.byteLength + scaled.byteLength + all.byteLength

    // For each row the label of its sequence, as the network is to answer it.
    const answers = labels.of.map((value) => (label ? (value - label.mean) / label.deviation : value))
    const of = new Int32Array(this.rows)
    for (const [k, { begin, end }] of sequences.entries()) of.fill(k, begin, end)
    const { ny } = this
    this.sequence = {
      allocate: (tau, batch) => ({
        tau,
        batch,
        mask: null,
        h0: null,
        z0: null,
        x: { kind: 'dense', values: new Float32Array(tau * batch * n) },
        y:
          kind === 'classes'
            ? { kind: 'index', index: new Int32Array(tau * batch) }
            : { kind: 'dense', values: new Float32Array(tau * batch * ny) }
      }),
      copyPair({ x, y }: Batch, row: number, at: number) {
        if (x.kind === 'dense') for (let j = 0; j < n; j++) x.values[row * n + j] = scaled[at * n + j]
        if (y.kind === 'index') y.index[row] = answers[of[at]]
        else y.values[row] = answers[of[at]]
      }
    }
  }

  private isTrained(k: number): boolean {
    const { begin, train } = this.sequences[k]
    return train > begin
  }

  /** The numbers of the sequences that are held out. */
  get heldOut(): number[] {
    return this.sequences.flatMap((_, k) => (this.isTrained(k) ? [] : [k]))
  }

  /** The share of each class among the sequences that are trained on [ny]. */
  private frequencies(): Float64Array {
    const counts = new Float64Array(this.ny)
    let sum = 0
    for (const [k, value] of this.label.of.entries())
      if (this.isTrained(k)) {
        counts[value]++
        sum++
      }
    return counts.map((count) => count / sum)
  }

  /** Throws a DataError when a sequence has more than tau rows. */
  training(options: { tau: number; batch: number; seed: number }): BatchSource {
    this.checkLength(options.tau)
    const ranges = this.sequences.map(({ begin, train }) => ({ begin, end: train })).filter(isNotEmpty)
    return trainingSequences(this.sequence, ranges, options)
  }

  /** Every held-out sequence once, with its label as the only target. */
  validation(options: { tau: number; batch: number }): Iterable<{ batch: Batch; fresh: boolean }> {
    this.checkLength(options.tau)
    const ranges = this.heldOut.map((k) => {
      const { begin, end } = this.sequences[k]
      return { first: begin, begin, end }
    })
    return validationSequences(this.sequence, ranges, options)
  }

  validationLanes(batch: number): number {
    return Math.min(batch, this.heldOut.length)
  }

  /** The sequences with these numbers side by side, as a batch of tau steps: as many as the longest of them has. */
  batchOf(numbers: readonly number[], tau = longestOf(numbers.map((k) => this.sequences[k]))): Batch {
    const some = numbers.map((k) => this.sequences[k])
    const batch = this.sequence.allocate(tau, some.length)
    batch.lengths = Int32Array.from(lengthsOf(some))
    for (const [lane, { begin, end }] of some.entries())
      for (let t = 0; t < tau; t++) this.sequence.copyPair(batch, t * some.length + lane, Math.min(begin + t, end - 1))
    return batch
  }

  private checkLength(tau: number): void {
    if (this.longest <= tau) return
    const { name: group } = this.sequences.find(({ begin, end }) => end - begin === this.longest)!
    throw new DataError(
      'labelled-too-long',
      `"${this.name}": sequence "${group}" has ${this.longest} rows, but the sequence length is ${tau}, and the label can be told only after the last row. Make the sequence length at least ${this.longest}.`,
      { name: this.name, group: group ?? '', longest: this.longest, tau }
    )
  }

  /**
   * Classes: the loss of answering every time how frequent each class is in training, and the share of right answers of
   * the most frequent one. Numbers: the squared error of the mean.
   */
  baselines(): Baseline[] {
    const { heldOut, label, scaling } = this
    const truths = Float64Array.from(heldOut, (k) => label.of[k])
    if (scaling.label) {
      const { mean, deviation } = scaling.label
      const loss = truths.reduce((sum, value) => sum + ((value - mean) / deviation) ** 2, 0) / truths.length
      return [{ key: 'mean', kind: 'baseline', loss, values: {} }]
    }
    const shares = this.frequencies()
    const most = shares.indexOf(Math.max(...shares))
    const right = truths.filter((value) => value === most).length / truths.length
    return [
      {
        key: 'class-frequencies',
        kind: 'baseline',
        loss: crossEntropy(truths, shares),
        values: { label: this.outputLabels[most], right: `${Number((100 * right).toFixed(1))} %` }
      }
    ]
  }

  slowBaselines(): Iterable<Baseline | undefined> {
    return []
  }
}

const lengthsOf = (sequences: readonly RowSequence[]): number[] => sequences.map(({ begin, end }) => end - begin)
const longestOf = (sequences: readonly RowSequence[]): number =>
  sequences.reduce((most, { begin, end }) => Math.max(most, end - begin), 0)

/** −mean log p of these classes, where p of every class is given. */
const crossEntropy = (classes: Float64Array, p: Float64Array): number =>
  classes.reduce((sum, one) => sum - Math.log(p[one]), 0) / classes.length
