// Writes files so that they are complete or absent, never half written.

import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reason, reasonOf } from '../shared/reasons'

/** The run folder cannot be written to. */
export class WriteError extends Error {
  readonly code = 'cannot-write'
  readonly values: { path: string; reason: string }

  constructor(path: string, cause: unknown) {
    const why = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? reason('noFolderAbove') : reasonOf(cause)
    super(
      `"${path}" cannot be written: ${why}. Make it possible to write there, or choose another folder. ` +
        'Everything that was saved before is still there.',
      { cause }
    )
    this.values = { path, reason: why }
  }
}

/** Calls `work`, which writes. An error of the system becomes a WriteError that names `path`. */
export function writing<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new WriteError(path, error)
  }
}

/** Calls `work`, which writes something that is not essential. Returns false when the system refuses it. */
export function tryWriting(work: () => void): boolean {
  try {
    work()
    return true
  } catch (error) {
    if (!(error instanceof WriteError)) throw error
    return false
  }
}

/** Tidies up after a failure, and ignores errors of its own: the first failure is reported. */
export function leaving(work: () => unknown): void {
  try {
    work()
  } catch {
    // The disk may refuse this too.
  }
}

/**
 * The name of a file that is being written; no other file has such a name. Until commit 6276c27 such a name was the
 * file's name and a number.
 */
const temporaryName = /\.\d+\.unroll-part$|^(step-\d{9,}\.safetensors|baselines\.json)\.\d+$/
export const isTemporary = (name: string): boolean => temporaryName.test(name)
/** The temporary name under which `file` is written. */
export const temporaryOf = (file: string): string => `${file}.${process.pid}.unroll-part`

/** Unlike a single write(), it returns only when every byte is on the disk, or throws. */
const writeTemporary = (temporary: string, contents: string | Uint8Array): void =>
  writeFileSync(temporary, contents, { flush: true })

/**
 * Writes a temporary file, calls fsync and renames it. After a kill, or on a full disk, there is the old file or the
 * new one, never half of one. Throws a WriteError.
 */
export function writeWhole(file: string, contents: string | Uint8Array): void {
  makeWhole(file, (temporary) => writing(file, () => writeTemporary(temporary, contents)))
}

/** Characters or bytes that are written at once. */
const pieceLength = 1024 ** 2

/**
 * As writeWhole, for contents that are too long for memory: `make` passes its parts to `put`, in order. It also throws
 * what `make` throws; then nothing has changed.
 */
export function writeWholeInPieces(file: string, make: (put: (part: string | Uint8Array) => void) => void): void {
  makeWhole(file, (temporary) => {
    const descriptor = writing(file, () => openSync(temporary, 'w'))
    try {
      let [text, parts, length] = ['', [] as Uint8Array[], 0]
      const keepText = (): void => {
        if (text !== '') parts.push(Buffer.from(text))
        text = ''
      }
      const flush = (): void => {
        keepText()
        for (let bytes = Buffer.concat(parts); bytes.length > 0;)
          bytes = bytes.subarray(writing(file, () => writeSync(descriptor, bytes)))
        ;[parts, length] = [[], 0]
      }
      make((part) => {
        if (typeof part === 'string') text += part
        else {
          keepText()
          parts.push(part)
        }
        length += part.length
        if (length >= pieceLength) flush()
      })
      flush()
      writing(file, () => fsyncSync(descriptor))
    } finally {
      closeSync(descriptor)
    }
  })
}

/** `write` makes the temporary file, which then takes the place of `file`. */
function makeWhole(file: string, write: (temporary: string) => void): void {
  const temporary = temporaryOf(file)
  try {
    write(temporary)
    writing(file, () => renameSync(temporary, file))
  } catch (error) {
    leaving(() => rmSync(temporary, { force: true }))
    throw error
  }
}

/**
 * As writeWhole(), but only for a file that does not exist yet; else returns false. If several processes try it, one
 * gets true.
 */
export function createWhole(file: string, contents: string): boolean {
  const temporary = temporaryOf(file)
  try {
    writeTemporary(temporary, contents)
    return (
      unless('EEXIST', () => {
        linkOrCopy(temporary, file)
        return true
      }) ?? false
    )
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** Gives a file a second name, which must be free (EEXIST). Some disks (FAT, some of networks) have no links. */
export function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error
    copyFileSync(from, to, constants.COPYFILE_EXCL)
  }
}

/** The result of `work`, or null when the system refuses it for this reason. */
export function unless<T>(code: string, work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return null
    throw error
  }
}

/** As writeWhole, without making the process wait for the disk. */
export async function writeWholeLater(file: string, contents: string | Uint8Array): Promise<void> {
  const temporary = temporaryOf(file)
  try {
    await writeFile(temporary, contents, { flush: true })
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw new WriteError(file, error)
  }
}

/** Removes what a kill in the middle of writing has left in a folder. Nothing else is ever deleted there. */
export function removeTemporaries(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isFile() && isTemporary(entry.name))
      writing(folder, () => rmSync(join(folder, entry.name), { force: true }))
  }
}
