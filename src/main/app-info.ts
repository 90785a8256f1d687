// What the about box shows of the app and of what it runs on.

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app } from 'electron'
import type { AppInfo } from '../shared/bridge'

/** Of the app, and of what it brings along. */
const licences = ['LICENSE', 'resources/fonts/OFL.txt']
const read = (file: string): Promise<string> => readFile(join(app.getAppPath(), file), 'utf8').catch(() => '')

export async function appInfo(): Promise<AppInfo> {
  const { electron, chrome, node, v8 } = process.versions
  // The loader that scripts/electron-fallback.mjs puts into the runtime it makes.
  const isFallback = existsSync(join(process.resourcesPath, 'app/main.mjs'))
  return {
    version: app.getVersion(),
    runtime: `Electron ${electron}${isFallback ? ' (fallback)' : ''}, Chrome ${chrome}, Node ${node}, V8 ${v8}`,
    platform: `${process.platform} ${process.arch}`,
    userData: app.getPath('userData'),
    licences: (await Promise.all(licences.map(read))).join('\n\n')
  }
}
