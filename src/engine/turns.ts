// Several threads work on the same plans. The split of a plan among its members decides every bit of the result; which
// thread does which part does not matter. So each thread takes the next free part. No thread waits for one that is
// late, asleep or missing: the others do its parts. A thread waits only for parts that have begun. The plans do the
// numerics; this file only shares out the parts, by Atomics on a few integers in shared memory. trainer/thread-crew.ts
// starts the threads.

import type { EvaluationOptions } from './evaluation-plan'
import type { Phase, PlanOptions } from './plan'
import { shares } from './shares'

/** The input for making a plan. The first plan is that of the training; the others read its weights. */
export type Job = { kind: 'training'; options: PlanOptions } | { kind: 'evaluation'; options: EvaluationOptions }

/** A plan, of training or of evaluating. */
export interface Phased {
  /** The phases in order. The parts of all members must end before the next phase begins. */
  readonly phases: readonly Phase[]
}

/** What a learner needs of its helper threads. */
export interface Crew {
  /** Members of its plans. */
  readonly size: number
  /**
   * Call just before the plan is made, and before the first work(): the helpers then make the same plan at the same
   * address. Returns its number.
   */
  join(job: Job): number
  /** Works through all phases of the plan of that number. Throws when a helper fails in the middle of a part. */
  work(plan: Phased, number: number): void
}

/**
 * Words of the shared control block, on three cache lines: words that all threads read again and again, words that a
 * thread changes when it ends a part, and words that seldom change. After them comes, for each member, the last turn at
 * which its part was taken.
 */
const words = {
  turn: 0,
  plan: 1,
  phase: 2,
  done: 16,
  sleeping: 17,
  active: 32,
  arrived: 33,
  failed: 34,
  closing: 35,
  taken: 48
} as const

export const controlBytes = (members: number): number => (words.taken + members) * 4

/**
 * How often a waiting thread reads the turn before it goes to sleep: some tenths of a millisecond, longer than the work
 * of one thread between two phases. When other programs use the cores, a longer wait would take the core from the very
 * thread that it waits for.
 */
const spins = 20_000
/**
 * A thread that does not end its part counts as dead after `leastWaits` waits in a row, and `waitsPerSecond` more for
 * each second that the work had taken before.
 */
const leastWaits = 60
const waitsPerSecond = 10

/**
 * The turns of a crew's threads. The word `turn` is even while the crew rests, and odd while a phase runs; every phase
 * has its own number. A thread takes a member's part by changing `taken` of that member from turn − 1 to turn + 1. A
 * thread that is late still has an older turn, so its change fails and it gets nothing.
 */
export class Turns {
  private readonly words: Int32Array
  private readonly order = { active: 0, starts: [0] }

  /** `patience`: the most milliseconds that a thread sleeps before it checks again. */
  constructor(
    buffer: ArrayBufferLike,
    byteOffset: number,
    private readonly members: number,
    private readonly patience = 1000
  ) {
    this.words = new Int32Array(buffer, byteOffset, words.taken + members)
  }

  // ---- the caller ----

  /**
   * Works through the plan of that number with `active` threads, this one included. Throws when a helper fails or seems
   * dead in the middle of a part; this crew cannot be used afterwards.
   */
  workThrough(planOf: (number: number) => Phased, plan: number, active: number): void {
    this.activate(active)
    if (active === 1 || this.arrived === 0) return this.workAlone(planOf(plan))
    Atomics.store(this.words, words.plan, plan)
    this.up(0)
    const begin = Date.now()
    let waits = 0
    let limit = leastWaits
    for (;;) {
      if (this.load(words.failed)) throw new Error('A helper thread has failed.')
      const turn = this.load(words.turn)
      if (!isUp(turn)) return
      this.takeParts(turn, 0, planOf)
      if (waits === 0) limit = leastWaits + (waitsPerSecond * Math.max(0, Date.now() - begin)) / 1000
      waits = this.whileTurnIs(turn) ? 0 : waits + 1
      if (waits > limit) throw new Error('A helper thread does not answer.')
    }
  }

  /** Does all parts alone, while the crew rests. */
  private workAlone({ phases }: Phased): void {
    for (const phase of phases) for (let member = 0; member < this.members; member++) phase(member)
  }

  /** How many helpers have arrived. */
  get arrived(): number {
    return this.load(words.arrived)
  }

  /** Waits until so many helpers have arrived, for at most so many milliseconds. Returns whether they have. */
  await(helpers: number, milliseconds: number): boolean {
    const end = Date.now() + milliseconds
    while (this.arrived < helpers && Date.now() < end) Atomics.wait(this.words, words.arrived, this.arrived, 10)
    return this.arrived >= helpers
  }

  /** Dismisses every helper. */
  close(): void {
    Atomics.store(this.words, words.closing, 1)
    Atomics.notify(this.words, words.turn)
    Atomics.notify(this.words, words.active)
  }

  // ---- the helpers ----

  /** A helper takes parts until the crew is dismissed. An error in a part ends the caller's work too. */
  help(planOf: (number: number) => Phased): void {
    const rank = Atomics.add(this.words, words.arrived, 1) + 1
    Atomics.notify(this.words, words.arrived)
    try {
      while (!this.load(words.closing)) this.helpOnce(rank, planOf)
    } catch (error) {
      Atomics.store(this.words, words.failed, 1)
      Atomics.notify(this.words, words.turn)
      throw error
    }
  }

  private helpOnce(rank: number, planOf: (number: number) => Phased): void {
    const turn = this.load(words.turn)
    const active = this.load(words.active)
    if (rank >= active) return void Atomics.wait(this.words, words.active, active, this.patience)
    if (isUp(turn)) this.takeParts(turn, rank, planOf)
    this.whileTurnIs(turn)
  }

  // ---- all ----

  /** Takes parts of the running phase until none is left: first those of this thread's own members, then the others. */
  private takeParts(turn: number, rank: number, planOf: (number: number) => Phased): void {
    const first = this.firstMember(rank)
    for (let i = 0; i < this.members; i++) {
      const member = (first + i) % this.members
      if (!this.take(turn, member)) continue
      // Plan and phase do not change before this part is done.
      const { phases } = planOf(this.load(words.plan))
      const phase = this.load(words.phase)
      phases[phase](member)
      if (Atomics.add(this.words, words.done, 1) < this.members - 1) continue
      if (phase + 1 < phases.length) this.up(phase + 1)
      else this.advance(1)
    }
  }

  private take(turn: number, member: number): boolean {
    const word = words.taken + member
    const before = (turn - 1) | 0
    return this.load(word) === before && Atomics.compareExchange(this.words, word, before, (turn + 1) | 0) === before
  }

  private up(phase: number): void {
    Atomics.store(this.words, words.phase, phase)
    Atomics.store(this.words, words.done, 0)
    this.advance(isUp(this.load(words.turn)) ? 2 : 1)
  }

  /** A thread that falls asleep after `sleeping` was read sees the new turn and wakes at once. */
  private advance(by: number): void {
    Atomics.add(this.words, words.turn, by)
    // notify() costs more than everything else here, so it is called only when a thread sleeps.
    if (this.load(words.sleeping) > 0) Atomics.notify(this.words, words.turn)
  }

  /** Returns true when the turn changes, or false after some time. */
  private whileTurnIs(turn: number): boolean {
    for (let spin = 0; spin < spins; spin++) {
      if (this.load(words.turn) !== turn) return true
    }
    Atomics.add(this.words, words.sleeping, 1)
    const slept = Atomics.wait(this.words, words.turn, turn, this.patience)
    Atomics.sub(this.words, words.sleeping, 1)
    return slept !== 'timed-out'
  }

  private activate(active: number): void {
    if (this.load(words.active) === active) return
    Atomics.store(this.words, words.active, active)
    Atomics.notify(this.words, words.active)
  }

  /** The first member of a thread: members are split evenly among the active threads. */
  private firstMember(rank: number): number {
    const active = this.load(words.active)
    if (this.order.active !== active) Object.assign(this.order, { active, starts: shares(this.members, active) })
    return this.order.starts[rank] ?? 0
  }

  private load(word: number): number {
    return Atomics.load(this.words, word)
  }
}

const isUp = (turn: number): boolean => (turn & 1) === 1
