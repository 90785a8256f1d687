// The world as a command sees it, and the one kind of error that is the user's.

/** What a command may touch. Results go to `out`, talk to `error`. */
export interface Terminal {
  version: string
  /** Folder of the bundled data. */
  resources: string
  out(text: string): void
  error(text: string): void
  /** Columns of the terminal that shows `error`; null when it is a file or a pipe. */
  width: number | null
  /** Calls the listener when the user wants to stop; returns a function that ends this. */
  onInterrupt(listener: () => void): () => void
}

export type ExitCode = 0 | 1 | 2 | 130

/** A fault in what the user gave, said in one line: exit code 2. */
export class BadInput extends Error {}
