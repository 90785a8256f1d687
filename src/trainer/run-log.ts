// The log of a run: the points and events of all its training, in memory for the windows, and in the files of its
// folder. When a write fails, the lines are kept and written with the next flush().

import type { Point, RunEvent } from '../shared/run'
import { readHistory } from '../run-folder/stored-run'
import { PointLog } from './points'
import type { Logged } from './viewer'
import type { RunFolder } from '../run-folder/folder'

export class RunLog {
  readonly points = new PointLog()
  readonly events: Logged[] = []
  /** Events that are not in the file yet. */
  private unwritten: RunEvent[] = []
  private flushedAt = performance.now()

  constructor(private readonly folder: RunFolder) {}

  /** Adds a point. The next flush() writes it to the file. */
  addPoint(point: Point): void {
    this.points.push(point)
    this.folder.addPoint(point)
  }

  /** Adds an event. The next flush() writes it to the file. */
  addEvent(event: RunEvent): void {
    this.events.push({ event, after: this.points.count })
    this.unwritten.push(event)
  }

  /** Milliseconds since the last successful flush(). */
  get unflushedFor(): number {
    return performance.now() - this.flushedAt
  }

  /** Writes what is not in the files yet. Throws a WriteError; then the next flush() writes the rest. */
  flush(): void {
    this.folder.flush()
    while (this.unwritten.length > 0) {
      this.folder.addEvent(this.unwritten[0])
      this.unwritten.shift()
    }
    this.flushedAt = performance.now()
  }

  /** Reads the points and events up to `step`, from which the run continues, from the files of its folder. */
  read(folder: string, step: number): void {
    const { log, events } = readHistory(folder, step)
    this.points.load(log)
    for (const event of events) this.events.push({ event, after: this.points.countUpTo('step', event.step) })
  }
}
