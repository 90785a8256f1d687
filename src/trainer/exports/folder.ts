// An export of several files: a folder that is whole or not there.

import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { leaving, temporaryOf, writing } from '../../run-folder/whole-files'
import { Refusal } from '../refusal'

/** `fill` writes into a folder that then gets its name. Throws a Refusal where something has that name already, a WriteError, and what `fill` throws. */
export function writeFolder(folder: string, fill: (temporary: string) => void): void {
  if (existsSync(folder)) {
    throw new Refusal('export-exists', `"${folder}" exists already, and is not written over. Choose another name.`, {
      path: folder
    })
  }
  const temporary = temporaryOf(folder)
  writing(folder, () => mkdirSync(temporary))
  try {
    fill(temporary)
    writing(folder, () => renameSync(temporary, folder))
  } catch (error) {
    leaving(() => rmSync(temporary, { recursive: true, force: true }))
    throw error
  }
}
