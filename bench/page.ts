// The kernel sets in a page of Chromium, whose V8 is that of the current Electron: kernels-page.mjs builds and serves
// this, and asks `kernels` of the page.

import type { Kernels } from '../src/engine/kernels'
import { portableKernels } from '../src/engine/portable'
import { Arena, wasmKernels, type WasmExports } from '../src/engine/wasm'
import { differenceFromPortable } from '../src/trainer/kernel-check'
import { measure, type Measurement, type Work } from './work'

/** A set in a shared memory of its own, as a trainer has it. Throws where this V8 cannot compile it. */
async function open(set: string): Promise<Kernels> {
  if (set === 'portable') return portableKernels
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true })
  const module = new WebAssembly.Module(new Uint8Array(await (await fetch(`/${set}.wasm`)).arrayBuffer()))
  const instance = new WebAssembly.Instance(module, { env: { memory } })
  return wasmKernels(set, instance.exports as WasmExports, new Arena(memory))
}

export interface KernelsOfPage {
  /** As trainer/kernel-check.ts has it. */
  difference(set: string): Promise<number>
  measure(set: string, work: Work, steps: number): Promise<Measurement>
}

const kernels: KernelsOfPage = {
  difference: async (set) => differenceFromPortable(await open(set)),
  measure: async (set, work, steps) => measure(work, steps, { kernels: await open(set), crew: null })
}
Object.assign(globalThis, { kernels })
