// Files that people write by hand, experiments among them.

import { dirname, resolve } from 'node:path'
import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser'
import { z } from 'zod'
import { experimentSchema, withTodaysReading, type Experiment } from '../shared/experiment'
import { flatten } from '../shared/issues'
import { reason, reasonOf, type Reason } from '../shared/reasons'
import { type jsonReasons } from '../shared/reasons/json'
import { DamagedFile } from './record'
import { readRegular } from './regular-files'

/** Reads a JSON file of the given shape. Throws DamagedFile, which names the line or the fields at fault. */
export function readJson<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  let text: string
  try {
    // A byte order mark is not part of JSON, but some editors write one.
    text = readRegular(file)
      .toString('utf8')
      .replace(/^\ufeff/, '')
  } catch (error) {
    throw new DamagedFile(file, reasonOf(error))
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new DamagedFile(file, notJson(text))
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new DamagedFile(file, flatten(parsed.error))
  return parsed.data
}

/** JSON.parse has no words of its own in Korean, and its English sentences and positions differ between versions. */
function notJson(text: string): Reason {
  if (text.trim() === '') return reason('empty')
  const faults: ParseError[] = []
  try {
    parse(text, faults, { disallowComments: true })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error // It is nested too deep for the stack.
  }
  const [fault] = faults
  if (!fault) return reason('notJson')
  const before = text.slice(0, fault.offset).split('\n')
  const what = reason(printParseErrorCode(fault.error) as Exclude<keyof typeof jsonReasons, 'notJsonAt'>)
  return reason('notJsonAt', { line: before.length, column: before.at(-1)!.length + 1, reason: what })
}

/** A person who names a file without a source wants the file. The default source would be other data. */
function asWritten(value: unknown, context: z.RefinementCtx): unknown {
  const data = (value as { data?: { kind?: unknown; path?: unknown; source?: unknown } | null } | null)?.data
  // Labelled sequences have no other source.
  if (typeof data?.path === 'string' && data.source === undefined && data.kind !== 'labelled')
    context.addIssue({ code: 'custom', path: ['data', 'source'], message: reason('pathWithoutSource') })
  return withTodaysReading(value)
}

/** Reads the file of an experiment. Its paths are relative to the file; here they are absolute. Throws DamagedFile. */
export function readExperimentFile(file: string): Experiment {
  const experiment = readJson(file, z.preprocess(asWritten, experimentSchema))
  const { data } = experiment
  if (!('path' in data) || data.path === null) return experiment
  return { ...experiment, data: { ...data, path: resolve(dirname(file), data.path) } }
}
