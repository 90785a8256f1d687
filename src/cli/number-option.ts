// An option whose value is a number. The number is exactly the one that was typed, and its schema allows it.

import { z } from 'zod'
import { typedNumber } from '../shared/typed-number'
import { BadInput } from './terminal'

/** For yargs. Refuses a value that is not possible, in one sentence that names the possible ones. */
export const numberOption = (name: string, schema: z.ZodType<number>) =>
  ({
    requiresArg: true,
    string: true,
    coerce(given: string | number): number {
      const value = typedNumber(String(given))
      if (value === null) throw new BadInput(`--${name}: "${given}" is not a number such as ${exampleOf(schema)}.`)
      if (!schema.safeParse(value).success)
        throw new BadInput(`--${name}: ${given} is not possible. Give ${rangeOf(schema)}.`)
      return value
    }
  }) as const

interface Range {
  type: string
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
}
const describe = (schema: z.ZodType): Range => z.toJSONSchema(schema) as unknown as Range

const exampleOf = (schema: z.ZodType): string => (describe(schema).type === 'integer' ? '12' : '0.002 or 1e-3')

function rangeOf(schema: z.ZodType): string {
  const { type, minimum, exclusiveMinimum, maximum } = describe(schema)
  const kind = type === 'integer' ? 'a whole number' : 'a number'
  return minimum === undefined
    ? `${kind} above ${exclusiveMinimum} and at most ${maximum}`
    : `${kind} from ${minimum} to ${maximum}`
}
