// What a run can be exported as: one entry a format. Menu, view, terminal and tests go over this table. A new format is an
// entry here, its writer in src/trainer/exports, and its words beside this file.

import type { en } from './en'

interface ExportEntry {
  extension: string
  /** Whether it is of one checkpoint, which may then be chosen, or of the whole run. */
  ofCheckpoint: boolean
  /** Key of its menu entry. */
  accelerator?: string
}

const exportTable = {
  weights: { extension: 'safetensors', ofCheckpoint: true, accelerator: 'CmdOrCtrl+E' },
  curves: { extension: 'csv', ofCheckpoint: false, accelerator: 'CmdOrCtrl+Shift+E' }
} satisfies Record<string, ExportEntry>

export type ExportFormat = keyof typeof exportTable
export const exportFormats = Object.keys(exportTable) as [ExportFormat, ...ExportFormat[]]
export const exportEntry = (format: ExportFormat): ExportEntry => exportTable[format]

/** The newest checkpoint, the one with the lowest validation loss, or that of a step. */
export type CheckpointChoice = 'newest' | 'best' | number

export type ExportWords = Record<ExportFormat, { [key in keyof (typeof en)['weights']]: string }>
