// From the data part of an experiment to a data set.

import type { Readout } from '../model/model'
import type { LabelKind } from '../model/table'
import type { Transform } from '../model/training'
import type { Bytes } from './bytes'
import type { TableOptions } from './csv'
import { DataError } from './data-error'
import { LabelledDataSet } from './labelled'
import { mackeyGlassTable } from './mackey-glass'
import { SeriesDataSet } from './series'
import type { TableReading } from './table/decisions'
import { TaskDataSet } from './task-data-set'
import type { TaskName } from './tasks'
import type { TextReading } from './table/understand-text'
import { TextDataSet } from './text'
import type { TextFiles } from './text-files'

export type AnyDataSet = TextDataSet | SeriesDataSet | LabelledDataSet | TaskDataSet

export type DataSpec =
  | {
      kind: 'text'
      source: 'moby-dick' | 'file'
      path: string | null
      validationFraction: number
      reading: TextReading | null
    }
  | ({
      kind: 'series'
      source: 'sunspots' | 'mackey-glass' | 'file'
      path: string | null
      validationFraction: number
      transform: Transform
      reading: TableReading | null
    } & TableOptions)
  | {
      kind: 'labelled'
      source: 'file'
      path: string | null
      labels: LabelKind
      validationFraction: number
      reading: TableReading
    }
  | { kind: 'task'; task: TaskName; validationSequences: number }

/** Reads files: the caller knows their folders. Its errors pass through. */
export interface DataFiles {
  /** A file of resources/data. */
  bundled(name: 'moby-dick.txt' | 'sunspots.csv'): Bytes
  /** A file that a person chose; of a text also a folder. */
  chosen(path: string): Bytes | TextFiles
}

/** Throws a DataError, fit to be shown, when the data cannot be used. */
export function loadDataSet(spec: DataSpec, files: DataFiles): AnyDataSet {
  if (spec.kind === 'task') return new TaskDataSet(spec.task, spec.validationSequences)
  if (spec.kind === 'text') {
    const bundled = spec.source === 'moby-dick' ? 'moby-dick.txt' : null
    return new TextDataSet(...readFile(bundled, { ...spec, reading: bundled ? null : spec.reading }, files))
  }
  if (spec.kind === 'labelled') return new LabelledDataSet(...readTable(null, spec, files))
  if (spec.source === 'mackey-glass')
    return new SeriesDataSet(mackeyGlassTable(), { ...spec, reading: null, name: spec.source })
  const bundled = spec.source === 'sunspots' ? 'sunspots.csv' : null
  const reading = bundled ? null : spec.reading
  return new SeriesDataSet(...readTable(bundled, { ...spec, reading }, files))
}

/** Throws a DataError when the data ask for another readout than the model's. */
export function checkReadout(data: AnyDataSet, readout: Readout): void {
  if (data.readout === null || data.readout === readout) return
  const name = data.kind === 'task' ? data.task : data.label.name
  throw new DataError(
    'readout-mismatch',
    `"${name}" has targets for the readout "${data.readout}", but the model's readout is "${readout}". ` +
      `Choose the readout "${data.readout}".`,
    { name, wanted: data.readout, readout }
  )
}

/** The bytes, and the options of `spec` with the file's own name. */
function readFile<Spec extends { path: string | null }>(
  bundled: 'moby-dick.txt' | 'sunspots.csv' | null,
  spec: Spec,
  files: DataFiles
): [Bytes | TextFiles, Spec & { name: string }] {
  if (bundled) return [files.bundled(bundled), { ...spec, name: bundled }]
  if (spec.path === null) throw new DataError('file-missing', 'No file is chosen. Choose one, or use the bundled data.')
  const name = spec.path.split(/[\\/]/).at(-1)!
  return [files.chosen(spec.path), { ...spec, name }]
}

/** The same for a table, which is always one file. */
function readTable<Spec extends { path: string | null }>(
  ...asked: Parameters<typeof readFile<Spec>>
): [Bytes, Spec & { name: string }] {
  const [source, options] = readFile(...asked)
  if ('each' in source) throw new Error('A table is one file.')
  return [source, options]
}
