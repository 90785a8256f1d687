// Everything in a folder that a program could change.

import { createHash } from 'node:crypto'
import { lstatSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Path, mode, times of change (ns), inode and bytes of every entry. The folder itself comes first. */
export function fingerprint(folder: string): string[] {
  const names = ['', ...readdirSync(folder, { recursive: true }).map(String).sort()]
  return names.map((name) => {
    const path = join(folder, name)
    const { mode, mtimeNs, ctimeNs, ino, size } = lstatSync(path, { bigint: true })
    const bytes = lstatSync(path).isFile() ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'folder'
    return [name, mode.toString(8), mtimeNs, ctimeNs, ino, size, bytes].join(' ')
  })
}
