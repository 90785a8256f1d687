// Reads run folders in a separate thread. It starts with the first request, and starts again when it has ended.

import { Worker } from 'node:worker_threads'
import { RequestRefused } from './request-refused'
import type { Read, ReadRequest, Readings } from './readings'
import { words } from './words'

export type Reader = <Name extends keyof Readings>(
  name: Name,
  ...values: Parameters<Readings[Name]>
) => Promise<ReturnType<Readings[Name]>>

interface Pending {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** `program` is the file of reading-worker.ts. */
export function startReader(program: URL): Reader {
  const pending = new Map<number, Pending>()
  let worker: Worker | null = null
  let lastId = 0

  function start(): Worker {
    const started = new Worker(program)
    started.on('message', (read: Read) => {
      const asked = pending.get(read.id)
      pending.delete(read.id)
      if ('message' in read) asked?.reject(new RequestRefused(read.message, { code: read.code, values: read.values }))
      else asked?.resolve(read.value)
    })
    started.on('error', (error) => console.error('The reading thread:', error))
    started.on('exit', () => {
      worker = null
      for (const { reject } of pending.values()) reject(new RequestRefused(words('orderGone')))
      pending.clear()
    })
    started.unref()
    return started
  }

  return (name, ...values) =>
    new Promise((resolve, reject) => {
      const id = ++lastId
      pending.set(id, { resolve: resolve as (value: unknown) => void, reject })
      worker ??= start()
      worker.postMessage({ id, name, values } satisfies ReadRequest)
    })
}
