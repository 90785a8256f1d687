// Files that people write by hand, experiments among them.

import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { z } from 'zod'
import { experimentSchema, type Experiment } from '../shared/experiment'
import { flatten } from '../shared/issues'
import { reasonOf } from '../shared/reasons'

/** The message names the file and every field at fault. */
export class BadFile extends Error {}

/** Reads a JSON file of the given shape. Throws BadFile. */
export function readJson<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  let text: string
  try {
    // A byte order mark is not part of JSON, but some editors write one.
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  } catch (error) {
    throw new BadFile(`${file} cannot be read: ${reasonOf(error)}.`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new BadFile(`${file}: it is not JSON: ${(error as Error).message}`)
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new BadFile(`${file}: ${flatten(parsed.error)}`)
  return parsed.data
}

/** Reads the file of an experiment. Its paths are relative to the file; here they are absolute. Throws BadFile. */
export function readExperimentFile(file: string): Experiment {
  const experiment = readJson(file, experimentSchema)
  const { data } = experiment
  if (!('path' in data) || data.path === null) return experiment
  return { ...experiment, data: { ...data, path: resolve(dirname(file), data.path) } }
}
