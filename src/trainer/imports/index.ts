// From a model file, or a folder, to a new run.

import { statSync } from 'node:fs'
import { extname } from 'node:path'
import type { Said } from '../../shared/imports'
import { complete, type Imported } from './complete'
import { readFolderModel } from './folder'
import type { Found } from './found'
import { readOnnxModel } from './onnx'
import { readSafetensorsModel } from './safetensors'

export { UnfitModel } from './found'
export { writeImported } from './new-run'

/**
 * Reads a model file. `said` is what a person says about it. Throws a Refusal where the file and the person together do
 * not say enough, or contradict each other; UnfitModel and SafetensorsError where the file cannot be used; DamagedFile,
 * DataError and Differs where what the person names cannot be used.
 */
export function readImport(file: string, said: Said, resources: string): Imported {
  return complete(readerOf(file)(file), said, resources)
}

function readerOf(file: string): (file: string) => Found {
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) return readFolderModel
  return extname(file).toLowerCase() === '.onnx' ? readOnnxModel : readSafetensorsModel
}
