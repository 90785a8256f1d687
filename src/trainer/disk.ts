// What happens when the disk does not take what a run writes (it is full, or has become read-only): training pauses
// and waits, and nothing is lost. And when the run is no longer ours to write: nothing more is written.

import { WriteError } from '../run-folder/whole-files'
import type { RunLock, RunTaken } from '../run-folder/lock'

/** Milliseconds between two tries of a run that waits for its disk. Its owner calls Session.retry(). */
export const retryEvery = 5000

export class Disk {
  /** Why it does not take anything; null while it does. */
  problem: WriteError | null = null
  /** Whether training was interrupted by the problem, and goes on when it is gone. */
  goesOn = false
  /** Who has taken the run over. */
  taken: RunTaken | null = null

  constructor(private readonly lock: Pick<RunLock, 'taken'> | null = null) {}

  /** Asked before everything that is written. */
  isOurs(): boolean {
    this.taken ??= this.lock?.taken ?? null
    return this.taken === null
  }

  /** Does a piece of writing. False where the disk did not take it, or the run was taken; `problem` or `taken` says so. Other errors are thrown. */
  write(work: () => void): boolean {
    if (!this.isOurs()) return false
    try {
      work()
      return true
    } catch (error) {
      if (!(error instanceof WriteError)) throw error
      this.problem = error
      return false
    }
  }

  /** There is room again. */
  clear(): void {
    this.problem = null
    this.goesOn = false
  }
}
