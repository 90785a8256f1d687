// Does the work of the laboratory in a process of its own. It receives orders from main and sends reports. The work is
// done in slices, so that an order to rest is read between two slices.

import { readRecipes } from '../../runtime/recipes'
import {
  laboratoryOrderSchema,
  type LaboratoryOrder,
  type LaboratoryProgress,
  type LaboratoryReport
} from '../../shared/laboratory'
import { flatten } from '../../shared/issues'
import { whyOf } from '../../shared/why'
import { measureCost } from './cost'
import { runScorecard } from './scorecard'

interface Parent {
  report(report: LaboratoryReport): void
}

/** The milliseconds of work between two checks for messages, and between two reports of progress. */
const slice = 50
const reportEvery = 200

type Begin = Extract<LaboratoryOrder, { type: 'begin' }>

export class LaboratoryHost {
  private work: Iterator<LaboratoryReport | null> | null = null
  private rests = false
  private scheduled = false

  constructor(private readonly parent: Parent) {}

  receive(message: unknown): void {
    const { success, data: order, error } = laboratoryOrderSchema.safeParse(message)
    if (!success) return this.parent.report({ type: 'failed', message: flatten(error) })
    if (order.type === 'rest') this.rests = order.rests
    else this.work = order.work.kind === 'cost' ? costWork(order) : scorecardWork(order, order.work.recipes)
    this.goOn()
  }

  private goOn(): void {
    if (this.scheduled || this.rests || !this.work) return
    this.scheduled = true
    setImmediate(() => {
      this.scheduled = false
      if (this.rests || !this.work) return
      try {
        this.advance(this.work)
      } catch (error) {
        this.work = null
        this.parent.report({ type: 'failed', ...whyOf(error) })
      }
      this.goOn()
    })
  }

  private advance(work: Iterator<LaboratoryReport | null>): void {
    const begin = performance.now()
    do {
      const { done, value } = work.next()
      if (value) this.parent.report(value)
      if (!done) continue
      this.work = null
      return this.parent.report({ type: 'done' })
    } while (performance.now() < begin + slice)
  }
}

/** Yields the progress from time to time, and null in between. */
function throttled(): (progress: LaboratoryProgress) => LaboratoryReport | null {
  let at = -Infinity
  return (progress) => {
    if (performance.now() < at + reportEvery) return null
    at = performance.now()
    return { type: 'progress', progress }
  }
}

function* costWork(order: Begin): Generator<LaboratoryReport | null, null> {
  const told = throttled()
  const work = measureCost({ ...order, threads: null })
  let next = work.next()
  for (; !next.done; next = work.next()) {
    const { done, at } = next.value
    yield told({ done, at: { kind: 'cost', ...at } })
  }
  yield { type: 'cost', cost: next.value }
  return null
}

function* scorecardWork(order: Begin, keys: readonly string[]): Generator<LaboratoryReport | null, null> {
  const told = throttled()
  const recipes = readRecipes(order.resources).filter(({ key }) => keys.includes(key))
  // The progress counts steps, although the steps of some recipes take longer.
  const steps = recipes.map(({ seeds, experiment }) => seeds.length * experiment.stop.steps!)
  const whole = steps.reduce((sum, some) => sum + some, 0)
  for (const news of runScorecard(recipes, { ...order, threads: null, quick: false })) {
    if (news.type === 'score') {
      yield news
      continue
    }
    const i = recipes.findIndex(({ key }) => key === news.recipe)
    const before = steps.slice(0, i).reduce((sum, some) => sum + some, 0)
    const { type: kind, ...at } = news
    const made = recipes[i].seeds.indexOf(news.seed) * news.steps + news.step
    yield told({ done: (before + made) / whole, at: { kind, ...at } })
  }
  return null
}
