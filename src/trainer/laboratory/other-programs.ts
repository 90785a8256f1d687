// How much of the processor other programs use while something is measured.

import { cpus } from 'node:os'

interface Look {
  /** Milliseconds since the start of the system, over all cores; and those of this process. */
  all: number
  busy: number
  own: number
}

function look(): Look {
  const cores = cpus().map(({ times }) => times)
  const all = cores.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0)
  const { user, system } = process.cpuUsage()
  return { all, busy: all - cores.reduce((sum, { idle }) => sum + idle, 0), own: (user + system) / 1000 }
}

export class OtherPrograms {
  private since = look()
  private all = 0
  private others = 0

  /** Counts the time since the last call of count() or skip(). */
  count(): void {
    const now = look()
    this.all += now.all - this.since.all
    this.others += now.busy - this.since.busy - (now.own - this.since.own)
    this.since = now
  }

  /** Leaves out the time since the last call. */
  skip(): void {
    this.since = look()
  }

  /** The share of other programs in all cores, 0–1; null where the system gives no times. */
  get share(): number | null {
    return this.all > 0 ? Math.min(1, Math.max(0, this.others / this.all)) : null
  }
}
