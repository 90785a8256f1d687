// What the window shows of a table before training: how it was read, and the remarks about it.

import { z } from 'zod'
import { roles } from '../model/table'
import { tableReadingSchema } from './experiment'

const remark = {
  code: z.string(),
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()]))
}
const cell = z.union([z.number(), z.string()]).nullable()

export const understoodSchema = z.strictObject({
  reading: tableReadingSchema.required(),
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
  warnings: z.array(z.strictObject({ ...remark, line: z.int().nullable() })),
  lines: z.array(z.string()),
  head: z.array(z.array(cell))
})
export type Understood = z.infer<typeof understoodSchema>
