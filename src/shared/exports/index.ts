// What a run can be exported as: one entry a format. Menu, view, terminal and tests go over this table. A new format is
// an entry here, its writer in src/trainer/exports, and its words beside this file.

import { z } from 'zod'
import type { en } from './en'

interface ExportEntry {
  /** The extension of the file; null for a folder of files. */
  extension: string | null
  /** Whether the export is of one checkpoint, which can be chosen, or of the whole run. */
  ofCheckpoint: boolean
  /** Follows the name of the run in the name that the dialog proposes, where another format has the same extension. */
  suffix?: string
  /** How the written file is checked: it is run, or its numbers are read back and used by the studio. */
  check?: 'run' | 'read'
  /** Key of its menu entry. */
  accelerator?: string
}

const exportTable = {
  weights: { extension: 'safetensors', ofCheckpoint: true, check: 'read', accelerator: 'CmdOrCtrl+E' },
  pytorch: { extension: null, ofCheckpoint: true, check: 'read' },
  onnx: { extension: 'onnx', ofCheckpoint: true, check: 'run' },
  'onnx-step': { extension: 'onnx', ofCheckpoint: true, check: 'run', suffix: '-step' },
  c: { extension: 'h', ofCheckpoint: true, check: 'read' },
  javascript: { extension: 'mjs', ofCheckpoint: true, check: 'run' },
  curves: { extension: 'csv', ofCheckpoint: false, accelerator: 'CmdOrCtrl+Shift+E' },
  'curves-json': { extension: 'json', ofCheckpoint: false },
  tensorboard: { extension: 'tfevents', ofCheckpoint: false }
} satisfies Record<string, ExportEntry>

export type ExportFormat = keyof typeof exportTable
export const exportFormats = Object.keys(exportTable) as [ExportFormat, ...ExportFormat[]]
export const exportEntry = (format: ExportFormat): ExportEntry => exportTable[format]

/** What was written: its bytes, and the step of its checkpoint; null where the export is about the whole run. */
export const writtenSchema = z.strictObject({ file: z.string(), bytes: z.int(), step: z.int().nullable() })
export type Written = z.infer<typeof writtenSchema>

export interface Exported extends Written {
  /**
   * The written file was run: the largest distance of its answers from those of the checkpoint, relative to the spread of
   * the answers. Null where the export is about the whole run.
   */
  difference: number | null
}
export const differenceText = (difference: number): string => (difference === 0 ? '0' : difference.toExponential(1))

export type ExportWords = Record<ExportFormat, { [key in keyof (typeof en)['weights']]: string }>
