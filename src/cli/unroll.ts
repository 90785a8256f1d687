// `unroll` in a terminal. Everything it needs of the outside stands here; main.ts does the work.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { endProcess, onSignalOfParent } from '../trainer/end-process'
import { main } from './main'

// Built, this file lies in out/main.
const root = new URL('../../', import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }

/** Of the last work that could be stopped. It stays: the second word of one Ctrl-C may come when that work has ended already. */
let interrupt: (() => void) | null = null
onSignalOfParent((signal) => (interrupt ? interrupt() : process.kill(process.pid, signal)))

const code = await main(process.argv.slice(2), {
  version,
  resources: fileURLToPath(new URL('resources', root)),
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  width: process.stderr.isTTY ? process.stderr.columns : null,
  onInterrupt(listener) {
    interrupt = listener
    // Once: a second Ctrl-C ends the process the hard way.
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, listener)
    return () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, listener)
    }
  }
})
await endProcess(code)
