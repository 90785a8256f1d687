// The errors of a schema in one line and in our words, for a person.

import type { z, ZodError } from 'zod'
import { reason, type Reason } from './reasons'

/** `path: sentence` of each issue, with semicolons between. `above` is the path of the whole. */
export function flatten({ issues }: ZodError, ...above: string[]): Reason {
  return issues
    .map((issue) => [[...above, ...issue.path].join('.'), sentenceOf(issue)].filter(Boolean).join(': '))
    .join('; ') as Reason
}

const kinds = {
  int: 'wholeNumber',
  number: 'number',
  string: 'text',
  boolean: 'trueOrFalse',
  array: 'list',
  tuple: 'list',
  object: 'object',
  record: 'object',
  null: 'nothing'
} as const
const isKind = (name: string): name is keyof typeof kinds => Object.hasOwn(kinds, name)

/** The reasons for the lower and the upper limit of a text or a list. Numbers have others. */
const limits = {
  string: ['leastCharacters', 'mostCharacters'],
  array: ['leastEntries', 'mostEntries'],
  tuple: ['leastEntries', 'mostEntries']
} as const
const isCounted = (origin: string): origin is keyof typeof limits => Object.hasOwn(limits, origin)

/** What is wrong with one field. */
export function sentenceOf(issue: z.core.$ZodIssue): Reason {
  switch (issue.code) {
    case 'custom':
      return issue.message as Reason
    case 'too_small': {
      const { origin, minimum, inclusive } = issue
      const limit = String(minimum)
      if (origin === 'string' && minimum === 1) return reason('emptyText')
      return reason(isCounted(origin) ? limits[origin][0] : inclusive === false ? 'above' : 'atLeast', { limit })
    }
    case 'too_big': {
      const { origin, maximum, inclusive } = issue
      const limit = String(maximum)
      return reason(isCounted(origin) ? limits[origin][1] : inclusive === false ? 'below' : 'atMost', { limit })
    }
    case 'invalid_type':
      return isKind(issue.expected) ? reason(kinds[issue.expected]) : reason('oneOf', { values: issue.expected })
    case 'invalid_value':
      return reason('oneOf', { values: issue.values.map((value) => JSON.stringify(value)).join(' or ') })
    case 'unrecognized_keys':
      return reason('noSuchField', { fields: issue.keys.map((key) => JSON.stringify(key)).join(', ') })
    case 'invalid_union':
      return reason('noKind')
    default:
      return reason('unreadable')
  }
}
