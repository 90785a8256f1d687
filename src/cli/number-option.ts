// An option whose value is a number: never another than what was typed, and within what its schema allows.

import { z } from 'zod'
import { typedNumber } from '../shared/typed-number'
import { BadInput } from './terminal'

/** For yargs. A value that cannot be is refused in one sentence that says what can. */
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
