// A written file is run again in a process of its own, by the program trainer/exports/run-again.ts. So the code in the file,
// and the WebAssembly that runs ONNX, stay away from everything else.

import { z } from 'zod'
import { exportEntry, type ExportFormat } from '../shared/exports'
import { why, type Why } from '../shared/why'
import { parseLastLine, type RunTrial } from './trials'

/** A file, and the checkpoint whose answers it should give. */
export interface WrittenFile {
  format: ExportFormat
  /** The run's folder. */
  folder: string
  /** Null where the file is of the whole run. */
  step: number | null
  file: string
}

/** What the program prints as the last line of its output. */
const answerSchema = z.union([z.strictObject({ difference: z.number() }), z.strictObject(why)])
export type RunAgainAnswer = z.infer<typeof answerSchema>

/** Milliseconds. A large network takes seconds. */
export const patience = 300_000

/** The file is written, but it answers otherwise than its checkpoint, or it could not be run. */
export class RunAgainError extends Error {
  readonly code: string
  readonly values: NonNullable<Why['values']>

  constructor({ message, code, values }: Why, { file }: WrittenFile) {
    super(code ? message : `"${file}" was written, but could not be run again: ${message}`)
    this.code = code ?? 'export-not-run'
    this.values = code ? (values ?? {}) : { path: file, reason: message }
  }
}

/**
 * The largest distance of the file's answers from those of the checkpoint, relative to the spread of the answers; null
 * for a format that is no network. Throws a RunAgainError.
 */
export async function runAgain(run: RunTrial, written: WrittenFile): Promise<number | null> {
  if (written.step === null || !exportEntry(written.format).ofCheckpoint) return null
  const { out, error, late, code, signal } = await run([JSON.stringify(written)], patience)
  const parsed = answerSchema.safeParse(parseLastLine(out))
  if (parsed.success) {
    if ('difference' in parsed.data) return parsed.data.difference
    throw new RunAgainError(parsed.data, written)
  }
  const ended = late ? `${patience / 1000} s` : error.trim().split('\n').at(-1) || `${signal ?? code}`
  throw new RunAgainError({ message: ended }, written)
}
