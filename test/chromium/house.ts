// Everything behind the page, without Electron: the trainer's own Host answers window.unroll in the process of the
// test, with run folders on disk. Only main and preload are replaced, so the answers are real.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page } from '@playwright/test'
import type { AppInfo, Bridge, StoredRun } from '../../src/shared/bridge'
import { experimentSchema, type Experiment } from '../../src/shared/experiment'
import type { Command, Order, Report } from '../../src/shared/messages'
import { runRecordSchema, type RunRecord } from '../../src/shared/run'
import { settingsSchema, type Settings } from '../../src/shared/settings'
import { readRun } from '../../src/run-folder/stored-run'
import { Host } from '../../src/trainer/host'
import type { Port } from '../../src/trainer/viewer'
import type { Machine } from '../../src/shared/machine'
import { machine } from '../machine'
import { cost } from '../measured'

const resources = resolve(import.meta.dirname, '../../resources')
/** The message of V8 14.6 about a combination of flags. */
const lastWords = {
  code: 'crashed',
  detail: 'SIGTRAP: Check failed: function_feedback != feedback.feedback_for_function.end().'
} as const
const engine = { kernels: 'portable', threads: 1, machine }

/** The trainer's end of a port whose other end is in the page. */
class PortToPage implements Port {
  receive: (event: { data: unknown }) => void = () => {}

  constructor(
    private readonly page: Page,
    readonly number: number
  ) {}

  postMessage(message: unknown): void {
    // One after the other, because Playwright sends them in turn. A page that has gone needs no answer.
    this.page
      .evaluate(([number, event]) => window.house.post(number, event), [this.number, message] as const)
      .catch(() => {})
  }

  on(event: 'message' | 'close', listener: (event: { data: unknown }) => void): void {
    if (event === 'message') this.receive = listener
  }

  start(): void {}
}

declare global {
  interface Window {
    house: {
      post(port: number, event: unknown): void
      openPort(port: number, runId: string, from: 'trainer' | 'viewer'): void
      tell(what: string, value: unknown): void
    }
    houseAsk(name: string, values: unknown[]): Promise<unknown>
    houseCommand(port: number, command: unknown): Promise<void>
  }
}

export class House {
  private settings: Settings
  private readonly trainers = new Map<string, Host>()
  private readonly records = new Map<string, RunRecord>()
  private readonly ports: PortToPage[] = []
  private readonly waiting = new Map<number, (report: Report) => void>()
  private readonly desk = new Host({ report: (report) => this.settle(report), exit: () => {} })
  private asked = 0

  /** `runs` is a folder of run folders; each becomes a run of the page. */
  constructor(
    private readonly page: Page,
    private readonly runs: string,
    settings: Partial<Settings>
  ) {
    this.settings = settingsSchema.parse(settings)
    for (const id of readdirSync(runs)) {
      this.records.set(id, runRecordSchema.parse(JSON.parse(readFileSync(join(runs, id, 'run.json'), 'utf8'))))
    }
  }

  /** Must be called before the page loads. */
  async furnish(): Promise<void> {
    await this.page.exposeFunction('houseAsk', (name: string, values: unknown[]) => this.answer(name, values))
    await this.page.exposeFunction('houseCommand', (port: number, command: Command) =>
      this.ports[port].receive({ data: command })
    )
    await this.page.addInitScript(inPage, Object.keys(this.answers))
  }

  tell(what: string, value: unknown): Promise<void> {
    return this.page.evaluate(([name, told]) => window.house.tell(name, told), [what, value] as const)
  }

  close(): void {
    for (const trainer of this.trainers.values()) trainer.receive({ type: 'close' }, [])
  }

  private async answer(name: string, values: unknown[]): Promise<unknown> {
    try {
      return {
        ok: true,
        value: await (this.answers as Record<string, (...values: unknown[]) => unknown>)[name](...values)
      }
    } catch (error) {
      return { ok: false, message: (error as Error).message }
    }
  }

  private readonly answers = {
    appInfo: (): AppInfo => ({
      version: '0.0.0',
      runtime: 'Chromium',
      platform: process.platform,
      userData: this.runs,
      licences: 'MIT'
    }),
    machine: (): Machine => {
      const [first, ...others] = machine.kernels
      return { ...machine, kernels: [...others, { ...first, milliseconds: null, reason: lastWords }] }
    },
    getSettings: () => this.settings,
    setSettings: (change: Partial<Settings>) => (this.settings = settingsSchema.parse({ ...this.settings, ...change })),
    listRuns: () => this.list(),
    loadRun: (id: string) => this.load(id),
    createRun: (asked: unknown) => this.create(experimentSchema.parse(asked)),
    openRun: (id: string, { startPaused }: { startPaused: boolean }) =>
      this.train(id, this.experiment(id), { resume: true, startPaused }),
    attachRun: (id: string) => this.attach(id, this.trainers.get(id), 'trainer'),
    lookAtRun: (id: string) => {
      if (this.attach(id, this.trainers.get(id), 'trainer')) return null
      const look = new Host({ report: () => {}, exit: () => {} })
      look.receive({ type: 'look', folder: join(this.runs, id), experiment: this.experiment(id), resources }, [])
      this.attach(id, look, 'viewer')
      return null
    },
    renameRun: (id: string, name: string) => this.change(id, { name }),
    trashRun: (id: string) => {
      this.records.delete(id)
      return null
    },
    restoreRun: (id: string) => this.records.get(id),
    revealRun: () => null,
    runSize: () => 2 ** 20,
    getQueue: () => ({ held: false, entries: [] }),
    getLaboratory: () => ({ current: null, failure: null, cost, scores: [] }),
    listRecipes: () => [],
    changeQueue: () => ({ held: false, entries: [] }),
    previewData: (asked: unknown) =>
      this.request({ type: 'preview', experiment: experimentSchema.parse(asked), resources }),
    estimate: (asked: unknown) =>
      this.request({ type: 'estimate', experiment: experimentSchema.parse(asked), resources, ...engine }),
    chooseFile: () => null,
    chooseTexts: () => null,
    checkpoints: () => ({ steps: [0], best: null }),
    exportRun: () => null,
    takeOpened: () => [],
    openDropped: () => {
      throw new Error('Nothing can be dropped here.')
    }
  }

  private list(): RunRecord[] {
    return [...this.records.values()].sort((a, b) => b.createdAt - a.createdAt)
  }

  private experiment(id: string): Experiment {
    return experimentSchema.parse(JSON.parse(readFileSync(join(this.runs, id, 'experiment.json'), 'utf8')))
  }

  private load(id: string): StoredRun {
    const { curves: points, total, events, baselines, damage } = readRun(join(this.runs, id))
    return { record: this.records.get(id)!, experiment: this.experiment(id), points, total, events, baselines, damage }
  }

  private create(experiment: Experiment): RunRecord {
    const [id, now] = [`made-${this.records.size}`, Date.now()]
    const record = runRecordSchema.parse({
      id,
      name: experiment.name,
      state: 'created',
      createdAt: now,
      updatedAt: now,
      step: 0,
      seconds: 0,
      loss: null,
      validationLoss: null,
      engine: null,
      engineIdentity: null,
      activationBytes: null
    })
    this.records.set(id, record)
    mkdirSync(join(this.runs, id))
    writeFileSync(join(this.runs, id, 'experiment.json'), JSON.stringify(experiment))
    writeFileSync(join(this.runs, id, 'run.json'), JSON.stringify(record))
    return this.train(id, experiment, { resume: false, startPaused: false })
  }

  private train(id: string, experiment: Experiment, how: { resume: boolean; startPaused: boolean }): RunRecord {
    const trainer = new Host({ report: (report) => this.onReport(id, report), exit: () => this.trainers.delete(id) })
    this.trainers.set(id, trainer)
    trainer.receive({ type: 'train', folder: join(this.runs, id), experiment, resources, ...engine, ...how }, [])
    this.attach(id, trainer, 'trainer')
    return this.records.get(id)!
  }

  private attach(id: string, trainer: Host | undefined, from: 'trainer' | 'viewer'): boolean {
    if (!trainer) return false
    const port = new PortToPage(this.page, this.ports.length)
    this.ports.push(port)
    const open = ([number, run, who]: readonly [number, string, 'trainer' | 'viewer']): void =>
      window.house.openPort(number, run, who)
    this.page.evaluate(open, [port.number, id, from] as const).catch(() => {})
    trainer.receive({ type: 'attach' }, [port])
    return true
  }

  private onReport(id: string, report: Report): void {
    if (report.type !== 'progress') return
    const { state, step, seconds, loss, validationLoss, engine: name } = report
    this.change(id, { state, step, seconds, loss, validationLoss, engine: name })
  }

  private change(id: string, change: Partial<RunRecord>): RunRecord {
    const record = { ...this.records.get(id)!, ...change, updatedAt: Date.now() }
    this.records.set(id, record)
    this.tell('runs', this.list()).catch(() => {})
    return record
  }

  private request(order: { type: 'preview' | 'estimate' } & Record<string, unknown>): Promise<unknown> {
    return new Promise((answered, failed) => {
      const id = ++this.asked
      this.waiting.set(id, (report) => {
        if (report.type === 'preview') answered(report.preview)
        else if (report.type === 'estimate') answered(report.estimate)
        else failed(new Error(JSON.stringify(report)))
      })
      this.desk.receive({ ...order, id } as Order, [])
    })
  }

  private settle(report: Report): void {
    if ('id' in report && report.id !== null) this.waiting.get(report.id)?.(report)
  }
}

/** Runs in the page before its scripts: makes window.unroll and the page's ends of the ports. */
function inPage(names: string[]): void {
  const listeners: Record<string, ((value: unknown) => void)[]> = {}
  const subscribe = (what: string) => (listener: (value: unknown) => void) => {
    ;(listeners[what] ??= []).push(listener)
    return () => {
      listeners[what] = listeners[what].filter((other) => other !== listener)
    }
  }
  // Like contextBridge: an object that cannot be cloned (a proxy) throws.
  const ask =
    (name: string) =>
    (...values: unknown[]) =>
      window.houseAsk(name, structuredClone(values))
  const told: Record<Extract<keyof Bridge, `on${string}`>, unknown> = {
    onRunsChanged: subscribe('runs'),
    onMenu: subscribe('menu'),
    onSettingsChanged: subscribe('settings'),
    onTrainerGone: subscribe('gone'),
    onQuitting: subscribe('quitting'),
    onQueueChanged: subscribe('queue'),
    onLaboratoryChanged: subscribe('laboratory'),
    onOpened: subscribe('opened'),
    onTrouble: subscribe('trouble'),
    onRunShown: subscribe('shown'),
    onReading: subscribe('reading')
  }
  const unroll = { ...Object.fromEntries(names.map((name) => [name, ask(name)])), ...told }
  const ports = new Map<number, MessagePort>()
  const house: Window['house'] = {
    post: (port, event) => ports.get(port)?.postMessage(event),
    openPort(port, runId, from) {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = ({ data }) => void window.houseCommand(port, data)
      ports.set(port, port1)
      window.postMessage({ type: 'unroll:trainer-port', runId, from }, location.origin, [port2])
    },
    tell: (what, value) => listeners[what]?.forEach((listener) => listener(value))
  }
  Object.assign(window, { unroll, house })
}
