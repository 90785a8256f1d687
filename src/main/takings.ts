// Files that the window saves outside the app. The window says what to write; the person chooses where, in a dialog.

import { resolve } from 'node:path'
import { shell, type BrowserWindow } from 'electron'
import { z } from 'zod'
import { writeWholeLater } from '../run-folder/whole-files'
import { savedKinds } from '../shared/bridge'
import { chooseTarget } from './dialogs'
import { RequestRefused } from './request-refused'
import { words } from './words'

/** Larger than any picture of a window, and small enough for the memory. */
const mostBytes = 64 * 2 ** 20
const signatures: Record<(typeof savedKinds)[number], readonly number[]> = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  svg: [...Buffer.from('<svg ')],
  csv: []
}

const bytes = z
  .instanceof(Uint8Array)
  .refine(({ length }) => length <= mostBytes, { error: () => words('pictureLarge') })
const begins = (picture: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, i) => picture[i] === byte)

export const pictureSchema = z
  .strictObject({ name: z.string().min(1).max(500), kind: z.enum(savedKinds), bytes })
  .refine(({ kind, bytes: picture }) => begins(picture, signatures[kind]), {
    error: () => words('noPicture'),
    path: ['bytes']
  })

export class Takings {
  /** The files that were written here: only those may be shown in their folder. */
  readonly #written = new Set<string>()

  /** Asks where, and writes there. The path; null when cancelled. */
  async save(
    browser: BrowserWindow,
    { name, kind, bytes: picture }: z.output<typeof pictureSchema>
  ): Promise<string | null> {
    const file = await chooseTarget(browser, {
      title: words(kind === 'csv' ? 'saveTable' : 'savePicture'),
      name,
      extension: kind
    })
    if (file === null) return null
    await writeWholeLater(file, picture)
    return this.wrote(file)
  }

  wrote(file: string): string {
    this.#written.add(resolve(file))
    return file
  }

  reveal(file: string): null {
    if (!this.#written.has(resolve(file))) throw new RequestRefused(words('notWritten', { path: file }))
    shell.showItemInFolder(resolve(file))
    return null
  }
}
