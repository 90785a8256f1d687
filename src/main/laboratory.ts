// The work of the laboratory. One work at a time is done, in a process of its own, which rests while a run trains. The
// latest results are kept in two files of the user's folder, and so are the recipes of a scorecard that are left.

import { tryWriting } from '../run-folder/whole-files'
import { costCsv, costSchema } from '../shared/cost'
import { z } from 'zod'
import {
  laboratoryReportSchema,
  type LaboratoryOrder,
  type LaboratoryReport,
  type LaboratoryResult,
  type LaboratoryState,
  type LaboratoryWork
} from '../shared/laboratory'
import type { Machine } from '../shared/machine'
import type { KeyedRecipe } from '../shared/recipe'
import { scoreSchema, scorecardCsv, type Score } from '../shared/scorecard'
import type { Why } from '../shared/why'
import { openStore } from './checked-store'
import { RequestRefused } from './request-refused'
import type { SettingsStore } from './settings-store'
import { startProcess, type ChildProcess } from './trainer-process'
import { words } from './words'

interface House {
  settings: Pick<SettingsStore, 'get'>
  trainers: { readonly trains: boolean }
  machine: Promise<Machine>
  /** The folder of the bundled data, kernels and recipes. */
  resources: string
  /** The version of the app. */
  version: string
  recipes: readonly KeyedRecipe[]
  onTrouble(message: string): void
}

interface Current {
  work: LaboratoryWork
  process: ChildProcess<LaboratoryOrder>
  progress: Extract<LaboratoryReport, { type: 'progress' }>['progress'] | null
  rests: boolean
}

const scorecardSchema = z.strictObject({
  scores: z.array(scoreSchema).default([]),
  /** The recipes of the scorecard under way that have no score yet. */
  left: z.array(z.string()).default([])
})

export class Laboratory {
  readonly #house: House
  readonly #costs
  readonly #scores
  #current: Current | null = null
  #failure: Why | null = null
  #found: Pick<LaboratoryState, 'cost' | 'scores'>
  /** The recipes that the scorecard under way has still to train. */
  #left: string[]
  onChange: (state: LaboratoryState) => void = () => {}

  constructor(userData: string, house: House) {
    this.#house = house
    this.#costs = openStore(userData, 'cost', z.strictObject({ cost: costSchema.nullable().default(null) }))
    this.#scores = openStore(userData, 'scorecard', scorecardSchema)
    const { scores, left } = this.#scores.get()
    this.#found = { ...this.#costs.get(), scores }
    this.#left = left
  }

  get setAside(): string[] {
    return [...this.#costs.setAside, ...this.#scores.setAside]
  }

  /** The kind of the work that is under way, or waits for a run. */
  get measures(): LaboratoryWork['kind'] | null {
    return this.#current?.work.kind ?? null
  }

  get(): LaboratoryState {
    const { work, progress, rests } = this.#current ?? {}
    return {
      current: work ? { work, progress: progress ?? null, rests: rests ?? false } : null,
      failure: this.#failure,
      ...this.#found
    }
  }

  /** Goes on with the scorecard that was under way when the app last ended. A recipe without a score begins anew. */
  start(): void {
    const recipes = this.#left.filter((left) => this.#house.recipes.some(({ key }) => key === left))
    if (recipes.length > 0) this.begin({ kind: 'scorecard', recipes })
  }

  /** The app ends: the process is left to end with it, and what is left of a scorecard stays in the file. */
  leave(): void {
    this.#current = null
  }

  /** Begins a work; it rests while a run trains. Throws a RequestRefused while another work is under way. */
  begin(work: LaboratoryWork): LaboratoryState {
    const { settings, machine, resources, version, trainers } = this.#house
    if (this.#current) throw new RequestRefused(words('laboratoryBusy'))
    const process = startProcess('laboratory.js', 'Unroll laboratory', laboratoryReportSchema, (report) =>
      this.#hear(process, report)
    )
    this.#current = { work, process, progress: null, rests: trainers.trains }
    this.#failure = null
    if (work.kind === 'scorecard') this.#keep({ left: work.recipes })
    void process.ended.then(({ lastWords }) =>
      this.#end(process, { message: [words('laboratoryGone'), lastWords].filter(Boolean).join('\n') })
    )
    void machine.then((machine) => {
      process.send({ type: 'rest', rests: this.#house.trainers.trains })
      process.send({ type: 'begin', work, resources, version, kernels: settings.get().kernels, machine })
    })
    this.#tell()
    return this.get()
  }

  /**
   * Cancels the work. The finished part of a scorecard is kept. Of a cost measurement nothing is kept, because a part
   * of it is of no use.
   */
  cancel(): LaboratoryState {
    if (this.#current) this.#end(this.#current.process, null)
    return this.get()
  }

  /** Must be called when a run has begun, paused or ended. */
  restWhileTraining(): void {
    const rests = this.#house.trainers.trains
    if (!this.#current || this.#current.rests === rests) return
    this.#current.rests = rests
    this.#current.process.send({ type: 'rest', rests })
    this.#tell()
  }

  /** The results as a table for other programs. Throws a RequestRefused where nothing was measured yet. */
  csv(result: LaboratoryResult): string {
    const { cost, scores } = this.#found
    if (result === 'scorecard' ? scores.length === 0 : cost === null) throw new RequestRefused(words('notMeasured'))
    return result === 'cost' ? costCsv(cost!) : scorecardCsv(scores, this.#house.recipes)
  }

  #hear(process: ChildProcess<LaboratoryOrder>, report: LaboratoryReport): void {
    // A message may still arrive from a process that was ended.
    if (this.#current?.process !== process) return
    if (report.type === 'done') return this.#end(process, null)
    if (report.type === 'failed') {
      const { message, code, values } = report
      return this.#end(process, { message, code, values })
    }
    if (report.type === 'progress') this.#current.progress = report.progress
    else if (report.type === 'cost') this.#keep({ cost: report.cost })
    else {
      const { recipe } = report.score
      this.#keep({
        scores: newest(this.#found.scores, report.score),
        left: this.#left.filter((other) => other !== recipe)
      })
    }
    this.#tell()
  }

  #end(process: ChildProcess<LaboratoryOrder>, failure: Why | null): void {
    if (this.#current?.process !== process) return
    if (this.#current.work.kind === 'scorecard') this.#keep({ left: [] })
    this.#current = null
    this.#failure = failure
    process.kill()
    this.#tell()
  }

  /** If the results cannot be written to the disk, a message says so; they stay in memory until the app ends. */
  #keep({ left, ...found }: Partial<Pick<LaboratoryState, 'cost' | 'scores'>> & { left?: string[] }): void {
    this.#found = { ...this.#found, ...found }
    this.#left = left ?? this.#left
    const { cost, scores } = this.#found
    const kept = tryWriting(() =>
      found.cost ? this.#costs.set({ cost }) : this.#scores.set({ scores, left: this.#left })
    )
    if (!kept) this.#house.onTrouble(words('measurementNotKept'))
  }

  #tell(): void {
    this.onChange(this.get())
  }
}

const newest = (scores: readonly Score[], score: Score): Score[] => [
  ...scores.filter(({ recipe }) => recipe !== score.recipe),
  score
]
