// Which fields of an experiment may change when a run continues. A change of any other field makes another run.

import { z } from 'zod'
import type { Experiment } from './experiment'

/** Fields of an experiment, or whole parts of it, that may change when a run continues. */
export const changeable = [
  'name',
  'watching',
  'stop',
  // The place of the data does not matter, because their content is compared.
  'data.path',
  'optimizer.learningRate',
  'optimizer.schedule',
  'optimizer.warmupSteps',
  'optimizer.decayEvery',
  'optimizer.decayFactor',
  'optimizer.clipNorm',
  'optimizer.clipValue'
] as const

/** The exact data of the training: the values that the network sees, not the bytes of a file. */
export const dataIdentitySchema = z.strictObject({
  /** SHA-256 of the characters or rows. */
  hash: z.string(),
  /** How many characters or rows there are. */
  size: z.int()
})
export type DataIdentity = z.infer<typeof dataIdentitySchema>

export const fieldChangeSchema = z.strictObject({ field: z.string(), from: z.unknown(), to: z.unknown() })
/** `from` is the run's value, `to` the requested one. */
export type FieldChange = z.infer<typeof fieldChangeSchema>

/** `optimizer.kind "adam" → "sgd"`, the same in every language. */
export const changeText = ({ field, from, to }: FieldChange): string =>
  `${field} ${JSON.stringify(from)} → ${JSON.stringify(to)}`

const mayChange = (field: string): boolean => changeable.some((free) => field === free || field.startsWith(`${free}.`))

/** The fields in which two experiments differ: those that may change, and those whose change makes another run. */
export function experimentChanges(
  has: Experiment,
  asked: Experiment
): { taken: FieldChange[]; refused: FieldChange[] } {
  const [before, now] = [leavesOf(has), leavesOf(asked)]
  // Another kind of data has other fields, so the change of kind is enough.
  const changes = [...now]
    .filter(([field, to]) => before.has(field) && JSON.stringify(before.get(field)) !== JSON.stringify(to))
    .map(([field, to]) => ({ field, from: before.get(field), to }))
  return {
    taken: changes.filter(({ field }) => mayChange(field)),
    refused: changes.filter(({ field }) => !mayChange(field))
  }
}

/** Every field under its path; a list is one value. */
function leavesOf(value: object, path = ''): Map<string, unknown> {
  return new Map(
    Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? [...leavesOf(part, `${path}${key}.`)]
        : [[`${path}${key}`, part] as const]
    )
  )
}
