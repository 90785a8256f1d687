// The dialogs for files: which file to read, where to write.

import { dialog, type BrowserWindow } from 'electron'
import { fileNameOf } from './file-name'
import { modelAt } from './opening'
import type { ChosenKind } from '../shared/bridge'
import { words, type Word } from './words'

interface Choice {
  title: Word
  /** Null for a folder. */
  files: { word: Word; extensions: string[] } | null
}
const choice = (title: Word, word: Word, extensions: string[]): Choice => ({ title, files: { word, extensions } })
const choices: Record<ChosenKind, Choice> = {
  text: choice('chooseText', 'textFiles', ['txt', 'text', 'md', 'csv', 'gz']),
  folder: { title: 'chooseFolder', files: null },
  series: choice('chooseSeries', 'tableFiles', [
    'csv',
    'tsv',
    'tab',
    'psv',
    'dat',
    'txt',
    'xlsx',
    'json',
    'jsonl',
    'ndjson',
    'gz'
  ]),
  model: choice('chooseModel', 'modelFiles', ['safetensors', 'onnx', 'json']),
  vocabulary: choice('chooseVocabulary', 'jsonFiles', ['json']),
  scaling: choice('chooseScaling', 'jsonFiles', ['json'])
}
const allFiles = (): { name: string; extensions: string[] } => ({ name: words('allFiles'), extensions: ['*'] })

/** The path, or null when cancelled. For the config.json of an exported model it is that of the folder. */
export async function chooseFile(window: BrowserWindow, kind: ChosenKind): Promise<string | null> {
  const paths = await chooseFiles(window, kind, { several: false })
  if (paths.length === 0) return null
  return kind === 'model' ? modelAt(paths[0]) : paths[0]
}

/** The paths; none when cancelled. */
export async function chooseFiles(
  window: BrowserWindow,
  kind: ChosenKind,
  { several }: { several: boolean }
): Promise<string[]> {
  const { title, files } = choices[kind]
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: words(title),
    filters: files ? [{ name: words(files.word), extensions: files.extensions }, allFiles()] : [],
    properties: [files ? 'openFile' : 'openDirectory', ...(several ? (['multiSelections'] as const) : [])]
  })
  return canceled ? [] : filePaths
}

/**
 * The path, or null when cancelled. The name of the run, without characters that file systems refuse, becomes the name
 * of the file. Without an extension it is the name of a new folder.
 */
export async function chooseTarget(
  window: BrowserWindow,
  { title, name, extension }: { title: string; name: string; extension: string | null }
): Promise<string | null> {
  const defaultPath = extension === null ? fileNameOf(name) : `${fileNameOf(name)}.${extension}`
  const filters = extension === null ? [] : [{ name: extension, extensions: [extension] }]
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath,
    filters,
    // Linux asks only with this property; other systems ask anyway.
    properties: ['showOverwriteConfirmation']
  })
  return canceled ? null : filePath
}
