// The work of the trainer's process, without Electron. It takes the orders of main and the commands of windows, runs
// the session in slices between them (or shows a stored run), and reports. Everything that comes in is checked by its
// schema.

import { statSync } from 'node:fs'
import { WriteError } from '../run-folder/whole-files'
import { RunLock, type RunTaken } from '../run-folder/lock'
import { previewData } from '../data/preview'
import { DataError } from '../data/data-error'
import type { AnyDataSet } from '../data/load'
import type { Experiment } from '../shared/experiment'
import { commandSchema, orderSchema, type Command, type Order, type Report } from '../shared/messages'
import { Checkpoints } from './checkpoint'
import { retryEvery } from './disk'
import { estimate } from './estimate'
import { exportRun } from './exports'
import { takeWeights } from './first-weights'
import { Differs, expectSame } from './going-on'
import { readImport, writeImported } from './imports'
import { Inspector } from './inspector'
import { flatten } from '../shared/issues'
import type { HearReading } from './data-file'
import { openEngine } from './engine'
import { Look } from './look'
import { filesOf, openData, understandFile } from './network'
import { progressOf } from './progress'
import { Refusal } from './refusal'
import { SafetensorsError } from '../run-folder/safetensors'
import { Session } from './session'
import { Speed } from './speed'
import { Viewer, type Port } from './viewer'
import { whyOf } from '../shared/why'

export interface Parent {
  report(report: Report): void
  /** Ends the process. The last reports must still arrive. */
  exit(): void
}

/** Milliseconds of training between two checks for messages: shorter than a frame of the window. */
const slice = 12
/** Milliseconds between reports while nothing but progress happens. */
const reportEvery = 250
/** The most milliseconds between two checks for messages, when a run rests between its steps. */
const longestRest = 20

export class Host {
  private session: Session | null = null
  private look: Look | null = null
  private lock: RunLock | null = null
  private readonly viewers = new Set<Viewer>()
  private readonly inspectors = new Map<Viewer, Inspector>()
  private readonly speed = new Speed()
  private looping = false
  private reportedAt = 0
  /** The timer runs while the session waits for its disk. */
  private retryTimer: NodeJS.Timeout | null = null
  /** Whether the process must end and only waits until everything is written. */
  private ending = false
  private lastData: { key: string; data: AnyDataSet } | null = null

  constructor(private readonly parent: Parent) {}

  receive(message: unknown, ports: readonly Port[]): void {
    const { success, data: order, error } = orderSchema.safeParse(message)
    if (!success) return this.parent.report({ type: 'failed', id: null, message: flatten(error) })
    const id = 'id' in order ? order.id : null
    try {
      this.carryOut(order, ports)
    } catch (problem) {
      this.parent.report({ type: 'failed', id, ...whyOf(problem) })
      for (const port of ports) port.postMessage({ type: 'refused', command: order.type, ...whyOf(problem) })
    }
  }

  /** For uncaught errors: the run fails, and the process stays to report it. */
  crashed(error: unknown): void {
    if (this.session) this.session.fail(error)
    else this.parent.report({ type: 'failed', id: null, ...whyOf(error) })
  }

  private carryOut(order: Order, ports: readonly Port[]): void {
    switch (order.type) {
      case 'train':
        this.train(order)
        return ports.forEach((port) => this.attach(port))
      case 'attach':
        return ports.forEach((port) => this.attach(port))
      case 'look':
        this.look = new Look(order.experiment, order.folder, order.resources)
        return this.parent.report({ type: 'looking' })
      case 'preview': {
        const data = this.dataOf(order.experiment, order.resources, order.id)
        const preview = previewData(data, order.experiment.learning.sequenceLength)
        return this.parent.report({ type: 'preview', id: order.id, preview })
      }
      case 'understand':
        return this.parent.report({
          type: 'understood',
          id: order.id,
          understood: understandFile(order.experiment, this.hear(order.id))
        })
      case 'estimate': {
        const data = this.dataOf(order.experiment, order.resources, order.id)
        return this.parent.report({
          type: 'estimate',
          id: order.id,
          estimate: estimate(order.experiment, data, order, order.cost)
        })
      }
      case 'export': {
        const { id, format, folder, resources, checkpoint, file } = order
        return this.parent.report({
          type: 'exported',
          id,
          ...exportRun(format, { folder, resources, checkpoint }, file)
        })
      }
      case 'import': {
        const { id, file, said, folder, resources } = order
        const imported = readImport(file, said, resources)
        const record = writeImported(folder, imported)
        return this.parent.report({ type: 'imported', id, experiment: imported.experiment, record })
      }
      case 'checkpoints': {
        const { steps, best } = new Checkpoints(order.folder)
        return this.parent.report({ type: 'checkpoints', id: order.id, list: { steps, best } })
      }
      case 'take-weights': {
        const { id, from, checkpoint, folder, experiment, resources } = order
        const bytes = takeWeights(
          from,
          folder,
          { experiment, data: this.dataOf(experiment, resources, id) },
          checkpoint
        )
        return this.parent.report({ type: 'exported', id, file: folder, bytes, step: null })
      }
      case 'compare': {
        const { id, folder, experiment, resources } = order
        const checkpoints = new Checkpoints(folder)
        const step = checkpoints.newestGood
        if (step !== null)
          expectSame(checkpoints.about(step), { experiment, data: this.dataOf(experiment, resources, id) })
        return this.parent.report({ type: 'same', id })
      }
      case 'close':
        return this.end()
    }
  }

  private train({
    experiment,
    resources,
    folder,
    kernels,
    threads,
    machine,
    resume,
    startPaused,
    takeOver
  }: Extract<Order, { type: 'train' }>): void {
    if (this.session) throw new Refusal('trainer-busy', 'This trainer has a run already.')
    this.lock = RunLock.take(folder, { takeOver })
    this.session = new Session({
      experiment,
      folder,
      resume,
      startPaused,
      lock: this.lock,
      data: openData(experiment, resources, this.hear(null)),
      openEngine: (work, before) => openEngine({ kernels, threads, resources, machine }, work, before),
      // The first state is set before the constructor of Session returns.
      onState: () => {
        if (this.session) this.stateChanged()
      },
      onBaselines: (baselines) =>
        this.viewers.forEach((viewer) => viewer.post({ type: 'baselines', baselines: [...baselines] }))
    })
    this.stateChanged()
  }

  private attach(port: Port): void {
    const shown = this.session ?? this.look
    if (!shown) throw new Refusal('trainer-idle', 'This trainer has no run to attach to.')
    const viewer = new Viewer(port)
    this.viewers.add(viewer)
    this.inspectors.set(viewer, new Inspector(shown, (event) => viewer.post(event)))
    port.on('message', ({ data }) => this.obey(data, viewer))
    port.on('close', () => {
      this.viewers.delete(viewer)
      this.inspectors.delete(viewer)
      this.exitWhenOver()
    })
    port.start()
    viewer.hello(shown)
  }

  private obey(message: unknown, viewer: Viewer): void {
    const { success, data: command, error } = commandSchema.safeParse(message)
    if (!success) {
      const type = (message as { type?: unknown } | null)?.type
      return viewer.post({ type: 'refused', command: String(type), message: flatten(error) })
    }
    try {
      if (command.type === 'frame') viewer.post(viewer.frame((this.session ?? this.look)!, command))
      else if (command.type === 'inspect') this.inspectors.get(viewer)!.ask(command.id, command.question)
      else if (this.session) obeyCommand(this.session, command)
      else if (command.type === 'sample') this.look!.sample(command, command.at, command.count)
      else
        throw new Refusal('only-looked-at', `"${command.type}" is not possible while the run is only looked at.`, {
          command: command.type
        })
    } catch (problem) {
      const expected = [Refusal, DataError, Differs, SafetensorsError, WriteError].some(
        (kind) => problem instanceof kind
      )
      if (!expected) throw problem
      viewer.post({ type: 'refused', command: command.type, ...whyOf(problem) })
    }
    this.loop()
  }

  /** Repeats while there is work, and handles messages after every slice. Questions and training take turns. */
  private loop(): void {
    // A person waits for an answer, so questions come first.
    const [inspectors, shown] = [[...this.inspectors.values()], this.session ?? this.look]
    if (this.looping || ![...inspectors, shown].some((worker) => worker?.busy)) return
    this.looping = true
    const rest =
      this.session && !inspectors.some(({ busy }) => busy) ? Math.min(longestRest, this.speed.rest(this.session)) : 0
    const turn = (): void => {
      this.looping = false
      for (const worker of inspectors) worker.advance(slice)
      if (this.session) this.speed.advance(this.session, slice)
      else this.look?.advance(slice)
      if (performance.now() - this.reportedAt >= reportEvery && this.session?.state === 'running') this.reportProgress()
      this.loop()
    }
    if (rest > 0) setTimeout(turn, rest)
    else setImmediate(turn)
  }

  private stateChanged(): void {
    if (this.session!.taken) return this.giveUp(this.session!.taken)
    this.reportProgress()
    if (this.session!.problem !== null) this.retryLater()
    this.loop()
    this.exitWhenOver()
  }

  /** Another program has taken the run over: the windows get a message, and main also stops writing the run. */
  private giveUp(taken: RunTaken): void {
    this.parent.report({ type: 'taken', ...whyOf(taken) })
    for (const viewer of this.viewers) viewer.post({ type: 'refused', command: 'train', ...whyOf(taken) })
    this.end()
  }

  private retryLater(): void {
    this.retryTimer ??= setTimeout(() => {
      this.retryTimer = null
      if (this.ending) this.end()
      else this.session!.retry()
    }, retryEvery)
  }

  private reportProgress(): void {
    const {
      standing: {
        outOfPatience,
        values: { loss, validationLoss }
      }
    } = this.session!
    const { state, diverged, step, seconds, done, engine } = progressOf(this.session!)
    const {
      saving: { saved },
      problem,
      engine: { identity: engineIdentity },
      learner: { activationBytes }
    } = this.session!
    this.reportedAt = performance.now()
    this.parent.report({
      type: 'progress',
      state,
      diverged,
      step,
      seconds,
      done,
      engine,
      engineIdentity,
      activationBytes,
      loss,
      validationLoss,
      outOfPatience,
      saved,
      problem: problem && whyOf(problem)
    })
  }

  /** A run that has ended, or only shows a stored run, is kept only while a window shows it. */
  private exitWhenOver(): void {
    const over = this.look || ['finished', 'stopped', 'failed'].includes(this.session?.state ?? '')
    if (!over || this.viewers.size > 0 || this.session?.problem) return
    this.end()
  }

  /**
   * The disk may accept later what it refuses now. Until then main knows what would be lost, and can end this process.
   */
  private end(): void {
    this.ending = true
    if (this.session && !this.session.save()) return this.retryLater()
    void this.session?.close()
    this.lock?.release()
    this.parent.exit()
  }

  /** Reports how far a file is read for the order of this number. */
  private hear(id: number | null): HearReading {
    return (read, size) => this.parent.report({ type: 'reading', id, read, size })
  }

  /** Keeps the data of the last preview or estimate, because the form asks again at every change of another field. */
  private dataOf(experiment: Experiment, resources: string, id: number): AnyDataSet {
    const { data: spec } = experiment
    const changedAt = filesOf(experiment).map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs)
    const key = JSON.stringify([spec, resources, changedAt])
    if (this.lastData?.key !== key) this.lastData = { key, data: openData(experiment, resources, this.hear(id)) }
    return this.lastData.data
  }
}

function obeyCommand(session: Session, command: Exclude<Command, { type: 'frame' | 'inspect' }>): void {
  switch (command.type) {
    case 'pause':
      return session.pause()
    case 'resume':
      return session.resume()
    case 'step':
      return session.step()
    case 'stop':
      return session.stop()
    case 'set-speed':
      return void (session.speed = command.value)
    case 'set-learning-rate':
      return session.setLearningRate(command.value)
    case 'set-clip-norm':
      return session.setClipNorm(command.value)
    case 'set-clip-value':
      return session.setClipValue(command.value)
    case 'rewind':
      return session.rewind(command.learningRate, command.step)
    case 'sample':
      return session.sample(command, command.at, command.count)
  }
}
