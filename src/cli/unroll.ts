// `unroll` in a terminal. Everything it needs of the outside stands here; main.ts does the work.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { main } from './main'
import { interruptions, type Interruption } from './terminal'

// Built, this file lies in out/main.
const root = new URL('../../', import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }

/** Whoever is at work; null while the program can end at any moment. */
let interrupt: ((interruption: Interruption) => void) | null = null
/** A pipe whose reader has gone, or a terminal that was closed, takes nothing any more. */
let outputIsGone = false

function outputFailed({ code }: NodeJS.ErrnoException): void {
  if (outputIsGone) return
  outputIsGone = true
  // EIO: the terminal is gone.
  if (code !== 'EPIPE' && code !== 'EIO') process.exitCode = 1
  else if (interrupt) interrupt('SIGPIPE')
  else process.exitCode = interruptions.SIGPIPE
}
for (const stream of [process.stdout, process.stderr]) stream.on('error', outputFailed)

const code = await main(process.argv.slice(2), {
  version,
  resources: fileURLToPath(new URL('resources', root)),
  out: (text) => void (outputIsGone || process.stdout.write(text)),
  error: (text) => void (outputIsGone || process.stderr.write(text)),
  width: process.stderr.isTTY ? process.stderr.columns : null,
  onInterrupt(listener) {
    interrupt = listener
    // Once: a second Ctrl-C ends the process the hard way.
    const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const
    for (const signal of signals) process.once(signal, listener)
    return () => {
      interrupt = null
      for (const signal of signals) process.off(signal, listener)
    }
  }
})
process.exitCode ??= code
