// The files of a text: one, or several of a folder.

import type { Bytes } from './bytes'
import { DataError } from './data-error'

export interface TextFile {
  name: string
  bytes: Bytes
}

/** A file that is not read, and why, in the words of a reason (shared/reasons). */
export interface LeftOut {
  name: string
  why: string
}

/** Several files. */
export interface TextFiles {
  /** The name of their folder. */
  name: string
  /** The sum of their sizes. */
  length: number
  /** Found in the folder, but no file to read. */
  left: readonly LeftOut[]
  /** One after the other. Each can be read until the next is asked for. */
  each(): Iterable<TextFile>
}

/** What joins two files where they are read as one sequence: the control character for this, U+001C, a byte in UTF-8. */
export const fileSeparator = '\u001c'

/** The line that shows a person where a file begins. */
export const fileLine = (name: string): string => `—— ${name} ——\n`

/** A file of a folder that has one of these faults is left out. Alone it is an error. */
const whyLeftOut: Readonly<Record<string, (values: DataError['values']) => string>> = {
  'file-empty': () => 'it is empty',
  'file-binary': () => 'it is not a text',
  'file-kind': ({ what }) => `it is a file of ${what}, not plain text`
}

/** Takes each file. Returns the files that are left out because they are no texts. Other errors pass through. */
export function takeTexts(files: TextFiles, take: (file: TextFile) => void): LeftOut[] {
  const left = [...files.left]
  let taken = 0
  for (const file of files.each()) {
    try {
      take(file)
      taken++
    } catch (error) {
      const why = error instanceof DataError ? whyLeftOut[error.code] : undefined
      if (why === undefined) throw error
      left.push({ name: file.name, why: why((error as DataError).values) })
    }
  }
  if (taken === 0) throw noTexts(files.name, left)
  return left
}

function noTexts(name: string, left: readonly LeftOut[]): DataError {
  if (left.length === 0)
    return new DataError('folder-empty', `"${name}" is an empty folder. Choose a folder with texts in it.`, { name })
  const first = left.slice(0, 5).map((one) => `${one.name}: ${one.why}`)
  const files = first.join('; ') + (left.length > 5 ? '; …' : '')
  return new DataError(
    'folder-without-texts',
    `"${name}" has no text that can be read (${files}). Choose another folder.`,
    {
      name,
      files
    }
  )
}
