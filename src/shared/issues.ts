// The errors of a schema in one line and in our words, for a person.

import type { z, ZodError } from 'zod'

/** `path: sentence` of each issue, with semicolons between. `above` is the path of the whole. */
export function flatten({ issues }: ZodError, ...above: string[]): string {
  return issues
    .map((issue) => [[...above, ...issue.path].join('.'), sentenceOf(issue)].filter(Boolean).join(': '))
    .join('; ')
}

const kinds: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null'
}
/** What there are too few or too many of, where it is not the number itself. */
const countable: Record<string, string> = { string: 'characters', array: 'entries', tuple: 'entries' }
const counted = (origin: string, how: string, limit: number | bigint): string =>
  countable[origin] ? `have ${how} ${limit} ${countable[origin]}` : `be ${how} ${limit}`

/** What is wrong with one field. */
export function sentenceOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'custom':
      return issue.message
    case 'too_small':
      if (issue.origin === 'string' && issue.minimum === 1) return 'it must not be empty'
      return `it must ${counted(issue.origin, issue.inclusive === false ? 'above' : 'at least', issue.minimum)}`
    case 'too_big':
      return `it must ${counted(issue.origin, issue.inclusive === false ? 'below' : 'at most', issue.maximum)}`
    case 'invalid_type':
      return `it must be ${kinds[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `it must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`
    case 'unrecognized_keys':
      return `there is no field ${issue.keys.map((key) => JSON.stringify(key)).join(', ')} here`
    case 'invalid_union':
      return 'it is of no kind that can be read'
    default:
      return 'it cannot be read'
  }
}
