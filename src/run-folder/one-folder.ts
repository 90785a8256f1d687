// Several files as paths inside one folder, as an experiment stores them.

import { dirname, relative, sep } from 'node:path'

/** Compares names in their natural order: "2.txt" before "10.txt". */
export const { compare: naturally } = new Intl.Collator('en', { numeric: true })

/**
 * The folder that holds all files, which are given by absolute paths, and their paths inside it, with "/", in the natural
 * order of their names.
 */
export function inOneFolder(files: readonly string[]): { path: string; files: string[] } {
  let path = dirname(files[0])
  const isAbove = (file: string): boolean => file.startsWith(path.endsWith(sep) ? path : path + sep)
  while (!files.every(isAbove) && path !== dirname(path)) path = dirname(path)
  return { path, files: files.map((file) => relative(path, file).split(sep).join('/')).sort(naturally) }
}
