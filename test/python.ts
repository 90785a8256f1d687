// Finds a Python of the system with a package, for checks that need other software.

import { spawnSync } from 'node:child_process'

/** The command; null where no Python here has the package. */
export function pythonWith(module: string): string | null {
  const has = (command: string): boolean => spawnSync(command, ['-c', `import ${module}`]).status === 0
  return ['/usr/bin/python3', 'python3'].find(has) ?? null
}
