// unroll score: shows how well a stored network predicts a text, a series or the labels of sequences that a person gives.

import { withDataFile } from '../../trainer/data-file'
import type { Bytes } from '../../data/bytes'
import { sumsOfCharacters } from '../../data/byte-symbols'
import { namedSymbols, symbolsUnknown, type ReadText } from '../../data/vocabulary'
import { readsBytes } from '../../data/traits'
import type { CheckpointChoice } from '../../shared/checkpoint-choice'
import { largestPlaces, peaksOf, placesApart } from '../../shared/largest-places'
import { dataOfStored, knownData, type KnownLabelled, type KnownSeries, type KnownText } from '../../trainer/known-data'
import { readerOf } from '../../trainer/reading/reader'
import { scoreRows } from '../../trainer/reading/score-rows'
import { scoreSequences } from '../../trainer/reading/score-sequences'
import { surpriseOf } from '../../trainer/reading/surprise'
import { textToRead } from '../../trainer/reading/text-to-read'
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
      `${run} was trained on a task, whose sequences are made from the seed. Only networks of a text or a table score a file.`
    )
  const known = knownData(about, experiment) ?? dataOfStored(about, experiment, terminal.resources).data
  const name = file ?? 'standard input'
  const input = file === undefined ? await terminal.input() : null
  const read = <Result>(how: (bytes: Bytes) => Result): Result =>
    file === undefined
      ? how(input!)
      : whileReading(terminal, (hear) => withDataFile(file, how, { hear, anyBytes: readsBytes(experiment.data) }))
  const work =
    known.kind === 'text'
      ? scoreText(
          network,
          known,
          read((bytes) => textToRead(known.vocabulary, bytes, name)),
          options,
          terminal
        )
      : known.kind === 'labelled'
        ? scoreLabels(network, known, read, name)
        : scoreTable(network, known as KnownSeries, read, name)
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
  { text, index, lengths, unknown, binary }: ReadText,
  { leaveOutUnknown }: Pick<Options, 'leaveOutUnknown'>,
  terminal: Terminal
): Generator<void, Found> {
  const { step } = network
  if (unknown.length > 0 && !leaveOutUnknown) throw symbolsUnknown(unknown, vocabulary.symbols.length)
  if (unknown.length > 0) terminal.error(printable(`Left out: ${namedSymbols(unknown)}.\n`))
  // A binary file has bytes and no characters.
  const symbols = binary ? Array.from(index, (k) => vocabulary.symbols[k]) : Array.from(text)
  if (symbols.length < 2)
    throw new BadInput('A text to be scored has at least two symbols: the first is read, and the others are foreseen.')
  const bits = sumsOfCharacters(yield* surpriseOf(readerOf(network), index), binary ? null : lengths)
  const total = bits.subarray(1).reduce((sum, value) => sum + value, 0)
  const leastLikely = largestPlaces(peaksOf(bits, placesApart), places).map((at) => ({
    at,
    ...(!binary && placeOf(symbols, at)),
    before: symbols.slice(Math.max(0, at - context), at).join(binary ? ' ' : ''),
    symbol: symbols[at],
    after: symbols.slice(at + 1, at + 1 + context).join(binary ? ' ' : ''),
    bits: bits[at]
  }))
  const scored = symbols.length - 1
  const scoredBytes = lengths && index.length - (binary ? 1 : lengths[0])
  const rates = [
    ...(scoredBytes === null ? [] : [{ of: 'byte', count: scoredBytes }]),
    ...(binary ? [] : [{ of: 'character', count: scored }])
  ]
  const eachOf = rates.map(({ of, count }) => `${(total / count).toFixed(4)} bits a ${of}`)
  const counts = rates.map(({ of, count }) => `${count} ${of}s`)
  return {
    json: {
      kind: 'text',
      step,
      symbols: symbols.length,
      scored,
      leftOut: leaveOutUnknown ? unknown : [],
      bits: total,
      ...(!binary && { bitsPerCharacter: total / scored }),
      ...(scoredBytes !== null && { scoredBytes, bitsPerByte: total / scoredBytes }),
      leastLikely,
      text,
      bitsOfEach: Array.from(bits)
    },
    lines: [
      `${eachOf.join(', ')} (${total.toFixed(1)} bits for ${counts.join(', ')}; the first is only read), checkpoint of step ${step}.`,
      'The least likely places:',
      ...leastLikely.map(({ at, line, column, before, symbol, after, bits }) =>
        [
          `${bits.toFixed(2).padStart(8)} bits  `,
          line === undefined ? `byte ${at + 1}` : `line ${line}, column ${column}`,
          `: ${oneLine(before)}[${oneLine(symbol)}]${oneLine(after)}`.trimEnd()
        ].join('')
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

function* scoreLabels(
  network: NetworkOfCheckpoint,
  known: KnownLabelled,
  read: <Result>(how: (bytes: Bytes) => Result) => Result,
  name: string
): Generator<void, Found> {
  const found = yield* scoreSequences(network, known, read, name)
  const { step, column, classes, loss, accuracy, mae, rmse, confusion, each } = found
  const textOf = (value: number): string => classes?.[value] ?? short(value)
  const worst = largestPlaces(
    Float64Array.from(each, (one) => one.loss),
    places
  )
  const table = confusion
    ? [['true \\ answer', ...classes!], ...confusion.map((row, k) => [classes![k], ...row.map(String)])]
    : []
  const widths = (table[0] ?? []).map((_, j) => Math.max(...table.map((row) => row[j].length)))
  return {
    json: {
      kind: 'labelled',
      ...found,
      each: each.map(({ truth, answer, ...one }) => ({ ...one, truth: textOf(truth), answer: textOf(answer) }))
    },
    lines: [
      `${each.length} sequences; checkpoint of step ${step}.`,
      classes
        ? `${column}: ${(100 * accuracy!).toFixed(2)} % right, ${short(loss)} nats a sequence`
        : `${column}: MAE ${short(mae!)}, RMSE ${short(rmse!)}`,
      ...table.map((row) => `  ${row.map((cell, j) => cell[j === 0 ? 'padEnd' : 'padStart'](widths[j])).join('  ')}`),
      'The worst sequences:',
      ...worst.map((k) => {
        const { name: group, rows, truth, answer, p, loss: own } = each[k]
        const sure = p === null ? '' : ` (p = ${p.toFixed(3)})`
        return `${short(own).padStart(9)}  ${group}, ${rows} ${rows === 1 ? 'row' : 'rows'}: ${textOf(truth)}, answered ${textOf(answer)}${sure}`
      })
    ]
  }
}

function* scoreTable(
  network: NetworkOfCheckpoint,
  known: KnownSeries,
  read: <Result>(how: (bytes: Bytes) => Result) => Result,
  name: string
): Generator<void, Found> {
  const found = yield* scoreRows(network, known, read, name)
  const { rows, sequences, step, columns, loss, truth, predicted, nats, natsPerRow, labels } = found
  const n = columns.length
  const row = (values: Float64Array, r: number): number[] => Array.from(values.subarray(r * n, (r + 1) * n))
  const errors = predicted.map((value, i) => value - truth[i])
  const ofColumn = (r: number) => (column: string, j: number) => {
    const [right, foreseen] = [truth[r * n + j], predicted[r * n + j]]
    if (Number.isNaN(right)) return `${column} missing, foreseen ${short(foreseen)}`
    return Number.isNaN(foreseen)
      ? `${column} ${short(right)}, after a gap: its change is not known`
      : `${column} ${short(right)}, foreseen ${short(foreseen)}, error ${short(errors[r * n + j])}`
  }
  const names = columns.map(({ column }) => column)
  return {
    json: {
      kind: 'series',
      step,
      rows,
      loss,
      natsPerRow,
      columns,
      errors: Array.from({ length: rows }, (_, r) => r)
        .filter((r) => !Number.isNaN(predicted[r * n]))
        .map((r) => ({
          row: r + 1,
          ...(labels && { label: labels.cells[r] }),
          truth: row(truth, r),
          predicted: row(predicted, r),
          error: row(errors, r),
          nats: nats[r]
        }))
    },
    lines: [
      sequences === 1
        ? `${rows} rows, of which the first is only read; checkpoint of step ${step}.`
        : `${rows} rows of ${sequences} sequences, of each of which the first row is only read; checkpoint of step ${step}.`,
      ...columns.map(
        ({ column, mae, rmse, nrmse }) =>
          `${column}: MAE ${short(mae)}, RMSE ${short(rmse)}, NRMSE ${short(nrmse)} (of the deviation of the training part)`
      ),
      `${short(natsPerRow)} nats a row: -log p of a Gaussian around what was foreseen, with the RMSE of these rows as its standard deviation.`,
      'The least likely rows, counted from 1 without the header; errors are foreseen minus true:',
      ...largestPlaces(nats, places).map(
        (r) =>
          `${short(nats[r]).padStart(9)} nats  row ${r + 1}${labels ? ` (${labels.cells[r]})` : ''}: ${names.map(ofColumn(r)).join('; ')}`
      )
    ]
  }
}

const short = (value: number): string => String(Number(value.toPrecision(5)))
