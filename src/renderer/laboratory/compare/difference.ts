// In which fields of the form experiments differ.

import type { Experiment } from '../../../shared/experiment'
import { draftOf, seedField } from '../../model/draft'
import { fields, type Draft, type Field } from '../../model/fields'

export interface Difference {
  /** Null: the seed, which is no field of a section. */
  field: Field | null
  /** One for each experiment, as the form has it; null where the field does not matter. */
  values: readonly (Draft[string] | null)[]
}

/** In the order of the form. Names say nothing of an experiment. */
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
