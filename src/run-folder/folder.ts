// What a run leaves on disk while it trains (run.ts says which files there are). Lines are only ever appended, so
// that a kill costs at most the end of the last one.

import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Experiment } from '../shared/experiment'
import { pointColumns, runEventSchema, type Baseline, type Point, type RunEvent, type RunRecord } from '../shared/run'
import { isTemporary, removeTemporaries, writeWhole, writing } from './files'
import { isRun, NotARun } from './record'

const header = 'step,loss,gradient_norm,learning_rate,clipped,seconds\n'

export class RunFolder {
  private buffered = ''

  /**
   * Makes the folder where there is none; to go on, it must be that of a run, or NotARun is thrown. Throws a WriteError,
   * as everything here that writes.
   */
  constructor(readonly path: string, goOn = false) {
    if (goOn && !isRun(path)) throw new NotARun(path)
    writing(path, () => mkdirSync(path, { recursive: true }))
  }

  /** A run that was killed before its first file was whole has left nothing. */
  isEmpty(): boolean {
    return readdirSync(this.path).every(isTemporary)
  }

  /** Keeps a line of metrics.csv until flush(). */
  addPoint(point: Point): void {
    // Nine digits hold a float32 exactly.
    this.buffered += pointColumns.map((name) => Number(point[name].toPrecision(9))).join(',') + '\n'
  }

  flush(): void {
    if (this.buffered === '') return
    this.append('metrics.csv', existsSync(this.file('metrics.csv')) ? this.buffered : header + this.buffered)
    this.buffered = ''
  }

  addEvent(event: RunEvent): void {
    this.append('events.jsonl', JSON.stringify(event) + '\n')
  }

  writeBaselines(baselines: readonly Baseline[]): void {
    this.writeJson('baselines.json', baselines)
  }

  /** Makes the empty folder a run, does what needs one, and makes it empty again where that cannot be done. */
  begin<T>(experiment: Experiment, record: RunRecord, work: () => T): T {
    try {
      this.writeRecord(record)
      this.writeExperiment(experiment)
      return work()
    } catch (error) {
      for (const name of ['experiment.json', 'run.json']) rmSync(this.file(name), { force: true })
      throw error
    }
  }

  /** Only where no app owns the folder, as the record: an app writes both itself. */
  writeExperiment(experiment: Experiment): void {
    this.writeJson('experiment.json', experiment)
  }

  writeRecord(record: RunRecord): void {
    this.writeJson('run.json', record)
  }

  /** Cuts a half last line off the appended files, so that the next line begins on its own, and removes a half file. */
  repair(): void {
    removeTemporaries(this.path)
    for (const name of ['metrics.csv', 'events.jsonl']) {
      const file = this.file(name)
      if (!existsSync(file)) continue
      const bytes = readFileSync(file)
      const whole = bytes.lastIndexOf('\n') + 1
      if (whole < bytes.length) truncateSync(file, whole)
    }
  }

  /** Whether the run was ever trained. */
  hasPoints(): boolean {
    return (statSync(this.file('metrics.csv'), { throwIfNoEntry: false })?.size ?? 0) > header.length
  }

  /**
   * The points of metrics.csv that still hold: where training went back to an earlier step, the points that it took
   * back are left out. Lines that are no points are left out too.
   */
  readPoints(): Point[] {
    const points: Point[] = []
    for (const line of this.lines('metrics.csv')) {
      const values = line.split(',').map(Number)
      if (values.length !== pointColumns.length || values.some(Number.isNaN)) continue
      const point = Object.fromEntries(pointColumns.map((name, i) => [name, values[i]])) as Point
      while (points.length > 0 && points[points.length - 1].step >= point.step) points.pop()
      points.push(point)
    }
    return points
  }

  /** The events of events.jsonl that still hold; marks and failures always do. */
  readEvents(): RunEvent[] {
    let events: RunEvent[] = []
    for (const line of this.lines('events.jsonl')) {
      const { success, data: event } = runEventSchema.safeParse(parseJson(line))
      if (!success) continue
      if (event.type === 'mark' && (event.change === 'rewind' || event.change === 'resume')) {
        events = eventsUpTo(events, event.step)
      }
      events.push(event)
    }
    return events
  }

  private lines(name: string): string[] {
    const file = this.file(name)
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '') : []
  }

  /** All of the lines or none: where the disk is full, what had still found room is taken off again. */
  private append(name: string, lines: string): void {
    const file = this.file(name)
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
    try {
      writing(file, () => appendFileSync(file, lines))
    } catch (error) {
      if (existsSync(file)) truncateSync(file, size)
      throw error
    }
  }

  private writeJson(name: string, value: unknown): void {
    writeWhole(this.file(name), JSON.stringify(value, null, 2) + '\n')
  }

  private file(name: string): string {
    return join(this.path, name)
  }
}

/** What was measured after a step to which training has gone back no longer holds; marks and failures are history. */
export function eventsUpTo(events: readonly RunEvent[], step: number): RunEvent[] {
  return events.filter((event) => event.type === 'mark' || event.type === 'failure' || event.step <= step)
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
