// Memory of WebAssembly is given back only when V8 collects garbage, and V8 does not see how much of it there is.

import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: (() => void) | null = null

/** Gives back what nobody holds any more. Takes some milliseconds: not for the middle of training. */
export function collectGarbage(): void {
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  collect()
}
