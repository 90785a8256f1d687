// Finds the files of a text that consists of several, and reads them one after the other.

import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { DataError } from '../data/data-error'
import { tableExtensions } from '../data/table/kind'
import type { LeftOut, TextFile, TextFiles } from '../data/text-files'
import { mostFiles } from '../data/traits'
import { naturally } from '../run-folder/one-folder'
import { reason, reasonOf } from '../shared/reasons'
import { openDataFile, unreadable, type HowToRead } from './data-file'

/** Entries of a folder that are looked at, at most. */
const mostEntries = 20_000
/** Files that are left out and named, at most. */
const mostNamed = 200

export const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/**
 * The files of a text: those of the list, as paths inside the folder; without a list, all texts of the folder and of the
 * folders in it, in the natural order of their names ("2.txt" before "10.txt"). Throws a DataError for a folder that
 * cannot be read, for a file that is listed twice, and for more than 1,000 files.
 */
export function textFilesIn(
  folder: string,
  listed: readonly string[] | undefined,
  { hear, anyBytes }: HowToRead = {}
): TextFiles {
  const { names, left } = listed ? { names: listed, left: [] } : findTexts(folder, anyBytes)
  const twice = names.find((name, k) => names.indexOf(name) < k)
  if (twice !== undefined) throw namedTwice(twice)
  const sizes = names.map((name) => sizeOf(join(folder, name)))
  const length = sizes.reduce((sum, size) => sum + size, 0)
  return {
    name: basename(folder),
    length,
    left,
    *each(): Iterable<TextFile> {
      let before = 0
      for (const [k, name] of names.entries()) {
        const begin = before
        const file = openDataFile(join(folder, name), {
          anyBytes,
          hear: hear && ((read) => hear(begin + read, length))
        })
        try {
          yield { name, bytes: file.bytes }
          file.expectSame()
        } finally {
          file.close()
        }
        before += sizes[k]
      }
    }
  }
}

/** The paths of all texts of a folder. Throws as textFilesIn(). */
export const textPathsIn = (folder: string, anyBytes: boolean): string[] =>
  findTexts(folder, anyBytes).names.map((name) => join(folder, name))

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch (error) {
    throw unreadable(path, reasonOf(error))
  }
}

function findTexts(folder: string, anyBytes = false): { names: string[]; left: LeftOut[] } {
  const names: string[] = []
  const left: LeftOut[] = []
  let entries = 0
  const leave = (name: string, why: string): void => {
    if (left.length < mostNamed) left.push({ name, why })
  }
  const look = (inside: string): void => {
    for (const entry of entriesOf(join(folder, inside))) {
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (++entries > mostEntries) throw tooManyFiles(folder)
      if (entry.name.startsWith('.')) leave(name, reason('hiddenFile'))
      else if (entry.isSymbolicLink()) leave(name, reason('link'))
      // Bytes of a name that are no UTF-8 have become U+FFFD.
      else if (!existsSync(join(folder, name))) leave(name, reason('nameUnreadable'))
      else if (entry.isDirectory()) look(name)
      else if (!entry.isFile()) leave(name, reason('notOrdinary'))
      else if (!anyBytes && tableExtensions.includes(extname(entry.name.replace(/\.gz$/i, '')).toLowerCase()))
        leave(name, reason('aTable'))
      else if (names.push(name) > mostFiles) throw tooManyFiles(folder)
    }
  }
  look('')
  if (names.length === 0 && left.some(({ why }) => why === reason('aTable'))) throw severalTables(folder)
  return { names, left }
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => naturally(a.name, b.name))
  } catch (error) {
    throw unreadable(folder, reasonOf(error))
  }
}

function namedTwice(name: string): DataError {
  return new DataError(
    'file-twice',
    `"${name}" is named twice among the files of a text, so that the same text could be trained on and held out. Name it once.`,
    { name }
  )
}

function tooManyFiles(folder: string): DataError {
  const name = basename(folder)
  return new DataError(
    'too-many-files',
    `"${name}" holds more than ${mostFiles} files. Choose a folder with fewer, or join them into one file.`,
    { name, most: mostFiles }
  )
}

/** The error where several tables are asked for. */
export function severalTables(folder: string): DataError {
  const name = basename(folder)
  return new DataError(
    'several-tables',
    `"${name}" holds tables, and only one table is read at a time. Write them one under the other into one file, with a column that names the file of each row: it then separates the sequences.`,
    { name }
  )
}
