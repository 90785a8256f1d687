// run.json makes a folder a run. Without it, nothing in the folder is ours.

import { fstatSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { flatten } from '../shared/issues'
import { reason, reasonOf, type Reason } from '../shared/reasons'
import { runRecordSchema, type RunRecord } from '../shared/run'
import { withRegular } from './regular-files'

/** A file that cannot be read; the message names it and says why. */
export class DamagedFile extends Error {
  readonly code = 'file-damaged'
  readonly values: { file: string; reason: string }

  constructor(
    readonly file: string,
    readonly reason: Reason
  ) {
    super(`${file} cannot be read: ${reason}.`)
    this.values = { file, reason }
  }
}

/** A folder that is not a run. */
export class NotARun extends Error {
  readonly code = 'not-a-run'
  readonly values: { folder: string }

  constructor(folder: string) {
    super(
      `${folder} is not the folder of a run: there is no run.json in it. Nothing in it was changed. ` +
        'Choose the folder of a run, or begin a new run in an empty folder.'
    )
    this.values = { folder }
  }
}

/** Our files are far smaller, so a larger file is not ours. In bytes. */
const mostBytes = 64 * 1024 ** 2

/**
 * The text of a file of a run. Throws DamagedFile, also when it is not an ordinary file: reading a pipe would never
 * end.
 */
function readText(file: string): string {
  try {
    return withRegular(file, (descriptor) => {
      const { size } = fstatSync(descriptor)
      if (size > mostBytes) throw new DamagedFile(file, reason('tooLarge', { bytes: size }))
      return readFileSync(descriptor, 'utf8')
    })
  } catch (error) {
    throw error instanceof DamagedFile ? error : new DamagedFile(file, reasonOf(error))
  }
}

/** Reads a JSON file of a run. Throws DamagedFile, which names the fields at fault. */
export function readStored<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  const text = readText(file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new DamagedFile(file, reason(text.trim() === '' ? 'empty' : 'notJson'))
  }
  const { success, data, error } = schema.safeParse(value)
  if (!success) throw new DamagedFile(file, flatten(error))
  return data
}

const fileOf = (folder: string): string => join(folder, 'run.json')

/** Whether there is a run.json. A folder that cannot be read counts as having one. */
export function isRun(folder: string): boolean {
  try {
    statSync(fileOf(folder))
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code !== 'ENOENT' && code !== 'ENOTDIR'
  }
}

/**
 * The name of a run. The record decides, because other files keep the name from when they were written. Null when it
 * cannot be read.
 */
export function runName(folder: string): string | null {
  try {
    return readRecord(folder).name
  } catch {
    return null
  }
}

/** The record of a run. Throws NotARun, or DamagedFile. */
export function readRecord(folder: string): RunRecord {
  if (!isRun(folder)) throw new NotARun(folder)
  return readStored(fileOf(folder), runRecordSchema)
}
