// What a command can use of the outside world, and the error for a mistake of the user.

import type { RunTrial } from '../runtime/trials'
import type { Machine } from '../shared/machine'

/** What a command can use. Results go to `out`, messages to `error`. */
export interface Terminal {
  version: string
  /** Folder of the bundled data. */
  resources: string
  out(text: string): void
  /** All of the standard input. */
  input(): Promise<Uint8Array>
  error(text: string): void
  /** What this machine can do. The very first call measures it (some seconds); later calls read the stored result. */
  machine(options?: { afresh: boolean }): Promise<Machine>
  /** Starts the program that runs a written file again (runtime/run-again.ts). */
  runAgain: RunTrial
  /** Columns of the terminal that shows `error`; null when it is a file or a pipe. */
  width: number | null
  /** Calls the listener when a signal asks the program to end; returns a function that stops listening. */
  onInterrupt(listener: (interruption: Interruption) => void): () => void
}

/**
 * The signals that end a program from outside, each with its exit code: the terminal was closed, Ctrl-C, the reader of
 * the output has ended, a request to end.
 */
export const interruptions = { SIGHUP: 129, SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 } as const
export type Interruption = keyof typeof interruptions
export const isInterruption = (signal: string): signal is Interruption => signal in interruptions

export type ExitCode = 0 | 1 | 2 | (typeof interruptions)[Interruption]

/** A mistake in the user's input. Its message is one line; the exit code is 2. */
export class BadInput extends Error {}
