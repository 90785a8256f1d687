// The preview of the data that a person sees before training.

import type { Output, Readout } from '../model/model'
import { isFlag } from '../model/table'
import { DataError } from './data-error'
import type { Baseline } from './data-set'
import { exampleOf, type Example } from './example'
import type { LabelledDataSet } from './labelled'
import type { AnyDataSet } from './load'
import type { SeriesDataSet } from './series'
import type { TableDecisions } from './table/decisions'
import type { TaskDataSet } from './task-data-set'
import type { TaskName } from './tasks'
import type { TextDataSet } from './text'
import { fileLine } from './text-files'

interface Sizes {
  nx: number
  ny: number
  output: Output
  readout: Readout | null
  inputLabels: string[]
  outputLabels: string[]
  baselines: Baseline[]
  /** Why the data cannot be trained on with sequences of this length. */
  unfit?: { message: string; code: string; values: Record<string, string | number> }
}
interface TextPreview {
  kind: 'text'
  encoding: string
  characters: number
  trainCharacters: number
  /** The names of several files; null where it is one. */
  files: string[] | null
  excerpt: string
  /** The symbols by falling frequency. */
  frequencies: [symbol: string, count: number][]
}
interface SeriesPreview {
  kind: 'series'
  rows: number
  trainRows: number
  delimiter: string
  header: boolean
  reading: TableDecisions | null
  columns: { name: string; numeric: boolean }[]
  /** Chosen columns in their own units; `row` counts rows of data from 0, and null is a gap. */
  curves: { name: string; row: number[]; value: (number | null)[] }[]
  /** Names of the rows that are drawn, and of the first held-out row; null where the file names none. */
  names: ReturnType<SeriesDataSet['rowNames']>
}
interface LabelledPreview {
  kind: 'labelled'
  reading: TableDecisions
  rows: number
  longest: number
  column: string
  /** Sequences by class: the class, how many are trained on, and how many are held out; all together for numbers. */
  classes: { name: string; trained: number; heldOut: number }[]
  /** The first sequences, at most `shownSequences`, with at most `shownSteps` rows in their own units. */
  sequences: { name: string; label: string; heldOut: boolean; rows: number; curves: number[][] }[]
}
interface TaskPreview {
  kind: 'task'
  task: TaskName
  examples: Example[]
}
export type DataPreview = Sizes & (TextPreview | SeriesPreview | LabelledPreview | TaskPreview)

const excerptCharacters = 2000
const curvePoints = 1000
const exampleSequences = 5
const [shownSequences, shownSteps] = [12, 200]

/**
 * `tau` is the length of the sequences to train on, and of a task's examples; baselines depend on it. Throws a
 * DataError when the task needs longer sequences.
 */
export function previewData(data: AnyDataSet, tau: number): DataPreview {
  const { nx, ny, output, readout } = data
  const sizes: Sizes = {
    nx,
    ny,
    output,
    readout,
    inputLabels: [...data.inputLabels],
    outputLabels: [...data.outputLabels],
    baselines: data.baselines({ tau }),
    ...unfitness(data, tau)
  }
  switch (data.kind) {
    case 'text':
      return { ...sizes, ...previewText(data) }
    case 'series':
      return { ...sizes, ...previewSeries(data) }
    case 'labelled':
      return { ...sizes, ...previewLabelled(data) }
    case 'task':
      return { ...sizes, ...previewTask(data, tau) }
  }
}

function unfitness(data: AnyDataSet, tau: number): Pick<Sizes, 'unfit'> {
  try {
    data.training({ tau, batch: 1, seed: 0 })
    return {}
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    return { unfit: { message: error.message, code: error.code, values: { ...error.values } } }
  }
}

function previewText(data: TextDataSet): TextPreview {
  const frequencies = data.vocabulary.symbols.map((symbol, k): [string, number] => [symbol, data.counts[k]])
  return {
    kind: 'text',
    encoding: data.encoding,
    characters: data.index.length,
    trainCharacters: data.trainCharacters,
    files: data.files?.read ?? null,
    excerpt: excerptOf(data),
    frequencies: frequencies.sort(([, a], [, b]) => b - a)
  }
}

/** The beginning of the text; each of several sequences begins with a line that names its file. */
function excerptOf({ sequences, vocabulary, index }: TextDataSet): string {
  const part = (begin: number, end: number): string =>
    vocabulary.decode(index.subarray(begin, Math.min(end, begin + excerptCharacters)))
  if (sequences.length === 1) return part(0, index.length)
  let excerpt = ''
  for (const { name, begin, end } of sequences) {
    if (excerpt.length >= excerptCharacters) break
    excerpt += `${excerpt === '' ? '' : '\n'}${fileLine(name!)}${part(begin, end)}`
  }
  return excerpt.slice(0, excerptCharacters)
}

function previewSeries(data: SeriesDataSet): SeriesPreview {
  const every = Math.ceil(data.rows / curvePoints)
  const row = Array.from({ length: Math.ceil(data.rows / every) }, (_, i) => i * every)
  const valueAt = (r: number, j: number): number | null => {
    const value = data.raw[r * data.nx + j]
    return Number.isNaN(value) ? null : value
  }
  return {
    kind: 'series',
    rows: data.rows,
    trainRows: data.trainRows,
    delimiter: data.delimiter,
    header: data.header,
    reading: data.decisions,
    columns: data.columns.map((column) => ({ ...column })),
    curves: data.chosen.flatMap((name, j) =>
      isFlag(data.roles[j]) ? [] : [{ name, row, value: row.map((r) => valueAt(r, j)) }]
    ),
    names: data.rowNames([...new Set([...row, data.trainRows])].filter((r) => r < data.rows).sort((a, b) => a - b))
  }
}

function previewLabelled(data: LabelledDataSet): LabelledPreview {
  const { sequences, label, outputLabels, nx, raw } = data
  const heldOut = new Set(data.heldOut)
  const isClass = label.kind === 'classes'
  const textOf = (k: number): string => (isClass ? outputLabels[label.of[k]] : String(label.of[k]))
  const all = sequences.map((one, k) => ({ ...one, k, heldOut: heldOut.has(k) }))
  const shown = outputLabels.flatMap((_, c) =>
    all.filter(({ k }) => !isClass || label.of[k] === c).slice(0, Math.max(1, Math.floor(shownSequences / data.ny)))
  )
  return {
    kind: 'labelled',
    reading: data.decisions,
    rows: data.rows,
    longest: data.longest,
    column: label.name,
    classes: outputLabels.map((name, c) => {
      const own = all.filter(({ k }) => !isClass || label.of[k] === c)
      const out = own.filter((one) => one.heldOut).length
      return { name, trained: own.length - out, heldOut: out }
    }),
    sequences: shown.slice(0, shownSequences).map(({ name, k, begin, end, heldOut: isOut }) => ({
      name: name ?? '',
      label: textOf(k),
      heldOut: isOut,
      rows: end - begin,
      curves: Array.from({ length: nx }, (_, j) =>
        Array.from({ length: Math.min(shownSteps, end - begin) }, (_, t) => raw[(begin + t) * nx + j])
      )
    }))
  }
}

function previewTask(data: TaskDataSet, tau: number): TaskPreview {
  const [{ batch }] = data.validation({ tau, batch: exampleSequences })
  const examples = Array.from({ length: batch.batch }, (_, lane) => exampleOf(data, batch, lane, data.readout))
  return { kind: 'task', task: data.task, examples }
}
