// Every kernel set that this machine can run: the engine's tests go over all of them.

import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import type { Kernels } from '../../src/engine/kernels'
import { portableKernels } from '../../src/engine/portable'
import { Arena, wasmKernels, type WasmExports } from '../../src/engine/wasm'
import { flags } from '../machine'

// Node 20 has relaxed SIMD behind a flag.
flags.forEach((flag) => setFlagsFromString(flag))

export const wasmNames = ['wasm-256', 'wasm-128', 'wasm-128-plain']

/** A fresh instance in a memory of its own, with what it exports. */
export function instantiate(name: string): { wasm: WasmExports; kernels: Kernels } {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true })
  const module = new WebAssembly.Module(readFileSync(new URL(`../../resources/kernels/${name}.wasm`, import.meta.url)))
  const wasm = new WebAssembly.Instance(module, { env: { memory } }).exports as WasmExports
  return { wasm, kernels: wasmKernels(name, wasm, new Arena(memory)) }
}

export const kernelSets: Kernels[] = [portableKernels, ...wasmNames.map((name) => instantiate(name).kernels)]
