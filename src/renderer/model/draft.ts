// Converts between the form as typed and the experiment that the schema checks.

import { experimentSchema, type Experiment } from '../../shared/experiment'
import { typedNumber } from '../../shared/typed-number'
import { fields, type Draft, type Field } from './fields'
import { problemsByPath, type Problem } from './issues'

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], value)

function written(value: unknown): Draft[string] {
  if (typeof value === 'boolean') return value
  if (Array.isArray(value)) return [...(value as string[])]
  if (value !== null && typeof value === 'object') return JSON.stringify(value)
  return value === null || value === undefined ? '' : String(value)
}

export const seedField = 'seed'
export const nameField = 'name'

export function draftOf(experiment: Experiment): Draft {
  const draft: Draft = { [nameField]: experiment.name, [seedField]: String(experiment.seed) }
  for (const { id, path, schema } of fields) {
    // Fields of other kinds of data keep their defaults, so that a person can change the kind.
    const other =
      path[0] === 'data' &&
      id.startsWith('data.') &&
      id.split('.').length === 3 &&
      id.split('.')[1] !== experiment.data.kind
    const value = at(experiment, path)
    draft[id] = written(other || value === undefined ? schema.default : value)
  }
  return draft
}

/** A text that is not a number is returned as it is, so that the schema refuses it at its field. */
export function parsedNumber(text: string, nullable: boolean): unknown {
  const trimmed = text.trim()
  if (trimmed === '') return nullable ? null : ''
  return typedNumber(trimmed) ?? trimmed
}

function parsed(field: Field, value: Draft[string]): unknown {
  if (field.control === 'number') return parsedNumber(value as string, field.schema.nullable)
  if (field.control === 'reading') return value === '' ? null : JSON.parse(value as string)
  if (field.control === 'file') return value === '' ? null : value
  return Array.isArray(value) ? [...value] : value
}

/** The experiment that the form asks for, not yet checked. */
export function candidateOf(draft: Draft): Record<string, unknown> {
  const candidate: Record<string, Record<string, unknown>> = {}
  for (const field of fields) {
    if (!field.matters(draft)) continue
    const [section, name] = field.path
    candidate[section] ??= {}
    candidate[section][name] = parsed(field, draft[field.id])
  }
  return { ...candidate, name: draft[nameField], seed: parsedNumber(draft[seedField] as string, false) }
}

export const defaultExperiment = (): Experiment => experimentSchema.parse({})

/** The choices of a field that the schema would refuse with the rest of the draft, and why. */
export function impossibleChoices(field: Field, draft: Draft): Map<string, Problem> {
  const path = field.path.join('.')
  const refused = new Map<string, Problem>()
  for (const choice of field.schema.choices) {
    const result = experimentSchema.safeParse(candidateOf({ ...draft, [field.id]: choice }))
    const problem = result.success ? undefined : problemsByPath(result.error.issues).get(path)
    if (problem) refused.set(choice, problem)
  }
  return refused
}
