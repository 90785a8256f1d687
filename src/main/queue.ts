// Waiting experiments, trained one after the other. The next one begins when nothing trains. One that fails says why,
// and the others do not wait for it. The queue is stored in one file, so it survives a restart and goes on.

import { randomUUID } from 'node:crypto'
import { tryWriting } from '../run-folder/whole-files'
import { pathOf } from '../run-folder/stored-run'
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
  /** The queue itself. The file holds the same, unless the disk does not take it. */
  #queue: Queue
  #listener: (queue: Queue) => void = () => {}
  /** True before start() and while the app quits: then no experiment begins. */
  #resting = true
  /** The run that was under way when the app was closed last, or when quitting began. It continues. */
  #unfinished: string | null = null
  #busy = false
  #changed = false

  constructor(userData: string, house: House) {
    this.#house = house
    this.#store = openStore(userData, 'queue', queueSchema)
    this.#queue = this.#store.get()
    // They were chosen when the experiments were put here.
    for (const { experiment } of this.#queue.entries) {
      const path = pathOf(experiment)
      if (path !== null) house.files.allow(path)
    }
  }

  get setAside(): string[] {
    return this.#store.setAside
  }

  get(): Queue {
    return this.#queue
  }

  /** How many are under way or wait. */
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

  /** Goes on where it stood when the app was left, and from now on by itself. */
  start(): void {
    this.#resting = false
    this.#unfinished = this.#queue.entries.find(isUnderWay)?.run ?? null
    this.advance()
  }

  /** The app quits: runs that end now are to go on later. */
  rest(): void {
    this.#resting = true
  }

  /** Begins the next one when nothing trains. To be called when a run has ended or begun. */
  advance(): void {
    this.#changed = true
    if (!this.#busy) void this.#advance().catch(console.error)
  }

  async #advance(): Promise<void> {
    this.#busy = true
    try {
      // What changes while a step is made is looked at by the next.
      while (this.#changed && !this.#resting) {
        this.#changed = false
        if (await this.#step()) this.#changed = true
      }
    } finally {
      this.#busy = false
    }
  }

  /** Whether there may be more to do at once. */
  async #step(): Promise<boolean> {
    const { held, entries } = this.#queue
    const current = entries.find(isUnderWay)
    if (current) return this.#follow(current)
    const next = entries.find(isWaiting)
    if (!next || held || this.#house.trainers.trains) return false
    try {
      const { id } = await this.#house.beginning.create(next.experiment, {
        startPaused: false,
        weightsOf: next.weightsOf
      })
      this.#update(next, { run: id })
      return false
    } catch (error) {
      this.#update(next, { failure: reasonOf(error) })
      return true
    }
  }

  /** What has become of the run that is under way. */
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
    // It has come to its end, a person has stopped it or taken it out of the list, or another program trains it.
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

  /** What the disk does not take is told, and counts all the same until the app is left. */
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
  // It may have begun, or ended, while a person reached for it.
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
