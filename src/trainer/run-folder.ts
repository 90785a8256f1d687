// What a run leaves on disk while it trains (run.ts says which files there are). Lines are only ever appended, so
// that a kill costs at most the end of the last one.

import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Experiment } from '../shared/experiment'
import { pointColumns, runEventSchema, type Baseline, type RunEvent, type RunRecord } from '../shared/run'
import { writeWhole, writing } from './files'
import type { Point } from './points'

const header = 'step,loss,gradient_norm,learning_rate,clipped,seconds\n'

export class RunFolder {
  private buffered = ''

  /** Makes the folder where there is none. Throws a WriteError, as everything here that writes. */
  constructor(readonly path: string) {
    writing(path, () => mkdirSync(path, { recursive: true }))
  }

  isEmpty(): boolean {
    return readdirSync(this.path).length === 0
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

  /** Only where no app owns the folder: it writes the experiment and the record itself. */
  writeExperiment(experiment: Experiment): void {
    this.writeJson('experiment.json', experiment)
  }

  writeRecord(record: RunRecord): void {
    this.writeJson('run.json', record)
  }

  /** Cuts a half last line off the appended files, so that the next line begins on its own, and removes a half file. */
  repair(): void {
    for (const name of readdirSync(this.path)) if (/^baselines\.json\.\d+$/.test(name)) rmSync(this.file(name))
    for (const name of ['metrics.csv', 'events.jsonl']) {
      const file = this.file(name)
      if (!existsSync(file)) continue
      const bytes = readFileSync(file)
      const whole = bytes.lastIndexOf('\n') + 1
      if (whole < bytes.length) truncateSync(file, whole)
    }
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
