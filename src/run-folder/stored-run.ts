// Everything that is stored of a run, as far as it can be read: a damaged file does not affect the others.

import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CurveLog, type Curves } from '../shared/curve-log'
import { experimentSchema, type Experiment } from '../shared/experiment'
import {
  baselineSchema,
  isLive,
  untrained,
  type Baseline,
  type Damage,
  type ListedRun,
  type RunEvent,
  type RunRecord,
  type RunState
} from '../shared/run'
import { readCheckpoints, withCheckpoints } from './checkpoint-files'
import { eventsFile, readEvents } from './events'
import { withFile } from './lines'
import { isHeld, isLocked } from './lock'
import { metricsFile, readLastPoint, readMetrics } from './metrics'
import { DamagedFile, runName, readRecord, readStored } from './record'

export interface StoredHistory {
  experiment: Experiment | null
  curves: Curves
  /** Points of the run; there are fewer in `curves` when it is long. */
  total: number
  events: RunEvent[]
  baselines: Baseline[]
  /** Files that cannot be read completely. */
  damage: Damage[]
}

/** The points and events that hold at the step from which a run continues. */
export function readHistory(folder: string, step: number): { log: CurveLog; events: RunEvent[] } {
  const { log } = readMetrics(folder)
  log.supersede(step + 1)
  return { log, events: withCheckpoints(readEvents(folder).events, readCheckpoints(folder).whole) }
}

/** The contents of a run folder. Never throws. */
export function readRun(folder: string): StoredHistory {
  const damage: Damage[] = []
  const attempt = <T>(file: string, read: () => T, otherwise: T): T => {
    try {
      return read()
    } catch (error) {
      damage.push({ file, reason: reasonIn(error) })
      return otherwise
    }
  }
  const unreadable = (file: string, lines: number): void => {
    if (lines > 0) damage.push({ file, lines })
  }
  attempt('run.json', () => readRecord(folder), null)
  const checkpoints = readCheckpoints(folder)
  const { experiment, ...harm } = readExperiment(folder, checkpoints.whole)
  if (harm.damage) damage.push(harm.damage)
  const metrics = attempt('metrics.csv', () => readMetrics(folder), { log: new CurveLog(), unreadable: 0 })
  unreadable('metrics.csv', metrics.unreadable)
  const { events, unreadable: lines } = attempt('events.jsonl', () => readEvents(folder), { events: [], unreadable: 0 })
  unreadable('events.jsonl', lines)
  const baselines = attempt('baselines.json', () => readBaselines(folder), [])
  for (const { file, reason } of checkpoints.damaged) damage.push({ file: file.slice(folder.length + 1), reason })
  return {
    experiment,
    curves: metrics.log.trimmed(),
    total: metrics.log.total,
    events: withCheckpoints(events, checkpoints.whole),
    baselines,
    damage
  }
}

/** The baselines that were found so far: none in a run that has just begun. Throws DamagedFile. */
export function readBaselines(folder: string): Baseline[] {
  const file = join(folder, 'baselines.json')
  return exists(file) ? readStored(file, z.array(baselineSchema)) : []
}

/**
 * The experiment of a run, with its current name. If its file is damaged, the newest checkpoint with an experiment
 * replaces it. Never throws.
 */
export function readExperiment(
  folder: string,
  checkpoints = readCheckpoints(folder).whole
): { experiment: Experiment | null; damage?: Damage } {
  const named = (experiment: Experiment): Experiment => ({ ...experiment, name: runName(folder) ?? experiment.name })
  try {
    return { experiment: named(readStored(join(folder, 'experiment.json'), experimentSchema)) }
  } catch (error) {
    const other = checkpoints.findLast(({ experiment }) => experiment !== null)
    const damage = { file: 'experiment.json', reason: reasonIn(error), ...(other && { fromCheckpoint: other.step }) }
    return { experiment: other?.experiment ? named(other.experiment) : null, damage }
  }
}

/** A run as the list shows it, and the data files that it uses. */
export interface FoundRun {
  run: ListedRun
  dataPaths: string[]
}

/**
 * Lists every folder of runs: a run under the name of its folder, or what is wrong with it. A run that was live when
 * the app last ended, and that no other program trains, counts as interrupted; a run that was paused at a proper end
 * stays paused.
 */
export function listRuns(runs: string): FoundRun[] {
  return readdirSync(runs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => listRun(join(runs, name), name))
}

/** A run as the list shows it. Never throws. */
export function listRun(folder: string, id: string): FoundRun {
  try {
    // A folder may have been renamed or copied by hand.
    const record = { ...readRecord(folder), id }
    const experiment = readStored(join(folder, 'experiment.json'), experimentSchema)
    for (const file of [metricsFile(folder), eventsFile(folder)]) withFile(file, () => {})
    return { run: isLive(record.state) ? further(folder, record) : record, dataPaths: pathsOf(experiment) }
  } catch (error) {
    return damagedRun(folder, id, error)
  }
}

/** A proper end of a paused run removes the lock; a kill leaves it behind. */
const wasInterrupted = (folder: string, state: RunState): boolean =>
  !isHeld(folder) && (state !== 'paused' || isLocked(folder))

/**
 * A record is written only now and then. The curves of a live run, or of one whose process ended, are newer than its
 * record.
 */
function further(folder: string, record: RunRecord): RunRecord {
  const last = readLastPoint(folder)
  return {
    ...record,
    ...(wasInterrupted(folder, record.state) && { state: 'interrupted' }),
    ...(last && { step: last.step, seconds: last.seconds, loss: Number.isFinite(last.loss) ? last.loss : null })
  }
}

/** A record that replaces one that cannot be read. */
function damagedRun(folder: string, id: string, error: unknown): FoundRun {
  const time = changedAt(folder)
  const blank: RunRecord = {
    id,
    name: id.slice(0, 200),
    createdAt: time,
    updatedAt: time,
    ...untrained,
    state: 'interrupted'
  }
  let record = blank
  try {
    record = { ...readRecord(folder), id }
  } catch {
    // The first reason is reported.
  }
  const file = error instanceof DamagedFile ? error.file.slice(folder.length + 1) : 'run.json'
  return { run: { ...record, damage: { file, reason: reasonIn(error) } }, dataPaths: [] }
}

const reasonIn = (error: unknown): string =>
  error instanceof DamagedFile ? error.reason : error instanceof Error ? error.message : String(error)

/** The data file of an experiment, or each file of a text that consists of several; else none. */
export function pathsOf({ data }: Experiment): string[] {
  if (!('path' in data) || data.path === null) return []
  const { path } = data
  return data.kind === 'text' && data.reading?.files ? data.reading.files.map((file) => join(path, file)) : [path]
}

const exists = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined

function changedAt(folder: string): number {
  try {
    return statSync(folder).mtimeMs
  } catch {
    return 0
  }
}
