// Files that are whole or not there, and what the system says about files in words for a person.

import { renameSync, rmSync, writeFileSync } from 'node:fs'

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'it is a file, not a folder',
  EACCES: 'there is no permission',
  EPERM: 'there is no permission',
  EROFS: 'it lies on a disk that is read-only',
  ENOSPC: 'no room is left on the disk',
  EDQUOT: 'no room is left in the quota of the disk'
}

/** Why the system could not read or write a file. */
export function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException
  return reasons[code] ?? message
}

/** The run folder cannot be written to. */
export class WriteError extends Error {
  constructor(path: string, cause: unknown) {
    const reason = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'the folder above it is not there or is read-only' : reasonOf(cause)
    super(`"${path}" cannot be written: ${reason}. Make it possible to write there, or choose another folder; what was saved before is still there.`, { cause })
  }
}

/** Does a piece of writing; what the system refuses becomes a WriteError that names `path`. */
export function writing<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new WriteError(path, error)
  }
}

/** Does a piece of writing that may be left undone. False where the system refuses it. */
export function tryWriting(work: () => void): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (!(error instanceof WriteError)) throw error
    return false
  }
}

/**
 * Temporary file, fsync, rename: after a kill, and on a full disk, there is the old file or the new one, never half
 * of one. Throws a WriteError.
 */
export function writeWhole(file: string, contents: string | Uint8Array): void {
  const temporary = `${file}.${process.pid}`
  try {
    // Unlike a single write(), it goes on until every byte is out, or throws.
    writing(file, () => writeFileSync(temporary, contents, { flush: true }))
    writing(file, () => renameSync(temporary, file))
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}
