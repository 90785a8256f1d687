// A stand-in for window.unroll without Electron: runs in memory, and for each a trainer that answers over a real
// MessageChannel.

import type { CheckpointList } from '../../src/shared/checkpoint-choice'
import { exportEntry } from '../../src/shared/exports'
import { machine } from '../machine'
import type { Answer, Bridge, MenuCommand, Opened, StoredRun, Waiting } from '../../src/shared/bridge'
import { portMessage, type PortMessage } from '../../src/shared/bridge'
import { CurveLog, type Curves } from '../../src/shared/curve-log'
import { experimentSchema } from '../../src/shared/experiment'
import type { Command, Frame, Progress, TrainerEvent, Why } from '../../src/shared/messages'
import type { Queue, QueueChange } from '../../src/shared/queue'
import type { LaboratoryState } from '../../src/shared/laboratory'
import type { KeyedRecipe } from '../../src/shared/recipe'
import type { Preview } from '../../src/shared/preview'
import type { Experiment } from '../../src/shared/experiment'
import type { UnderstoodTable, UnderstoodText } from '../../src/shared/understood'
import { understood, understoodText } from './understood-table'
import {
  pointColumns,
  untrained,
  type Failure,
  type ListedRun,
  type RunEvent,
  type RunRecord
} from '../../src/shared/run'
import { settingsSchema } from '../../src/shared/settings'

const ok = async <T>(value: T): Promise<Answer<T>> => ({ ok: true, value })

export const columnsOf = (steps: number[], loss = 1): Float64Array<ArrayBuffer> =>
  Float64Array.from(
    pointColumns.flatMap((column) => steps.map((step) => (column === 'step' ? step : column === 'loss' ? loss : 0)))
  )

export function pointsOf(steps: number[], loss = 1): Curves {
  const log = new CurveLog()
  for (const step of steps)
    log.append(pointColumns.map((column) => (column === 'step' ? step : column === 'loss' ? loss : 0)))
  return log.trimmed()
}

export const progressOf = (change: Partial<Progress> = {}): Progress => ({
  state: 'running',
  diverged: false,
  problem: null,
  step: 1,
  seconds: 1,
  tokensPerSecond: 1000,
  speed: null,
  done: 0.5,
  secondsLeft: 1,
  learningRate: 0.002,
  clipNorm: 1,
  clipValue: null,
  clippedShare: 0,
  engine: 'portable',
  threads: null,
  ...change
})

export const frameOf = (change: Partial<Frame> = {}): Frame => ({
  type: 'frame',
  progress: progressOf(),
  first: 0,
  more: false,
  count: 0,
  points: new Float64Array(0),
  tensors: [],
  events: [],
  checkpoints: [],
  best: null,
  ...change
})

const hello: TrainerEvent = {
  type: 'hello',
  nx: 1,
  nh: 16,
  ny: 1,
  output: 'sigmoid',
  inputLabels: ['bit'],
  outputLabels: ['parity'],
  baselines: [],
  threads: 1,
  absent: null
}

const preview: Preview = {
  kind: 'task',
  task: 'running-parity',
  nx: 1,
  ny: 1,
  output: 'sigmoid',
  readout: 'every-step',
  inputLabels: ['bit'],
  outputLabels: ['parity'],
  baselines: [],
  examples: []
}

/** The trainer's end of a port, with every command that it got; `answer` returns what a request for a frame gets. */
export class FakeTrainer {
  static readonly #open = new Set<FakeTrainer>()
  readonly commands: Command[] = []
  closed = false
  readonly #port: MessagePort

  constructor(
    runId: string,
    answer: (request: Extract<Command, { type: 'frame' }>) => TrainerEvent | null = () => null,
    from: PortMessage['from'] = 'trainer'
  ) {
    const { port1, port2 } = new MessageChannel()
    this.#port = port1
    port1.addEventListener('close', () => {
      this.closed = true
    })
    port1.onmessage = ({ data }: MessageEvent<Command>) => {
      this.commands.push(data)
      const reply = data.type === 'frame' ? answer(data) : null
      if (reply) port1.postMessage(reply)
    }
    FakeTrainer.#open.add(this)
    this.post(hello)
    const event = new MessageEvent('message', { data: { type: portMessage, runId, from } })
    Object.defineProperties(event, { ports: { value: [port2] }, source: { value: window } })
    window.dispatchEvent(event)
  }

  get requests(): Extract<Command, { type: 'frame' }>[] {
    return this.commands.filter((command) => command.type === 'frame')
  }

  post(event: unknown): void {
    this.#port.postMessage(event)
  }

  close(): void {
    this.#port.close()
    FakeTrainer.#open.delete(this)
  }

  static closeAll(): void {
    for (const trainer of FakeTrainer.#open) trainer.close()
  }
}

/** The queue as main sends it; nothing begins on its own. */
function queueAfter({ held, entries }: Queue, change: QueueChange): Queue {
  if (change.do === 'hold') return { held: change.held, entries }
  if (change.do === 'add') {
    const added = change.items.map((item, i) => ({ id: `q${entries.length + i}`, ...item, run: null, failure: null }))
    return { held, entries: [...entries, ...added] }
  }
  const others = entries.filter(({ id }) => id !== change.id)
  const entry = entries.find(({ id }) => id === change.id)!
  if (change.do === 'remove') return { held, entries: others }
  if (change.do === 'move') return { held, entries: others.toSpliced(change.to, 0, entry) }
  return { held, entries: entries.map((one) => (one === entry ? { ...one, failure: null } : one)) }
}

export class FakeBridge implements Bridge {
  readonly runs = new Map<string, StoredRun>()
  readonly trashed = new Map<string, StoredRun>()
  readonly calls: [name: string, ...values: unknown[]][] = []
  readonly preview: Preview = { ...preview }
  /** Files that wait until the window takes them. */
  readonly opened: Opened[] = []
  /** Called when main would start or connect a trainer. */
  onOpen: (id: string) => void = () => {}
  /** The reason why no run can be opened or connected. */
  refusal: Why | null = null
  /** Called when main would start a viewer; a message refuses it. */
  onLook: (id: string) => string | void = () => {}
  readonly #listeners = {
    runs: [] as ((runs: RunRecord[]) => void)[],
    menu: [] as ((command: MenuCommand) => void)[],
    gone: [] as Parameters<Bridge['onTrainerGone']>[0][],
    quitting: [] as Parameters<Bridge['onQuitting']>[0][],
    reading: [] as Parameters<Bridge['onReading']>[0][],
    opened: [] as (() => void)[]
  }

  #listen<Listener>(listeners: Listener[], listener: Listener): () => void {
    listeners.push(listener)
    return () => {}
  }

  add(id: string, change: Partial<ListedRun> = {}, stored: { points?: Curves; events?: RunEvent[] } = {}): void {
    const record: ListedRun = {
      id,
      name: `Run ${id}`,
      createdAt: 1,
      updatedAt: 1,
      ...untrained,
      state: 'finished',
      step: 3,
      seconds: 1,
      loss: 0.5,
      ...change
    }
    const experiment = experimentSchema.parse({ data: { kind: 'task' }, name: record.name })
    this.runs.set(id, {
      record,
      experiment,
      points: stored.points ?? pointsOf([]),
      total: stored.points?.step.length ?? 0,
      events: stored.events ?? [],
      baselines: [],
      damage: change.damage ? [change.damage] : []
    })
  }

  /** A message of main about a run that continues. */
  changed(id: string, change: Partial<RunRecord>): void {
    this.#change(id, change)
    this.#listeners.runs.forEach((listener) => listener([...this.runs.values()].map(({ record }) => record)))
  }

  /** A person opens files with the app. */
  opens(...files: Opened[]): void {
    this.opened.push(...files)
    this.#listeners.opened.forEach((listener) => listener())
  }

  quitting(waiting: Waiting | null): void {
    this.#listeners.quitting.forEach((listener) => listener(waiting))
  }
  reads(reading: Parameters<Parameters<Bridge['onReading']>[0]>[0]): void {
    this.#listeners.reading.forEach((listener) => listener(reading))
  }
  menu(command: MenuCommand): void {
    this.#listeners.menu.forEach((listener) => listener(command))
  }
  gone(
    id: string,
    failure: Failure = {
      type: 'failure',
      step: 3,
      reason: 'died',
      tensor: null,
      message: 'It died.',
      checkpointStep: 2
    }
  ): void {
    this.#listeners.gone.forEach((listener) => listener({ id, message: failure.message, failure }))
  }
  called(name: string): unknown[][] {
    return this.calls.filter(([called]) => called === name).map(([, ...values]) => values)
  }

  #note(name: string, ...values: unknown[]): void {
    // Like contextBridge: an object that cannot be cloned (a proxy) throws.
    this.calls.push([name, ...structuredClone(values)])
  }
  /** Notes a call that has no answer. */
  #noted(name: string, ...values: unknown[]): ReturnType<typeof ok<null>> {
    this.#note(name, ...values)
    return ok(null)
  }

  async #refuse(why: Why): Promise<{ ok: false } & Why> {
    return { ok: false, ...why }
  }

  #change(id: string, change: Partial<RunRecord>): RunRecord {
    const run = this.runs.get(id)!
    run.record = { ...run.record, ...change }
    return run.record
  }

  appInfo = () => ok({ version: '1', runtime: 'r', platform: 'p', userData: 'u', licences: 'l' })
  machine = () => ok(machine)
  getSettings = () => ok(settingsSchema.parse({ language: 'en', theme: 'light' }))
  setSettings: Bridge['setSettings'] = (change) => {
    this.#note('setSettings', change)
    return ok(settingsSchema.parse(change))
  }
  listRuns = () => ok([...this.runs.values()].map(({ record }) => record))
  loadRun: Bridge['loadRun'] = (id) => ok(structuredClone(this.runs.get(id)!))
  createRun: Bridge['createRun'] = (experiment, ...how) => {
    this.#note('createRun', experiment, ...how)
    const { name } = experimentSchema.parse(experiment)
    this.add('new', { name, state: 'running', createdAt: 9 })
    return ok(this.runs.get('new')!.record)
  }

  createRunFrom: Bridge['createRunFrom'] = (id, experiment, ...how) => {
    this.#note('createRunFrom', id, experiment, ...how)
    return this.createRun(experiment)
  }

  /** The answers to imports, in their order; without one, the run is made. */
  readonly importRefusals: Why[] = []
  importModel: Bridge['importModel'] = (path, said) => {
    this.#note('importModel', path, said)
    const refusal = this.importRefusals.shift()
    if (refusal) return this.#refuse(refusal)
    this.add('imported', { name: 'Imported', createdAt: 9 })
    return ok(this.runs.get('imported')!.record)
  }

  locateData: Bridge['locateData'] = (id) => {
    this.#note('locateData', id)
    return ok(true)
  }

  openRun: Bridge['openRun'] = (id, options) => {
    this.#note('openRun', id, options)
    if (this.refusal) return this.#refuse(this.refusal)
    this.onOpen(id)
    return ok(this.#change(id, { state: options.startPaused ? 'paused' : 'running' }))
  }

  attachRun: Bridge['attachRun'] = (id) => {
    this.#note('attachRun', id)
    if (this.refusal) return this.#refuse(this.refusal)
    const live = ['running', 'paused'].includes(this.runs.get(id)!.record.state)
    if (live) this.onOpen(id)
    return ok(live)
  }

  lookAtRun: Bridge['lookAtRun'] = async (id) => {
    this.#note('lookAtRun', id)
    const refusal = this.onLook(id)
    return refusal ? { ok: false, message: refusal } : { ok: true, value: null }
  }

  renameRun: Bridge['renameRun'] = (id, name) => {
    this.#note('renameRun', id, name)
    return ok(this.#change(id, { name }))
  }
  trashRun: Bridge['trashRun'] = (id) => {
    this.#note('trashRun', id)
    this.trashed.set(id, this.runs.get(id)!)
    this.runs.delete(id)
    return ok(null)
  }
  restoreRun: Bridge['restoreRun'] = (id) => {
    this.#note('restoreRun', id)
    this.runs.set(id, this.trashed.get(id)!)
    return ok(this.runs.get(id)!.record)
  }
  revealRun: Bridge['revealRun'] = () => ok(null)
  chosenTexts: { path: string; files?: string[] } = { path: '/books/novel.txt' }
  chooseTexts: Bridge['chooseTexts'] = () => ok(this.chosenTexts)
  /** The size of each run in bytes. */
  size = 3 * 2 ** 20
  runSize: Bridge['runSize'] = () => ok(this.size)
  showRun: (id: string) => void = () => {}
  onRunShown: Bridge['onRunShown'] = (listener) => {
    this.showRun = listener
    return () => {}
  }
  queue: Queue = { held: false, entries: [] }
  /** The reason why a change of the queue is refused. */
  queueRefusal: Why | null = null
  /** A message of main about the queue. */
  queueChanged: (queue: Queue) => void = () => {}
  onQueueChanged: Bridge['onQueueChanged'] = (listener) => {
    this.queueChanged = (queue) => listener((this.queue = queue))
    return () => {}
  }
  getQueue = () => ok(this.queue)
  changeQueue: Bridge['changeQueue'] = (change) => {
    this.#note('changeQueue', change)
    if (this.queueRefusal) return this.#refuse(this.queueRefusal)
    this.queue = queueAfter(this.queue, change)
    return ok(this.queue)
  }
  understood: UnderstoodTable = understood
  understoodText: UnderstoodText = understoodText
  /** Why a file cannot be read with some decisions. */
  misunderstands: (experiment: Experiment) => Why | null = () => null

  understandData: Bridge['understandData'] = (experiment) => {
    this.#note('understandData', experiment)
    const why = this.misunderstands(experiment as Experiment)
    if (why) return ok({ kind: 'unreadable', why, lines: ['The beginning of the file'] })
    return ok((experiment as Experiment).data.kind === 'text' ? this.understoodText : this.understood)
  }

  previewData: Bridge['previewData'] = (experiment) => {
    this.#note('previewData', experiment)
    return ok(this.preview)
  }
  estimate: Bridge['estimate'] = (experiment) => {
    this.#note('estimate', experiment)
    return ok({ parameters: 1234, memoryBytes: 2 ** 20, secondsPerStep: 0.001, totalSeconds: 75, stepsPerEpoch: null })
  }

  chooseFile: Bridge['chooseFile'] = (kind) =>
    ok({ model: '/models/m.safetensors', folder: '/books/letters' }[kind as string] ?? '/books/novel.txt')
  /** The size of each run in bytes. */
  checkpointList: CheckpointList = { steps: [0, 10, 20], best: 10 }
  checkpoints: Bridge['checkpoints'] = () => ok(this.checkpointList)
  exportRun: Bridge['exportRun'] = async (id, format, checkpoint) => {
    this.#note('exportRun', id, format, checkpoint)
    return format === 'curves'
      ? { ok: false, message: 'The disk is full.' }
      : ok({
          file: `/out/${format}.${exportEntry(format).extension ?? 'folder'}`,
          bytes: 1,
          step: 10,
          difference: 1.23e-7
        })
  }
  savePicture: Bridge['savePicture'] = (picture) => {
    this.#note('savePicture', picture)
    return ok(`/out/${picture.name}.${picture.kind}`)
  }
  /** The state of the laboratory. A test may change it and report the change with `laboratoryChanges`. */
  laboratory: LaboratoryState = { current: null, failure: null, cost: null, scores: [] }
  recipes: KeyedRecipe[] = []
  laboratoryChanges: (state: LaboratoryState) => void = () => {}
  getLaboratory = () => ok(this.laboratory)
  listRecipes = () => ok(this.recipes)
  beginLaboratory: Bridge['beginLaboratory'] = (work) => {
    this.#note('beginLaboratory', work)
    this.laboratory = { ...this.laboratory, failure: null, current: { work, progress: null, rests: false } }
    return ok(this.laboratory)
  }
  cancelLaboratory: Bridge['cancelLaboratory'] = () => {
    this.#note('cancelLaboratory')
    this.laboratory = { ...this.laboratory, current: null }
    return ok(this.laboratory)
  }
  saveLaboratory: Bridge['saveLaboratory'] = (result) => {
    this.#note('saveLaboratory', result)
    return ok(`/out/${result}.csv`)
  }
  onLaboratoryChanged: Bridge['onLaboratoryChanged'] = (listener) => {
    this.laboratoryChanges = listener
    return () => {}
  }
  revealFile: Bridge['revealFile'] = (path) => this.#noted('revealFile', path)
  onRunsChanged: Bridge['onRunsChanged'] = (listener) => this.#listen(this.#listeners.runs, listener)
  onMenu: Bridge['onMenu'] = (listener) => this.#listen(this.#listeners.menu, listener)
  takeOpened: Bridge['takeOpened'] = () => ok(this.opened.splice(0))
  /** The answer to a drop. */
  dropped: Awaited<ReturnType<Bridge['openDropped']>> = { ok: false, message: 'Nothing was dropped.' }
  openDropped: Bridge['openDropped'] = (files) => {
    this.#note('openDropped', files)
    return Promise.resolve(this.dropped)
  }
  onOpened: Bridge['onOpened'] = (listener) => this.#listen(this.#listeners.opened, listener)
  answerQuitting: Bridge['answerQuitting'] = (answer) => this.#noted('answerQuitting', answer)
  onQuitting: Bridge['onQuitting'] = (listener) => this.#listen(this.#listeners.quitting, listener)
  onTrouble: Bridge['onTrouble'] = () => () => {}
  onSettingsChanged: Bridge['onSettingsChanged'] = () => () => {}
  onReading: Bridge['onReading'] = (listener) => this.#listen(this.#listeners.reading, listener)
  stopReading: Bridge['stopReading'] = (run) => this.#noted('stopReading', run)
  onTrainerGone: Bridge['onTrainerGone'] = (listener) => this.#listen(this.#listeners.gone, listener)
}
