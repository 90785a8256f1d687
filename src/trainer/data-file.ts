// Reads a data file, which may be packed with gzip. It is read in pieces, so it may be larger than the memory.

import { closeSync, fstatSync, readSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Bytes } from '../data/bytes'
import { DataError } from '../data/data-error'
import { openRegular, readRegular } from '../run-folder/regular-files'
import { reason, reasonOf } from '../shared/reasons'

/** Told from time to time how far a file is read, in bytes. A file is read more than once. */
export type HearReading = (read: number, size: number) => void

/** Milliseconds between two tellings. */
const tellEvery = 100
export interface HowToRead {
  hear?: HearReading | undefined
  /** A file whose gzip data are damaged is then read as it stands. */
  anyBytes?: boolean | undefined
}

/** A packed file is unpacked in memory, and no larger one can be one array. */
const mostUnpacked = 2 ** 31 - 1

/**
 * Calls `work` with the bytes of a file, which can be read only until it returns. Throws a DataError for a file that
 * cannot be read or that changes meanwhile, and for a folder, a pipe or a device.
 */
export function withDataFile<Result>(path: string, work: (bytes: Bytes) => Result, how?: HowToRead): Result {
  const file = openDataFile(path, how)
  try {
    const result = work(file.bytes)
    file.expectSame()
    return result
  } finally {
    file.close()
  }
}

interface OpenFile {
  bytes: Bytes
  /** Throws a DataError where the file has changed. New bytes at its end do not matter. */
  expectSame(): void
  close(): void
}

/** A data file that can be read until it is closed. Throws as withDataFile(). */
export function openDataFile(path: string, { hear, anyBytes = false }: HowToRead = {}): OpenFile {
  const descriptor = reading(path, () => openRegular(path))
  const close = (): void => closeSync(descriptor)
  try {
    const file = new FileBytes(path, descriptor, hear)
    const [first, second] = file.subarray(0, Math.min(2, file.length))
    const unpacked = first === 0x1f && second === 0x8b ? unpack(path) : null
    if (unpacked) return { bytes: unpacked, expectSame: () => {}, close }
    if (unpacked === undefined) {
      if (!anyBytes) throw gzipDamaged(path)
      file.gzip = 'damaged'
    }
    return { bytes: file, expectSame: () => file.expectSame(), close }
  } catch (error) {
    close()
    throw error
  }
}

class FileBytes implements Bytes {
  readonly length: number
  gzip?: 'damaged'
  private readonly changed: number
  private toldAt = performance.now()

  constructor(
    private readonly path: string,
    private readonly descriptor: number,
    private readonly hear?: HearReading
  ) {
    const { size, mtimeMs } = fstatSync(descriptor)
    this.length = size
    this.changed = mtimeMs
  }

  subarray(begin: number, end: number): Uint8Array {
    const bytes = new Uint8Array(Math.max(0, end - begin))
    for (let at = 0; at < bytes.length;) {
      const read = reading(this.path, () => readSync(this.descriptor, bytes, at, bytes.length - at, begin + at))
      if (read === 0) throw unreadable(this.path, reason('changing'))
      at += read
    }
    const now = performance.now()
    if (now - this.toldAt > tellEvery) {
      this.toldAt = now
      this.hear?.(end, this.length)
    }
    return bytes
  }

  /** Throws a DataError where the file has changed. New bytes at its end do not matter. */
  expectSame(): void {
    const { size, mtimeMs } = fstatSync(this.descriptor)
    if (mtimeMs !== this.changed && size <= this.length) throw unreadable(this.path, reason('changing'))
  }
}

function reading<Result>(path: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw unreadable(path, reasonOf(error))
  }
}

/** Undefined where the gzip data are damaged. */
function unpack(path: string): Bytes | undefined {
  const packed = readRegular(path)
  try {
    return Object.assign(gunzipSync(packed, { maxOutputLength: mostUnpacked }), { gzip: 'unpacked' as const })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(path)
    return undefined
  }
}

function gzipDamaged(path: string): DataError {
  return new DataError(
    'gzip-damaged',
    `"${path}" begins as a gzip file does, but its gzip data are damaged or cut off. Get the file again. As a text, its bytes can be read.`,
    { path }
  )
}

/** The error of a file that cannot be read. */
export function unreadable(path: string, why: string): DataError {
  return new DataError('file-unreadable', `"${path}" cannot be read: ${why}. Check the path, or choose another file.`, {
    path,
    reason: why
  })
}

function tooLarge(path: string): DataError {
  return new DataError(
    'file-too-large',
    `"${path}" has more than 2.1 GB when it is unpacked, too much for a packed file. Unpack it, and choose the unpacked file.`,
    { path }
  )
}
