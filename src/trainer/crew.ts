// Helper threads for one learner: worker_threads on the same WebAssembly memory.

import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Barrier, controlBytes, workThrough, type Crew, type Job, type Phased } from '../engine/crew'
import { scratchBytes, type Arena } from '../engine/wasm'
import type { HelperData, PlacedJob } from './crew-worker'

export class ThreadCrew implements Crew {
  private readonly workers: Worker[] = []
  private readonly jobs: PlacedJob[] = []
  private readonly barrier: Barrier
  private failure: Error | null = null
  private readonly control: number

  /** `file` is the built crew-worker. */
  constructor(
    readonly size: number, private readonly name: string, private readonly module: WebAssembly.Module,
    private readonly memory: WebAssembly.Memory, private readonly arena: Arena, private readonly file = join(import.meta.dirname, 'crew-worker.js')
  ) {
    this.control = arena.allocate(controlBytes + size * scratchBytes)
    this.barrier = new Barrier(memory.buffer, this.control, size)
  }

  join(job: Job): number {
    if (this.workers.length > 0) throw new Error('The helpers are at work already.')
    return this.jobs.push({ ...job, address: this.arena.usedBytes }) - 1
  }

  work(plan: Phased, number: number): void {
    if (this.failure) throw this.failure
    if (this.workers.length === 0) this.begin()
    this.barrier.plan = number
    if (!workThrough(() => plan, 0, this.barrier)) throw this.failure ?? new Error('A helper thread has failed, or the crew has been dismissed.')
  }

  /** Ends the helpers. */
  dismiss(): void {
    this.barrier.close()
    for (const worker of this.workers) void worker.terminate()
  }

  private begin(): void {
    for (let member = 1; member < this.size; member++) {
      const data: HelperData = {
        module: this.module, memory: this.memory, name: this.name, member, control: this.control,
        scratch: this.control + controlBytes + member * scratchBytes, members: this.size, jobs: this.jobs
      }
      const worker = new Worker(this.file, { workerData: data })
      worker.on('error', (error) => this.lose(error))
      worker.on('exit', (code) => code !== 0 && this.lose(new Error(`A helper thread ended with code ${code}.`)))
      worker.unref()
      this.workers.push(worker)
    }
  }

  private lose(error: Error): void {
    this.failure ??= error
    this.barrier.close()
  }
}
