// The findings about this machine: which kernel sets work on it, and with which flags of V8. src/runtime finds them out
// in trial processes, which may crash; trainers use the sets that worked.

import { z } from 'zod'

/** In the order of preference: a later set is taken only where it is clearly faster, or the only one. */
export const kernelSets = ['wasm-256', 'wasm-128', 'wasm-128-plain', 'portable'] as const
export type KernelSet = (typeof kernelSets)[number]
export type WasmSet = Exclude<KernelSet, 'portable'>
export const wasmSets = kernelSets.filter((set): set is WasmSet => set !== 'portable')

/** Why a set is not taken. `slower` ones still work, and train where they are asked for. */
const kernelReasons = ['crashed', 'stopped', 'hung', 'refused', 'differs', 'slower'] as const

export const kernelFindingSchema = z.strictObject({
  set: z.enum(kernelSets),
  /** Flags of V8 with which the set was tried, and with which it must be compiled. */
  flags: z.array(z.string().regex(/^--[a-z0-9-]+$/)),
  /** The shortest time of one small training step on one thread; null where no step was made. */
  milliseconds: z.number().positive().nullable(),
  /** Null where the set is usable. `detail` is what the process said, or the faster set. */
  reason: z.strictObject({ code: z.enum(kernelReasons), detail: z.string() }).nullable()
})
export type KernelFinding = z.infer<typeof kernelFindingSchema>

export const machineSchema = z.strictObject({
  /** "Electron 33.2.1, V8 13.0.245.18-electron.0" */
  runtime: z.string(),
  processor: z.string(),
  cores: z.int().min(1),
  /** The one to take comes first, then the others that work, then those that do not. */
  kernels: z.array(kernelFindingSchema).min(1)
})
export type Machine = z.infer<typeof machineSchema>

/** Whether a set computes what it should on this machine. */
export const works = ({ reason }: KernelFinding): boolean => reason === null || reason.code === 'slower'

/** Everything besides the experiment that decides the bits of a run. */
export const engineIdentitySchema = z.strictObject({
  /** Name of the set. Another version of the app may have sets that this one lacks. */
  kernels: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** The hash of the compiled kernels; null for the portable ones, which are part of the program. */
  hash: z.string().nullable(),
  /** Parts that a step is split into. */
  threads: z.int().min(1)
})
export type EngineIdentity = z.infer<typeof engineIdentitySchema>

/** "wasm-256 ×2" */
export const engineName = ({ kernels, threads }: EngineIdentity): string =>
  threads > 1 ? `${kernels} ×${threads}` : kernels

/**
 * The names of two engines that give different bits, with their hashes where only these differ. Null where they give
 * the same bits, or where the earlier engine is not known.
 */
export function engineChange(before: EngineIdentity | null, now: EngineIdentity): { from: string; to: string } | null {
  if (before === null) return null
  const [from, to] = [engineName(before), engineName(now)]
  if (from !== to) return { from, to }
  return before.hash === now.hash ? null : { from: `${from} (${before.hash})`, to: `${to} (${now.hash})` }
}
