// Reads a data file, which may be packed with gzip.

import { readFileSync, statSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { DataError } from '../data/data-error'
import { reason, reasonOf } from '../shared/reasons'

/** No larger file can be one array. */
const mostBytes = 2 ** 31 - 1

/** Throws a DataError for a file that cannot be read, and for a folder, a pipe or a device, which may never end. */
export function readDataFile(path: string): Uint8Array {
  try {
    const found = statSync(path)
    if (!found.isFile() && !found.isDirectory()) throw unreadable(path, reason('notOrdinary'))
    if (found.size > mostBytes) throw tooLarge(path, found.size)
    const bytes = readFileSync(path)
    return bytes[0] === 0x1f && bytes[1] === 0x8b ? unpacked(path, bytes) : bytes
  } catch (error) {
    throw error instanceof DataError ? error : unreadable(path, reasonOf(error))
  }
}

function unpacked(path: string, bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(path, mostBytes)
    throw unreadable(path, reason('gzipDamaged'))
  }
}

/** The error of a file that cannot be read. */
export function unreadable(path: string, why: string): DataError {
  return new DataError('file-unreadable', `"${path}" cannot be read: ${why}. Check the path, or choose another file.`, {
    path,
    reason: why
  })
}

function tooLarge(path: string, bytes: number): DataError {
  const size = `${(bytes / 1e9).toFixed(1)} GB`
  return new DataError(
    'file-too-large',
    `"${path}" has ${size}; the largest file that can be read has 2.1 GB. Divide it, or leave out columns that are not needed.`,
    { path, size }
  )
}
