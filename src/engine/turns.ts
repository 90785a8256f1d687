// Several threads that work on the same plans. A plan is split among its members, and that decides every bit of its
// result; which thread does a member's part decides none. So threads take the parts as they find them: one that comes late,
// sleeps, or never comes is not waited for, the others do what it leaves. What is waited for are parts that were begun.
// The numerics stay in the plans; here is only the sharing out, by Atomics on a few integers of shared memory.
// trainer/thread-crew.ts starts the threads.

import type { EvaluationOptions } from './evaluation-plan'
import type { Phase, PlanOptions } from './plan'
import { shares } from './shares'

/** What a plan is made from. The plan of a training is the first, and the others read its weights. */
export type Job = { kind: 'training'; options: PlanOptions } | { kind: 'evaluation'; options: EvaluationOptions }

/** A plan, of training or of evaluating. */
export interface Phased {
  /** Phase after phase; the parts of all members must have ended in one before any begins in the next. */
  readonly phases: readonly Phase[]
}

/** What a learner needs of its helpers. */
export interface Crew {
  /** Members of its plans. */
  readonly size: number
  /** Call just before the plan is made, and before the first work(): the helpers make the same at the same place. Returns its number. */
  join(job: Job): number
  /** Works through the phases of the plan of that number; returns when all is done. Throws when a helper failed in the middle. */
  work(plan: Phased, number: number): void
}

/**
 * Words of the shared control block, on three lines of the cache: what all look at again and again, what each changes when
 * it has ended a part, and what is seldom touched. Behind them, for each member, when its part was last taken.
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
 * Looks at the turn before a waiting thread goes to sleep: some tenths of a millisecond, longer than what one thread alone
 * does between two phases. Where other programs want the cores, a longer wait would keep from its core the very thread
 * that is waited for.
 */
const spins = 20_000
/**
 * Waits in a row after which a thread that does not end its part is taken for dead: so many, and this many times the
 * seconds that the work had taken until then.
 */
const leastWaits = 60
const waitsPerSecond = 10

/**
 * The turns that the threads of a crew take. The word `turn` is even while the crew rests, and odd while a phase is up;
 * no phase of a crew's life has the same number. Who takes a member's part sets `taken` of that member from turn − 1
 * to turn + 1, so that a thread that comes too late, with an older turn in mind, gets nothing.
 */
export class Turns {
  private readonly words: Int32Array
  private readonly order = { active: 0, starts: [0] }

  /** `patience`: milliseconds that a sleeping thread sleeps at most before it looks around. */
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
   * Works through the plan of that number, with as many threads as are to be active, this one included. Throws when a
   * helper failed, or seems to be dead, in the middle of a part; then nothing more can be done with this crew.
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

  /** All parts, while the crew rests and takes none. */
  private workAlone({ phases }: Phased): void {
    for (const phase of phases) for (let member = 0; member < this.members; member++) phase(member)
  }

  /** Helpers that have come. */
  get arrived(): number {
    return this.load(words.arrived)
  }

  /** Waits until so many helpers have come, at most so many milliseconds. Returns whether they have. */
  await(helpers: number, milliseconds: number): boolean {
    const end = Date.now() + milliseconds
    while (this.arrived < helpers && Date.now() < end) Atomics.wait(this.words, words.arrived, this.arrived, 10)
    return this.arrived >= helpers
  }

  /** Lets every helper go. */
  close(): void {
    Atomics.store(this.words, words.closing, 1)
    Atomics.notify(this.words, words.turn)
    Atomics.notify(this.words, words.active)
  }

  // ---- the helpers ----

  /** A helper takes parts until the crew is dismissed. What goes wrong in a part is the end of the caller's work too. */
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

  /** Takes parts of the phase that is up as long as there are any: first those of this thread's own members, then what others have left. */
  private takeParts(turn: number, rank: number, planOf: (number: number) => Phased): void {
    const first = this.firstMember(rank)
    for (let i = 0; i < this.members; i++) {
      const member = (first + i) % this.members
      if (!this.take(turn, member)) continue
      // Until this part is done, plan and phase stay what they are.
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

  /** Whoever falls asleep after the look at `sleeping` sees the new turn and wakes at once. */
  private advance(by: number): void {
    Atomics.add(this.words, words.turn, by)
    // A call into V8 that costs more than all else here, so only where somebody sleeps.
    if (this.load(words.sleeping) > 0) Atomics.notify(this.words, words.turn)
  }

  /** Returns when the turn is another, or false after some patience. */
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

  /** The members are shared out evenly among the active threads. */
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
