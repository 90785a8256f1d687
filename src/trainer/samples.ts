// Samples of a network, to look at while it learns: text that it writes, a series that it continues, a task that it
// answers. They are generators, so that the caller can do other work between steps.

import { DataError } from '../data/data-error'
import { answerOf } from '../data/answer'
import { exampleOf } from '../data/example'
import { heldOutPairs, isNotEmpty } from '../data/row-sequences'
import type { LabelledDataSet } from '../data/labelled'
import type { SeriesDataSet } from '../data/series'
import type { TaskDataSet } from '../data/task-data-set'
import { takesDifference, turnedBack } from '../data/transform'
import type { Values } from '../engine/batch'
import type { Evaluator } from '../engine/evaluate'
import { newParameters, type Parameters } from '../engine/parameters'
import { Random } from '../engine/random'
import type { Model } from '../model/model'
import { isFlag } from '../model/table'
import type { CheckpointChoice } from '../shared/checkpoint-choice'
import type { Drawing } from '../shared/drawing'
import type { Experiment } from '../shared/experiment'
import type { SampleEvent } from '../shared/run'
import type { Checkpoints } from './checkpoint'
import type { KnownData, KnownSeries, KnownText } from './known-data'
import { drawSymbol } from './draw-symbol'
import { streams } from './network'
import { evaluatorOf, Reader } from './reading/reader'

export type Sample = SampleEvent['sample']

export interface SampleRequest {
  /**
   * Text: the prime, how symbols are drawn, and the number of symbols. Series: the number of rows to predict freely. Tasks
   * ignore these.
   */
  prime: string
  drawing: Drawing
  length: number
  /**
   * Tasks: whether to take a new sequence. Otherwise the sequence is always the same, so that answers can be compared.
   */
  fresh: boolean
  random: Random
}

export type AskedSample = Omit<SampleRequest, 'random' | 'fresh'>

/** A network that samples are drawn from, and its step. */
interface Source {
  sampler: Sampler
  step: number
}

/** How many held-out sequences with labels are shown. */
const shownSequences = 20
/** The longest sequence of a task that is shown. */
const longestTask = 1000

export class Sampler {
  /** `evaluator` runs the model without a teacher. */
  constructor(
    private readonly experiment: Experiment,
    private readonly data: KnownData,
    private readonly evaluator: Evaluator
  ) {}

  /**
   * Throws a DataError when the priming text or the text at which to stop has symbols that the network does not know.
   */
  check({ prime, drawing }: { prime: string; drawing?: Pick<Drawing, 'stop'> }): void {
    if (this.data.kind === 'text') this.data.vocabulary.encode(prime + (drawing?.stop ?? ''))
  }

  /** Draws from the network as it is now. Its parameters must not change before the end. */
  *run(request: SampleRequest): Generator<void, Sample> {
    this.evaluator.refresh()
    switch (this.data.kind) {
      case 'text':
        return yield* this.writeText(this.data, request)
      case 'series':
        return yield* 'scaled' in this.data ? this.goOn(this.data, request) : this.runFree(this.data, request)
      case 'labelled':
        if (!('training' in this.data))
          throw new DataError(
            'sequences-unknown',
            'The held-out sequences of this run are in its data. Find the data file, or score another file.'
          )
        return this.answerSequences(this.data, request)
      case 'task':
        return this.answer(this.data, request)
    }
  }

  private *writeText(
    { vocabulary }: KnownText,
    { prime, drawing, length, random }: SampleRequest
  ): Generator<void, Sample> {
    const network = this.oneStep(random)
    // Without a prime the text begins as it would after a line end.
    const opening = prime !== '' ? vocabulary.encode(prime) : [Math.max(0, vocabulary.symbols.indexOf('\n'))]
    let yhat: Float32Array = new Float32Array(0)
    for (const symbol of opening) {
      yhat = network({ kind: 'index', index: Int32Array.of(symbol) })
      yield
    }
    const written: number[] = []
    const stop = vocabulary.encode(drawing.stop)
    while (written.length < length) {
      const symbol = drawSymbol(yhat, drawing, random)
      written.push(symbol)
      if (endsWith(written, stop)) break
      yhat = network({ kind: 'index', index: Int32Array.of(symbol) })
      yield
    }
    const { temperature, topK, topP, seed } = drawing
    return {
      kind: 'text',
      prime,
      temperature,
      ...(topK !== null && { topK }),
      ...(topP !== null && { topP }),
      ...(seed !== null && { seed }),
      text: vocabulary.decode(written)
    }
  }

  /**
   * Begins some rows before the held-out part. Every row is predicted from the true row before it, and then from its
   * own prediction. Columns that are only inputs keep their true values; the last known value counts for a missing one. Of several sequences it is the first that has a
   * held-out part; where that is all of the sequence, its first half is told.
   */
  private *goOn(all: SeriesDataSet, { length, random }: SampleRequest): Generator<void, Sample> {
    const data = all.alone(all.sequences.findIndex((one) => isNotEmpty(heldOutPairs(one))))
    const { nx, ny } = data
    const told = data.trainRows > 0 ? data.trainRows : Math.ceil(data.rows / 2)
    const freeFrom = Math.min(told - 1, 2 * this.experiment.learning.sequenceLength)
    const firstRow = told - freeFrom
    const free = Math.min(length, data.rows - told)
    const rows = freeFrom + free
    const truth = (i: number): Float64Array => data.x.slice((firstRow + i) * nx, (firstRow + i + 1) * nx)

    const follow = function* (network: Network, ownFrom: number): Generator<void, Float32Array[]> {
      const predicted: Float32Array[] = []
      for (let i = 0; i < rows; i++) {
        const before = truth(i - 1)
        if (i > ownFrom) data.putOwn(before, predicted[i - 1])
        predicted.push(network({ kind: 'dense', values: before }))
        yield
      }
      return predicted
    }
    const predicted = yield* follow(this.oneStep(random), rows)
    const alone = yield* follow(this.oneStep(random), freeFrom)

    const flat = (values: readonly Float32Array[]): number[] => values.flatMap((row) => [...row])
    const units = {
      truth: data.raw.subarray(firstRow * nx, (firstRow + rows) * nx).filter((_, i) => i % nx < ny),
      predicted: data.inUnits(flat(predicted), firstRow),
      free: data.inUnits(flat(alone), firstRow, freeFrom)
    }
    const [{ name: group }] = data.sequences
    const trueInputs = data.chosen.filter((_, j) => j >= ny && !isFlag(data.roles[j]))
    const names = data.rowNames(Array.from({ length: rows }, (_, i) => firstRow + i))
    const curve = (values: Float64Array, column: number): number[] =>
      Array.from({ length: rows }, (_, i) => values[i * ny + column])
    return {
      kind: 'series',
      firstRow,
      freeFrom,
      columns: data.outputLabels.map((name, column) => ({
        name,
        truth: curve(units.truth, column).map((value) => (Number.isNaN(value) ? null : value)),
        predicted: curve(units.predicted, column),
        free: curve(units.free, column)
      })),
      ...(trueInputs.length > 0 && { trueInputs }),
      ...(free < length && { wanted: length }),
      ...(names && { names }),
      ...(group !== null && { group })
    }
  }

  /** Without the data: runs free from the zero state and the mean, without true values to compare with. */
  private *runFree(
    { inputLabels, outputLabels, roles, nx, ny, mean, deviation, transforms }: KnownSeries,
    { length, random }: SampleRequest
  ): Generator<void, Sample> {
    if (transforms.slice(0, ny).some(takesDifference))
      throw new DataError(
        'level-unknown',
        'The network of this run continues changes, and without the data there is no value that they begin from. Find the data file.'
      )
    // Its own output is not missing: the flags of the targets are 0.
    const others = inputLabels.filter((_, j) => roles[j] !== 'target' && roles[j] !== 'flag').join(', ')
    if (others !== '')
      throw new DataError(
        'inputs-unknown',
        `The network also reads ${others}, whose values are in the data. Find the data file.`,
        { columns: others }
      )
    const network = this.oneStep(random)
    const rows: Float32Array[] = []
    while (rows.length < length) {
      const x = new Float32Array(nx)
      x.set(rows.at(-1) ?? [])
      rows.push(network({ kind: 'dense', values: x }))
      yield
    }
    return {
      kind: 'series',
      firstRow: 0,
      freeFrom: 0,
      columns: outputLabels.map((name, j) => ({
        name,
        truth: [],
        predicted: [],
        free: rows.map((row) => turnedBack(row[j] * deviation[j] + mean[j], NaN, transforms[j]))
      }))
    }
  }

  private answer(data: TaskDataSet, { random, fresh }: SampleRequest): Sample {
    const { ny, readout, recurrence } = this.evaluator.model
    const tau = Math.min(this.experiment.learning.sequenceLength, longestTask)
    const [{ batch }] = fresh
      ? [data.training({ tau, batch: 1, seed: random.integer(2 ** 31) }).next()]
      : data.validation({ tau, batch: 1 })
    const { rows, values } = this.evaluator.outputs(batch, recurrence === 'hidden' ? 'bptt' : 'free-running', random)
    const missing = tau - rows
    const example = exampleOf(data, batch, 0, readout)
    // A network with readout `last-step` has no earlier outputs.
    const outputAt = (t: number): number[] =>
      t < missing
        ? new Array<number>(ny).fill(0)
        : Array.from(values.subarray((t - missing) * ny, (t - missing + 1) * ny))
    return { kind: 'task', ...example, outputs: example.inputs.map((_, t) => outputAt(t)) }
  }

  /** The answers to the first held-out sequences. */
  private answerSequences(data: LabelledDataSet, { random }: SampleRequest): Sample {
    const { ny, recurrence } = this.evaluator.model
    const { heldOut, label, sequences, scaling } = data
    const shown = heldOut.slice(0, shownSequences)
    const method = recurrence === 'hidden' ? 'bptt' : 'free-running'
    // Where sequences differ in length, every step has an output.
    const { values } = this.evaluator.outputs(data.batchOf(shown), method, random)
    return {
      kind: 'labelled',
      column: label.name,
      classes: label.kind === 'classes' ? [...data.outputLabels] : null,
      heldOut: heldOut.length,
      sequences: shown.map((k, lane) => {
        const { name, begin, end } = sequences[k]
        const last = (end - begin - 1) * shown.length + lane
        const yhat = values.subarray(last * ny, (last + 1) * ny)
        return { name: name ?? '', rows: end - begin, truth: label.of[k], ...answerOf(yhat, scaling.label) }
      })
    }
  }

  /** Runs the network one step at a time, from the zero state. */
  private oneStep(random: Random): Network {
    const reader = new Reader(this.evaluator, this.experiment, 1, random)
    return (x) => reader.outputs(x)
  }
}

/** The samples of one run, one after the other: regular ones, and those that a person asks for. */
export class SampleQueue {
  private waiting: Iterator<void>[] = []

  /** `take` gets every sample. */
  constructor(
    private readonly sampler: Sampler,
    private readonly seed: number,
    private readonly stepNow: () => number,
    private readonly take: (event: SampleEvent) => void
  ) {}

  get busy(): boolean {
    return this.waiting.length > 0
  }

  /**
   * Adds a request. `number` distinguishes samples of the same step. `source` is the network of a checkpoint; without
   * it the sample is of the network as it then is. Throws as Sampler.check().
   */
  ask(request: AskedSample, number: number, source?: Source): void {
    this.sampler.check(request)
    this.waiting.push(this.draw(request, number, source))
  }

  /** Works on the first request, for one piece. */
  advance(): void {
    if (this.waiting[0]?.next().done) this.waiting.shift()
  }

  clear(): void {
    this.waiting = []
  }

  /** `number` is null for a regular sample that no person asked for. */
  *draw(request: AskedSample, number: number | null, source?: Source): Generator<void, void> {
    const { sampler, step } = source ?? { sampler: this.sampler, step: this.stepNow() }
    this.take(yield* drawSample(sampler, request, { seed: this.seed, step, number }))
  }
}

/** A sampler of a network with these parameters, which computes with the portable kernels. */
export function samplerOf(experiment: Experiment, data: KnownData, model: Model, parameters: Parameters): Sampler {
  return new Sampler(experiment, data, evaluatorOf(model, parameters, experiment))
}

/** A sampler of the network of a checkpoint. Throws a Refusal where there is none, and SafetensorsError. */
export function samplerAt(
  checkpoints: Checkpoints,
  choice: CheckpointChoice,
  { experiment, data, model }: { experiment: Experiment; data: KnownData; model: Model }
): Source {
  const step = checkpoints.chosen(choice)
  const parameters = newParameters(model)
  checkpoints.read(step, { model, batch: experiment.learning.batchSize }, parameters)
  return { sampler: samplerOf(experiment, data, model, parameters), step }
}

/** The event of a sample. `number` is null when no person asked for it. */
export function* drawSample(
  sampler: Sampler,
  request: AskedSample,
  { seed, step, number }: { seed: number; step: number; number: number | null }
): Generator<void, SampleEvent> {
  // With a seed that a person gave, the draws are the same at every training step.
  const random =
    request.drawing.seed === null
      ? new Random(seed)
          .fork(streams.sample)
          .fork(step)
          .fork(number ?? 0)
      : new Random(request.drawing.seed)
  const sample = yield* sampler.run({ ...request, fresh: number !== null, random })
  return { type: 'sample', step, ...(number !== null && { asked: number }), sample }
}

/** Takes x(t), returns ŷ(t). */
type Network = (x: Values) => Float32Array

const endsWith = (written: readonly number[], stop: Int32Array): boolean =>
  stop.length > 0 && stop.every((symbol, i) => written[written.length - stop.length + i] === symbol)

/** The drawings of several samples. Where a person gave a seed, each sample has the next seed. */
export const severalDrawings = (drawing: Drawing, count: number): Drawing[] =>
  Array.from({ length: count }, (_, i) => ({
    ...drawing,
    seed: drawing.seed === null ? null : (drawing.seed + i) % 2 ** 32
  }))
