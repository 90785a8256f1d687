// The cost of a method over the length of the sequence: the methods, the measurements, and what follows from them.

import { z } from 'zod'
import { leastSegment } from '../model/segments'

/** The steps of a window of truncated back-propagation; the state is carried from window to window. */
export const windowSteps = 64

const methodKeys = ['bptt', 'truncated', 'checkpoints', 'teacher-forcing'] as const
export const costMethodSchema = z.enum(methodKeys)
export type CostMethod = z.infer<typeof costMethodSchema>

/**
 * `serial`: the number of time steps of a sequence of τ, forward and backward, that must wait for each other. With
 * checkpoints the forward pass runs twice. Teacher forcing of output recurrence computes all steps at once, forward and
 * backward. `kept`: the number of steps whose states are kept for the backward pass.
 */
export const costMethods: readonly {
  key: CostMethod
  serial: string
  serialSteps: (tau: number) => number
  kept: string
}[] = [
  { key: 'bptt', serial: '2τ', serialSteps: (tau) => 2 * tau, kept: 'τ' },
  { key: 'truncated', serial: '2τ', serialSteps: (tau) => 2 * tau, kept: String(windowSteps) },
  { key: 'checkpoints', serial: '3τ', serialSteps: (tau) => 3 * tau, kept: '2√τ' },
  { key: 'teacher-forcing', serial: '2', serialSteps: () => 2, kept: '√τ' }
]

/** The batch sizes. With a single sequence threads can only share time; with 32 they can share the batch too. */
export const costBatches = [1, 32] as const
export type CostBatch = (typeof costBatches)[number]

const pointSchema = z.strictObject({
  method: costMethodSchema,
  batch: z.int().min(1),
  threads: z.int().min(1),
  tau: z.int().min(1),
  /** The shortest time for forward, backward and update over τ steps of all sequences of the batch. */
  milliseconds: z.number().positive(),
  /** The median of these times; null where an older version measured. */
  median: z.number().positive().nullable().default(null),
  /** How often the point was measured. It is measured again where its time does not fit (see misfits). */
  visits: z.int().min(1).default(1),
  /** Bytes of the activations: rows of h, o and their gradients. */
  bytes: z.int().positive()
})
export type CostPoint = z.infer<typeof pointSchema>

export const costSchema = z.strictObject({
  /** The time of its end, in milliseconds since 1970. */
  at: z.number(),
  /** The version of the app. */
  version: z.string(),
  runtime: z.string(),
  processor: z.string(),
  cores: z.int().min(1),
  /** The kernel set, and the hash of its bytes; null for the portable one. */
  kernels: z.string(),
  hash: z.string().nullable(),
  /** The number of hidden units, and of the symbols that are read and predicted one-hot. */
  hidden: z.int().min(1),
  symbols: z.int().min(1),
  points: z.array(pointSchema),
  /** The share of the processor that other programs used during the measurement, 0–1; null where it is not known. */
  others: z.number().min(0).nullable().default(null),
  /** How often the measurement had to wait in the middle of a point, because a run trained. */
  rests: z.int().min(0).default(0),
  /** The lengths at which measurements were left out, because memory or time was not enough. */
  leftOut: z.array(z.strictObject({ tau: z.int(), why: z.enum(['memory', 'time']) }))
})
export type Cost = z.infer<typeof costSchema>

/** y = factor · x^slope, fitted by least squares on logarithms. */
export interface Power {
  slope: number
  /** The standard error of the slope; 0 where all points lie on the line. */
  error: number
  factor: number
}

/** All values must be positive. Null for fewer than three points, because they tell nothing about the error. */
export function fitPower(points: readonly { x: number; y: number }[]): Power | null {
  const n = points.length
  const logs = points.map(({ x, y }) => [Math.log(x), Math.log(y)] as const)
  const mean = (k: 0 | 1): number => logs.reduce((sum, log) => sum + log[k], 0) / n
  const [meanX, meanY] = [mean(0), mean(1)]
  const sum = (term: (x: number, y: number) => number): number =>
    logs.reduce((total, [x, y]) => total + term(x - meanX, y - meanY), 0)
  const squares = sum((x) => x * x)
  if (n < 3 || squares === 0) return null
  // slope = Σ (x − x̄)(y − ȳ) / Σ (x − x̄)²      s² = Σ residual² / (n − 2)      error² = s² / Σ (x − x̄)²
  const slope = sum((x, y) => x * y) / squares
  const residuals = sum((x, y) => (y - slope * x) ** 2)
  return { slope, error: Math.sqrt(residuals / (n - 2) / squares), factor: Math.exp(meanY - slope * meanX) }
}

/** The fit begins at this length: here the fixed cost of a training step is small, and truncation has an effect. */
export const fittedFrom = 256

type Which = Pick<CostPoint, 'method' | 'batch' | 'threads'>

/** The points of one method, in the order of τ. */
export const curveOf = ({ points }: Cost, { method, batch, threads }: Which): CostPoint[] =>
  points
    .filter((point) => point.method === method && point.batch === batch && point.threads === threads)
    .sort((a, b) => a.tau - b.tau)

/** The growth of time or memory with τ. */
export const growthOf = (cost: Cost, which: Which, of: 'milliseconds' | 'bytes'): Power | null =>
  fitPower(
    curveOf(cost, which)
      .filter(({ tau }) => tau >= fittedFrom)
      .map((point) => ({ x: point.tau, y: point[of] }))
  )

/**
 * The measured time at `to` steps divided by the time at `from` steps. Between two measured lengths the logarithm of
 * the time is taken from a straight line. Null where `from` or `to` lies outside the measured lengths.
 */
export function measuredGrowth(cost: Cost, which: Which, from: number, to: number): number | null {
  const curve = curveOf(cost, which)
  function logAt(tau: number): number | null {
    const next = curve.findIndex((point) => point.tau >= tau)
    if (next < 0 || (next === 0 && curve[0].tau > tau)) return null
    const [a, b] = [curve[Math.max(0, next - 1)], curve[next]]
    if (a === b) return Math.log(b.milliseconds)
    const share = Math.log(tau / a.tau) / Math.log(b.tau / a.tau)
    return (1 - share) * Math.log(a.milliseconds) + share * Math.log(b.milliseconds)
  }
  const [first, last] = [logAt(from), logAt(to)]
  return first === null || last === null ? null : Math.exp(last - first)
}

/** The numbers of threads that were measured, in order. */
export const threadsIn = ({ points }: Cost): number[] =>
  [...new Set(points.map(({ threads }) => threads))].sort((a, b) => a - b)

/**
 * The multiplications of one time step of one sequence, forward and backward. One-hot inputs need none: they are looked
 * up.
 */
export function productsOf(method: CostMethod, { hidden: nh, symbols: ny }: Pick<Cost, 'hidden' | 'symbols'>): number {
  // V h, Vᵀ ∇o and ∇o hᵀ; with hidden recurrence also W h, Wᵀ ∇a and ∇a hᵀ; checkpoints compute W h twice, but V h
  // once.
  const outputs = 3 * nh * ny
  if (method === 'teacher-forcing') return outputs
  return outputs + (method === 'checkpoints' ? 4 : 3) * nh * nh
}

/** A quotient of two measured times, and how low and how high it may be. */
export interface Ratio {
  value: number
  low: number
  high: number
}

/** Both times lie between their shortest and their median. Without medians the quotient may be anything. */
const ratioOf = (a: CostPoint, b: CostPoint): Ratio => ({
  value: a.milliseconds / b.milliseconds,
  low: b.median === null ? 0 : a.milliseconds / b.median,
  high: a.median === null ? Infinity : a.median / b.milliseconds
})

/**
 * Whether a quotient is above 1, below 1, or cannot be distinguished from 1; 'unknown' where its spread was not
 * measured.
 */
export function verdictOf({ low, high }: Ratio): 'above' | 'below' | 'unclear' | 'unknown' {
  if (low === 0 || high === Infinity) return 'unknown'
  return low > 1 ? 'above' : high < 1 ? 'below' : 'unclear'
}

/**
 * The time with checkpoints divided by that of BPTT: the geometric mean over all lengths, and two standard errors
 * below and above it. Null for fewer than three lengths.
 */
export function checkpointRatio(cost: Cost, which: Omit<Which, 'method'>): Ratio | null {
  const kept = curveOf(cost, { method: 'bptt', ...which })
  const logs = curveOf(cost, { method: 'checkpoints', ...which }).flatMap(({ tau, milliseconds }) => {
    const other = kept.find((point) => point.tau === tau)
    return other ? [Math.log(milliseconds / other.milliseconds)] : []
  })
  const n = logs.length
  if (n < 3) return null
  const mean = logs.reduce((sum, log) => sum + log, 0) / n
  const error = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (n - 1) / n)
  return { value: Math.exp(mean), low: Math.exp(mean - 2 * error), high: Math.exp(mean + 2 * error) }
}

/** The reasons why teacher forcing of output recurrence can be faster than BPTT, one by one. */
export interface Causes {
  tau: number
  /** The largest number of threads that was measured; with one thread nothing is parallel. */
  threads: number
  /**
   * The multiplications of BPTT divided by those of teacher forcing, and how many times as long BPTT takes on one
   * thread (batch 32).
   */
  products: { counted: number; measured: Ratio }
  /** How many times as fast all threads are as one thread: with a batch to share (32), and with one sequence (1). */
  overBatch: { bptt: Ratio; forced: Ratio }
  overTime: { bptt: Ratio; forced: Ratio }
}

/** The causes at the largest length up to 1,024 for which all is measured; null where there is none. */
export function causesOf(cost: Cost): Causes | null {
  const threads = threadsIn(cost).at(-1)
  if (threads === undefined) return null
  const lengths = [...new Set(cost.points.map(({ tau }) => tau))].filter((tau) => tau <= 1024).sort((a, b) => b - a)
  for (const tau of lengths) {
    const at = (method: CostMethod, batch: CostBatch, on: number): CostPoint | undefined =>
      curveOf(cost, { method, batch, threads: on }).find((point) => point.tau === tau)
    const quotient = (a?: CostPoint, b?: CostPoint): Ratio | null => (a && b ? ratioOf(a, b) : null)
    const gain = (method: CostMethod, batch: CostBatch): Ratio | null =>
      quotient(at(method, batch, 1), at(method, batch, threads))
    const measured = quotient(at('bptt', 32, 1), at('teacher-forcing', 32, 1))
    const [batchBptt, batchForced] = [gain('bptt', 32), gain('teacher-forcing', 32)]
    const [timeBptt, timeForced] = [gain('bptt', 1), gain('teacher-forcing', 1)]
    if (!measured || !batchBptt || !batchForced || !timeBptt || !timeForced) continue
    return {
      tau,
      threads,
      products: { counted: productsOf('bptt', cost) / productsOf('teacher-forcing', cost), measured },
      overBatch: { bptt: batchBptt, forced: batchForced },
      overTime: { bptt: timeBptt, forced: timeForced }
    }
  }
  return null
}

/** The median of the passes may be at most this many times their shortest time. */
const steady = 1.3
/** Twice the length may take at most this many times twice the time. */
const steep = 1.8

/**
 * The points whose time does not fit: a longer sequence takes less time, or the time grows much faster than the length
 * right there, or the passes differ much. Usually another program used the processor then.
 */
export function misfits({ points }: Pick<Cost, 'points'>): CostPoint[] {
  return points.filter((point) => {
    const { method, batch, threads, tau, milliseconds, median } = point
    if (median !== null && median > steady * milliseconds) return true
    const others = points.filter((p) => p.method === method && p.batch === batch && p.threads === threads)
    const longer = others.filter((p) => p.tau > tau)
    const before = others.filter((p) => p.tau < tau).sort((a, b) => b.tau - a.tau)[0] as CostPoint | undefined
    return (
      longer.some((p) => p.milliseconds < milliseconds) ||
      (before !== undefined && milliseconds / tau > (steep * before.milliseconds) / before.tau)
    )
  })
}

/** Other programs disturb the measurement when they use this share of the processor. */
const busyFrom = 0.1
export const wasBusy = ({ others }: Pick<Cost, 'others'>): boolean => others !== null && others >= busyFrom

/**
 * Where segments of at least so many steps hide that the memory of checkpoints and teacher forcing grows with √τ: the
 * steps, and the length from which on the growth shows. Null where it shows in the fitted points already.
 */
export function hiddenGrowth({ batch, threads }: Omit<Which, 'method'>): { least: number; from: number } | null {
  // Threads share the batch.
  const least = leastSegment(Math.ceil(batch / threads))
  return least ** 2 > fittedFrom ? { least, from: least ** 2 } : null
}

/** The measurement as CSV for other programs: comments say how it was measured, then each point has a line. */
export function costCsv(cost: Cost): string {
  const { at, version, runtime, processor, cores, kernels, hidden, symbols, points, others } = cost
  const about = [
    `Unroll ${version}, ${runtime}, ${kernels}`,
    `${processor}, ${cores} cores, ${new Date(at).toISOString()}`,
    `${hidden} hidden units, ${symbols} symbols, truncation after ${windowSteps}`,
    `other programs used ${others === null ? 'an unknown part' : `${Math.round(100 * others)} %`} of the processor`
  ]
  const header = 'method,batch,threads,tau,milliseconds,median_milliseconds,visits,activation_bytes,serial_steps'
  const lines = points.map(({ method, batch, threads, tau, milliseconds, median, visits, bytes }) => {
    const { serialSteps } = costMethods.find(({ key }) => key === method)!
    return [method, batch, threads, tau, milliseconds, median ?? '', visits, bytes, serialSteps(tau)].join(',')
  })
  return [...about.map((line) => `# ${line}`), header, ...lines, ''].join('\n')
}
