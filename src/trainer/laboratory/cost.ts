// Measures the cost of each method over the length of the sequence, with the engine that trains. It is a generator: its
// caller may rest between two steps, and each step is timed alone.

import { freemem } from 'node:os'
import type { Batch, State } from '../../engine/batch'
import { Learner } from '../../engine/learner'
import { Random } from '../../engine/random'
import { TooLarge } from '../../engine/wasm'
import { parameterCount } from '../../model/tensors'
import { costBatches, costMethods, windowSteps, type Cost, type CostPoint } from '../../shared/cost'
import { optimizerSchema } from '../../shared/experiment'
import { collectGarbage } from '../collect'
import { openEngine, type Engine, type EngineChoice } from '../engine'

export interface CostOptions extends EngineChoice {
  version: string
  /** The lengths, in ascending order. */
  lengths?: readonly number[]
  hidden?: number
  symbols?: number
  /** After so many seconds no further measurement begins. */
  patience?: number
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

/** Measures all methods. It frees the memory that it took. */
export function* measureCost(options: CostOptions): Generator<CostNews, Cost> {
  const { lengths = usualLengths, hidden = 128, symbols = 65, patience = 150, machine, version } = options
  const { runtime, processor, cores } = machine
  const points: CostPoint[] = []
  const leftOut: Cost['leftOut'] = []
  const cells = threadNumbers(cores).flatMap((threads) => costBatches.map((batch) => ({ threads, batch })))
  // The work grows with τ · batch; but a short length takes about as long as one of 2,048 steps.
  const weight = (tau: number, batch: number): number => 2048 * 32 + tau * batch
  const whole = lengths.reduce((sum, tau) => sum + cells.reduce((all, { batch }) => all + weight(tau, batch), 0), 0)
  let [done, spent] = [0, 0]
  let identity: Engine['identity'] | null = null
  for (const tau of lengths) {
    let why: 'memory' | 'time' | null = null
    for (const { threads, batch } of cells) {
      for (const { key: method } of costMethods) {
        const cell = { method, batch, threads, tau }
        why ??= spent + expected(points, cell) > patience * 1000 ? 'time' : null
        if (why === 'time') break
        if (bytesOf(cell, hidden) > mostOfMemory * freemem()) {
          why = 'memory'
          continue
        }
        let since = performance.now()
        const measuring = new Measurement(cell, { ...options, hidden, symbols })
        try {
          const steps = measuring.steps()
          // `spent` counts all work, but not the rests between two steps.
          while (!steps.next().done) {
            spent += performance.now() - since
            yield { done: done / whole, at: cell }
            since = performance.now()
          }
          identity = measuring.engine.identity
          points.push({ ...cell, milliseconds: measuring.best, bytes: measuring.bytes })
        } catch (error) {
          if (!(error instanceof TooLarge)) throw error
          why = 'memory'
        }
        measuring.close()
        collectGarbage()
        spent += performance.now() - since
      }
      done += weight(tau, batch)
    }
    if (why !== null) leftOut.push({ tau, why })
    if (why === 'time') break
  }
  const { kernels, hash } = identity ?? { kernels: 'portable', hash: null }
  return { at: Date.now(), version, runtime, processor, cores, kernels, hash, hidden, symbols, points, leftOut }
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
  /** The milliseconds of the fastest pass. */
  best = Infinity

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
      this.best = Math.min(this.best, milliseconds)
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
