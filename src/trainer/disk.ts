// What happens when the disk does not take what a run writes (it is full, or has become read-only): training pauses
// and waits, and nothing is lost.

import { WriteError } from '../run-folder/files'

/** Milliseconds between two tries of a run that waits for its disk. Its owner calls Session.retry(). */
export const retryEvery = 5000

export class Disk {
  /** Why it does not take anything; null while it does. */
  problem: string | null = null
  /** Whether training was interrupted by the problem, and goes on when it is gone. */
  goesOn = false

  /** Does a piece of writing. False where the disk did not take it; `problem` says why. Other errors are thrown. */
  write(work: () => void): boolean {
    try {
      work()
      return true
    } catch (error) {
      if (!(error instanceof WriteError)) throw error
      this.problem = error.message
      return false
    }
  }

  /** There is room again. */
  clear(): void {
    this.problem = null
    this.goesOn = false
  }
}
