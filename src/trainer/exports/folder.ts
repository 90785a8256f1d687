// An export of several files. The folder is either complete or not there.

import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { leaving, temporaryOf, writing } from '../../run-folder/whole-files'
import { Refusal } from '../refusal'

/**
 * `fill` writes into a temporary folder, which gets its name at the end. Throws a Refusal where something already has
 * that name, a WriteError, and the errors of `fill`.
 */
export function writeFolder(folder: string, fill: (temporary: string) => void): void {
  if (existsSync(folder)) {
    throw new Refusal(
      'export-exists',
      `"${folder}" exists already, and it is never overwritten. Choose another name.`,
      {
        path: folder
      }
    )
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
