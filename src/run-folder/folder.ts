// Writes what a run leaves on disk while it trains (shared/run.ts says which files there are). Lines are only ever
// appended, so that a kill costs at most the end of the last one.

import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import type { Experiment } from '../shared/experiment'
import { pointColumns, type Baseline, type Point, type RunEvent, type RunRecord } from '../shared/run'
import { eventsFile } from './events'
import { leaving, createWhole, isTemporary, removeTemporaries, writeWhole, writing } from './whole-files'
import { endsInDamage, pieces, withFile } from './lines'
import { lineOf, longestPoint, metricsFile, metricsHeader, readLines } from './metrics'
import { IndexWriter } from './metrics-index'
import { reason } from '../shared/reasons'
import { DamagedFile, isRun, NotARun } from './record'

export class RunFolder {
  /** Lines of metrics.csv that are not yet written, and their numbers. */
  private lines: string[] = []
  private points: number[][] = []
  private readonly index: IndexWriter

  /**
   * Makes the folder if there is none. With `goOn` it must already be the folder of a run; else this throws NotARun.
   * Throws a WriteError, as every function here that writes.
   */
  constructor(
    readonly path: string,
    goOn = false
  ) {
    if (goOn && !isRun(path)) throw new NotARun(path)
    writing(path, () => mkdirSync(path, { recursive: true }))
    this.index = new IndexWriter(path)
  }

  /**
   * Whether the folder is empty apart from temporary files, which a run leaves that is killed before its first file is
   * whole.
   */
  isEmpty(): boolean {
    return readdirSync(this.path).every(isTemporary)
  }

  /** Keeps a line of metrics.csv until flush(). */
  addPoint(point: Point): void {
    const values = pointColumns.map((name) => asWritten(point[name]))
    this.lines.push(lineOf(values))
    this.points.push(values)
  }

  flush(): void {
    if (this.lines.length === 0) return
    const isNew = !existsSync(metricsFile(this.path))
    if (isNew) this.index.open(0)
    const text = this.lines.join('')
    let end =
      this.append(metricsFile(this.path), isNew ? metricsHeader + text : text) + (isNew ? metricsHeader.length : 0)
    this.points.forEach((values, i) => this.index.add(values, (end += this.lines[i].length)))
    this.index.flush()
    this.lines = []
    this.points = []
  }

  addEvent(event: RunEvent): void {
    this.append(eventsFile(this.path), JSON.stringify(event) + '\n')
  }

  writeBaselines(baselines: readonly Baseline[]): void {
    this.writeJson('baselines.json', baselines)
  }

  /** Makes the empty folder a run and calls `work`. When `work` throws, the folder is made empty again. */
  begin<T>(experiment: Experiment, record: RunRecord, work: () => T): T {
    if (!writing(this.path, () => createWhole(this.file('run.json'), asText(record)))) {
      throw new DamagedFile(this.path, reason('beingBegun'))
    }
    try {
      this.writeExperiment(experiment)
      return work()
    } catch (error) {
      // The folder was empty, so all of this is ours.
      for (const name of ['experiment.json', 'weights.safetensors', 'events.jsonl', 'checkpoints', 'run.json'])
        rmSync(this.file(name), { recursive: true, force: true })
      throw error
    }
  }

  /** Only for the terminal. In the app, main writes the experiment and the record itself. */
  writeExperiment(experiment: Experiment): void {
    this.writeJson('experiment.json', experiment)
  }

  writeRecord(record: RunRecord): void {
    this.writeJson('run.json', record)
  }

  /**
   * Call before a run continues. It cuts half a last line off the appended files, so that the next line begins on its
   * own (a line that is not ours stays, and gets a line end), removes half-written files, and completes the index.
   */
  repair(): void {
    removeTemporaries(this.path)
    for (const [file, longest] of [
      [metricsFile(this.path), longestPoint],
      [eventsFile(this.path), Infinity]
    ] as const) {
      const end = withFile(file, (descriptor, size) => ({
        whole: endOfLines(descriptor, size),
        size,
        damaged: endsInDamage(descriptor, size, longest)
      }))
      if (end === null || end.whole === end.size) continue
      writing(file, () => (end.damaged ? appendFileSync(file, '\n') : truncateSync(file, end.whole)))
    }
    withFile(metricsFile(this.path), (descriptor, size) => {
      readLines(descriptor, this.index.open(size), (values, end) => this.index.add(values, end))
    })
    this.index.flush()
  }

  /** Whether the run was ever trained. */
  hasPoints(): boolean {
    return (statSync(metricsFile(this.path), { throwIfNoEntry: false })?.size ?? 0) > metricsHeader.length
  }

  /**
   * Appends all of the lines or none: on a full disk, a part that was written is cut off again. Returns the size
   * before.
   */
  private append(file: string, lines: string): number {
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
    try {
      writing(file, () => appendFileSync(file, lines))
    } catch (error) {
      leaving(() => existsSync(file) && truncateSync(file, size))
      throw error
    }
    return size
  }

  private writeJson(name: string, value: unknown): void {
    writeWhole(this.file(name), asText(value))
  }

  private file(name: string): string {
    return join(this.path, name)
  }
}

/** Nine digits store a float32 exactly. */
const asWritten = (value: number): number => Number(value.toPrecision(9))

const asText = (value: unknown): string => JSON.stringify(value, null, 2) + '\n'

/** The byte after the last whole line. */
function endOfLines(descriptor: number, size: number): number {
  // Half a line is short: it is looked for near the end first.
  let whole = 0
  for (let length = 65_536; whole === 0; length *= 16) {
    for (const { end } of pieces(descriptor, Math.max(0, size - length))) whole = end
    if (length >= size) break
  }
  return whole
}
