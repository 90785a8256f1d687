// A task as data: endless training sequences from the run's seed, and the same validation sequences for every run.

import type { Batch, Values } from '../engine/batch'
import type { Output, Readout } from '../model/model'
import { isStreamState, Random } from '../engine/random'
import { DataError } from './data-error'
import type { Baseline, BatchSource, DataSet, Kinds } from './data-set'
import { tasks, type TaskName } from './tasks'
import type { Part, Task, TaskSequence } from './tasks/task'

/** The streams differ, so that no training seed gives the validation sequences. */
const trainingStream = 1
const validationSeed = 0x76616c69

export class TaskDataSet implements DataSet {
  readonly kind = 'task'
  readonly continuous = false
  readonly trainLength = null
  readonly content = null
  readonly meanLoss = null
  readonly bytes = 0
  readonly readingBytes = 0
  readonly nx: number
  readonly ny: number
  readonly output: Output
  readonly input: Values['kind']
  readonly ragged: boolean
  readonly gaps = false
  readonly pictureWidth: number | undefined
  readonly readout: Readout | null
  readonly inputLabels: readonly string[]
  readonly outputLabels: readonly string[]
  private readonly definition: Task

  /** `validationSequences` is how many sequences validation() holds. */
  constructor(
    readonly task: TaskName,
    readonly validationSequences: number
  ) {
    const definition: Task = tasks[task]
    this.definition = definition
    this.nx = definition.nx
    this.ny = definition.ny
    this.output = definition.output
    this.input = definition.input
    this.ragged = definition.ragged ?? false
    this.pictureWidth = definition.pictureWidth
    this.readout = definition.readout
    this.inputLabels = definition.inputLabels
    this.outputLabels = definition.outputLabels
  }

  /** Position: the state of the random stream. Throws a DataError for a tau that is too short for the task. */
  training({ tau, batch: lanes, seed }: { tau: number; batch: number; seed: number }): BatchSource {
    const writer = new SequenceWriter(this.definition, tau, lanes, this.task, 'training')
    const random = new Random(seed).fork(trainingStream)
    return {
      next() {
        for (let lane = 0; lane < lanes; lane++) writer.write(lane, random)
        return { batch: writer.batch, fresh: true }
      },
      position: () => [random.state],
      seek(position) {
        if (position.length !== 1 || !isStreamState(position[0]))
          throw new RangeError(`[${position}] is no place in this task.`)
        random.state = position[0]
      }
    }
  }

  /** The sequences do not depend on the batch size; lanes that are left over in the last batch are masked. */
  *validation(options: { tau: number; batch: number }): Iterable<{ batch: Batch; fresh: boolean; kinds: Kinds }> {
    const { tau } = options
    const lanes = Math.min(options.batch, this.validationSequences)
    const writer = new SequenceWriter(this.definition, tau, lanes, this.task, 'held-out')
    const random = new Random(validationSeed)
    for (let first = 0; first < this.validationSequences; first += lanes) {
      const used = Math.min(lanes, this.validationSequences - first)
      for (let lane = 0; lane < used; lane++) writer.write(lane, random)
      yield { batch: used === lanes ? writer.batch : writer.batchOf(used), kinds: writer.kindsOf(used), fresh: true }
    }
  }

  validationLanes(batch: number): number {
    return batch
  }

  baselines({ tau }: { tau: number }): Baseline[] {
    return this.definition.baselines(tau, () => this.validationSequencesOf(tau))
  }

  slowBaselines(): Iterable<Baseline | undefined> {
    return []
  }

  private *validationSequencesOf(tau: number): Iterable<TaskSequence> {
    const writer = new SequenceWriter(this.definition, tau, 1, this.task, 'held-out')
    const random = new Random(validationSeed)
    for (let i = 0; i < this.validationSequences; i++) yield writer.write(0, random)
  }
}

/** Lays sequences side by side in one batch, time-major. */
class SequenceWriter {
  readonly batch: Batch
  private readonly kinds: [string, Uint8Array][]
  private readonly sequence: TaskSequence
  private readonly x: Column
  private readonly y: Column

  constructor(
    private readonly task: Task,
    private readonly tau: number,
    private readonly lanes: number,
    name: string,
    private readonly part: Part
  ) {
    const { nx, ny, input, output, minimumLength, masked, ragged } = task
    if (tau < minimumLength) {
      throw new DataError(
        'sequence-too-short',
        `The task "${name}" needs sequences of at least ${minimumLength} steps, not ${tau}. ` +
          'Make the sequence length larger.',
        { task: name, minimumLength, tau }
      )
    }
    this.x = columnOf(input, nx, tau * lanes)
    this.y = columnOf(output === 'softmax' ? 'index' : 'dense', ny, tau * lanes)
    this.sequence = {
      x: new Float32Array(tau * this.x.width),
      y: new Float32Array(tau * this.y.width),
      mask: new Uint8Array(tau).fill(1)
    }
    this.kinds = Object.keys(task.kinds ?? {}).map((name) => [name, new Uint8Array(tau * lanes)])
    this.batch = {
      tau,
      batch: lanes,
      x: this.x.values,
      y: this.y.values,
      mask: masked ? new Uint8Array(tau * lanes) : null,
      h0: null,
      z0: null,
      ...(ragged && { lengths: new Int32Array(lanes).fill(tau) })
    }
  }

  /** Makes a sequence and copies it to its lane. The result is valid until the next call. */
  write(lane: number, random: Random): TaskSequence {
    const {
      task,
      tau,
      lanes,
      part,
      sequence,
      x,
      y,
      batch: { mask, lengths }
    } = this
    if (mask) sequence.mask.fill(1)
    const length = task.generate(random, tau, sequence, part) ?? tau
    if (lengths) lengths[lane] = length
    for (let t = 0; t < tau; t++) {
      const row = t * lanes + lane
      for (let j = 0; j < x.width; j++) x.all[row * x.width + j] = sequence.x[t * x.width + j]
      for (let j = 0; j < y.width; j++) y.all[row * y.width + j] = sequence.y[t * y.width + j]
      if (mask) mask[row] = sequence.mask[t]
      for (const [name, ofKind] of this.kinds)
        ofKind[row] = t < length && sequence.mask[t] === 1 && task.kinds![name](t, sequence) ? 1 : 0
    }
    return sequence
  }

  /** The batch in which only the first `used` lanes count in the loss. */
  batchOf(used: number): Batch {
    const { tau, lanes, batch } = this
    return { ...batch, mask: this.lanesOf(batch.mask ?? new Uint8Array(tau * lanes).fill(1), used) }
  }

  /** The kinds of the targets of the first `used` lanes. */
  kindsOf(used: number): Kinds {
    return Object.fromEntries(this.kinds.map(([name, mask]) => [name, this.lanesOf(mask, used)]))
  }

  private lanesOf(mask: Uint8Array, used: number): Uint8Array {
    return mask.map((counts, row) => (row % this.lanes < used ? counts : 0))
  }
}

/** The inputs or targets of a batch, and how many numbers stand for a step. */
interface Column {
  values: Values
  all: Int32Array | Float32Array
  width: number
}

function columnOf(kind: Values['kind'], n: number, rows: number): Column {
  if (kind === 'dense') {
    const values = new Float32Array(rows * n)
    return { values: { kind, values }, all: values, width: n }
  }
  const index = new Int32Array(rows)
  return { values: { kind, index }, all: index, width: 1 }
}
