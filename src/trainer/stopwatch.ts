// Seconds of training, without pauses and without the sleep of the machine.

import { cpuUsage } from 'node:process'

/**
 * The machine slept when more than `longerThan` seconds passed between two readings, and the process computed for less
 * than this share of them.
 */
const sleep = { longerThan: 10, computedLessThan: 0.05 }
/**
 * For so many seconds the last processor time is used again, because reading it takes longer than reading the clock.
 */
const freshFor = 1

export interface Clocks {
  /** Seconds. On some systems this clock runs while the machine sleeps. */
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
  /** When the clock started, and the processor time until then; null while it is stopped. */
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

  /** Sets the number of seconds; the clock continues from there. */
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

/** The seconds of a stretch without sleep. */
const awake = (passed: number, computed: number): number =>
  passed > sleep.longerThan && computed < passed * sleep.computedLessThan ? computed : passed
