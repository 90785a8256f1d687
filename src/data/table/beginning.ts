// The first lines of a file, as a window shows them beside what was understood of it.

import type { Bytes } from '../bytes'
import { DataError } from '../data-error'
import { encodingOf, firstLines } from './understand'

const [mostLines, longestLine] = [8, 200]
/** Bytes of a line where the file is no text. */
const bytesOfLine = 16

export const shownLines = (lines: readonly string[]): string[] =>
  lines.slice(0, mostLines).map((line) => line.replace(/\u0000/g, '').slice(0, longestLine))

/** The first lines of a file that may be no text; then these are its bytes in hexadecimal. */
export function beginningOf(bytes: Bytes, name: string, encoding: string | undefined): string[] {
  try {
    return shownLines(firstLines(bytes, encodingOf(bytes, name, encoding).encoding))
  } catch (error) {
    if (!(error instanceof DataError)) throw error
    return hexLines(bytes)
  }
}

/** The first bytes in hexadecimal. */
export function hexLines(bytes: Bytes): string[] {
  const head = bytes.subarray(0, Math.min(mostLines * bytesOfLine, bytes.length))
  const lines = Array.from({ length: Math.ceil(head.length / bytesOfLine) }, (_, i) =>
    head.subarray(i * bytesOfLine, (i + 1) * bytesOfLine)
  )
  return lines.map((line) => Array.from(line, (byte) => byte.toString(16).padStart(2, '0')).join(' '))
}
