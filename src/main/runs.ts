// The run store: one folder a run below <userData>/runs (its files: shared/run.ts), and an index of their records in
// memory. While the app runs, run.json is written here and nowhere else.

import { randomBytes } from 'node:crypto'
import { existsSync, realpathSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { shell } from 'electron'
import { appendEvent } from '../run-folder/events'
import { WriteError, writeWholeLater } from '../run-folder/whole-files'
import { isTakenElsewhere } from '../run-folder/lock'
import { pathsOf } from '../run-folder/stored-run'
import { undoMilliseconds, type StoredRun } from '../shared/bridge'
import type { Experiment } from '../shared/experiment'
import { isLive, untrained, type ListedRun, type RunEvent, type RunRecord } from '../shared/run'
import type { Reader } from './reader'
import { RequestRefused } from './request-refused'
import { throttle } from './throttle'
import { words } from './words'

const pushEvery = 500
const saveEvery = 5000
const followEvery = 2000
/** A click in the last moment still arrives in time. */
const leaveAfter = undoMilliseconds + 1000

export class RunStore {
  readonly #userData: string
  readonly #reader: Reader
  readonly #records = new Map<string, ListedRun>()
  readonly #dataPaths = new Set<string>()
  readonly #unsaved = new Set<string>()
  /** Runs that another program trains, as far as we know. */
  readonly #followed = new Set<string>()
  /** Runs on their way to the trash. They are not listed, their folders are unchanged, and they can be restored. */
  readonly #leaving = new Map<string, NodeJS.Timeout>()
  #saved = Promise.resolve()
  /** Called with an error of work in the background. */
  onTrouble: (message: string) => void = console.error
  #listener: (runs: ListedRun[]) => void = () => {}
  readonly #push = throttle(pushEvery, () => this.#listener(this.list()))
  readonly #saveSoon = throttle(saveEvery, () => this.#saveNow())

  readonly #followSoon = throttle(followEvery, () => void this.#follow())

  private constructor(userData: string, reader: Reader) {
    this.#userData = userData
    this.#reader = reader
  }

  /**
   * Finds every run. An interrupted run is not written before it continues, because opening the app must not change a
   * run folder.
   */
  static async open(userData: string, reader: Reader): Promise<RunStore> {
    const store = new RunStore(userData, reader)
    const folder = join(userData, 'runs')
    await mkdir(folder, { recursive: true })
    for (const { run, dataPaths } of await reader('listRuns', folder)) {
      store.#records.set(run.id, run)
      if (isLive(run.state)) store.follow(run.id)
      for (const path of dataPaths) store.#dataPaths.add(path)
    }
    return store
  }

  /** Whether a run uses this file as its data. */
  usesData(path: string): boolean {
    return this.#dataPaths.has(path)
  }

  onChange(listener: (runs: ListedRun[]) => void): void {
    this.#listener = listener
  }

  /** Newest first. */
  list(): ListedRun[] {
    const listed = [...this.#records.values()].filter(({ id }) => !this.#leaving.has(id))
    return listed.sort((a, b) => b.createdAt - a.createdAt)
  }

  /** The run in the list; null where it is not there. */
  find(id: string): ListedRun | null {
    return this.#leaving.has(id) ? null : (this.#records.get(id) ?? null)
  }

  record(id: string): ListedRun {
    const record = this.find(id)
    if (!record) throw new RequestRefused(words('noSuchRun', { id }))
    return record
  }

  /** Checks that an id from the window names a known run, before it becomes part of a path. */
  folder(id: string): string {
    return this.#folder(this.record(id).id)
  }

  /** The listed run whose folder this is, also when the path contains links. */
  runIn(folder: string): string | null {
    const real = realpathSync(folder)
    const isIt = (own: string): boolean => existsSync(own) && realpathSync(own) === real
    return this.list().find(({ id }) => isIt(this.#folder(id)))?.id ?? null
  }

  #folder(id: string): string {
    return join(this.#userData, 'runs', id)
  }

  /** `furnish` puts the first weights into the folder. When it throws, there is no run. */
  async create(
    experiment: Experiment,
    furnish: (folder: string) => Promise<unknown> = async () => {}
  ): Promise<RunRecord> {
    return this.import(async (folder) => {
      await furnish(folder)
      return { experiment }
    })
  }

  /** `furnish` puts a checkpoint into the folder, and says what the run is. When it throws, there is no run. */
  async import(
    furnish: (folder: string) => Promise<{ experiment: Experiment; record?: Partial<RunRecord> }>
  ): Promise<RunRecord> {
    const now = Date.now()
    const id = newRunId(now)
    const folder = join(this.#userData, 'runs', id)
    let made: { experiment: Experiment; record: RunRecord }
    try {
      await mkdir(folder)
      const { experiment, record: known } = await furnish(folder)
      const record = { id, name: experiment.name, createdAt: now, updatedAt: now, ...untrained, ...known }
      made = { experiment, record }
      await writeJson(join(folder, 'experiment.json'), experiment)
      await writeJson(join(folder, 'run.json'), record)
    } catch (error) {
      // A half-made run is removed; this function made the folder.
      await rm(folder, { recursive: true, force: true }).catch(console.warn)
      throw error instanceof WriteError || error instanceof RequestRefused ? error : new WriteError(folder, error)
    }
    const { experiment, record } = made
    this.#records.set(id, record)
    for (const path of pathsOf(experiment)) this.#dataPaths.add(path)
    this.#push()
    return record
  }

  /** Throws RequestRefused for a damaged run. Such a run can be shown and exported, but nothing in it is changed. */
  expectWhole(id: string): void {
    const { damage } = this.record(id)
    if (damage) throw new RequestRefused(words('runDamaged', { file: damage.file }))
  }

  /**
   * Resolves when the new name is on disk. Throws a WriteError, and the run keeps its name, where the disk does not
   * take it.
   */
  async rename(id: string, name: string): Promise<RunRecord> {
    this.expectWhole(id)
    const folder = this.folder(id)
    // The experiment file carries the name too, for people who copy it out of the folder. The record decides.
    const experiment = await this.experiment(id).catch(() => null)
    if (experiment) await writeJson(join(folder, 'experiment.json'), { ...experiment, name })
    await writeJson(join(folder, 'run.json'), { ...this.record(id), name })
    return this.update(id, { name })
  }

  /**
   * Changes a record in memory at once, in the window's list soon, and on disk a little later. A new state goes to disk
   * at once, so that after a kill of the app no run is shown as failed that has continued.
   */
  update(id: string, change: Partial<Omit<RunRecord, 'id'>>): RunRecord {
    this.expectWhole(id)
    const before = this.record(id)
    const record = { ...before, ...change, updatedAt: Date.now() }
    this.#records.set(id, record)
    this.#followed.delete(id)
    this.#unsaved.add(id)
    this.#push()
    if (record.state === before.state) this.#saveSoon()
    else this.#saveNow()
    return record
  }

  /** Another program trains this run. The list shows its progress until it has ended. */
  follow(id: string): void {
    this.#followed.add(id)
    this.#followSoon()
  }

  /** Another program has taken this run over. From now on that program writes it, and this one only follows it. */
  handOver(id: string): void {
    this.#unsaved.delete(id)
    this.follow(id)
  }

  async #follow(): Promise<void> {
    for (const id of this.#followed) {
      const before = this.#records.get(id)
      const folder = before && this.#folder(id)
      const isHeld = folder !== undefined && existsSync(folder) && (await this.#reader('isHeld', folder))
      const found = folder !== undefined && existsSync(folder) ? await this.#reader('listRun', folder, id) : null
      // Meanwhile the run may have become ours, or may have gone.
      const isOurs = this.#records.get(id) !== before || !this.#followed.has(id)
      if (!isHeld || isOurs) this.#followed.delete(id)
      if (!found || isOurs || isDeepStrictEqual(found.run, before)) continue
      this.#records.set(id, found.run)
      this.#push()
    }
    if (this.#followed.size > 0) this.#followSoon()
  }

  /** Writes the records that have changed, after those that are being written already. */
  save(): Promise<void> {
    this.#saved = this.#saved.catch(() => {}).then(() => this.#writeRecords())
    return this.#saved
  }

  #saveNow(): void {
    void this.save().catch(console.error)
  }

  /** Writes that fail are tried again later. */
  async #writeRecords(): Promise<void> {
    for (const id of this.#unsaved) if (isTakenElsewhere(this.#folder(id))) this.handOver(id)
    const changed = [...this.#unsaved].filter((id) => this.#records.has(id))
    this.#unsaved.clear()
    const results = await Promise.allSettled(
      changed.map((id) => writeJson(join(this.#folder(id), 'run.json'), this.#records.get(id)))
    )
    const failed = results.flatMap((result, i) =>
      result.status === 'rejected' ? [{ id: changed[i], error: result.reason as Error }] : []
    )
    if (failed.length === 0) return
    for (const { id } of failed) if (this.#records.has(id)) this.#unsaved.add(id)
    this.#saveSoon()
    throw failed[0].error
  }

  async experiment(id: string): Promise<Experiment> {
    const { experiment, damage } = await this.#reader('readExperiment', this.folder(id))
    if (experiment) return experiment
    throw new RequestRefused(
      words('runUnreadable', { file: 'experiment.json', reason: damage && 'reason' in damage ? damage.reason : '' })
    )
  }

  /** Stores the new place of a run's data. */
  async moveData(id: string, experiment: Experiment): Promise<void> {
    this.expectWhole(id)
    await writeJson(join(this.folder(id), 'experiment.json'), experiment)
    for (const path of pathsOf(experiment)) this.#dataPaths.add(path)
  }

  async events(id: string): Promise<RunEvent[]> {
    return (await this.#reader('readEvents', this.folder(id))).events
  }

  /** Step of the newest whole checkpoint. */
  async newestCheckpoint(id: string): Promise<number | null> {
    return (await this.#reader('newestCheckpoint', this.folder(id)))?.step ?? null
  }

  /** Bytes that a run takes on the disk now. */
  size(id: string): Promise<number> {
    return this.#reader('folderSize', this.folder(id))
  }

  async load(id: string): Promise<StoredRun> {
    const { curves, ...rest } = await this.#reader('readRun', this.folder(id))
    return { record: this.record(id), points: curves, ...rest }
  }

  /** Adds an event for a trainer that is gone. The trainer may have left half a line. */
  async appendEvent(id: string, event: RunEvent): Promise<void> {
    appendEvent(this.folder(id), event)
  }

  /**
   * Takes a run out of the list. Its folder goes to the trash a little later, or when the app quits. If the app is
   * killed before, the run is in the list again at the next start.
   */
  async trash(id: string): Promise<void> {
    this.record(id)
    // A full disk must not prevent this: people move runs to the trash to make room.
    await this.save().catch(console.warn)
    this.#leaving.set(
      id,
      setTimeout(() => void this.#leave(id), leaveAfter)
    )
    this.#push()
  }

  /** Restores a run that is on its way to the trash. */
  restore(id: string): ListedRun {
    clearTimeout(this.#leaving.get(id))
    this.#leaving.delete(id)
    this.#push()
    return this.record(id)
  }

  get anyLeaving(): boolean {
    return this.#leaving.size > 0
  }

  /** Moves every run that is on its way to the trash there now. */
  async leaveNow(): Promise<void> {
    await Promise.all([...this.#leaving.keys()].map((id) => this.#leave(id)))
  }

  async #leave(id: string): Promise<void> {
    clearTimeout(this.#leaving.get(id))
    const folder = this.#folder(id)
    try {
      // Another program may have moved it already.
      if (existsSync(folder)) await this.#moveToTrash(folder, id)
      this.#records.delete(id)
      this.#unsaved.delete(id)
    } catch (error) {
      const { name } = this.#records.get(id)!
      this.onTrouble(words('trashFailed', { name, reason: error instanceof Error ? error.message : String(error) }))
    }
    this.#leaving.delete(id)
    this.#push()
  }

  /** Moves a folder to the system's trash, or, without one (no desktop), to our own folder. Nothing is deleted. */
  async #moveToTrash(folder: string, id: string): Promise<void> {
    try {
      await shell.trashItem(folder)
    } catch {
      const trash = join(this.#userData, 'trash')
      await mkdir(trash, { recursive: true })
      await rename(folder, join(trash, id))
    }
  }
}

/** "20261124-031500-ab12": sorts by time, reads as one, and does not collide. */
export const newRunId = (now: number): string =>
  `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${randomBytes(2).toString('hex')}`

const writeJson = (file: string, value: unknown): Promise<void> =>
  writeWholeLater(file, `${JSON.stringify(value, null, 2)}\n`)
