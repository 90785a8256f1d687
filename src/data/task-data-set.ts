// A task as data: endless training sequences from the run's seed, and the same validation sequences for every run.

import type { Batch } from '../engine/batch'
import type { Output, Readout } from '../engine/model'
import { isStreamState, Random } from '../engine/random'
import { DataError } from './data-error'
import type { Baseline, BatchSource, DataSet } from './data-set'
import { tasks, type TaskName } from './tasks'
import type { Task } from './tasks/task'

/** Streams of their own: no training seed leads to the validation sequences. */
const trainingStream = 1
const validationSeed = 0x76616c69

export class TaskDataSet implements DataSet {
  readonly kind = 'task'
  readonly continuous = false
  readonly trainLength = null
  readonly bytes = 0
  readonly nx: number
  readonly ny: number
  readonly output: Output
  readonly readout: Readout | null
  readonly inputLabels: readonly string[]
  readonly outputLabels: readonly string[]
  private readonly definition: Task

  /** `validationSequences` is how many sequences validation() holds. */
  constructor(readonly task: TaskName, readonly validationSequences: number) {
    const definition: Task = tasks[task]
    this.definition = definition
    this.nx = definition.nx
    this.ny = definition.ny
    this.output = definition.output
    this.readout = definition.readout
    this.inputLabels = definition.inputLabels
    this.outputLabels = definition.outputLabels
  }

  /** Position: the state of the random stream. Throws a DataError for a tau that is too short for the task. */
  training({ tau, batch: lanes, seed }: { tau: number; batch: number; seed: number }): BatchSource {
    const writer = new SequenceWriter(this.definition, tau, lanes, this.task)
    const random = new Random(seed).fork(trainingStream)
    return {
      next() {
        for (let lane = 0; lane < lanes; lane++) writer.write(lane, random)
        return { batch: writer.batch, fresh: true }
      },
      position: () => [random.state],
      seek(position) {
        if (position.length !== 1 || !isStreamState(position[0])) throw new RangeError(`[${position}] is no place in this task.`)
        random.state = position[0]
      }
    }
  }

  /** The sequences do not depend on the batch size; lanes that are left over in the last batch are masked. */
  * validation(options: { tau: number; batch: number }): Iterable<{ batch: Batch; fresh: boolean }> {
    const { tau } = options
    const lanes = Math.min(options.batch, this.validationSequences)
    const writer = new SequenceWriter(this.definition, tau, lanes, this.task)
    const random = new Random(validationSeed)
    for (let first = 0; first < this.validationSequences; first += lanes) {
      const used = Math.min(lanes, this.validationSequences - first)
      for (let lane = 0; lane < used; lane++) writer.write(lane, random)
      writer.batch.mask = used === lanes ? null : Uint8Array.from({ length: tau * lanes }, (_, row) => row % lanes < used ? 1 : 0)
      yield { batch: writer.batch, fresh: true }
    }
  }

  baselines(): Baseline[] {
    return [...this.definition.baselines]
  }

  slowBaselines(): Iterable<Baseline | undefined> {
    return []
  }
}

/** Lays sequences side by side in one batch, time-major. */
class SequenceWriter {
  readonly batch: Batch
  private readonly x: Float32Array
  private readonly y: Float32Array
  private readonly batchX: Float32Array
  private readonly batchY: Float32Array

  constructor(private readonly task: Task, private readonly tau: number, private readonly lanes: number, name: string) {
    const { nx, ny, minimumLength } = task
    if (tau < minimumLength) {
      throw new DataError('sequence-too-short',
        `The task "${name}" needs sequences of at least ${minimumLength} steps, not ${tau}. Make the sequence length larger.`,
        { task: name, minimumLength, tau })
    }
    this.x = new Float32Array(tau * nx)
    this.y = new Float32Array(tau * ny)
    this.batchX = new Float32Array(tau * lanes * nx)
    this.batchY = new Float32Array(tau * lanes * ny)
    this.batch = {
      tau, batch: lanes, mask: null, h0: null, z0: null,
      x: { kind: 'dense', values: this.batchX }, y: { kind: 'dense', values: this.batchY }
    }
  }

  write(lane: number, random: Random): void {
    const { task: { nx, ny }, tau, lanes, x, y } = this
    this.task.generate(random, tau, x, y)
    for (let t = 0; t < tau; t++) {
      const row = t * lanes + lane
      for (let j = 0; j < nx; j++) this.batchX[row * nx + j] = x[t * nx + j]
      for (let j = 0; j < ny; j++) this.batchY[row * ny + j] = y[t * ny + j]
    }
  }
}
