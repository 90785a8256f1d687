// The kernels that train a run, and the threads that share its steps.

import { availableParallelism } from 'node:os'
import type { Kernels } from '../engine/kernels'
import { portableKernels } from '../engine/portable'
import { Arena, wasmKernels } from '../engine/wasm'
import {
  engineName,
  works,
  type EngineIdentity,
  type KernelFinding,
  type KernelSet,
  type Machine,
  type WasmSet
} from '../shared/machine'
import { tolerance } from '../runtime/trials'
import { ThreadCrew } from './thread-crew'
import { differenceFromPortable, timedOperations } from './kernel-check'
import { memberCount, type StepWork } from './thread-count'
import { compile, instantiate, newMemory } from './wasm-loader'

/** Kernels with a memory of their own, and helper threads for one learner. */
export interface Engine {
  /** For the status bar: "wasm-256 ×2", or "wasm-256 ×2, 1 thread" where fewer threads than that are at work. */
  readonly name: string
  identity: EngineIdentity
  kernels: Kernels
  crew: ThreadCrew | null
  /** Allocated bytes. */
  bytes(): number
  /** Ends the helper threads; resolves when they are gone. */
  close(): Promise<void>
}

export interface EngineChoice {
  /** `auto`, or a set by name; one that does not work on this machine is never used. */
  kernels: string
  /** Null takes as many as the machine has, when a step is long enough to be shared. */
  threads: number | null
  /** Folder of the bundled files. */
  resources: string
  machine: Machine
}

/**
 * Opens kernels and threads for a learner whose steps are this large (null: no shared work). A run that continues gets
 * the engine that it was trained with (`before`), when that engine is available and no other is asked for. The learner
 * must be the first user of the memory.
 */
export function openEngine(choice: EngineChoice, work: StepWork | null, before: EngineIdentity | null = null): Engine {
  for (const { set, flags } of candidates(choice, before)) {
    if (set === 'portable') break
    const opened = tryToOpen(set, flags, choice.resources)
    if (opened) return wasmEngine(set, opened, choice, work, before)
  }
  return portableEngine()
}

function wasmEngine(
  set: WasmSet,
  { kernels, arena, memory, module, hash }: ReturnType<typeof openKernels>,
  choice: EngineChoice,
  work: StepWork | null,
  before: EngineIdentity | null
): Engine {
  const size = choice.threads ?? before?.threads ?? (work ? memberCount(work, availableParallelism()) : 1)
  const crew = size > 1 ? new ThreadCrew(size, set, module, memory, arena) : null
  const identity: EngineIdentity = { kernels: set, hash, threads: size }
  return {
    name: engineName(identity),
    identity,
    kernels,
    crew,
    bytes: () => arena.usedBytes,
    close: async () => crew?.dismiss()
  }
}

/** The sets that work on this machine: first the set that is asked for or was used before, then the others in order. */
function candidates({ kernels, machine }: EngineChoice, before: EngineIdentity | null): KernelFinding[] {
  const wanted = kernels === 'auto' ? before?.kernels : kernels
  const usable = machine.kernels.filter(works)
  return [...usable.filter(({ set }) => set === wanted), ...usable.filter(({ set }) => set !== wanted)]
}

/** Speed of the set in its trial on one thread, in floating-point operations per millisecond. */
export function trialSpeed(choice: EngineChoice): number {
  return timedOperations / (candidates(choice, null)[0]?.milliseconds ?? slowStep)
}

/** Milliseconds of the timed step when nothing was measured: no current processor takes longer. */
const slowStep = 100

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
  const identity: EngineIdentity = { kernels: 'portable', hash: null, threads: 1 }
  return { name: engineName(identity), identity, kernels, crew: null, bytes: () => bytes, close: async () => {} }
}

/** A set that this process has compiled, with its own memory. */
export function openKernels(set: WasmSet, flags: readonly string[], resources: string) {
  const { module, hash } = compiled(set, flags, resources)
  const memory = newMemory()
  const arena = new Arena(memory)
  return { kernels: wasmKernels(set, instantiate(module, memory), arena), arena, memory, module, hash }
}

/** The compiled sets. A process compiles each set once. */
const modules = new Map<WasmSet, ReturnType<typeof compile>>()

function compiled(set: WasmSet, flags: readonly string[], resources: string): ReturnType<typeof compile> {
  const known = modules.get(set) ?? compile(set, flags, resources)
  modules.set(set, known)
  return known
}

const checked = new Map<KernelSet, boolean>()

/** The trial may be old, so each set is compared again, and a wrong one is not used. */
function tryToOpen(set: WasmSet, flags: readonly string[], resources: string): ReturnType<typeof openKernels> | null {
  try {
    const right = checked.get(set) ?? differenceFromPortable(openKernels(set, flags, resources).kernels) < tolerance
    checked.set(set, right)
    return right ? openKernels(set, flags, resources) : null
  } catch {
    return null
  }
}
