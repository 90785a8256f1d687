// The fields of the form in which experiments differ.

import type { Experiment } from '../../../shared/experiment'
import { draftOf, seedField } from '../../model/draft'
import { fields, type Draft, type Field } from '../../model/fields'

export interface Difference {
  /** Null for the seed, which belongs to no section. */
  field: Field | null
  /** The value in each experiment, as in the form; null where the experiment does not use the field. */
  values: readonly (Draft[string] | null)[]
}

/** The differences in the order of the form. The names of experiments are not compared. */
export function differences(experiments: readonly Experiment[]): Difference[] {
  const drafts = experiments.map((experiment) => draftOf(experiment))
  const all: Difference[] = [
    ...fields.map((field) => ({
      field,
      values: drafts.map((draft) => (field.matters(draft) ? draft[field.id] : null))
    })),
    { field: null, values: drafts.map((draft) => draft[seedField]) }
  ]
  return all.filter(({ values }) => new Set(values.map((value) => JSON.stringify(value))).size > 1)
}
