// What the about box shows: the app and its runtime.

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import type { AppInfo } from '../shared/bridge'
import { words } from './words'

export async function appInfo(): Promise<AppInfo> {
  const { electron, chrome, node, v8 } = process.versions
  // The loader that scripts/electron-fallback.mjs puts into the runtime it makes.
  const isFallback = existsSync(join(process.resourcesPath, 'app/main.mjs'))
  return {
    // The app was built with another runtime than the pinned one, so it is not a release (scripts/package.mjs).
    version: app.getVersion() + (app.getVersion().includes('-test') ? ` (${words('testBuild')})` : ''),
    runtime: `Electron ${electron}${isFallback ? ' (fallback)' : ''}, Chrome ${chrome}, Node ${node}, V8 ${v8}`,
    platform: `${process.platform} ${process.arch}`,
    userData: app.getPath('userData'),
    licences:
      words('licencesOfElectron', { folder: dirname(process.execPath) }) +
      '\n\n' +
      (await readFile(join(app.getAppPath(), 'out/licences.txt'), 'utf8').catch(() => ''))
  }
}
