// metrics.index makes metrics.csv quick to open when it has millions of lines. For every 256 lines it holds one record
// of fixed size: their lowest and highest points and their means. It is derived from metrics.csv: a missing or wrong
// index costs only time, and only the process that trains writes it.
//
// Eight bytes of a name, then records of float64: the byte at which the lines end, the step of the first, how many
// points are kept, and room for `keptOfStretch` of them with the columns of a CurveLog.

import { appendFileSync, fstatSync, readSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CurveLog, curveColumns, keptOfStretch, thinStretch, type Curves } from '../shared/curve-log'
import { withFile } from './lines'

export const indexFile = (folder: string): string => join(folder, 'metrics.index')

const name = Buffer.from('UNROLLi1')
const linesOfRecord = 256
const head = 3
const valuesOfRecord = head + keptOfStretch * curveColumns.length
const bytesOfRecord = 8 * valuesOfRecord

const columnsOf = (record: Float64Array): Curves =>
  Object.fromEntries(
    curveColumns.map((column, i) => [column, record.subarray(head + i * keptOfStretch, head + (i + 1) * keptOfStretch)])
  ) as unknown as Curves

/**
 * Fills the log from the index and returns the byte of metrics.csv (open as `metrics`) from which on lines must be
 * read:
 * 0 when there is no index that fits it. The last record is left to the lines, so that the newest points are all there.
 */
export function readIndex(folder: string, metrics: number, log: CurveLog): number {
  const records = readRecords(indexFile(folder))
  const { size } = fstatSync(metrics)
  while (records.length > 0 && records.at(-1)![0] > size) records.pop()
  records.pop()
  // Compare a few records with their lines, to notice that metrics.csv was changed by hand.
  for (let i = 0; i < 16; i++) {
    const record = records[Math.floor((i * (records.length - 1)) / 15)]
    if (record && !endsAt(metrics, record)) return 0
  }
  for (const record of records) log.appendThinned(columnsOf(record), 0, record[2], record[1])
  return records.at(-1)?.[0] ?? 0
}

function readRecords(file: string): Float64Array[] {
  try {
    return (
      withFile(file, (descriptor, size) => {
        const begin = Buffer.alloc(name.length)
        readSync(descriptor, begin, 0, begin.length, 0)
        if (!begin.equals(name)) return []
        const values = new Float64Array(Math.floor((size - name.length) / bytesOfRecord) * valuesOfRecord)
        const bytes = new Uint8Array(values.buffer)
        for (let at = 0, read = 1; at < bytes.length && read > 0; at += read)
          read = readSync(descriptor, bytes, at, bytes.length - at, name.length + at)
        const records = Array.from({ length: values.length / valuesOfRecord }, (_, i) =>
          values.subarray(i * valuesOfRecord, (i + 1) * valuesOfRecord)
        )
        const rising = records.findIndex(
          ([end, , kept], i) => !(end > (records[i - 1]?.[0] ?? 0) && kept >= 1 && kept <= keptOfStretch)
        )
        return rising === -1 ? records : records.slice(0, rising)
      }) ?? []
    )
  } catch {
    return []
  }
}

/** Whether a line ends where the record says, with the step of its last point. */
function endsAt(metrics: number, record: Float64Array): boolean {
  const [end, , kept] = record
  const bytes = Buffer.alloc(Math.min(end, 512))
  readSync(metrics, bytes, 0, bytes.length, end - bytes.length)
  const lines = bytes.toString('latin1').split('\n')
  const { step, loss } = columnsOf(record)
  const [lineStep, lineLoss] = (lines.at(-2) ?? '').split(',').map(Number)
  return lines.at(-1) === '' && lineStep === step[kept - 1] && Object.is(lineLoss, loss[kept - 1])
}

/** Writes the index along with metrics.csv. A failed write is ignored, because the lines are enough. */
export class IndexWriter {
  private readonly stretch = new CurveLog()
  private end = 0
  private records: Float64Array[] = []
  private off = false

  constructor(private readonly folder: string) {}

  /** The byte of metrics.csv up to which the index is usable and can be continued. The rest of the index is cut off. */
  open(sizeOfMetrics: number): number {
    const file = indexFile(this.folder)
    const records = readRecords(file)
    while (records.length > 0 && records.at(-1)![0] > sizeOfMetrics) records.pop()
    this.attempt(() => {
      if (records.length === 0) writeFileSync(file, name)
      else truncateSync(file, name.length + records.length * bytesOfRecord)
    })
    this.stretch.count = 0
    return records.at(-1)?.[0] ?? 0
  }

  /** A point in the order of `pointColumns`, whose line ends at byte `end`. */
  add(values: ArrayLike<number>, end: number): void {
    // A record ends where training goes back, so steps rise within each record.
    if (this.stretch.count === linesOfRecord || values[0] <= this.stretch.lastStep) this.close()
    this.stretch.append(values)
    this.end = end
  }

  flush(): void {
    if (this.records.length === 0) return
    const bytes = Buffer.concat(this.records.map(({ buffer }) => new Uint8Array(buffer as ArrayBuffer)))
    this.records = []
    this.attempt(() => appendFileSync(indexFile(this.folder), bytes))
  }

  private close(): void {
    const { curves, count } = this.stretch
    const record = new Float64Array(valuesOfRecord)
    record.set([this.end, curves.step[0], thinStretch(curves, 0, count, 0, columnsOf(record), 0)])
    this.records.push(record)
    this.stretch.count = 0
  }

  /** After the first failure nothing more is written, because an index with a gap would be wrong. */
  private attempt(work: () => void): void {
    if (this.off) return
    try {
      work()
    } catch {
      this.off = true
    }
  }
}
