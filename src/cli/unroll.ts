// The program `unroll`. This file connects it to the process; main.ts does the work.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findMachineInNode, inNode } from '../runtime/node-trial'
import { endProcess, onSignalOfParent } from '../trainer/end-process'
import { main } from './main'
import { interruptions, isInterruption, type Interruption } from './terminal'

// Built, this file lies in out/main.
const root = join(import.meta.dirname, '../..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

/**
 * Interrupts the last work that could be stopped. It is never cleared, because the second message of one Ctrl-C may
 * come after that work has ended.
 */
let interrupt: ((interruption: Interruption) => void) | null = null
onSignalOfParent((signal) =>
  interrupt && isInterruption(signal) ? interrupt(signal) : process.kill(process.pid, signal)
)

/** Output fails when the reader of a pipe has ended or the terminal was closed. */
let outputIsGone = false
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', () => {
    if (!outputIsGone) interrupt?.('SIGPIPE')
    outputIsGone = true
  })
}

const code = await main(process.argv.slice(2), {
  version,
  resources: join(root, 'resources'),
  machine: (options) =>
    findMachineInNode(root, {
      ...options,
      onSearch: () =>
        void process.stderr.write(
          'Finding out which kernels are correct and fast on this machine. This happens only once.\n'
        )
    }),
  input: async () => Buffer.concat(await process.stdin.toArray()),
  runAgain: inNode(join(root, 'out/main/run-again.js')),
  out: (text) => void (outputIsGone || process.stdout.write(text)),
  error: (text) => void (outputIsGone || process.stderr.write(text)),
  width: process.stderr.isTTY ? process.stderr.columns : null,
  onInterrupt(listener) {
    interrupt = listener
    // Only once, so that a second Ctrl-C ends the process at once.
    const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const
    for (const signal of signals) process.once(signal, listener)
    return () => {
      for (const signal of signals) process.off(signal, listener)
    }
  }
})
await endProcess(outputIsGone && code === 0 ? interruptions.SIGPIPE : code)
