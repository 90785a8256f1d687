// Files that a person has asked the app to open: dropped on the window, double-clicked, given on the command line, or
// given to a second start of the running app. All but dropped files wait here until the window takes them.

import { statSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { BadFile, readExperimentFile } from '../run-folder/read-json'
import type { Openable, Opened } from '../shared/bridge'
import { RequestRefused } from './request-refused'
import { words } from './words'

/** No experiment file is larger, in bytes. */
const mostBytes = 1_000_000
const experiments: readonly string[] = ['.unroll', '.json']
const dataKinds: Readonly<Record<string, 'text' | 'series'>> = {
  '.txt': 'text',
  '.text': 'text',
  '.md': 'text',
  '.csv': 'series',
  '.tsv': 'series',
  '.dat': 'series'
}

export interface House {
  /** Allows the window to have this data file read. */
  allow(path: string): void
  /** The run of this folder; null when it is not one of ours. */
  runIn(folder: string): string | null
}

export class Opening {
  /** Called when a file has come. */
  onFile: () => void = () => {}
  readonly #waiting: string[] = []

  add(paths: readonly string[]): void {
    this.#waiting.push(...paths)
    if (paths.length > 0) this.onFile()
  }

  /** The result of each file, in the order of arrival. Afterwards none waits. */
  take(house: House): Opened[] {
    return this.#waiting.splice(0).map((path) => {
      try {
        return openFile(path, house)
      } catch (error) {
        if (!(error instanceof RequestRefused)) throw error
        return { refusal: error.message }
      }
    })
  }
}

/** The content of a file that a person has chosen. Throws RequestRefused with the reason. */
function openFile(path: string, { allow, runIn }: House): Openable {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) {
    const run = runIn(path)
    if (run === null) throw new RequestRefused(words('openFolder', { path }))
    return { run }
  }
  const extension = extname(path).toLowerCase()
  if (extension === '.safetensors') throw new RequestRefused(words('openModel', { path }))
  if (found?.isFile()) {
    if (Object.hasOwn(dataKinds, extension)) {
      allow(path)
      return { data: { kind: dataKinds[extension], path } }
    }
    if (!experiments.includes(extension)) throw new RequestRefused(words('openUnknown', { path }))
    if (found.size > mostBytes) throw new RequestRefused(words('openTooLarge', { path }))
  }
  try {
    return { experiment: readExperimentFile(path) }
  } catch (error) {
    if (error instanceof BadFile) throw new RequestRefused(words('openRefused', { reason: error.message }))
    throw error
  }
}

/**
 * Opens what was dropped on the window. A path is empty when it was not a file. Throws RequestRefused with the reason.
 */
export function openDropped(paths: readonly string[], house: House): Openable {
  if (paths.length > 1) throw new RequestRefused(words('dropSeveral', { count: paths.length }))
  if (!paths[0]) throw new RequestRefused(words('dropNothing'))
  return openFile(paths[0], house)
}

/**
 * The files on a command line: every argument that is not an option. While developing, the first is the folder of the
 * app.
 * `folder` is what their paths are relative to.
 */
export function filesOf(argv: readonly string[], folder: string, developing: boolean): string[] {
  const plain = argv.slice(1).filter((argument) => argument !== '' && !argument.startsWith('-'))
  return plain.slice(developing ? 1 : 0).map((path) => resolve(folder, path))
}
