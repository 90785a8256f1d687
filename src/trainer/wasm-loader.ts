// Compiles a kernel set and connects it to a memory. It does what the engine must not do: read files, use WebAssembly,
// set V8 flags.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { WasmExports } from '../engine/wasm'
import type { WasmSet } from '../shared/machine'

/** In pages: 4 GB of address space, which takes no memory until it is used. */
const maximumPages = 65536

const given = new Set<string>()

/**
 * Sets flags of V8 for everything that this process compiles from now on. Use only flags that a trial process has
 * survived (runtime/trials.ts), because V8 crashes with some flags.
 */
function giveFlags(flags: readonly string[]): void {
  for (const flag of flags) {
    if (!given.has(flag)) setFlagsFromString(flag)
    given.add(flag)
  }
}

/** A compiled kernel set of resources/kernels. `hash` names its exact bytes. Throws where this V8 cannot compile it. */
export function compile(
  set: WasmSet,
  flags: readonly string[],
  resources: string
): { module: WebAssembly.Module; hash: string } {
  giveFlags(flags)
  const bytes = readFileSync(join(resources, 'kernels', `${set}.wasm`))
  return { module: new WebAssembly.Module(bytes), hash: createHash('sha256').update(bytes).digest('hex').slice(0, 12) }
}

export function newMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 1, maximum: maximumPages, shared: true })
}

export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): WasmExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as WasmExports
}
