// Where Unroll keeps things on this system.

import { homedir } from 'node:os'
import { join } from 'node:path'

/** What can be made again at any time. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? join(homedir(), 'AppData/Local'), 'Unroll', 'Cache')
  if (process.platform === 'darwin') return join(homedir(), 'Library/Caches/Unroll')
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'unroll')
}

/** The studio's own folder, as Electron names it: settings, and the runs in `runs`. */
export function studioFolder(): string {
  const { XDG_CONFIG_HOME, APPDATA } = process.env
  if (process.platform === 'win32') return join(APPDATA ?? join(homedir(), 'AppData/Roaming'), 'Unroll')
  if (process.platform === 'darwin') return join(homedir(), 'Library/Application Support/Unroll')
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'Unroll')
}
