// Compiles a kernel set and ties it to a memory. What the engine may not touch (files, WebAssembly, V8 flags) is here.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { WasmExports } from '../engine/wasm'
import type { Settings } from '../shared/settings'

export const wasmSets = ['wasm-256', 'wasm-128', 'wasm-128-plain'] as const satisfies readonly Settings['kernels'][]
export type WasmSet = (typeof wasmSets)[number]

/** 4 GB: address space, not memory, until it is used. */
const maximumPages = 65536

let prepared = false

/**
 * Asks V8 for what the kernels are written for, before anything is compiled: relaxed SIMD where it is still behind a
 * flag, and the pass that joins two 128-bit operations into one of 256 bits.
 *
 * In Electron's utility process WebAssembly has no trap handler, and a check before every access would halve the
 * speed. The kernels of resources/kernels are the only WebAssembly that this process ever runs, their addresses all
 * come from one arena, and every kernel is tested with the checks on; so here the checks are off (ARCHITECTURE.md).
 */
function prepareV8(): void {
  if (prepared) return
  prepared = true
  // The optimising compiler at once: the kernels are small, and a trial of a few milliseconds must show their true speed.
  setFlagsFromString('--no-liftoff')
  const [major, minor] = process.versions.v8.split('.').map(Number)
  if (major < 11 || (major === 11 && minor < 4)) setFlagsFromString('--experimental-wasm-relaxed-simd')
  if (major >= 12) {
    setFlagsFromString('--turboshaft-wasm')
    setFlagsFromString('--experimental-wasm-revectorize')
  }
  if ('parentPort' in process && process.versions.electron) setFlagsFromString('--no-wasm-bounds-checks')
}

/** Throws where this V8 cannot compile the set. */
export function compile(set: WasmSet, resources: string): WebAssembly.Module {
  prepareV8()
  return new WebAssembly.Module(readFileSync(join(resources, 'kernels', `${set}.wasm`)))
}

export function newMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 1, maximum: maximumPages, shared: true })
}

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): WasmExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as WasmExports
}
