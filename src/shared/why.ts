import { z } from 'zod'

/** What went wrong, said to a person in English; where there is a code, the window can say it in another language. */
export const why = {
  message: z.string(),
  code: z.string().optional(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional()
}
export type Why = z.infer<z.ZodObject<typeof why>>
