// What a command can use of the outside world, and the error for a mistake of the user.

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
  /** What this machine can do; found out at the first call ever (some seconds), remembered after. */
  machine(options?: { afresh: boolean }): Promise<Machine>
  /** Columns of the terminal that shows `error`; null when it is a file or a pipe. */
  width: number | null
  /** Calls the listener when the program is to end; returns a function that ends this. */
  onInterrupt(listener: (interruption: Interruption) => void): () => void
}

/**
 * What ends a program from outside, and the exit code that says so: the terminal was closed, Ctrl-C, the reader of its
 * output has gone, a request to end.
 */
export const interruptions = { SIGHUP: 129, SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 } as const
export type Interruption = keyof typeof interruptions
export const isInterruption = (signal: string): signal is Interruption => signal in interruptions

export type ExitCode = 0 | 1 | 2 | (typeof interruptions)[Interruption]

/** A fault in what the user gave, said in one line: exit code 2. */
export class BadInput extends Error {}
