import { z } from 'zod'

/** What went wrong, said to a person in English; where there is a code, the window can say it in another language. */
export const why = {
  message: z.string(),
  code: z.string().optional(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional()
}
export type Why = z.infer<z.ZodObject<typeof why>>

/** An error of ours that says its code and the values in its sentence. */
type Coded = Error & Required<Pick<Why, 'code' | 'values'>>
const isCoded = (problem: unknown): problem is Coded =>
  problem instanceof Error &&
  typeof (problem as Partial<Coded>).code === 'string' &&
  typeof (problem as Partial<Coded>).values === 'object'

/** What went wrong, as messages carry it. */
export function whyOf(problem: unknown): Why {
  if (isCoded(problem)) return { message: problem.message, code: problem.code, values: { ...problem.values } }
  return { message: problem instanceof Error ? problem.message : String(problem) }
}
