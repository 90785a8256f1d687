// Reads a file that grows line by line, in pieces. After a kill it may end in half a line, which is left out.

import { closeSync, fstatSync, readSync } from 'node:fs'
import { reasonOf } from '../shared/reasons'
import { DamagedFile } from './record'
import { openRegular } from './regular-files'

const pieceBytes = 4 * 1024 ** 2
/** A longer line is not ours and is skipped. */
const longestLine = 64 * 1024 ** 2
const newLine = 10
const firstPrintable = 32

/** Opens a file for `work`, which gets its size too; null when there is none. Throws DamagedFile. */
export function withFile<T>(file: string, work: (descriptor: number, size: number) => T): T | null {
  let descriptor: number
  try {
    descriptor = openRegular(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new DamagedFile(file, reasonOf(error))
  }
  try {
    return work(descriptor, fstatSync(descriptor).size)
  } catch (error) {
    throw error instanceof DamagedFile ? error : new DamagedFile(file, reasonOf(error))
  } finally {
    closeSync(descriptor)
  }
}

/**
 * Whether the bytes after the last line end are more than the half line that a kill leaves. They are when they hold
 * bytes that our lines never hold (a disk filled them with zeros, or an editor changed all line ends) or are longer
 * than a line.
 */
export function endsInDamage(descriptor: number, size: number, longest = Infinity): boolean {
  const last = Buffer.alloc(Math.min(size, 4096))
  readSync(descriptor, last, 0, last.length, size - last.length)
  const rest = last.subarray(last.lastIndexOf(newLine) + 1)
  return rest.length > longest || rest.some((byte) => byte < firstPrintable)
}

/**
 * Pieces of whole lines from byte `from` on, each with the byte after it. The bytes of a piece hold only until the
 * next.
 */
export function* pieces(descriptor: number, from: number): Generator<{ bytes: Buffer; end: number }> {
  let buffer = Buffer.allocUnsafe(pieceBytes)
  let [kept, at, skipping] = [0, from, false]
  for (;;) {
    if (kept === buffer.length) {
      // Half a line fills the buffer: take a longer one, or stop.
      if (kept >= longestLine) [kept, skipping] = [0, true]
      else buffer = Buffer.concat([buffer], 2 * kept)
    }
    const read = readSync(descriptor, buffer, kept, buffer.length - kept, at)
    if (read === 0) return
    at += read
    const filled = kept + read
    const begin = skipping ? buffer.subarray(0, filled).indexOf(newLine) + 1 : 0
    const end = buffer.subarray(0, filled).lastIndexOf(newLine) + 1
    if (skipping && begin === 0) {
      kept = 0
      continue
    }
    skipping = false
    if (end > begin) yield { bytes: buffer.subarray(begin, end), end: at - filled + end }
    buffer.copyWithin(0, end, filled)
    kept = filled - end
  }
}
