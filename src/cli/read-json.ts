// Files that people write by hand.

import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { reasonOf } from '../run-folder/files'
import { flatten } from '../shared/issues'
import { BadInput } from './terminal'

/** Reads a JSON file of the given shape. Throws BadInput that names the file and every field at fault. */
export function readJson<Schema extends z.ZodType>(file: string, schema: Schema): z.infer<Schema> {
  let text: string
  try {
    // A byte order mark is no part of JSON, but some editors write one.
    text = readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  } catch (error) {
    throw new BadInput(`${file} cannot be read: ${reasonOf(error)}.`)
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new BadInput(`${file}: it is not JSON: ${(error as Error).message}`)
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new BadInput(`${file}: ${flatten(parsed.error)}`)
  return parsed.data
}
