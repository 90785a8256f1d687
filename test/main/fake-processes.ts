// Electron's utility processes without Electron: each does what a test makes it do. Used with
// vi.mock('electron', () => import('./fake-processes')).

import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { vi } from 'vitest'
import type { Order } from '../../src/shared/messages'
import type { RunState } from '../../src/shared/run'

export class FakeProcess extends EventEmitter {
  readonly orders: Order[] = []
  readonly stdout = new PassThrough()
  readonly stderr = new PassThrough()
  gone = false
  /** What a kill does: nothing for a process that hangs for ever. */
  killable = true

  constructor(readonly serviceName: string) {
    super()
  }

  postMessage(order: Order): void {
    this.orders.push(order)
    this.emit('order', order)
  }

  kill(): boolean {
    if (this.killable) this.exit(15)
    return true
  }

  report(message: unknown): void {
    this.emit('message', message)
  }

  exit(code: number): void {
    if (this.gone) return
    this.gone = true
    this.emit('exit', code)
    // So does Electron (33 and later).
    for (const stream of [this.stdout, this.stderr]) stream.removeAllListeners()
  }

  ordered(type: Order['type']): number {
    return this.orders.filter((order) => order.type === type).length
  }
}

export const processes: FakeProcess[] = []
export const living = (): FakeProcess[] => processes.filter(({ gone }) => !gone)

/** A trainer's report of a run. */
export const progress = (state: RunState, step = 5): object => ({
  type: 'progress',
  state,
  diverged: false,
  step,
  seconds: 1,
  loss: 0.5,
  validationLoss: null,
  done: 0.5,
  engine: 'portable',
  engineIdentity: { kernels: 'portable', hash: null, threads: 1 },
  saved: null,
  problem: null
})

export const app = { getAppPath: () => '' }
export const shell = { trashItem: vi.fn() }
/** The requests that keep the machine awake now. */
export const blockers = new Set<number>()
let lastBlocker = 0
export const powerSaveBlocker = {
  start(kind: string): number {
    if (kind !== 'prevent-app-suspension') throw new Error(`The screen is not ours to hold: ${kind}.`)
    blockers.add(++lastBlocker)
    return lastBlocker
  },
  stop: (id: number) => void blockers.delete(id)
}
export const notifications: Notification[] = []
export class Notification extends EventEmitter {
  static isSupported = (): boolean => true
  constructor(readonly options: { title: string; body: string }) {
    super()
  }
  show(): void {
    notifications.push(this)
  }
}
export const utilityProcess = {
  fork: (_path: string, _options: string[], { serviceName }: { serviceName: string }) => {
    const child = new FakeProcess(serviceName)
    processes.push(child)
    return child
  }
}
