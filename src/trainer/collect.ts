// WebAssembly memory is freed only when V8 collects garbage, and V8 does not know how much of it is in use.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | null = null

/** Frees memory that is no longer used. It takes some milliseconds, so do not call it during training. */
export function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  collect()
}
