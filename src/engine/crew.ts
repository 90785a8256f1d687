// Several threads that work on the same plans. The numerics stay in the plans; here is only the meeting of threads, by
// Atomics on a few integers of shared memory. trainer/crew.ts starts the threads.

import type { EvaluationOptions } from './evaluation-plan'
import type { Phase, PlanOptions } from './plan'

/** What a plan is made from. The plan of a training is the first, and the others read its weights. */
export type Job = { kind: 'training'; options: PlanOptions } | { kind: 'evaluation'; options: EvaluationOptions }

/** A plan, of training or of evaluating. */
export interface Phased {
  /** Phase after phase; all members must have ended one before any begins the next. */
  readonly phases: readonly Phase[]
}

/** What a learner needs of its helpers. */
export interface Crew {
  /** Members, the caller included. */
  readonly size: number
  /** Call just before the plan is made, and before the first work(): the helpers make the same at the same place. Returns its number. */
  join(job: Job): number
  /** Every member works through the phases of the plan of that number; returns when all have. Throws when a helper died. */
  work(plan: Phased, number: number): void
}

/** Words of the shared control block. */
const words = { arrived: 0, generation: 1, closing: 2, sleeping: 3, plan: 4, length: 5 } as const
export const controlBytes = words.length * 4

/**
 * Turns before a waiting thread goes to sleep: a few tenths of a millisecond, longer than what one thread alone does
 * between two phases. Where other programs want the cores, a longer wait would keep from its core the very thread that
 * is waited for: a step then took two to four times as long.
 */
const spins = 20_000
/** How long a sleeping member waits before it looks whether it is still wanted. */
const patience = 1000

/** A barrier for `members` threads, used again and again. */
export class Barrier {
  private readonly words: Int32Array

  constructor(buffer: ArrayBufferLike, byteOffset: number, private readonly members: number) {
    this.words = new Int32Array(buffer, byteOffset, words.length)
  }

  /** Returns when every member has come here. False when the crew is being dismissed. */
  wait(): boolean {
    const generation = Atomics.load(this.words, words.generation)
    if (Atomics.add(this.words, words.arrived, 1) === this.members - 1) {
      Atomics.store(this.words, words.arrived, 0)
      this.release()
      return this.open
    }
    for (let spin = 0; spin < spins; spin++) {
      if (Atomics.load(this.words, words.generation) !== generation) return this.open
    }
    Atomics.add(this.words, words.sleeping, 1)
    while (Atomics.load(this.words, words.generation) === generation && this.open) {
      Atomics.wait(this.words, words.generation, generation, patience)
    }
    Atomics.sub(this.words, words.sleeping, 1)
    return this.open
  }

  /** Whoever falls asleep after the look at `sleeping` sees the new generation and wakes at once. */
  private release(): void {
    Atomics.add(this.words, words.generation, 1)
    // A call into V8 that costs more than all else here, so only where somebody sleeps.
    if (Atomics.load(this.words, words.sleeping) > 0) Atomics.notify(this.words, words.generation)
  }

  /** The number of the plan that the members are to work through when they have met. Set it before that. */
  get plan(): number {
    return Atomics.load(this.words, words.plan)
  }

  set plan(number: number) {
    Atomics.store(this.words, words.plan, number)
  }

  /** Lets every waiting member go. */
  close(): void {
    Atomics.store(this.words, words.closing, 1)
    this.release()
  }

  private get open(): boolean {
    return Atomics.load(this.words, words.closing) === 0
  }
}

/** Everybody meets, then does its part of each phase of the plan that is up, and everybody meets again. False when the crew is dismissed. */
export function workThrough(planOf: (number: number) => Phased, member: number, barrier: Barrier): boolean {
  if (!barrier.wait()) return false
  for (const phase of planOf(barrier.plan).phases) {
    phase(member)
    if (!barrier.wait()) return false
  }
  return true
}
