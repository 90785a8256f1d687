// A Python of the system that has a package, for what only other software can tell.

import { spawnSync } from 'node:child_process'

/** The command; null where no Python here has the package. */
export function pythonWith(module: string): string | null {
  const has = (command: string): boolean => spawnSync(command, ['-c', `import ${module}`]).status === 0
  return ['/usr/bin/python3', 'python3'].find(has) ?? null
}
