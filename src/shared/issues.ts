// What a schema finds wrong, in one line for a person.

import type { ZodError } from 'zod'

/** `path: message` of each issue, with semicolons between. */
export function flatten({ issues }: ZodError): string {
  return issues.map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message)).join('; ')
}
