// The life of training runs: one process each, from its order to its end. A process ends as expected (the run has
// ended, or was told to close) or by a crash. A crash affects only its own run.

import { channels, type Ending } from '../shared/bridge'
import type { Experiment } from '../shared/experiment'
import type { Report, Why } from '../shared/messages'
import type { Machine } from '../shared/machine'
import type { Failure, RunRecord, RunState } from '../shared/run'
import type { Awake } from './awake'
import { sayFarewell } from './farewell'
import type { RunStore } from './runs'
import type { SettingsStore } from './settings-store'
import { startTrainer, type Exit, type TrainerProcess } from './trainer-process'
import { holderOf } from '../run-folder/lock'
import { RequestRefused } from './request-refused'
import { taskbarProgress } from './taskbar'
import type { MainWindow } from './window'
import { words } from './words'

interface House {
  runs: RunStore
  settings: SettingsStore
  window: MainWindow
  awake: Awake
  /** Folder of bundled data and kernels, for the trainers. */
  resources: string
  /** Known some seconds after the first start, and at once at later starts. */
  machine: Promise<Machine>
}

interface LiveRun {
  process: TrainerProcess
  /** State in which the run was opened, and its step then. */
  opened: Pick<RunRecord, 'state' | 'step'>
  /**
   * The last report, and when it came. A trainer that has sent a report has accepted its order, and records failures of
   * the run itself.
   */
  last: (Extract<Report, { type: 'progress' }> & { at: number }) | null
  closing: boolean
  /** Whether it is reading its data. */
  reads: boolean
  /** Why it could not accept its order. */
  failure: Why | null
  /** A sentence that says who has taken the run over. */
  taken: string | null
  /** Resolves when the process has ended and its end is on record. */
  ended: Promise<void>
}

/** States in which a run has ended by itself, however its process ends. */
const settledStates: RunState[] = ['finished', 'stopped', 'failed']

const closingSeconds = 5

export class Trainers {
  readonly #house: House
  readonly #live = new Map<string, LiveRun>()
  /** Why the last process of a run failed. */
  readonly #whyGone = new Map<string, Why>()
  /** Called when a run has begun, moved on or ended. */
  onChange: () => void = () => {}

  constructor(house: House) {
    this.#house = house
    house.settings.onChange(() => this.#showProgress())
  }

  get anyLive(): boolean {
    return this.#live.size > 0
  }

  /** Whether a run is being trained, or about to be. */
  get trains(): boolean {
    return [...this.#live.keys()].some((id) => ['created', 'running'].includes(this.#house.runs.record(id).state))
  }

  /** Whether a process has this run. */
  holds(id: string): boolean {
    return this.#live.has(id)
  }

  /** Why the last process of a run ended too early; null after the run has begun again. */
  whyGone(id: string): Why | null {
    return this.#whyGone.get(id) ?? null
  }

  /** Makes a run and trains it. `furnish` as for RunStore.create. */
  async create(
    experiment: Experiment,
    { startPaused } = { startPaused: false },
    furnish?: (folder: string) => Promise<unknown>
  ): Promise<RunRecord> {
    const { id } = await this.#house.runs.create(experiment, furnish)
    return this.#start(id, experiment, { resume: false, startPaused, takeOver: false })
  }

  /**
   * Attaches the window to the trainer of a run; false when no trainer has it. Waits for a trainer that is about to
   * end.
   */
  async attach(id: string): Promise<boolean> {
    await this.#closed(id)
    return this.#attachNow(id)
  }

  /**
   * Throws RequestRefused where another process trains this run already, and names that process. Then the run can only
   * be shown. With `takeOver`, a process on another machine counts as gone.
   */
  expectFree(id: string, takeOver = false): void {
    const held = this.#live.has(id) ? null : holderOf(this.#house.runs.folder(id))
    if (!held || (held.elsewhere && takeOver)) return
    this.#house.runs.follow(id)
    throw new RequestRefused(held.message, held)
  }

  /** Attaches the window to a live run, or continues a run that is not live. */
  async open(
    id: string,
    { startPaused, takeOver = false }: { startPaused: boolean; takeOver?: boolean }
  ): Promise<RunRecord> {
    const { runs } = this.#house
    runs.expectWhole(id)
    const experiment = await runs.experiment(id)
    // A process whose run is over cannot continue it. A new process begins from the last checkpoint.
    if (this.#live.has(id) && settledStates.includes(runs.record(id).state)) await this.close(id)
    await this.#closed(id)
    // No other code runs from here to the start, so of two simultaneous requests only one starts the run.
    if (this.#attachNow(id)) return runs.record(id)
    this.expectFree(id, takeOver)
    return this.#start(id, experiment, { resume: true, startPaused, takeOver })
  }

  async #closed(id: string): Promise<void> {
    const live = this.#live.get(id)
    if (live?.closing) await live.ended
  }

  #attachNow(id: string): boolean {
    const live = this.#live.get(id)
    if (!live) return false
    // This comes after the order to train, which may wait for the findings about the machine.
    void this.#house.machine.then(() =>
      live.process.send({ type: 'attach' }, [this.#house.window.openPort(id, 'trainer')])
    )
    return true
  }

  /** Asks a trainer to end that is no longer needed, and kills it when it does not end. */
  async close(id: string): Promise<void> {
    const live = this.#live.get(id)
    if (!live) return
    const timer = setTimeout(() => live.process.kill(), closingSeconds * 1000)
    await this.#end(live)
    clearTimeout(timer)
  }

  /** Ends a trainer that is still reading its data. Nothing is lost, because it has trained nothing. */
  async stopReading(id: string): Promise<void> {
    const live = this.#live.get(id)
    if (!live?.reads) return
    live.closing = true
    live.process.kill()
    await live.ended
  }

  /** Asks all trainers to write a checkpoint and end, and waits for as long as that takes. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#live.values()].map((live) => this.#end(live)))
    await this.#house.runs.save()
  }

  /** Ends all trainers at once: what they have not saved is lost. */
  killAll(): void {
    for (const { process } of this.#live.values()) process.kill()
  }

  /** The step of each trainer, and what would be lost if it ended now. */
  endings(): Ending[] {
    return [...this.#live].map(([id, { last }]) => {
      const { name, state, step } = this.#house.runs.record(id)
      if (!last) return { id, name, step: null, lost: null, problem: null }
      const { saved, problem, seconds, at } = last
      const finishing = state === 'running'
      const unsaved = seconds - (saved?.seconds ?? 0) + (finishing ? (Date.now() - at) / 1000 : 0)
      const lost = finishing || problem !== null ? { after: saved?.step ?? null, seconds: unsaved } : null
      return { id, name, step: finishing ? step + 1 : null, lost, problem }
    })
  }

  #end(live: LiveRun): Promise<void> {
    if (!live.closing) {
      live.closing = true
      live.process.send({ type: 'close' })
    }
    return live.ended
  }

  #start(
    id: string,
    experiment: Experiment,
    how: { resume: boolean; startPaused: boolean; takeOver: boolean }
  ): RunRecord {
    const { runs, settings, window, resources } = this.#house
    // A run that continues keeps the engine that it was trained with.
    const { kernels, threads } = how.resume ? { kernels: 'auto', threads: null } : settings.get()
    const { state, step } = runs.record(id)
    this.#whyGone.delete(id)
    const process = startTrainer('Unroll trainer', (report) => this.#onReport(id, report))
    const ended = process.ended
      .then((exit) => this.#onExit(id, exit))
      .catch(console.error)
      .finally(() => {
        this.#live.delete(id)
        this.#showProgress()
      })
    this.#live.set(id, {
      process,
      opened: { state, step },
      last: null,
      closing: false,
      reads: false,
      failure: null,
      taken: null,
      ended
    })
    const folder = runs.folder(id)
    void this.#house.machine.then((machine) => {
      // The run may be closed again before the machine is known.
      if (this.#live.get(id)?.process !== process || this.#live.get(id)?.closing) return
      process.send({ type: 'train', folder, experiment, resources, kernels, threads, machine, ...how }, [
        window.openPort(id, 'trainer')
      ])
    })
    return runs.update(id, { state: how.startPaused ? 'paused' : 'running' })
  }

  #onReport(id: string, report: Report): void {
    const live = this.#live.get(id)
    if (!live) return
    if (report.type === 'reading') {
      live.reads = true
      const { read, size } = report
      return this.#house.window.send(channels.reading, { run: id, read, size })
    }
    this.#endReading(live)
    if (report.type === 'progress') {
      const { state, diverged, step, seconds, loss, validationLoss } = report
      const { engine, engineIdentity, activationBytes } = report
      live.last = { ...report, at: Date.now() }
      const before = this.#house.runs.record(id).state
      const told = { state, diverged, step, seconds, loss, validationLoss, engine, engineIdentity, activationBytes }
      this.#house.runs.update(id, told)
      // The person who stops a run knows that it has ended, so only other ends are announced.
      if (before === 'running' && (state === 'finished' || state === 'failed'))
        this.#tellOfEnd(id, report.outOfPatience)
      this.#showProgress()
    } else if (report.type === 'taken') {
      live.taken = report.message
      this.#house.runs.handOver(id)
    } else if (report.type === 'failed' && !live.last) {
      // This process has nothing left to do.
      const { message, code, values } = report
      live.failure = { message, code, values }
      void this.close(id)
    }
  }

  #endReading(live: LiveRun): void {
    if (live.reads) this.#house.window.send(channels.reading, null)
    live.reads = false
  }

  async #onExit(id: string, exit: Exit): Promise<void> {
    const { runs } = this.#house
    const live = this.#live.get(id)
    if (!live) return
    this.#endReading(live)
    const { state, step } = runs.record(id)
    const settled = settledStates.includes(state)
    const expected = live.closing || (exit.code === 0 && settled)
    // From here on, a request to open the run waits until its end is on record.
    live.closing = true
    if (live.taken !== null) {
      runs.handOver(id)
      this.#tellGone(id, { message: live.taken }, null)
    } else if (live.failure !== null && live.opened.state !== 'created') {
      // A run that could not be continued keeps its state.
      runs.update(id, { state: live.opened.state })
      this.#tellGone(id, live.failure, null)
    } else if (live.failure !== null) {
      await this.#recordFailure(id, 'error', step, live.failure)
    } else if (!expected) {
      await this.#recordFailure(id, 'died', step, { message: deathNotice(exit) })
    } else if (!settled) {
      // A finished run that was opened only to be looked at is still finished.
      const unmoved = settledStates.includes(live.opened.state) && live.opened.step === step
      // A run that was paused has everything on disk, unless its process had to be killed.
      const paused = live.last !== null && exit.code === 0 && state === 'paused'
      runs.update(id, { state: unmoved ? live.opened.state : paused ? 'paused' : 'interrupted' })
    }
    await runs.save()
  }

  async #recordFailure(id: string, reason: 'error' | 'died', lastStep: number, why: Why): Promise<void> {
    const { runs } = this.#house
    const checkpointStep = await runs.newestCheckpoint(id)
    // A trainer may have made more steps than it could report.
    const step = Math.max(lastStep, checkpointStep ?? 0)
    const failure: Failure = { type: 'failure', step, reason, tensor: null, ...why, checkpointStep }
    await runs.appendEvent(id, failure).catch(console.warn)
    // A trainer that reports a failure of its run may also end with an error.
    const isNew = runs.record(id).state !== 'failed'
    runs.update(id, { state: 'failed' })
    if (isNew) this.#tellOfEnd(id, false)
    this.#tellGone(id, why, failure)
  }

  #tellGone(id: string, why: Why, failure: Failure | null): void {
    this.#whyGone.set(id, why)
    this.#house.window.send(channels.trainerGone, { id, message: why.message, failure })
  }

  #tellOfEnd(id: string, outOfPatience: boolean): void {
    const { runs, settings, window } = this.#house
    if (settings.get().tellOfEnds) sayFarewell(runs.record(id), outOfPatience, window)
  }

  /** Shows the progress in the taskbar, and lets the machine sleep when nothing trains. */
  #showProgress(): void {
    const { runs, settings, window, awake } = this.#house
    const live = [...this.#live].map(([id, { last }]) => ({ done: last?.done ?? null, state: runs.record(id).state }))
    awake.keep(settings.get().keepAwake && live.some(({ state }) => state === 'running'))
    const { value, mode } = taskbarProgress(live)
    window.browser?.setProgressBar(value, { mode })
    this.onChange()
  }
}

const deathNotice = ({ code, lastWords }: Exit): string =>
  [words('trainerDied', { code }), lastWords].filter(Boolean).join('\n')
