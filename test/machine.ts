// This machine as if every kernel set had passed its trial. Tests of other parts use it, because there is no built
// trial program where they run. Flags that have not been tried can be fatal; none of these is.

import { spawnSync } from 'node:child_process'
import { knownFlags, recipes } from '../src/runtime/flags'
import { kernelSets, type Machine } from '../src/shared/machine'

export const flags = recipes(
  knownFlags(spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' }).stdout),
  'node'
).at(-1)!

export const machine: Machine = {
  runtime: `Node ${process.versions.node}`,
  processor: 'test',
  cores: 2,
  kernels: kernelSets.map((set) => ({ set, flags: set === 'portable' ? [] : flags, milliseconds: 1, reason: null }))
}
