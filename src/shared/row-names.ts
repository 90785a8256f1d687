// The names of the rows of a series, such as dates, for charts and tables.

import { z } from 'zod'

/** Names of some rows, in rising order of the rows. `column` is the column of the file that names them. */
export const rowNamesSchema = z.strictObject({
  column: z.string(),
  rows: z.array(z.number()),
  names: z.array(z.string())
})
export type RowNames = z.infer<typeof rowNamesSchema>
