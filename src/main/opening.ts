// Files that a person has asked the app to open: dropped on the window, double-clicked, given on the command line, or
// given to a second start of the running app. All but dropped files wait here until the window takes them.

import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { readExperimentFile } from '../run-folder/read-json'
import { DamagedFile } from '../run-folder/record'
import { inOneFolder } from '../run-folder/one-folder'
import { pathsOf } from '../run-folder/stored-run'
import type { Dropped, Openable, Opened } from '../shared/bridge'
import { RequestRefused } from './request-refused'
import { words } from './words'

/** No experiment file is larger, in bytes. */
const mostBytes = 1_000_000
const experiments: readonly string[] = ['.unroll', '.json']
const models: readonly string[] = ['.safetensors', '.onnx']
/** The files of a folder that holds a model, as the PyTorch export writes it, and those of a run. */
const filesOfModel = ['config.json', 'model.safetensors']
const filesOfRun = ['run.json', 'experiment.json']
/** A packed file without another extension can hold both; the dialog of a text offers to read it as a table. */
const dataKinds: Readonly<Record<string, 'text' | 'series'>> = {
  '.gz': 'text',
  '.txt': 'text',
  '.text': 'text',
  '.md': 'text',
  '.csv': 'series',
  '.tsv': 'series',
  '.tab': 'series',
  '.psv': 'series',
  '.dat': 'series',
  '.xlsx': 'series',
  '.jsonl': 'series',
  '.ndjson': 'series'
}

export interface House {
  /** Allows the window to have this data file read. */
  allow(path: string): void
  isAllowed(path: string): boolean
  /** The run of this folder; null when it is not one of ours. */
  runIn(folder: string): string | null
}

export class Opening {
  /** Called when a file has arrived. */
  onFile: () => void = () => {}
  readonly #waiting: string[] = []

  add(paths: readonly string[]): void {
    this.#waiting.push(...paths)
    if (paths.length > 0) this.onFile()
  }

  /** The result of each file, in the order of arrival. After that no file waits. */
  take(house: House): Opened[] {
    return this.#waiting.splice(0).map((path) => attempt(path, house, 'text'))
  }
}

/** An experiment is an object; a list in JSON can be a table. */
function beginsList(path: string): boolean {
  const head = Buffer.alloc(64)
  const file = openSync(path, 'r')
  try {
    return head
      .toString('latin1', 0, readSync(file, head, 0, head.length, 0))
      .replace(/^ï»¿/, '')
      .trimStart()
      .startsWith('[')
  } finally {
    closeSync(file)
  }
}

/** The folder of a model where this is its config.json: a dialog that opens files cannot choose a folder. */
export const modelAt = (path: string): string =>
  basename(path) === 'config.json' && filesOfModel.every((name) => existsSync(join(dirname(path), name)))
    ? dirname(path)
    : path

/** What becomes of a file of another kind: a text, whose dialog offers to read its bytes, or a refusal. */
type OfOtherKinds = 'text' | 'refuse'

function attempt(path: string, house: House, others: OfOtherKinds): Opened {
  try {
    return openFile(path, house, others)
  } catch (error) {
    if (!(error instanceof RequestRefused)) throw error
    return { refusal: error.message }
  }
}

/** The content of a file that a person has chosen. Throws RequestRefused with the reason. */
function openFile(chosen: string, { allow, isAllowed, runIn }: House, others: OfOtherKinds): Openable {
  const path = modelAt(chosen)
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) {
    const run = runIn(path)
    if (run !== null) return { run }
    const has = (name: string): boolean => existsSync(join(path, name))
    const isModel = filesOfModel.every(has)
    if (!isModel && [...filesOfModel, ...filesOfRun].some(has)) throw new RequestRefused(words('openFolder', { path }))
    allow(path)
    return isModel ? { model: path } : { data: { kind: 'text', path } }
  }
  const extension = (extname(path.replace(/\.gz$/i, '')) || extname(path)).toLowerCase()
  if (found?.isFile()) {
    if (models.includes(extension)) {
      allow(path)
      return { model: path }
    }
    if (Object.hasOwn(dataKinds, extension)) {
      allow(path)
      return { data: { kind: dataKinds[extension], path } }
    }
    if (extension === '.json' && beginsList(path)) {
      allow(path)
      return { data: { kind: 'series', path } }
    }
    if (!experiments.includes(extension)) {
      if (others === 'refuse') throw new RequestRefused(words('openUnknown', { path }))
      allow(path)
      return { data: { kind: 'text', path } }
    }
    if (found.size > mostBytes) throw new RequestRefused(words('openTooLarge', { path }))
  }
  try {
    const experiment = readExperimentFile(path)
    const data = 'source' in experiment.data && experiment.data.source === 'file' ? pathsOf(experiment) : []
    // An experiment file may name any file, so that name alone gives no right to read the file: a person must choose
    // it.
    const missing = data.find((file) => !isAllowed(file))
    const wants = missing === undefined ? null : { path: missing, isThere: existsSync(missing) }
    return { experiment, wants }
  } catch (error) {
    if (error instanceof DamagedFile) throw new RequestRefused(words('openRefused', { path, reason: error.reason }))
    throw error
  }
}

/**
 * Opens what was dropped on the window. A path is empty when it was not a file. If there are runs among several files,
 * it opens all of them; else the first model, the first experiment, all texts or the first table. Throws RequestRefused with the
 * reason when it can open nothing.
 */
export function openDropped(paths: readonly string[], house: House): Dropped {
  const files = paths.filter((path) => path !== '')
  if (files.length === 0) throw new RequestRefused(words('dropNothing'))
  if (files.length === 1) return { opened: [openFile(files[0], house, 'text')], names: [basename(files[0])], left: [] }
  // From now on only the opened files may be read.
  const allowed = new Map<string, string>()
  const found = files.map((path) =>
    attempt(path, { ...house, allow: (data) => void allowed.set(path, data) }, 'refuse')
  )
  const kinds = ['run', 'model', 'experiment', 'data'] as const
  const best = kinds.find((kind) => found.some((one) => kind in one))
  if (!best) throw new RequestRefused(found.map((one) => ('refusal' in one ? one.refusal : '')).join('\n'))
  const all = files.filter((_, i) => best in found[i])
  const texts = files.filter((path, i) => isText(found[i]) && !isFolder(path))
  const joins = best === 'data' && texts.length > 1 && isText(found[files.indexOf(all[0])])
  const taken = best === 'run' ? all : joins ? texts : all.slice(0, 1)
  for (const path of taken) if (allowed.has(path)) house.allow(allowed.get(path)!)
  return {
    opened: joins
      ? [{ data: { kind: 'text', ...inOneFolder(texts.map((path) => resolve(path))) } }]
      : found.filter((one, i): one is Openable => !('refusal' in one) && taken.includes(files[i])),
    names: taken.map((path) => basename(path)),
    left: files.filter((path) => !taken.includes(path)).map((path) => basename(path))
  }
}

const isText = (opened: Opened): boolean => 'data' in opened && opened.data.kind === 'text'
const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false

/**
 * The files on a command line: every argument that is not an option. While developing, the first is the folder of the
 * app.
 * `folder` is what their paths are relative to.
 */
export function filesOf(argv: readonly string[], folder: string, developing: boolean): string[] {
  const plain = argv.slice(1).filter((argument) => argument !== '' && !argument.startsWith('-'))
  return plain.slice(developing ? 1 : 0).map((path) => resolve(folder, path))
}
