// The dialogs for files: which file to read, where to write.

import { dialog, type BrowserWindow } from 'electron'
import { fileNameOf } from './file-name'
import { words } from './words'

const filters = {
  text: () => [{ name: words('textFiles'), extensions: ['txt', 'text', 'md', 'csv'] }, allFiles()],
  series: () => [{ name: words('tableFiles'), extensions: ['csv', 'tsv', 'txt', 'dat'] }, allFiles()]
}
const allFiles = (): { name: string; extensions: string[] } => ({ name: words('allFiles'), extensions: ['*'] })

/** The path, or null when cancelled. */
export async function chooseFile(window: BrowserWindow, kind: 'text' | 'series'): Promise<string | null> {
  const title = words(kind === 'text' ? 'chooseText' : 'chooseSeries')
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    filters: filters[kind](),
    properties: ['openFile']
  })
  return canceled ? null : filePaths[0]
}

/**
 * The path, or null when cancelled. The run's name becomes the file's, without what file systems refuse. Without an
 * extension it is that of a new folder.
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
    // Other systems ask on their own.
    properties: ['showOverwriteConfirmation']
  })
  return canceled ? null : filePath
}
