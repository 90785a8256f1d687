import { basename, resolve } from 'node:path'
import type { Experiment } from '../shared/experiment'
import { untrained, type RunRecord } from '../shared/run'

/** The same record that the studio writes, so that the studio can open the folder. */
export function newRecord(folder: string, { name }: Experiment): RunRecord {
  const id = basename(resolve(folder))
    .toLowerCase()
    .replaceAll(/[^0-9a-z]+/g, '-')
  const now = Date.now()
  return { id, name, createdAt: now, updatedAt: now, ...untrained }
}
