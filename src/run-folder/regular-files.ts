// Opens only ordinary files: a pipe, a socket or a device may never end, and is refused without waiting for it.

import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'

/** Its code is a key of the reasons of files (shared/reasons/files.ts), as those of the system are. */
class NotRegular extends Error {
  constructor(readonly code: 'EISDIR' | 'notOrdinary') {
    super(code)
  }
}

/** A descriptor for reading. Throws an error with a code; reasonOf() gives its words. */
export function openRegular(file: string): number {
  const descriptor = openAnything(file)
  const stat = fstatSync(descriptor)
  if (stat.isFile()) return descriptor
  closeSync(descriptor)
  throw new NotRegular(stat.isDirectory() ? 'EISDIR' : 'notOrdinary')
}

function openAnything(file: string): number {
  try {
    // Without O_NONBLOCK a pipe would wait here for its writer.
    return openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    // A socket cannot be opened.
    throw (error as NodeJS.ErrnoException).code === 'ENXIO' ? new NotRegular('notOrdinary') : error
  }
}

/** Calls `work` with a descriptor, and closes it. Throws as openRegular(). */
export function withRegular<Result>(file: string, work: (descriptor: number) => Result): Result {
  const descriptor = openRegular(file)
  try {
    return work(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** The bytes of a file. Throws as openRegular(). */
export const readRegular = (file: string): Buffer => withRegular(file, (descriptor) => readFileSync(descriptor))
