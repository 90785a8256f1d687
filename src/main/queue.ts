// Waiting experiments, trained one after the other. The next one begins when nothing trains. An experiment that fails
// says why, and the others do not wait for it. The queue is stored in one file, so it continues after a restart.

import { randomUUID } from 'node:crypto'
import { tryWriting } from '../run-folder/whole-files'
import { pathsOf } from '../run-folder/stored-run'
import { isUnderWay, isWaiting, queueSchema, type Queue, type QueueChange, type QueueEntry } from '../shared/queue'
import { isLive, type RunRecord } from '../shared/run'
import { whyOf, type Why } from '../shared/why'
import type { Beginning } from './beginning'
import { openStore, type CheckedStore } from './checked-store'
import type { AllowedFiles } from './allowed-files'
import { RequestRefused } from './request-refused'
import type { RunStore } from './runs'
import type { Trainers } from './trainers'
import { words } from './words'

interface House {
  runs: Pick<RunStore, 'find' | 'events' | 'onTrouble'>
  trainers: Pick<Trainers, 'trains' | 'holds' | 'open' | 'whyGone'>
  beginning: Pick<Beginning, 'check' | 'create'>
  files: Pick<AllowedFiles, 'allow'>
}

export class TrainingQueue {
  readonly #house: House
  readonly #store: CheckedStore<Queue>
  /** The queue. The file has the same content, unless the disk does not take it. */
  #queue: Queue
  #listener: (queue: Queue) => void = () => {}
  /** True before start() and while the app quits: then no experiment begins. */
  #resting = true
  /** The run that was under way when the app last quit, or when quitting began. It will continue. */
  #unfinished: string | null = null
  #busy = false
  #changed = false

  constructor(userData: string, house: House) {
    this.#house = house
    this.#store = openStore(userData, 'queue', queueSchema)
    this.#queue = this.#store.get()
    // A person chose these files when the experiments were added.
    for (const { experiment } of this.#queue.entries) for (const path of pathsOf(experiment)) house.files.allow(path)
  }

  get setAside(): string[] {
    return this.#store.setAside
  }

  get(): Queue {
    return this.#queue
  }

  /** The number of entries that are under way or wait. */
  get left(): number {
    return this.#queue.entries.filter(({ failure }) => failure === null).length
  }

  onChange(listener: (queue: Queue) => void): void {
    this.#listener = listener
  }

  /** Throws RequestRefused when an experiment cannot be trained; then it adds none. */
  async change(change: QueueChange): Promise<Queue> {
    if (change.do === 'add') for (const { experiment } of change.items) await this.#house.beginning.check(experiment)
    const { held, entries } = this.#queue
    if (change.do === 'hold') this.#keep({ held: change.held, entries })
    else this.#keep({ held, entries: changed(entries, change) })
    this.advance()
    return this.#queue
  }

  /** Continues where the queue stood when the app last quit. From now on it runs by itself. */
  start(): void {
    this.#resting = false
    this.#unfinished = this.#queue.entries.find(isUnderWay)?.run ?? null
    this.advance()
  }

  /** The app quits: a run that ends now will continue at the next start. */
  rest(): void {
    this.#resting = true
  }

  /** Begins the next entry when nothing trains. Must be called when a run has ended or begun. */
  advance(): void {
    this.#changed = true
    if (!this.#busy) void this.#advance().catch(console.error)
  }

  async #advance(): Promise<void> {
    this.#busy = true
    try {
      // If something changes during a step, another step follows.
      while (this.#changed && !this.#resting) {
        this.#changed = false
        if (await this.#step()) this.#changed = true
      }
    } finally {
      this.#busy = false
    }
  }

  /** Returns whether there may be more to do now. */
  async #step(): Promise<boolean> {
    const { held, entries } = this.#queue
    const current = entries.find(isUnderWay)
    if (current) return this.#follow(current)
    const next = entries.find(isWaiting)
    if (!next || held || this.#house.trainers.trains) return false
    try {
      const { id } = await this.#house.beginning.create(next.experiment, {
        startPaused: false,
        weightsOf: next.weightsOf,
        weightsAt: next.weightsAt
      })
      this.#update(next, { run: id })
      return false
    } catch (error) {
      this.#update(next, { failure: reasonOf(error) })
      return true
    }
  }

  /** Looks at the state of the run that is under way. */
  async #follow(entry: QueueEntry): Promise<boolean> {
    const { runs, trainers } = this.#house
    const id = entry.run!
    const run = runs.find(id)
    const gone = trainers.whyGone(id)
    if (run && (run.state === 'failed' || gone)) {
      this.#update(entry, { failure: gone ?? (await this.#failureOf(run)) })
      return true
    }
    if (run && trainers.holds(id) && isLive(run.state)) return false
    if (this.#unfinished === id && (run?.state === 'interrupted' || run?.state === 'paused')) {
      if (this.#queue.held || trainers.trains) return false
      this.#unfinished = null
      try {
        await trainers.open(id, { startPaused: false })
        return false
      } catch (error) {
        this.#update(entry, { failure: reasonOf(error) })
        return true
      }
    }
    // The run has ended, or a person has stopped it or taken it out of the list, or another program trains it.
    this.#keep({ ...this.#queue, entries: this.#queue.entries.filter(({ id }) => id !== entry.id) })
    return true
  }

  async #failureOf({ id, step }: RunRecord): Promise<Why> {
    const failure = (await this.#house.runs.events(id)).findLast((event) => event.type === 'failure')
    if (!failure) return { message: words('runFailed', { step }) }
    const { message, code, values } = failure
    return { message, ...(code !== undefined && { code }), ...(values && { values }) }
  }

  #update(entry: QueueEntry, change: Partial<QueueEntry>): void {
    const entries = this.#queue.entries.map((one) => (one.id === entry.id ? { ...one, ...change } : one))
    this.#keep({ ...this.#queue, entries })
  }

  /** If the queue cannot be written to the disk, a message says so; it stays in memory until the app ends. */
  #keep(queue: Queue): void {
    this.#queue = queue
    if (!tryWriting(() => this.#store.set(queue))) this.#house.runs.onTrouble(words('queueNotKept'))
    this.#listener(queue)
  }
}

type EntryChange = Exclude<QueueChange, { do: 'hold' }>

function changed(entries: readonly QueueEntry[], change: EntryChange): QueueEntry[] {
  if (change.do === 'add') {
    const added = change.items.map((item) => ({ id: randomUUID(), ...item, run: null, failure: null }))
    return [...entries, ...added]
  }
  const entry = entries.find(({ id }) => id === change.id)
  // The entry may have begun or ended before the person clicked.
  if (!entry || isUnderWay(entry)) throw new RequestRefused(words('notInQueue'))
  const others = entries.filter(({ id }) => id !== change.id)
  switch (change.do) {
    case 'remove':
      return others
    case 'again':
      return entries.map((one) => (one.id === change.id ? { ...one, run: null, failure: null } : one))
    case 'move':
      return others.toSpliced(change.to, 0, entry)
  }
}

const reasonOf = (error: unknown): Why =>
  error instanceof RequestRefused ? { message: error.message, ...error.why } : whyOf(error)
