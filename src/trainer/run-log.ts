// The log of a run: the points and events of all its training, in memory for whoever looks on, and in the files of its
// folder. What the disk does not take is kept, and written with the next flush().

import type { RunEvent } from '../shared/run'
import { PointLog, type Point } from './points'
import type { RunFolder } from './run-folder'

/** An event, and how many points there were when it came. */
export interface Logged {
  event: RunEvent
  after: number
}

export class RunLog {
  readonly points = new PointLog()
  readonly events: Logged[] = []
  /** Events that are not in the file yet. */
  private unwritten: RunEvent[] = []
  private flushedAt = performance.now()

  constructor(private readonly folder: RunFolder) {}

  /** In the file with the next flush(). */
  addPoint(point: Point): void {
    this.points.push(point)
    this.folder.addPoint(point)
  }

  /** In the file with the next flush(). */
  addEvent(event: RunEvent): void {
    this.events.push({ event, after: this.points.count })
    this.unwritten.push(event)
  }

  /** Milliseconds since the last flush() that held. */
  get unflushedFor(): number {
    return performance.now() - this.flushedAt
  }

  /** Writes what is not in the files yet. Throws a WriteError; then the rest is still there to be written. */
  flush(): void {
    this.folder.flush()
    while (this.unwritten.length > 0) {
      this.folder.addEvent(this.unwritten[0])
      this.unwritten.shift()
    }
    this.flushedAt = performance.now()
  }

  /** Reads the files, as far as they go up to `step`, from which training goes on. */
  read(step: number): void {
    this.folder.readPoints().forEach((point) => this.points.push(point))
    this.points.truncateAfter(step)
    for (const event of this.folder.readEvents()) {
      this.events.push({ event, after: this.points.countUpTo('step', event.step) })
    }
  }
}
