// Which kernels train a run. Each set is checked against the portable one on small shapes and timed for a few
// milliseconds, once a process; the fastest correct one is taken, unless another is asked for.

import { availableParallelism } from 'node:os'
import type { Kernels } from '../engine/kernels'
import { Learner, type LearnerOptions } from '../engine/learner'
import { parameterCount } from '../engine/parameters'
import { portableKernels } from '../engine/portable'
import { Random } from '../engine/random'
import { Arena, wasmKernels } from '../engine/wasm'
import { ThreadCrew } from './crew'
import { memberCount, type StepWork } from './thread-count'
import { compile, instantiate, newMemory, wasmSets, type WasmSet } from './wasm-loader'

/** What was found out about a kernel set on this machine. */
export interface Trial {
  name: string
  /** Milliseconds of one small training step; null when the set is not used. */
  milliseconds: number | null
  /** Why it is not used. */
  reason: string | null
}

/** Kernels with a memory of their own, and helper threads for one learner. */
export interface Engine {
  /** For the status bar: "wasm-256 ×2", or "wasm-256 ×2, 1 thread" where fewer threads than that are at work. */
  readonly name: string
  kernels: Kernels
  crew: ThreadCrew | null
  /** Bytes that have been handed out. */
  bytes(): number
  /** Ends the helper threads; resolves when they are gone. */
  close(): Promise<void>
}

export interface EngineChoice {
  /** `auto`, or a set by name; one that fails its check here is never used. */
  kernels: string
  /** null takes what the machine has, where a step is long enough to be shared. */
  threads: number | null
  /** Folder of the bundled files. */
  resources: string
}

const modules = new Map<string, WebAssembly.Module>()
let trials: Trial[] | null = null

/** Every set, the fastest correct one first. */
export function tryKernels(resources: string): readonly Trial[] {
  trials ??= race([
    ...wasmSets.map((set) => enter(set, () => open(set, compiled(set, resources)).kernels)),
    enter('portable', () => portableKernels)
  ])
  return trials
}

/**
 * Opens the chosen set, or the fastest, for a learner of such steps (null: nothing to share). The learner must be the
 * first user of the memory.
 */
export function openEngine(choice: EngineChoice, work: StepWork | null): Engine {
  const { threads } = choice
  const { name } = chosen(choice)
  const module = modules.get(name)
  if (!module) return portableEngine()

  const { kernels: set, arena, memory } = open(name, module)
  const size = threads ?? (work ? memberCount(work, availableParallelism()) : 1)
  const crew = size > 1 ? new ThreadCrew(size, name, module, memory, arena) : null
  return {
    get name() { return name + (crew?.label ?? '') },
    kernels: set, crew, bytes: () => arena.usedBytes, close: async () => crew?.dismiss()
  }
}

function chosen({ kernels, resources }: EngineChoice): Trial {
  const usable = tryKernels(resources).filter(({ milliseconds }) => milliseconds !== null)
  return usable.find(({ name }) => name === kernels) ?? usable[0]
}

/** The portable kernels, in ordinary arrays and on one thread. */
export function portableEngine(): Engine {
  let bytes = 0
  const counted = <A extends Float32Array | Int32Array>(array: A): A => {
    bytes += array.byteLength
    return array
  }
  const kernels: Kernels = {
    ...portableKernels,
    floats: (length) => counted(portableKernels.floats(length)),
    integers: (length) => counted(portableKernels.integers(length)),
    packed: (k, n) => {
      const packed = portableKernels.packed(k, n)
      counted(packed.data)
      return packed
    }
  }
  return { name: 'portable', kernels, crew: null, bytes: () => bytes, close: async () => {} }
}

function open(name: string, module: WebAssembly.Module): { kernels: Kernels; arena: Arena; memory: WebAssembly.Memory } {
  const memory = newMemory()
  const arena = new Arena(memory)
  return { kernels: wasmKernels(name, instantiate(module, memory), arena), arena, memory }
}

function compiled(set: WasmSet, resources: string): WebAssembly.Module {
  const module = compile(set, resources)
  modules.set(set, module)
  return module
}

interface Entry extends Trial {
  step: (() => void) | null
}

/** Checks a set; one that cannot run here, or computes something else, is out. */
function enter(name: string, load: () => Kernels): Entry {
  const out = (reason: string): Entry => ({ name, milliseconds: null, reason, step: null })
  try {
    const kernels = load()
    const difference = differenceFromPortable(kernels)
    if (!(difference < 1e-4)) return out(`its gradients differ from the portable ones by ${difference.toExponential(1)}`)
    return { name, milliseconds: Infinity, reason: null, step: timedStep(kernels) }
  } catch (error) {
    return out(error instanceof Error ? error.message : String(error))
  }
}

/** Times the sets in turn, round after round, and keeps each one's best: a busy machine slows them all alike. */
function race(entries: Entry[]): Trial[] {
  for (let round = 0; round < 12; round++) {
    for (const entry of entries) {
      // The portable set is tens of times slower; one look is enough.
      if (!entry.step || (round > 0 && entry.name === 'portable')) continue
      const from = performance.now()
      entry.step()
      entry.milliseconds = Math.min(entry.milliseconds!, performance.now() - from)
    }
  }
  return entries
    .map(({ name, milliseconds, reason }) => ({ name, milliseconds, reason }))
    .sort((a, b) => (a.milliseconds ?? Infinity) - (b.milliseconds ?? Infinity))
}

const plain: Omit<LearnerOptions, 'kernels'> = {
  model: { recurrence: 'hidden+output', readout: 'every-step', output: 'softmax', feedback: 'probabilities', nx: 5, nh: 19, ny: 5 },
  method: 'teacher-forcing', tau: 3, batch: 7, input: 'index', truncation: null, recompute: false, crew: null,
  optimizer: {
    kind: 'adam', learningRate: 0.01, schedule: 'constant', warmupSteps: 0, decayEvery: 1, decayFactor: 1, momentum: 0,
    beta1: 0.9, beta2: 0.999, epsilon: 1e-8, l2: 0, clipNorm: null, clipValue: null
  }
}

/** ‖∇ − ∇portable‖ / ‖∇portable‖ on a small network of odd sizes. */
function differenceFromPortable(kernels: Kernels): number {
  const [ours, truth] = [kernels, portableKernels].map((set) => {
    const learner = newTrial({ ...plain, kernels: set })
    learner.computeGradients(batchFor(plain))
    return learner.gradients.flat
  })
  let difference = 0
  let size = 0
  truth.forEach((value, i) => {
    difference += (value - ours[i]) ** 2
    size += value ** 2
  })
  return Math.sqrt(difference / size)
}

/** A network of ordinary shape. */
const ordinary = {
  ...plain, model: { ...plain.model, recurrence: 'hidden', nx: 64, nh: 96, ny: 64 }, method: 'bptt', tau: 8, batch: 16
} as const

function timedStep(kernels: Kernels): () => void {
  const learner = newTrial({ ...ordinary, kernels })
  const batch = batchFor(ordinary)
  return () => void learner.trainStep(batch)
}

/** What the chosen set did in its trial on one thread, in floating-point operations a millisecond. */
export function trialSpeed(choice: EngineChoice): number {
  const { model, tau, batch } = ordinary
  return (6 * parameterCount(model) * tau * batch) / chosen(choice).milliseconds!
}

function newTrial(options: LearnerOptions): Learner {
  const learner = new Learner(options)
  const random = new Random(1)
  learner.parameters.flat.forEach((_, i, flat) => (flat[i] = random.normal() * 0.2))
  return learner
}

function batchFor({ model, tau, batch }: Omit<LearnerOptions, 'kernels'>): Parameters<Learner['trainStep']>[0] {
  const random = new Random(2)
  const indices = (n: number): Int32Array => Int32Array.from({ length: tau * batch }, () => random.integer(n))
  return {
    tau, batch, x: { kind: 'index', index: indices(model.nx) }, y: { kind: 'index', index: indices(model.ny) },
    mask: null, h0: null, z0: null
  }
}
