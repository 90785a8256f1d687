// Measures the cost of each method over the length of the sequence, with the engine that trains. It is a generator: its
// caller may rest between two steps, and each step is timed alone.

import { freemem } from 'node:os'
import type { Batch, State } from '../../engine/batch'
import { Learner } from '../../engine/learner'
import { Random } from '../../engine/random'
import { TooLarge } from '../../engine/wasm'
import { parameterCount } from '../../model/tensors'
import { costBatches, costMethods, misfits, windowSteps, type Cost, type CostPoint } from '../../shared/cost'
import { optimizerSchema } from '../../shared/experiment'
import { collectGarbage } from '../collect'
import { openEngine, type Engine, type EngineChoice } from '../engine'
import { OtherPrograms } from './other-programs'

export interface CostOptions extends EngineChoice {
  version: string
  /** The lengths, in ascending order. */
  lengths?: readonly number[]
  hidden?: number
  symbols?: number
  /** After so many seconds no further length is measured. A third more is kept for points that are measured again. */
  patience?: number
  /** How often a point may be measured again. */
  again?: number
  /** Milliseconds for the steps of one point. At least two steps are made. */
  pointMilliseconds?: number
}

export interface CostNews {
  /** The finished share of the work, 0–1, roughly. */
  done: number
  at: Pick<CostPoint, 'method' | 'batch' | 'threads' | 'tau'>
}

/** 16 … 16,384 */
export const usualLengths: readonly number[] = Array.from({ length: 11 }, (_, i) => 2 ** (i + 4))
/** The largest share of the free memory that a measurement may take. */
const mostOfMemory = 0.5

/** Milliseconds between two steps after which the caller must have rested. */
const restFrom = 300
/** The share of the progress for the first measurements. The rest is for points that are measured again. */
const firstShare = 0.85

/**
 * Measures all methods. Where time is left, it then measures again the points that do not fit. It frees the memory that
 * it took.
 */
export function* measureCost(options: CostOptions): Generator<CostNews, Cost> {
  const { lengths = usualLengths, hidden = 128, symbols = 65, patience = 125, again = 3, machine, version } = options
  const { runtime, processor, cores } = machine
  const measured = new Map<string, { cell: CostNews['at']; times: number[]; bytes: number; visits: number }>()
  const points = (): CostPoint[] =>
    [...measured.values()].map(({ cell, times, bytes, visits }) => {
      const sorted = times.toSorted((a, b) => a - b)
      return { ...cell, milliseconds: sorted[0], median: sorted[sorted.length >> 1], visits, bytes }
    })
  const leftOut: Cost['leftOut'] = []
  const cells = threadNumbers(cores).flatMap((threads) => costBatches.map((batch) => ({ threads, batch })))
  // The work grows with τ · batch; but a short length takes about as long as one of 2,048 steps.
  const weight = (tau: number, batch: number): number => 2048 * 32 + tau * batch
  const whole = lengths.reduce((sum, tau) => sum + cells.reduce((all, { batch }) => all + weight(tau, batch), 0), 0)
  let [done, spent, rests] = [0, 0, 0]
  let identity: Engine['identity'] | null = null
  const others = new OtherPrograms()

  /** Measures a point. Returns false where memory is not enough. */
  function* visit(cell: CostNews['at']): Generator<CostNews, boolean> {
    if (bytesOf(cell, hidden) > mostOfMemory * freemem()) return false
    let since = performance.now()
    others.skip()
    const measuring = new Measurement(cell, { ...options, hidden, symbols })
    try {
      const steps = measuring.steps()
      // `spent` counts all work, but not the rests between two steps.
      while (!steps.next().done) {
        const left = performance.now()
        spent += left - since
        yield { done, at: cell }
        since = performance.now()
        if (since - left < restFrom) continue
        rests++
        others.skip()
      }
      identity = measuring.engine.identity
      const key = `${cell.method} ${cell.batch} ${cell.threads} ${cell.tau}`
      const { times = [], visits = 0 } = measured.get(key) ?? {}
      measured.set(key, { cell, times: [...times, ...measuring.times], bytes: measuring.bytes, visits: visits + 1 })
      return true
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error
      return false
    } finally {
      measuring.close()
      collectGarbage()
      others.count()
      spent += performance.now() - since
    }
  }

  let reached = 0
  for (const tau of lengths) {
    let why: 'memory' | 'time' | null = null
    for (const { threads, batch } of cells) {
      for (const { key: method } of costMethods) {
        const cell = { method, batch, threads, tau }
        why ??= spent + expected(points(), cell) > patience * 1000 ? 'time' : null
        if (why === 'time') break
        if (!(yield* visit(cell))) why = 'memory'
      }
      reached += weight(tau, batch)
      done = (firstShare * reached) / whole
    }
    if (why !== null) leftOut.push({ tau, why })
    if (why === 'time') break
  }

  // A third of the patience is kept for points that are measured again.
  const begun = spent
  const enough = patience * 1000 * (4 / 3)
  for (let round = 0; round < again; round++) {
    for (const { method, batch, threads, tau, milliseconds } of misfits({ points: points() })) {
      if (spent + 3 * milliseconds > enough) continue
      done = Math.max(done, firstShare + ((0.99 - firstShare) * (spent - begun)) / (enough - begun))
      yield* visit({ method, batch, threads, tau })
    }
  }
  const { kernels, hash } = (identity as Engine['identity'] | null) ?? { kernels: 'portable', hash: null }
  const about = { at: Date.now(), version, runtime, processor, cores, kernels, hash, hidden, symbols }
  return { ...about, points: points(), others: others.share, rests, leftOut }
}

/** 1, 2, 4 … and all cores. */
export function threadNumbers(cores: number): number[] {
  const powers = Array.from({ length: Math.floor(Math.log2(cores)) + 1 }, (_, i) => 2 ** i)
  return [...new Set([...powers, cores])].filter((threads) => threads <= 64)
}

/**
 * The expected milliseconds of a point, from the point of half its length; 0 where that is not known. Long points make
 * three steps.
 */
function expected(points: readonly CostPoint[], { method, batch, threads, tau }: CostNews['at']): number {
  const known = points.findLast(
    (point) => point.method === method && point.batch === batch && point.threads === threads
  )
  return known ? (3 * known.milliseconds * tau) / known.tau : 0
}

/** Roughly the bytes of the states that a method keeps. */
const bytesOf = ({ method, batch, tau }: CostNews['at'], hidden: number): number =>
  (method === 'bptt' ? tau : Math.sqrt(tau)) * batch * hidden * 4

/** One method on sequences of one length. */
class Measurement {
  readonly engine: Engine
  private readonly learner: Learner
  private readonly batch: Batch
  private readonly windows: number
  private readonly carries: boolean
  private state: State | undefined
  /** The milliseconds of each pass that counts. */
  readonly times: number[] = []

  constructor(
    { method, batch, threads, tau: whole }: CostNews['at'],
    private readonly options: CostOptions & { hidden: number; symbols: number }
  ) {
    const { hidden: nh, symbols: ny } = options
    this.carries = method === 'truncated' && whole > windowSteps
    const tau = this.carries ? windowSteps : whole
    this.windows = whole / tau
    const forced = method === 'teacher-forcing'
    const model = {
      recurrence: forced ? 'output' : 'hidden',
      readout: 'every-step',
      output: 'softmax',
      feedback: 'probabilities',
      nx: ny,
      nh,
      ny
    } as const
    const parameters = parameterCount(model)
    const work = { operations: 6 * parameters * tau * batch, parameters, parts: forced ? tau : batch }
    this.engine = openEngine({ ...options, threads }, work)
    this.learner = new Learner({
      model,
      method: forced ? 'teacher-forcing' : 'bptt',
      tau,
      batch,
      input: 'index',
      truncation: null,
      recompute: method === 'checkpoints',
      optimizer: optimizerSchema.parse({ learningRate: 1e-3 }),
      kernels: this.engine.kernels,
      crew: this.engine.crew
    })
    const random = new Random(1)
    const bound = 1 / Math.sqrt(nh)
    this.learner.parameters.flat.forEach((_, i, flat) => (flat[i] = (2 * random.next() - 1) * bound))
    const draw = (): Int32Array => Int32Array.from({ length: tau * batch }, () => random.integer(ny))
    const values = () => ({ kind: 'index', index: draw() }) as const
    this.batch = { tau, batch, x: values(), y: values(), mask: null, h0: null, z0: null }
  }

  get bytes(): number {
    return this.learner.activationBytes
  }

  /** Passes over all τ steps. The first does not count: in it threads start, and memory is used for the first time. */
  *steps(): Generator<void, void> {
    const { pointMilliseconds = 120 } = this.options
    this.engine.crew?.gather(1000)
    let passes = 0
    let counted = 0
    while (passes < 3 || counted < pointMilliseconds) {
      let milliseconds = 0
      for (let window = 0; window < this.windows; window++) {
        const from = performance.now()
        this.window(window === 0)
        milliseconds += performance.now() - from
        // A rest in the middle of a pass does not count.
        if (milliseconds > 20 || window === this.windows - 1) yield
      }
      passes++
      if (passes === 1) continue
      counted += milliseconds
      this.times.push(milliseconds)
    }
  }

  close(): void {
    void this.engine.close()
  }

  /** One training step: over all τ steps, or over a window that continues where the last window ended. */
  private window(first: boolean): void {
    const { carries, learner, batch, state } = this
    learner.trainStep(carries && !first && state ? { ...batch, h0: state.h0 } : batch)
    if (carries) this.state = learner.finalState(state)
  }
}
