// From a model file to a new run.

import type { Said } from '../../shared/imports'
import { complete, type Imported } from './complete'
import { readSafetensorsModel } from './safetensors'

export { UnfitModel } from './found'
export { writeImported } from './new-run'

/**
 * Reads a model file. `said` is what a person says about it. Throws a Refusal where the file and the person together do
 * not say enough, or contradict each other; UnfitModel and SafetensorsError where the file cannot be used; DamagedFile,
 * DataError and Differs where what the person names cannot be used.
 */
export function readImport(file: string, said: Said, resources: string): Imported {
  return complete(readSafetensorsModel(file), said, resources)
}
