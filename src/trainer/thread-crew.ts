// Helper threads for one learner: worker_threads on the same WebAssembly memory. When a thread does not load, the run
// continues without it. When a thread fails in the middle of its part, the run ends, because the step is then half
// done.

import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Turns, controlBytes, type Crew, type Job, type Phased } from '../engine/turns'
import { scratchBytes, type Arena } from '../engine/wasm'
import type { HelperData, PlacedJob } from './crew-worker'
import { Pace } from './pace'

interface CrewOptions {
  /** Threads, the caller included: as many as there are members, but no more than cores. */
  threads?: number
  /** Decides how many threads work. */
  pace?: { active: number; readonly settled: number; observe(milliseconds: number): void }
  /** The built crew-worker. */
  file?: string
  /** The most milliseconds that a thread sleeps before it checks again. */
  patience?: number
}

/** Milliseconds after which a helper that has not arrived no longer counts. */
const loadingTakes = 10_000

export class ThreadCrew implements Crew {
  private readonly workers: Worker[] = []
  private readonly jobs: PlacedJob[] = []
  private readonly turns: Turns
  private readonly control: number
  /** Threads besides the caller's. */
  readonly helpers: number
  private readonly pace: NonNullable<CrewOptions['pace']>
  private readonly file: string
  private lost = 0
  private begunAt = Infinity
  private dismissed = false
  private failure: Error | null = null
  /** The error of the first helper that was lost. */
  trouble: Error | null = null

  /** `size` is the number of members. */
  constructor(
    readonly size: number,
    private readonly name: string,
    private readonly module: WebAssembly.Module,
    private readonly memory: WebAssembly.Memory,
    private readonly arena: Arena,
    {
      threads = Math.min(size, availableParallelism()),
      pace = new Pace(size, threads),
      file = join(import.meta.dirname, 'crew-worker.js'),
      patience = 1000
    }: CrewOptions = {}
  ) {
    this.helpers = threads - 1
    this.pace = pace
    this.file = file
    this.control = arena.allocate(controlBytes(size) + threads * scratchBytes)
    this.turns = new Turns(memory.buffer, this.control, size, patience)
  }

  /** Threads that share the work now, this one included. */
  get threads(): number {
    const late = performance.now() - this.begunAt > loadingTakes ? this.helpers - this.turns.arrived : 0
    return Math.min(this.pace.settled, 1 + this.helpers - Math.max(this.lost, late))
  }

  /** The threads that share the work now, where they are fewer than its parts; else null. */
  get fewerThreads(): number | null {
    const { size, threads } = this
    return threads < size ? threads : null
  }

  join(job: Job): number {
    if (this.workers.length > 0) throw new Error('The helpers are at work already.')
    return this.jobs.push({ ...job, address: this.arena.usedBytes }) - 1
  }

  work(plan: Phased, number: number): void {
    if (this.dismissed) throw this.failure ?? new Error('The crew has been dismissed.')
    this.begin()
    const from = performance.now()
    try {
      this.turns.workThrough(() => plan, number, this.pace.active)
    } catch (error) {
      this.failure = error as Error
      void this.dismiss()
      throw error
    }
    // All training steps are alike. Updates have one phase and are short, so they are not measured.
    if (number === 0 && plan.phases.length > 1) this.pace.observe(performance.now() - from)
  }

  /**
   * Waits until all helpers have loaded, for measurements and tests. Returns whether they have within so many
   * milliseconds.
   */
  gather(milliseconds: number): boolean {
    this.begin()
    return this.turns.await(this.helpers, milliseconds)
  }

  /** Ends the helpers; resolves when they are gone. */
  async dismiss(): Promise<void> {
    this.dismissed = true
    this.turns.close()
    await Promise.all(this.workers.map((worker) => worker.terminate()))
  }

  private begin(): void {
    if (this.begunAt < Infinity) return
    this.begunAt = performance.now()
    for (let helper = 1; helper <= this.helpers; helper++) {
      const data: HelperData = {
        module: this.module,
        memory: this.memory,
        name: this.name,
        control: this.control,
        scratch: this.control + controlBytes(this.size) + (helper - 1) * scratchBytes,
        members: this.size,
        jobs: this.jobs
      }
      const worker = new Worker(this.file, { workerData: data })
      worker.on('error', (error) => (this.trouble ??= error))
      worker.on('exit', () => {
        if (!this.dismissed) this.lost++
      })
      worker.unref()
      this.workers.push(worker)
    }
  }
}
