// What the reading thread does for main: a table, so that both sides name the same things.

import { newestCheckpoint } from '../run-folder/checkpoint-files'
import { readEvents } from '../run-folder/events'
import { isHeld } from '../run-folder/lock'
import { listRun, listRuns, readExperiment, readRun } from '../run-folder/stored-run'
import { folderSize } from '../run-folder/size'
import type { Why } from '../shared/why'

export const readings = { listRuns, listRun, readRun, readEvents, readExperiment, newestCheckpoint, isHeld, folderSize }

export type Readings = typeof readings
export interface ReadRequest {
  id: number
  name: keyof Readings
  values: unknown[]
}
export type Read = { id: number; value: unknown } | ({ id: number } & Why)
