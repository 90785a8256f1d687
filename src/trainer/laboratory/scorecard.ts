// Runs recipes: trains each of them with each of its seeds, like a run but without a folder, and measures the result.
// It is a generator, so that its caller can do other things between two steps.

import type { AnyDataSet } from '../../data/load'
import { initialise } from '../../engine/initialise'
import { Random } from '../../engine/random'
import type { Experiment } from '../../shared/experiment'
import type { KeyedRecipe, Measure } from '../../shared/recipe'
import type { Score } from '../../shared/scorecard'
import { Batches } from '../batches'
import type { Carried } from '../checkpoint-file'
import { collectGarbage } from '../collect'
import { openEngine, type EngineChoice } from '../engine'
import { carriesState, modelOf, newLearner, openData, streams, workOf } from '../network'
import { Validator } from '../validation'

export interface ScorecardOptions extends EngineChoice {
  /** The version of the app. */
  version: string
  /** One seed and a few steps, only to see that everything works. */
  quick: boolean
}

/** The number of training steps of a quick scorecard. */
const quickSteps = 10

export type ScorecardNews =
  { type: 'training'; recipe: string; seed: number; step: number; steps: number } | { type: 'score'; score: Score }

/** Throws a DataError when data do not fit their experiment, TooLarge when a network does not fit into memory. */
export function* runScorecard(
  recipes: readonly KeyedRecipe[],
  options: ScorecardOptions
): Generator<ScorecardNews, void> {
  for (const recipe of recipes) {
    const data = openData(recipe.experiment, options.resources)
    const seeds: Seed[] = []
    let kernels = ''
    for (const seed of options.quick ? recipe.seeds.slice(0, 1) : recipe.seeds) {
      const trained = yield* trainOnce(recipe, { ...recipe.experiment, seed }, data, options)
      seeds.push(trained.seed)
      kernels = trained.kernels
      collectGarbage()
    }
    const { version, machine } = options
    const about = { recipe: recipe.key, at: Date.now(), version, processor: machine.processor, kernels }
    yield { type: 'score', score: { ...about, lines: recipe.lines, seeds } }
  }
}

type Seed = Score['seeds'][number]

/** Gives the same numbers, to the last bit, as a run of this experiment with these kernels. */
function* trainOnce(
  recipe: KeyedRecipe,
  experiment: Experiment,
  data: AnyDataSet,
  options: ScorecardOptions
): Generator<ScorecardNews, { seed: Seed; kernels: string }> {
  const { seed } = experiment
  const { sequenceLength: tau, batchSize: batch } = experiment.learning
  const random = new Random(seed)
  const model = modelOf(experiment, data)
  const engine = openEngine(options, workOf(experiment, model))
  const learner = newLearner(experiment, model, data, engine)
  const source = new Batches(data.training({ tau, batch, seed: random.fork(streams.data).state }), experiment)
  const validator = new Validator(experiment, data, learner)
  for (const { fed, length } of recipe.measures) validator.prepareScore(fed, length * tau)
  initialise(learner.parameters, model, experiment.initialisation, random.fork(streams.initialisation))

  const carries = carriesState(experiment, data)
  const steps = options.quick ? Math.min(quickSteps, experiment.stop.steps!) : experiment.stop.steps!
  const about = { type: 'training', recipe: recipe.key, seed, steps } as const
  let carried: Carried | null = null
  let spare: Carried | undefined
  let milliseconds = 0
  let lost = false
  while (learner.step < steps && !lost) {
    const begin = performance.now()
    lost = learner.trainStep(source.next(carried, learner.step)).notFinite !== null
    // Two buffers hold the state in turn, because the last batch still refers to the state before it.
    if (carries) [carried, spare] = [learner.finalState(spare), carried ?? undefined]
    milliseconds += performance.now() - begin
    yield { ...about, step: learner.step }
  }
  const values: Seed['values'] = []
  for (const measure of recipe.measures) {
    const measuring = validator.score(measure.fed, measure.length * tau, steps, measure.kind)
    let next = lost ? null : measuring.next()
    while (next && !next.done) {
      yield { ...about, step: learner.step }
      next = measuring.next()
    }
    const value = next?.done ? (next.value?.[measure.what] ?? null) : null
    values.push(value === null || !Number.isFinite(value) ? null : shown(value, measure))
  }
  void engine.close()
  return {
    seed: { seed, values, steps: learner.step, seconds: milliseconds / 1000 },
    kernels: engine.identity.kernels
  }
}

const shown = (value: number, { bits }: Pick<Measure, 'bits'>): number => (bits ? value / Math.LN2 : value)
