// What a scorecard says: for each recipe and seed what was reached, beside what is known.

import { z } from 'zod'
import { traitsOf, unitOf } from '../data/traits'
import { limitOf, type KeyedRecipe, type Recipe } from './recipe'
import { baselineSchema } from './run'

export const scoreSchema = z.strictObject({
  /** Key of the recipe. */
  recipe: z.string(),
  /** Milliseconds since 1970, at its end. */
  at: z.number(),
  /** Of the app. */
  version: z.string(),
  processor: z.string(),
  /** "wasm-256" */
  kernels: z.string(),
  /** Of each measure: floors and baselines in what it is shown in; none of accuracies. */
  lines: z.array(z.array(baselineSchema)),
  seeds: z.array(
    z.strictObject({
      seed: z.int(),
      /** Of each measure, in what it is shown in; null where the weights became NaN or infinite. */
      values: z.array(z.number().nullable()),
      steps: z.int(),
      /** Of training, without measuring. */
      seconds: z.number()
    })
  )
})
export type Score = z.infer<typeof scoreSchema>

export const scorecardSchema = z.strictObject({
  /** One seed and a few steps, to see that it works: it is no scorecard. */
  quick: z.boolean(),
  scores: z.array(scoreSchema)
})
export type Scorecard = z.infer<typeof scorecardSchema>

export interface Spread {
  mean: number
  /** Standard deviation over the seeds, n − 1; null of a single one. */
  deviation: number | null
}

/** Of at least one value; null where one is missing. */
export function spreadOf(values: readonly (number | null)[]): Spread | null {
  const known = values.filter((value) => value !== null)
  if (known.length < values.length || known.length === 0) return null
  const n = known.length
  const mean = known.reduce((sum, value) => sum + value, 0) / n
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : null }
}

/** Of a measure, how many seeds reach its goal; null where there is none. A seed that was lost reaches nothing. */
export function reachedBy(recipe: Recipe, { lines, seeds }: Score, measure: number): number | null {
  const { goal } = recipe.measures[measure]
  const limit = goal && limitOf(goal, lines[measure])
  if (!limit) return null
  return seeds.filter(({ values }) => {
    const value = values[measure]
    return value !== null && (limit.side === 'most' ? value <= limit.value : value >= limit.value)
  }).length
}

/** As a table for other programs: a line for each measure of each seed. A score whose recipe is gone is left out. */
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
