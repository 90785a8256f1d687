// When the disk cannot be written (because it is full or read-only), training pauses and waits, and nothing is lost.
// When another process has taken the run over, nothing more is written.

import { WriteError } from '../run-folder/whole-files'
import type { RunLock, RunTaken } from '../run-folder/lock'

/** Milliseconds between two attempts while a run waits for its disk. Its owner calls Session.retry(). */
export const retryEvery = 5000

export class Disk {
  /** Why the disk cannot be written; null while it can. */
  problem: WriteError | null = null
  /** Whether the problem paused training. Then training continues when the problem is gone. */
  goesOn = false
  /** Who has taken the run over. */
  taken: RunTaken | null = null

  constructor(private readonly lock: Pick<RunLock, 'taken'> | null = null) {}

  /** Whether the run is still ours. It is checked before each write. */
  isOurs(): boolean {
    this.taken ??= this.lock?.taken ?? null
    return this.taken === null
  }

  /**
   * Calls `work`, which writes. Returns false when the disk refuses it or the run was taken; then `problem` or `taken`
   * is set. Throws other errors.
   */
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

  /** Call when the disk can be written again. */
  clear(): void {
    this.problem = null
    this.goesOn = false
  }
}
