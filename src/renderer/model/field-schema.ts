// What the schema says about one field: its kind, range, choices and default. The form itself holds no numbers.

import { z } from 'zod'
import { experimentSchema } from '../../shared/experiment'

export interface FieldSchema {
  type: 'number' | 'integer' | 'string' | 'boolean' | 'array' | 'choice'
  nullable: boolean
  choices: readonly string[]
  minimum: number | null
  maximum: number | null
  /** The bounds themselves are not allowed. */
  exclusiveMinimum: boolean
  default: unknown
}

interface JsonSchema {
  type?: string
  enum?: string[]
  const?: unknown
  default?: unknown
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
}

const root = z.toJSONSchema(experimentSchema, { io: 'input' }) as JsonSchema

/** `kind` chooses the branch where the schema divides by the kind of data. */
function find(path: readonly string[], kind: string | undefined): JsonSchema {
  let node = root
  for (const key of path) {
    const branches = node.oneOf ?? node.anyOf
    const branch = branches?.find((option) => option.properties?.kind?.const === kind) ?? node
    const next = branch.properties?.[key]
    if (!next) throw new Error(`The experiment has no field ${path.join('.')}.`)
    node = next
  }
  return node
}

export function describeField(path: readonly string[], kind?: string): FieldSchema {
  const node = find(path, kind)
  const nullable = node.anyOf?.some(({ type }) => type === 'null') ?? false
  const inner = nullable ? node.anyOf!.find(({ type }) => type !== 'null')! : node
  return {
    type: inner.enum ? 'choice' : (inner.type as FieldSchema['type']),
    nullable,
    choices: inner.enum ?? [],
    minimum: inner.minimum ?? inner.exclusiveMinimum ?? null,
    maximum: inner.maximum ?? null,
    exclusiveMinimum: inner.exclusiveMinimum !== undefined,
    default: node.default
  }
}
