// Writes a run in any of the formats of shared/exports.

import { statSync } from 'node:fs'
import { writeCurves } from '../../run-folder/curves'
import { exportEntry, type CheckpointChoice, type Exported, type ExportFormat } from '../../shared/exports'
import { Checkpoints } from '../checkpoint'
import { writeC } from './c'
import { writeJavaScript } from './javascript'
import { writeOnnx, writeOnnxStep } from './onnx'
import { readStoredNetwork } from './stored-network'
import { exportWeights } from './weights'

interface Source {
  /** Of the run. */
  folder: string
  /** For formats of one checkpoint; null: the best, or the newest where none was validated. */
  checkpoint: CheckpointChoice | null
}

/** Each writes its file whole or not at all. `step` is that of the checkpoint, for formats of one. */
const writers: Record<ExportFormat, (folder: string, step: number, file: string) => void> = {
  weights: (folder, step, file) => void exportWeights(folder, file, {}, step),
  onnx: (folder, step, file) => writeOnnx(readStoredNetwork(folder, step), file),
  'onnx-step': (folder, step, file) => writeOnnxStep(readStoredNetwork(folder, step), file),
  c: (folder, step, file) => writeC(readStoredNetwork(folder, step), file),
  javascript: (folder, step, file) => writeJavaScript(readStoredNetwork(folder, step), file),
  curves: (folder, _step, file) => writeCurves(folder, file)
}

/**
 * Writes the run to `file`, and says what was written. Throws a Refusal where there is no such checkpoint, DamagedFile or
 * SafetensorsError where it cannot be read, a WriteError where the file cannot be written.
 */
export function exportRun(format: ExportFormat, { folder, checkpoint }: Source, file: string): Exported {
  const step = exportEntry(format).ofCheckpoint ? new Checkpoints(folder).chosen(checkpoint) : null
  writers[format](folder, step ?? 0, file)
  return { file, bytes: statSync(file).size, step }
}
