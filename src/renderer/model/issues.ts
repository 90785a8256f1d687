// Converts the issues of the schema to a key and values for the locales.

import type { z } from 'zod'

export interface Problem {
  /** The key under `problems` in the locales. */
  key: string
  values: Record<string, string | number>
  /** The text itself, where the problem comes from main and not from the schema. */
  text?: string
  /** The value with which the field has no such problem, in the form of the draft. */
  remedy?: string
}

type Issue = z.core.$ZodIssue

function problem(issue: Issue): Problem {
  switch (issue.code) {
    case 'custom':
      return { key: String(issue.params?.code ?? 'invalid'), values: {}, text: issue.message }
    case 'too_small':
      if (issue.origin === 'string') return { key: 'empty', values: {} }
      return { key: issue.inclusive === false ? 'above' : 'at-least', values: { minimum: String(issue.minimum) } }
    case 'too_big':
      if (issue.origin === 'string') return { key: 'too-long', values: { maximum: String(issue.maximum) } }
      return { key: 'at-most', values: { maximum: String(issue.maximum) } }
    case 'invalid_type':
      if (issue.expected === 'int') return { key: 'whole-number', values: {} }
      return { key: issue.expected === 'number' ? 'number' : 'invalid', values: {} }
    default:
      return { key: 'invalid', values: {} }
  }
}

/** The first problem of each field, by the path of the field joined with dots. */
export function problemsByPath(issues: readonly Issue[]): Map<string, Problem> {
  const problems = new Map<string, Problem>()
  for (const issue of issues) {
    const path = issue.path.join('.')
    if (!problems.has(path)) problems.set(path, problem(issue))
  }
  return problems
}
