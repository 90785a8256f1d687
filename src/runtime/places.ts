// The folders of Unroll on this system.

import { homedir, tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'

/** The user's home. Without HOME, and for a user that the system does not know (some containers), there is none. */
function home(): string {
  try {
    return homedir()
  } catch {
    return tmpdir()
  }
}

/** The folder for files that can be made again at any time. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? join(home(), 'AppData/Local'), 'Unroll', 'Cache')
  if (process.platform === 'darwin') return join(home(), 'Library/Caches/Unroll')
  // The standard says that a relative path is to be ignored.
  return join(XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : join(home(), '.cache'), 'unroll')
}

/** The studio's own folder, as Electron names it: settings, and the runs in `runs`. */
export function studioFolder(): string {
  const { XDG_CONFIG_HOME, APPDATA } = process.env
  if (process.platform === 'win32') return join(APPDATA ?? join(home(), 'AppData/Roaming'), 'Unroll')
  if (process.platform === 'darwin') return join(home(), 'Library/Application Support/Unroll')
  return join(XDG_CONFIG_HOME || join(home(), '.config'), 'Unroll')
}
