// From a model file, or a folder, to a new run.

import { existsSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Said } from '../../shared/imports'
import { complete, type Imported } from './complete'
import { readFolderModel } from './folder'
import { reason } from '../../shared/reasons'
import { UnfitModel, type Found } from './found'
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
  const extension = extname(file).toLowerCase()
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    if (!existsSync(join(file, 'config.json'))) throw new UnfitModel(file, reason('otherFolder'))
    return readFolderModel
  }
  const other = otherFormats.find(({ extensions }) => (extensions as readonly string[]).includes(extension))
  if (other && existsSync(file)) throw new UnfitModel(file, reason(other.why))
  return extension === '.onnx' ? readOnnxModel : readSafetensorsModel
}

/** Formats that cannot be imported, and why. */
const otherFormats = [
  { extensions: ['.pt', '.pth', '.bin', '.ckpt', '.pkl', '.pickle'], why: 'pickle' },
  { extensions: ['.h5', '.hdf5', '.keras', '.tflite', '.pb', '.npz', '.npy', '.gguf'], why: 'otherSoftware' },
  { extensions: ['.h', '.c', '.mjs', '.js', '.py', '.ipynb'], why: 'forUse' },
  {
    extensions: ['.csv', '.tsv', '.txt', '.json', '.unroll', '.tfevents', '.svg', '.png', '.zip', '.gz'],
    why: 'noModel'
  }
] as const satisfies { extensions: readonly string[]; why: string }[]
