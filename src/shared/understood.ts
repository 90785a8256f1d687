// What the window shows of a table or a text before training: how it was read, and the remarks about it.

import { z } from 'zod'
import { labelKinds, roles } from '../model/table'
import { tableReadingSchema, textReadingSchema } from './experiment'
import { why } from './why'

const remark = {
  code: z.string(),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()]))
}
const cell = z.union([z.number(), z.string()]).nullable()

const common = {
  warnings: z.array(z.strictObject({ ...remark, line: z.int().nullable() })),
  /** The decisions that are guesses, as names of fields and of columns. */
  guesses: z.array(z.string()),
  /** The first lines of the file as they stand. */
  lines: z.array(z.string())
}

const tableSchema = z.strictObject({
  kind: z.literal('table'),
  ...common,
  reading: tableReadingSchema.required().partial({ sheet: true }),
  /** The sheets of a workbook; empty for other files. */
  sheets: z.array(z.string()),
  /** Why training refuses the decisions. */
  refusal: z.strictObject(why).nullable(),
  /** The names of the sequences: the first 1000. */
  groups: z.array(z.string()),
  /** Where the target is one label a sequence: its column, and the first 1000 classes. */
  labels: z.strictObject({ column: z.string(), kind: z.enum(labelKinds), classes: z.array(z.string()) }).nullable(),
  skipped: z.int(),
  rows: z.int(),
  rhythm: z.strictObject({ every: z.number(), unit: z.string() }).nullable(),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      role: z.enum(roles),
      type: z.enum(['number', 'date', 'text', 'boolean', 'empty']),
      first: cell,
      last: cell,
      gaps: z.int(),
      constant: z.boolean(),
      reason: z.strictObject(remark),
      range: z.tuple([z.number(), z.number()]).nullable(),
      spark: z.array(z.number().nullable())
    })
  ),
  head: z.array(z.array(cell))
})
export type UnderstoodTable = z.infer<typeof tableSchema>

/** A longer list is cut. */
export const mostSymbols = 2000

const textSchema = z.strictObject({
  kind: z.literal('text'),
  ...common,
  reading: textReadingSchema.required().partial({ files: true }),
  encoding: z.string(),
  characters: z.int(),
  symbols: z.int(),
  normalised: z.int(),
  lineEnds: z.enum(['LF', 'CRLF', 'CR', 'mixed', 'none']),
  /** The symbols, the most frequent first: at most `mostSymbols`. */
  vocabulary: z.array(z.strictObject({ symbol: z.string(), count: z.int() })),
  merged: z.strictObject({ symbols: z.int(), characters: z.int() }),
  /** The beginning of the text as it is read. */
  head: z.string(),
  /** Of several files: those that are read, with their characters or bytes, and those that are not, with the reason. */
  files: z
    .strictObject({
      read: z.array(z.strictObject({ name: z.string(), characters: z.int() })),
      left: z.array(z.strictObject({ name: z.string(), why: z.string() }))
    })
    .nullable()
})
export type UnderstoodText = z.infer<typeof textSchema>

/** A file that cannot be read as was decided: why, and its first lines, so that a person can decide otherwise. */
const unreadableSchema = z.strictObject({
  kind: z.literal('unreadable'),
  why: z.strictObject(why),
  lines: z.array(z.string())
})

export const understoodSchema = z.discriminatedUnion('kind', [tableSchema, textSchema, unreadableSchema])
export type UnderstoodFile = z.infer<typeof understoodSchema>
/** A file that was understood. */
export type Understood = UnderstoodTable | UnderstoodText
