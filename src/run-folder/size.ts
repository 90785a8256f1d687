// How much of the disk a folder takes.

import { lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Bytes of all files below a folder, also of files that are not ours. Links are not followed. Each folder is listed on
 * its own, because a recursive listing of newer Nodes follows links. Throws where a folder cannot be read.
 */
export const folderSize = (folder: string): number =>
  readdirSync(folder).reduce((bytes, name) => bytes + sizeOf(join(folder, name)), 0)

/** Bytes of a file, or of all files below a folder; 0 where there is neither. */
export function sizeOf(path: string): number {
  // A checkpoint may go while they are counted.
  const entry = lstatSync(path, { throwIfNoEntry: false })
  if (entry?.isDirectory()) return folderSize(path)
  return entry?.isFile() ? entry.size : 0
}
