// Files that a person has asked the app to open: dropped on the window, by a double click, on the command line, or by
// the second start of an app that runs already. The latter wait here until the window takes them.

import { statSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { BadFile, readExperimentFile } from '../run-folder/read-json'
import type { Openable, Opened } from '../shared/bridge'
import { RequestRefused } from './request-refused'
import { words } from './words'

/** More bytes no experiment has. */
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
  /** From now on the window may have this data file read. */
  allow(path: string): void
  /** The run whose folder this is; null where it is none of ours. */
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

  /** What came of each, in the order in which they came; they wait no longer. */
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

/** What is in a file that a person has chosen. Throws a Refusal with the reason. */
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

/** Whatever was dropped on the window; a path is empty where it was no file. Throws a Refusal with the reason. */
export function openDropped(paths: readonly string[], house: House): Openable {
  if (paths.length > 1) throw new RequestRefused(words('dropSeveral', { count: paths.length }))
  if (!paths[0]) throw new RequestRefused(words('dropNothing'))
  return openFile(paths[0], house)
}

/**
 * The files on a command line: whatever is no option. While developing, the first is the folder of the app.
 * `folder` is what their paths are relative to.
 */
export function filesOf(argv: readonly string[], folder: string, developing: boolean): string[] {
  const plain = argv.slice(1).filter((argument) => argument !== '' && !argument.startsWith('-'))
  return plain.slice(developing ? 1 : 0).map((path) => resolve(folder, path))
}
