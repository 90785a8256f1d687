// The scorecard: what each recipe reaches with each seed, beside its floors and baselines.

import { z } from 'zod'
import { traitsOf, unitOf } from '../data/traits'
import { limitOf, type KeyedRecipe, type Recipe } from './recipe'
import { baselineSchema } from './run'

export const scoreSchema = z.strictObject({
  /** The key of the recipe. */
  recipe: z.string(),
  /** The time of its end, in milliseconds since 1970. */
  at: z.number(),
  /** The version of the app. */
  version: z.string(),
  processor: z.string(),
  /** The kernel set, such as "wasm-256". */
  kernels: z.string(),
  /** For each measure: its floors and baselines in the unit of the measure; accuracies have none. */
  lines: z.array(z.array(baselineSchema)),
  seeds: z.array(
    z.strictObject({
      seed: z.int(),
      /** The value of each measure, in its unit; null where the weights became NaN or infinite. */
      values: z.array(z.number().nullable()),
      steps: z.int(),
      /** The time of training, without that of measuring. */
      seconds: z.number()
    })
  )
})
export type Score = z.infer<typeof scoreSchema>

export const scorecardSchema = z.strictObject({
  /** One seed and a few steps, to see that everything works. Its values say nothing about the recipe. */
  quick: z.boolean(),
  scores: z.array(scoreSchema)
})
export type Scorecard = z.infer<typeof scorecardSchema>

export interface Spread {
  mean: number
  /** The standard deviation over the seeds (n − 1); null for a single seed. */
  deviation: number | null
}

/** The mean and spread of at least one value; null where a value is missing. */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const known = values.filter((value) => value !== null)
  if (known.length < values.length || known.length === 0) return null
  const n = known.length
  const mean = known.reduce((sum, value) => sum + value, 0) / n
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : null }
}

/**
 * The number of seeds that reach the goal of a measure; null where it has no goal. A seed without value does not reach
 * it.
 */
export function reachedBy(recipe: Recipe, { lines, seeds }: Score, measure: number): number | null {
  const { goal } = recipe.measures[measure]
  const limit = goal && limitOf(goal, lines[measure])
  if (!limit) return null
  return seeds.filter(({ values }) => {
    const value = values[measure]
    return value !== null && (limit.side === 'most' ? value <= limit.value : value >= limit.value)
  }).length
}

/** The scores as CSV for other programs: a line for each measure of each seed. Scores without a recipe are left out. */
export function scorecardCsv(scores: readonly Score[], recipes: readonly KeyedRecipe[]): string {
  const lines = scores.flatMap((score) => {
    const recipe = recipes.find(({ key }) => key === score.recipe)
    return (recipe?.measures ?? []).flatMap(({ what, fed, length, bits, goal }, i) => {
      const limit = goal && limitOf(goal, score.lines[i])
      const floor = score.lines[i].find(({ kind }) => kind === 'floor')?.loss ?? ''
      const published = i === 0 ? (recipe!.published?.value ?? '') : ''
      const unit = what === 'accuracy' ? 'share' : bits ? 'bits' : unitOf(traitsOf(recipe!.experiment.data).output)
      return score.seeds.map(({ seed, values, steps, seconds }) =>
        [
          ...[score.recipe, what, fed, length, unit, seed, values[i] ?? '', limit?.side ?? '', limit?.value ?? ''],
          ...[floor, published, steps, seconds, score.version, score.kernels, new Date(score.at).toISOString()]
        ].join(',')
      )
    })
  })
  const header =
    'recipe,what,fed,length,unit,seed,value,goal_is_at,goal,floor,published,steps,seconds,unroll,kernels,measured_at'
  return [header, ...lines, ''].join('\n')
}
