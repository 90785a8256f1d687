// The checkpoints of a run, found by their files, because a kill can come between writing a checkpoint and writing its
// event.

import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { experimentSchema, type Experiment } from '../shared/experiment'
import type { Checkpoint, RunEvent } from '../shared/run'
import { reason, reasonOf } from '../shared/reasons'
import { DamagedFile } from './record'
import { readMetadata, SafetensorsError } from './safetensors'

const pattern = /^step-(\d{9,})\.safetensors$/

export const checkpointFolder = (folder: string): string => join(folder, 'checkpoints')
export const checkpointFile = (folder: string, step: number): string =>
  join(checkpointFolder(folder), `step-${String(step).padStart(9, '0')}.safetensors`)

/** Step and file of every checkpoint, in order of steps. Without a folder there are none. Throws DamagedFile. */
export function listCheckpoints(folder: string): { step: number; file: string }[] {
  let names: string[]
  try {
    names = readdirSync(checkpointFolder(folder))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return []
    throw new DamagedFile(checkpointFolder(folder), code === 'ENOTDIR' ? reason('EEXIST') : reasonOf(error))
  }
  return names
    .map((name) => ({ step: Number(pattern.exec(name)?.[1] ?? NaN), name }))
    .filter(({ step, name }) => basename(checkpointFile(folder, step)) === name)
    .map(({ step }) => ({ step, file: checkpointFile(folder, step) }))
    .sort((a, b) => a.step - b.step)
}

export interface StoredCheckpoint {
  step: number
  /** The experiment of the model; null when it cannot be read. */
  experiment: Experiment | null
}

/** Every checkpoint that is whole, in order of their steps, and those that are not. Never throws. */
export function readCheckpoints(folder: string): { whole: StoredCheckpoint[]; damaged: DamagedFile[] } {
  const whole: StoredCheckpoint[] = []
  const damaged: DamagedFile[] = []
  try {
    for (const { step, file } of listCheckpoints(folder)) {
      try {
        whole.push({ step, experiment: experimentIn(readMetadata(file)) })
      } catch (error) {
        damaged.push(new DamagedFile(file, error instanceof SafetensorsError ? error.fault : reasonOf(error)))
      }
    }
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error
    damaged.push(error)
  }
  return { whole, damaged }
}

export const newestCheckpoint = (folder: string): StoredCheckpoint | null =>
  readCheckpoints(folder).whole.at(-1) ?? null

/** The events of a run, with the missing events of whole checkpoints added. */
export function withCheckpoints(events: readonly RunEvent[], whole: readonly StoredCheckpoint[]): RunEvent[] {
  const all = [...events]
  const recorded = new Set(events.filter(({ type }) => type === 'checkpoint').map(({ step }) => step))
  for (const { step } of whole) {
    if (recorded.has(step)) continue
    const at = all.findLastIndex((event) => event.step <= step) + 1
    const validation = all.slice(0, at).findLast((event) => event.type === 'validation')
    all.splice(at, 0, {
      type: 'checkpoint',
      step,
      file: `checkpoints/${basename(checkpointFile('', step))}`,
      validationLoss: validation?.loss ?? null
    } satisfies Checkpoint)
  }
  return all
}

function experimentIn({ experiment }: Record<string, string>): Experiment | null {
  try {
    return experimentSchema.safeParse(JSON.parse(experiment)).data ?? null
  } catch {
    return null
  }
}
