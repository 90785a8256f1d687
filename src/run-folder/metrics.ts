// metrics.csv: one line a training step. It is the record of a run's curves; metrics.index (metrics-index.ts) only
// makes long ones quick to open. Numbers are kept unchanged, also NaN and infinities.

import { join } from 'node:path'
import { CurveLog } from '../shared/curve-log'
import { pointColumns, type Point } from '../shared/run'
import { endsInDamage, pieces, withFile } from './lines'
import { readIndex } from './metrics-index'

export const metricsFile = (folder: string): string => join(folder, 'metrics.csv')
export const metricsHeader = 'step,loss,gradient_norm,learning_rate,clipped,seconds\n'

/** Bytes of a line, at most: six numbers of up to 25 characters. */
export const longestPoint = 160

export const lineOf = (values: readonly number[]): string => values.join(',') + '\n'

export interface Metrics {
  log: CurveLog
  /** Lines that are not points, and gaps: every step has one line. */
  unreadable: number
}

/** A file of fewer bytes is read line by line, because all of its points fit into memory. */
const indexedFrom = 12 * 1024 ** 2

/**
 * The points that still hold: when training went back to an earlier step, the points after that step are left out.
 * Without a file there are none. It takes the memory of the log, and 1.6 bytes a step for the index of a long run.
 * Throws DamagedFile when something of this name cannot be read.
 */
export function readMetrics(folder: string, log = new CurveLog()): Metrics {
  const file = metricsFile(folder)
  const unreadable = withFile(file, (descriptor, size) => {
    const from = size < indexedFrom ? 0 : readIndex(folder, descriptor, log)
    let gaps = endsInDamage(descriptor, size, longestPoint) ? 1 : 0
    const noPoints = readLines(descriptor, from, (values) => {
      if (values[0] > Math.max(0, log.lastStep) + 1) gaps++
      log.append(values)
    })
    return noPoints + gaps
  })
  return { log, unreadable: unreadable ?? 0 }
}

/** The newest point, from the end of the file; null when there is none. Throws as readMetrics. */
export function readLastPoint(folder: string): Point | null {
  return withFile(metricsFile(folder), (descriptor, size) => {
    for (let length = 4096; ; length *= 16) {
      const log = new CurveLog()
      readLines(descriptor, Math.max(0, size - length), (values) => void log.append(values))
      if (log.count > 0 || length >= size) return log.last
    }
  })
}

/** Receives a point in the order of `pointColumns`, in an array that is reused. */
type Take = (values: Float64Array, end: number) => void

/** Every point from byte `from` on, with the byte at which its line ends. Returns how many lines are no points. */
export function readLines(descriptor: number, from: number, take: Take): number {
  let unreadable = 0
  const values = new Float64Array(pointColumns.length)
  for (const { bytes, end } of pieces(descriptor, from)) {
    const first = end - bytes.length
    for (let start = 0; start < bytes.length;) {
      const after = readLine(bytes, start, values)
      if (after > 0) take(values, first + after)
      // The header is no point either.
      else if (first + start > 0 && bytes[start] !== newLine) unreadable++
      start = after > 0 ? after : bytes.indexOf(newLine, start) + 1
    }
  }
  return unreadable
}

const [comma, point, minus, zero, nine, newLine, carriageReturn] = [...',.-09\n\r'].map((character) =>
  character.charCodeAt(0)
)
const powersOfTen = Array.from({ length: 16 }, (_, power) => 10 ** power)
const numeral = /^-?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|Infinity)$/

/**
 * Fills `values` from a line and returns where the next begins, or 0 when this is not a point. A step is a whole
 * number; everything else may be NaN or left out.
 */
function readLine(bytes: Uint8Array, at: number, values: Float64Array): number {
  for (let column = 0; ; column++) {
    // With up to 15 digits and an exact power of ten, one division rounds as correctly as a parser.
    const start = at
    if (bytes[at] === minus) at++
    let [digits, fraction, mantissa, byte] = [0, 0, 0, bytes[at]]
    for (; byte >= zero && byte <= nine; byte = bytes[++at], digits++) mantissa = 10 * mantissa + byte - zero
    if (byte === point) {
      for (byte = bytes[++at]; byte >= zero && byte <= nine; byte = bytes[++at], fraction++)
        mantissa = 10 * mantissa + byte - zero
    }
    const total = digits + fraction
    if (total > 0 && total <= 15 && (byte === comma || byte === newLine)) {
      const value = fraction > 0 ? mantissa / powersOfTen[fraction] : mantissa
      values[column] = bytes[start] === minus ? -value : value
    } else {
      while (byte !== comma && byte !== newLine) byte = bytes[++at]
      const odd = readOddNumber(bytes, start, byte === newLine && bytes[at - 1] === carriageReturn ? at - 1 : at)
      if (odd === undefined) return 0
      values[column] = odd
    }
    at++
    const isLast = column === pointColumns.length - 1
    if (isLast !== (byte === newLine)) return 0
    if (isLast) return Number.isSafeInteger(values[0]) && values[0] >= 0 ? at : 0
  }
}

/** undefined when the text is not a number, NaN when it is empty. */
function readOddNumber(bytes: Uint8Array, start: number, end: number): number | undefined {
  if (end - start > 64) return undefined
  const text = String.fromCharCode(...bytes.subarray(start, end))
  if (text === '' || text === 'NaN') return NaN
  return numeral.test(text) ? Number(text) : undefined
}
