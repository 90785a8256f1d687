import { z } from 'zod'

const sentence = {
  message: z.string(),
  code: z.string().optional(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional()
}
/**
 * An error in English, for a person. With a code, the window can say it in another language. `because` is another
 * error, whose words fill in `reason` in this one.
 */
export const why = { ...sentence, because: z.strictObject(sentence).optional() }
export type Why = z.infer<z.ZodObject<typeof why>>

/** An error of ours with its code and the values in its message. */
type Coded = Error & Required<Pick<Why, 'code' | 'values'>>
const isCoded = (problem: unknown): problem is Coded =>
  problem instanceof Error &&
  typeof (problem as Partial<Coded>).code === 'string' &&
  typeof (problem as Partial<Coded>).values === 'object'

/** An error in the form that messages carry. */
export function whyOf(problem: unknown): Why {
  if (isCoded(problem)) {
    const { message, code, values, cause } = problem
    return { message, code, values: { ...values }, ...(isCoded(cause) && { because: whyOf(cause) }) }
  }
  return { message: problem instanceof Error ? problem.message : String(problem) }
}
