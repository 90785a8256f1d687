// unroll score: shows how well a stored network predicts a text or a series that a person gives.

import { withDataFile } from '../../trainer/data-file'
import type { Bytes } from '../../data/bytes'
import { decodeText } from '../../data/encoding'
import { SeriesDataSet } from '../../data/series'
import { named } from '../../data/vocabulary'
import type { CheckpointChoice } from '../../shared/checkpoint-choice'
import { largestPlaces } from '../../shared/largest-places'
import { dataOfStored, knownData, type KnownSeries, type KnownText } from '../../trainer/known-data'
import { readerOf } from '../../trainer/reading/reader'
import { predictRows } from '../../trainer/reading/rows'
import { surpriseOf } from '../../trainer/reading/surprise'
import { readNetwork, type NetworkOfCheckpoint } from '../../trainer/network-of-checkpoint'
import { drive } from '../drive'
import { whileReading } from '../progress-line'
import { printable, printableJson } from '../printable'
import { checkpointsOf } from '../stored-run'
import { BadInput, interruptions, type ExitCode, type Terminal } from '../terminal'

interface Options {
  run: string
  /** Undefined for standard input. */
  file: string | undefined
  checkpoint: CheckpointChoice | undefined
  leaveOutUnknown: boolean
  json: boolean
}

/** `places` of the least likely places are printed, each with `context` symbols before and after it. */
const [places, context] = [10, 24]

export async function score({ run, file, checkpoint, ...options }: Options, terminal: Terminal): Promise<ExitCode> {
  const checkpoints = checkpointsOf(run, terminal)
  const network = readNetwork(run, checkpoints, checkpoints.chosen(checkpoint ?? null))
  const { about, experiment } = network
  if (experiment.data.kind === 'task')
    throw new BadInput(
      `${run} was trained on a task, whose sequences are made from the seed. Only networks of a text or a series score a file.`
    )
  const known = knownData(about, experiment) ?? dataOfStored(about, experiment, terminal.resources).data
  const name = file ?? 'standard input'
  const input = file === undefined ? await terminal.input() : null
  const read = <Result>(how: (bytes: Bytes) => Result): Result =>
    file === undefined ? how(input!) : whileReading(terminal, (hear) => withDataFile(file, how, hear))
  const work =
    known.kind === 'text'
      ? scoreText(network, known, read((bytes) => decodeText(bytes, name)).text, options, terminal)
      : scoreRows(network, known as KnownSeries, read, name)
  const { ended, ...done } = await drive(work, () => {}, terminal)
  if (!('result' in done)) return interruptions[ended!]
  const { json, lines } = done.result
  terminal.out(options.json ? `${printableJson(json)}\n` : printable(`${lines.join('\n')}\n`))
  return 0
}

interface Found {
  json: object
  lines: string[]
}

function* scoreText(
  network: NetworkOfCheckpoint,
  { vocabulary }: KnownText,
  given: string,
  { leaveOutUnknown }: Pick<Options, 'leaveOutUnknown'>,
  terminal: Terminal
): Generator<void, Found> {
  const { step } = network
  const { known, unknown } = vocabulary.split(given)
  if (unknown.length > 0 && leaveOutUnknown) terminal.error(printable(`Left out: ${unknown.map(named).join(', ')}.\n`))
  const text = leaveOutUnknown ? known : given
  const index = vocabulary.encode(text)
  if (index.length < 2)
    throw new BadInput('A text to be scored has at least two symbols: the first is read, and the others are foreseen.')
  const bits = yield* surpriseOf(readerOf(network), index)
  const total = bits.subarray(1).reduce((sum, value) => sum + value, 0)
  const symbols = Array.from(text)
  const leastLikely = largestPlaces(bits, places).map((at) => ({
    at,
    ...placeOf(symbols, at),
    before: symbols.slice(Math.max(0, at - context), at).join(''),
    symbol: symbols[at],
    after: symbols.slice(at + 1, at + 1 + context).join(''),
    bits: bits[at]
  }))
  const [scored, each] = [index.length - 1, total / (index.length - 1)]
  return {
    json: {
      kind: 'text',
      step,
      symbols: index.length,
      scored,
      leftOut: leaveOutUnknown ? unknown : [],
      bits: total,
      bitsPerCharacter: each,
      leastLikely,
      text,
      bitsOfEach: Array.from(bits)
    },
    lines: [
      `${each.toFixed(4)} bits a character (${total.toFixed(1)} bits for ${scored} characters; the first is only read), checkpoint of step ${step}.`,
      'The least likely places:',
      ...leastLikely.map(({ line, column, before, symbol, after, bits }) =>
        `${bits.toFixed(2).padStart(8)} bits  line ${line}, column ${column}: ${oneLine(before)}[${oneLine(symbol)}]${oneLine(after)}`.trimEnd()
      )
    ]
  }
}

/** Line and column, both counted from 1. */
function placeOf(symbols: readonly string[], at: number): { line: number; column: number } {
  const before = symbols.slice(0, at)
  return { line: 1 + before.filter((symbol) => symbol === '\n').length, column: at - before.lastIndexOf('\n') }
}

const oneLine = (text: string): string => text.replaceAll('\n', '⏎').replaceAll('\t', '⇥')

function* scoreRows(
  network: NetworkOfCheckpoint,
  { outputLabels: labels, mean, deviation }: KnownSeries,
  read: <Result>(how: (bytes: Bytes) => Result) => Result,
  name: string
): Generator<void, Found> {
  const { experiment, step } = network
  if (experiment.data.kind !== 'series') throw new Error('A series is scored by a network of a series.')
  const { data: spec } = experiment
  const data = read(
    (bytes) => new SeriesDataSet(bytes, { ...spec, name, columns: labels, scaling: { mean, deviation } })
  )
  const n = labels.length
  const answers = yield* predictRows(readerOf(network), data.x.subarray(0, data.rows * data.nx))
  const predicted = data.inUnits(answers, 0)
  // The targets are the first n of the columns.
  const targets = (values: Float64Array): Float64Array =>
    values.subarray(0, data.rows * data.nx).filter((_, i) => i % data.nx < n)
  const [truth, scaled] = [targets(data.raw), targets(data.scaled)]
  const error = predicted.map((value, i) => value - truth[i])
  // The error in standard deviations of the values that the network learns.
  const scaledError = answers.map((value, i) => value - scaled[i])
  const of = (errors: Float64Array, j: number): number[] =>
    Array.from({ length: data.rows - 1 }, (_, r) => errors[(r + 1) * n + j])
  const rootMeanSquare = (values: readonly number[]): number => Math.sqrt(meanOf(values.map((value) => value ** 2)))
  const columns = labels.map((column, j) => ({
    column,
    mae: meanOf(of(error, j).map(Math.abs)),
    rmse: rootMeanSquare(of(error, j)),
    nrmse: rootMeanSquare(of(scaledError, j))
  }))
  const squares = Float64Array.from({ length: data.rows }, (_, r) =>
    meanOf(labels.map((_, j) => scaledError[r * n + j] ** 2))
  )
  const row = (values: Float64Array, r: number): number[] => Array.from(values.subarray(r * n, (r + 1) * n))
  return {
    json: {
      kind: 'series',
      step,
      rows: data.rows,
      loss: meanOf(Array.from(squares.subarray(1))),
      columns,
      errors: Array.from({ length: data.rows - 1 }, (_, r) => ({
        row: r + 2,
        truth: row(truth, r + 1),
        predicted: row(predicted, r + 1),
        error: row(error, r + 1)
      }))
    },
    lines: [
      `${data.rows} rows, of which the first is only read; checkpoint of step ${step}.`,
      ...columns.map(
        ({ column, mae, rmse, nrmse }) =>
          `${column}: MAE ${short(mae)}, RMSE ${short(rmse)}, NRMSE ${short(nrmse)} (of the deviation of the training part)`
      ),
      'The rows that are foreseen worst, counted from 1 without the header:',
      ...largestPlaces(squares, places).map(
        (r) =>
          `  row ${r + 1}: ${labels.map((column, j) => `${column} ${short(truth[r * n + j])}, foreseen ${short(predicted[r * n + j])}, error ${short(error[r * n + j])}`).join('; ')}`
      )
    ]
  }
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const short = (value: number): string => String(Number(value.toPrecision(5)))
