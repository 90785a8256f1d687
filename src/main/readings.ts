// What the reading thread does for main: a table, so that both sides name the same things.

import { writeCurves } from '../run-folder/curves'
import { readEvents } from '../run-folder/events'
import { listRuns, readRun } from '../run-folder/run'

export const readings = { listRuns, readRun, readEvents, writeCurves }

export type Readings = typeof readings
export interface Reading { id: number; name: keyof Readings; values: unknown[] }
export type Read = { id: number; value: unknown } | { id: number; message: string }
