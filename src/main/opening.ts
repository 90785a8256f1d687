// Files that a person has asked the system to open with this app: by a double click, on the command line, or by the
// second start of an app that runs already. They wait here until the window takes them.

import { statSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { BadFile, readExperimentFile } from '../run-folder/read-json'
import type { Opened } from '../shared/bridge'
import type { Experiment } from '../shared/experiment'
import { Refusal } from './refusal'
import { words } from './words'

/** More bytes no experiment has. */
const mostBytes = 1_000_000

export class Opening {
  /** Called when a file has come. */
  onFile: () => void = () => {}
  readonly #waiting: string[] = []

  add(paths: readonly string[]): void {
    this.#waiting.push(...paths)
    if (paths.length > 0) this.onFile()
  }

  /** What came of each, in the order in which they came; they wait no longer. */
  take(): Opened[] {
    return this.#waiting.splice(0).map((path) => {
      try {
        return { experiment: openFile(path) }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { refusal: error.message }
      }
    })
  }
}

/** What is in a file that a person has chosen. Throws a Refusal with the reason. */
export function openFile(path: string): Experiment {
  if (extname(path).toLowerCase() === '.safetensors') throw new Refusal(words('openModel', { path }))
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) throw new Refusal(words('openTooLarge', { path }))
  try {
    return readExperimentFile(path)
  } catch (error) {
    if (error instanceof BadFile) throw new Refusal(words('openRefused', { reason: error.message }))
    throw error
  }
}

/**
 * The files on a command line: whatever is no option. While developing, the first is the folder of the app.
 * `folder` is what their paths are relative to.
 */
export function filesOf(argv: readonly string[], folder: string, developing: boolean): string[] {
  const plain = argv.slice(1).filter((argument) => argument !== '' && !argument.startsWith('-'))
  return plain.slice(developing ? 1 : 0).map((path) => resolve(folder, path))
}
