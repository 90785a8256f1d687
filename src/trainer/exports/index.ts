// Writes a run in any of the formats of shared/exports.

import { statSync } from 'node:fs'
import { writeCurves } from '../../run-folder/curves'
import type { CheckpointChoice, ExportFormat } from '../../shared/exports'
import { exportWeights } from '../checkpoint'

interface Source {
  /** Of the run. */
  folder: string
  /** For formats of one checkpoint. */
  checkpoint: CheckpointChoice
}

/** Each writes its file whole or not at all. */
const writers: Record<ExportFormat, (source: Source, file: string) => void> = {
  weights: ({ folder, checkpoint }, file) => void exportWeights(folder, file, {}, checkpoint),
  curves: ({ folder }, file) => writeCurves(folder, file)
}

/**
 * Writes the run to `file` and returns its size in bytes. Throws a Refusal where there is no such checkpoint, DamagedFile or
 * SafetensorsError where it cannot be read, a WriteError where the file cannot be written.
 */
export function exportRun(format: ExportFormat, source: Source, file: string): number {
  writers[format](source, file)
  return statSync(file).size
}
