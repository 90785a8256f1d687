// The thread in which main reads run folders. Meanwhile main can answer the window, even if a run is very long.

import { parentPort } from 'node:worker_threads'
import { whyOf } from '../shared/why'
import { readings, type Read, type ReadRequest } from './readings'

parentPort!.on('message', ({ id, name, values }: ReadRequest) => {
  try {
    const value = (readings[name] as (...values: unknown[]) => unknown)(...values)
    parentPort!.postMessage({ id, value } satisfies Read, buffersOf(value))
  } catch (error) {
    parentPort!.postMessage({ id, ...whyOf(error) } satisfies Read)
  }
})

/** Columns are transferred, not copied. */
function buffersOf(value: unknown): ArrayBuffer[] {
  const { curves } = (value ?? {}) as { curves?: Record<string, Float64Array<ArrayBuffer>> }
  return Object.values(curves ?? {}).map(({ buffer }) => buffer)
}
