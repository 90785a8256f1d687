// The run store: one folder a run below <userData>/runs (its files: shared/run.ts), and an index of their records in
// memory. While the app runs, run.json is written here and nowhere else.

import { randomBytes } from 'node:crypto'
import { mkdir, readFile, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { shell } from 'electron'
import type { StoredRun } from '../shared/bridge'
import { experimentSchema, type Experiment } from '../shared/experiment'
import { runRecordSchema, type RunEvent, type RunRecord } from '../shared/run'
import { Refusal } from './refusal'
import { throttle } from './throttle'
import { words } from './words'
import { appendEvent, readEvents } from '../run-folder/events'
import { writeWholeLater } from '../run-folder/files'
import { readLastPoint } from '../run-folder/metrics'
import { readRun } from '../run-folder/run'

const pushEvery = 500
const saveEvery = 5000

export class RunStore {
  readonly #userData: string
  readonly #records = new Map<string, RunRecord>()
  readonly #unsaved = new Set<string>()
  #saved = Promise.resolve()
  #listener: (runs: RunRecord[]) => void = () => {}
  readonly #push = throttle(pushEvery, () => this.#listener(this.list()))
  readonly #saveSoon = throttle(saveEvery, () => void this.save().catch(console.error))

  private constructor(userData: string) {
    this.#userData = userData
  }

  /**
   * Reads every run. Those that were live when the app last ended, however it ended, are interrupted now; that is not
   * written down before one of them goes on, since whoever opens the app only looks.
   */
  static async open(userData: string): Promise<RunStore> {
    const store = new RunStore(userData)
    const folder = join(userData, 'runs')
    await mkdir(folder, { recursive: true })
    for (const id of await readdir(folder)) {
      try {
        const record = runRecordSchema.parse(await store.#readJson(id, 'run.json'))
        if (record.id === id) store.#records.set(id, record)
      } catch (error) {
        console.warn(`Left out of the list of runs: ${id}: ${(error as Error).message}`)
      }
    }
    const live = store.list().filter(({ state }) => state === 'created' || state === 'running' || state === 'paused')
    await Promise.all(live.map((record) => store.#interrupt(record)))
    return store
  }

  onChange(listener: (runs: RunRecord[]) => void): void {
    this.#listener = listener
  }

  /** Newest first. */
  list(): RunRecord[] {
    return [...this.#records.values()].sort((a, b) => b.createdAt - a.createdAt)
  }

  record(id: string): RunRecord {
    const record = this.#records.get(id)
    if (!record) throw new Refusal(words('noSuchRun', { id }))
    return record
  }

  /** An id that comes from the window names a known run before it becomes part of a path. */
  folder(id: string): string {
    return join(this.#userData, 'runs', this.record(id).id)
  }

  async create(experiment: Experiment): Promise<RunRecord> {
    const now = Date.now()
    const record: RunRecord = {
      id: newRunId(now), name: experiment.name, state: 'created', diverged: false, createdAt: now, updatedAt: now,
      step: 0, seconds: 0, loss: null, validationLoss: null, engine: null
    }
    const folder = join(this.#userData, 'runs', record.id)
    await mkdir(folder)
    await writeJson(join(folder, 'experiment.json'), experiment)
    this.#records.set(record.id, record)
    this.update(record.id, {})
    await this.save()
    return record
  }

  /** Changes a record in memory at once, in the list that the window shows soon, and on disk a little later. */
  update(id: string, change: Partial<Omit<RunRecord, 'id'>>): RunRecord {
    const record = { ...this.record(id), ...change, updatedAt: Date.now() }
    this.#records.set(id, record)
    this.#unsaved.add(id)
    this.#push()
    this.#saveSoon()
    return record
  }

  /** Writes the records that have changed, after those that are being written already. */
  save(): Promise<void> {
    this.#saved = this.#saved.catch(() => {}).then(() => this.#writeRecords())
    return this.#saved
  }

  async #writeRecords(): Promise<void> {
    const changed = [...this.#unsaved]
    this.#unsaved.clear()
    await Promise.all(changed.map((id) => writeJson(join(this.folder(id), 'run.json'), this.record(id))))
  }

  async experiment(id: string): Promise<Experiment> {
    const parsed = experimentSchema.safeParse(await this.#readJson(id, 'experiment.json').catch(refuse('experiment.json')))
    return parsed.data ?? refuse('experiment.json')(parsed.error as Error)
  }

  async events(id: string): Promise<RunEvent[]> {
    return readEvents(this.folder(id)).events
  }

  async load(id: string): Promise<StoredRun> {
    const { curves, total, events, baselines } = readRun(this.folder(id))
    return { record: this.record(id), experiment: await this.experiment(id), points: curves, total, events, baselines }
  }

  /** Adds an event in the trainer's stead, when the trainer is gone. It may have left half a line. */
  async appendEvent(id: string, event: RunEvent): Promise<void> {
    appendEvent(this.folder(id), event)
  }

  /** Into the system's trash; where there is none (no desktop), into a folder of our own. Nothing is deleted. */
  async trash(id: string): Promise<void> {
    const folder = this.folder(id)
    await this.save()
    try {
      await shell.trashItem(folder)
    } catch {
      const trash = join(this.#userData, 'trash')
      await mkdir(trash, { recursive: true })
      await rename(folder, join(trash, id))
    }
    this.#records.delete(id)
    this.#unsaved.delete(id)
    this.#push()
  }

  /** A record is written now and then only, the curves of the run go further. */
  async #interrupt(record: RunRecord): Promise<void> {
    const last = readLastPoint(this.folder(record.id))
    const known = last ? { step: last.step, seconds: last.seconds, loss: last.loss } : {}
    this.#records.set(record.id, { ...record, state: 'interrupted', ...known })
  }

  async #readJson(id: string, file: string): Promise<unknown> {
    return JSON.parse(await readFile(join(this.#userData, 'runs', id, file), 'utf8'))
  }
}

/** "20261124-031500-ab12": sorts by time, reads as one, and does not collide. */
export const newRunId = (now: number): string =>
  `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${randomBytes(2).toString('hex')}`

const refuse = (file: string) => ({ message: reason }: Error): never => {
  throw new Refusal(words('runUnreadable', { file, reason }))
}

const writeJson = (file: string, value: unknown): Promise<void> => writeWholeLater(file, `${JSON.stringify(value, null, 2)}\n`)
