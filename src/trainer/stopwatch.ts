// Seconds of training, without pauses and without the sleep of the machine.

import { cpuUsage } from 'node:process'

/** A stretch between two looks that is this long (in seconds), and in which less than this share was computed, is sleep. */
const sleep = { longerThan: 10, computedLessThan: 0.05 }
/** How long the processor time of the last look is good enough: to ask for it takes longer than to look at the clock. */
const freshFor = 1

export interface Clocks {
  /** Seconds; on some systems it goes on while the machine sleeps. */
  now(): number
  /** Seconds that this process has computed, over all its threads. */
  computed(): number
}

const systemClocks: Clocks = {
  now: () => performance.now() / 1000,
  computed() {
    const { user, system } = cpuUsage()
    return (user + system) / 1e6
  }
}

export class Stopwatch {
  private before = 0
  /** From when on it runs, and what had been computed by then; null while it stands still. */
  private since: { now: number; computed: number } | null = null

  constructor(private readonly clocks: Clocks = systemClocks) {}

  get seconds(): number {
    if (this.since === null) return this.before
    const passed = this.clocks.now() - this.since.now
    if (passed < freshFor) return this.before + passed
    const mark = this.mark()
    this.before += awake(passed, mark.computed - this.since.computed)
    this.since = mark
    return this.before
  }

  /** Goes on from so many seconds. */
  set(seconds: number): void {
    this.before = seconds
    if (this.since !== null) this.since = this.mark()
  }

  start(): void {
    this.since ??= this.mark()
  }

  stop(): void {
    this.before = this.seconds
    this.since = null
  }

  private mark(): { now: number; computed: number } {
    return { now: this.clocks.now(), computed: this.clocks.computed() }
  }
}

/** Of a stretch, what was no sleep. */
const awake = (passed: number, computed: number): number =>
  passed > sleep.longerThan && computed < passed * sleep.computedLessThan ? computed : passed
