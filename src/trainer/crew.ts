// Helper threads for one learner: worker_threads on the same WebAssembly memory.

import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Barrier, controlBytes, workThrough, type Crew } from '../engine/crew'
import type { Plan, PlanOptions } from '../engine/plan'
import type { Arena } from '../engine/wasm'
import type { HelperData } from './crew-worker'

const scratchBytes = 64

export class ThreadCrew implements Crew {
  private readonly workers: Worker[] = []
  private barrier: Barrier | null = null
  private failure: Error | null = null
  private readonly control: number
  /** Where the plan's buffers begin. */
  private readonly planAddress: number

  /** Call before the learner is made: the plan's buffers come next in the arena. `file` is the built crew-worker. */
  constructor(
    readonly size: number, private readonly name: string, private readonly module: WebAssembly.Module,
    private readonly memory: WebAssembly.Memory, arena: Arena, private readonly file = join(import.meta.dirname, 'crew-worker.js')
  ) {
    this.control = arena.allocate(controlBytes + size * scratchBytes)
    this.planAddress = arena.usedBytes
  }

  join(options: PlanOptions): void {
    const { model, method, tau, batch, input, truncation, recompute, members, optimizer } = options
    this.barrier = new Barrier(this.memory.buffer, this.control, members)
    for (let member = 1; member < this.size; member++) {
      const data: HelperData = {
        module: this.module, memory: this.memory, name: this.name, member, control: this.control,
        scratch: this.control + controlBytes + member * scratchBytes, plan: this.planAddress,
        options: { model, method, tau, batch, input, truncation, recompute, members, optimizer }
      }
      const worker = new Worker(this.file, { workerData: data })
      worker.on('error', (error) => this.lose(error))
      worker.on('exit', (code) => code !== 0 && this.lose(new Error(`A helper thread ended with code ${code}.`)))
      worker.unref()
      this.workers.push(worker)
    }
  }

  work(plan: Plan): void {
    if (this.failure) throw this.failure
    if (!this.barrier) throw new Error('The crew has not joined a plan.')
    if (!workThrough(plan, 0, this.barrier)) throw this.failure ?? new Error('A helper thread has failed, or the crew has been dismissed.')
  }

  /** Ends the helpers. */
  dismiss(): void {
    this.barrier?.close()
    for (const worker of this.workers) void worker.terminate()
  }

  private lose(error: Error): void {
    this.failure ??= error
    this.barrier?.close()
  }
}
