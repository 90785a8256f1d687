// Writes a run in any of the formats of shared/exports.

import { writeCurves } from '../../run-folder/curves'
import type { CheckpointChoice } from '../../shared/checkpoint-choice'
import { exportEntry, type ExportFormat, type Written } from '../../shared/exports'
import { Checkpoints } from '../checkpoint'
import { writeC } from './c'
import { writeCurvesJson } from './curves-json'
import { writeJavaScript } from './javascript'
import { sizeOf } from '../../run-folder/size'
import { writePyTorch } from './pytorch'
import { writeOnnx, writeOnnxStep } from './onnx'
import { readStoredNetwork } from './stored-network'
import { writeTensorBoard } from './tensorboard'
import { exportWeights } from './weights'

interface Source {
  /** The folder of the run. */
  folder: string
  /** The folder of the bundled files. */
  resources: string
  /** For formats of one checkpoint; null means the best, or the newest where none was validated. */
  checkpoint: CheckpointChoice | null
}

/**
 * Each writer writes its file or folder whole or not at all. `step` is the step of the checkpoint, for formats of one
 * checkpoint.
 */
const writers: Record<ExportFormat, (folder: string, step: number, file: string, resources: string) => void> = {
  weights: (folder, step, file) => void exportWeights(folder, file, {}, step),
  pytorch: (folder, step, file, resources) => writePyTorch(folder, step, resources, file),
  onnx: (folder, step, file) => writeOnnx(readStoredNetwork(folder, step), file),
  'onnx-step': (folder, step, file) => writeOnnxStep(readStoredNetwork(folder, step), file),
  c: (folder, step, file) => writeC(readStoredNetwork(folder, step), file),
  javascript: (folder, step, file) => writeJavaScript(readStoredNetwork(folder, step), file),
  curves: (folder, _step, file) => writeCurves(folder, file),
  'curves-json': (folder, _step, file) => writeCurvesJson(folder, file),
  tensorboard: (folder, _step, file) => writeTensorBoard(folder, file)
}

/**
 * Writes the run to `file` and returns what was written. Throws a Refusal when there is no such checkpoint, DamagedFile
 * or SafetensorsError when it cannot be read, a WriteError when the file cannot be written.
 */
export function exportRun(format: ExportFormat, { folder, resources, checkpoint }: Source, file: string): Written {
  const step = exportEntry(format).ofCheckpoint ? new Checkpoints(folder).chosen(checkpoint) : null
  writers[format](folder, step ?? 0, file, resources)
  return { file, bytes: sizeOf(file), step }
}
