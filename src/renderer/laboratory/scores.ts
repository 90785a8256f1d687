// The rows of the scorecard, in the words and number formats of the window.

import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { traitsOf } from '../../data/traits'
import { limitOf, type KeyedRecipe, type Measure } from '../../shared/recipe'
import { reachedBy, spreadOf, type Score } from '../../shared/scorecard'
import { useEventLabels } from '../charts/event-labels'
import { useAppFormat } from '../composables/use-format'
import { useStudio } from '../studio'

interface MeasureRow {
  name: string
  /** Mean and standard deviation over the seeds. */
  reached: string
  /** The value of each seed; empty where there is only one. */
  seeds: string
  goal: string
  verdict: { look: 'good' | 'bad' | 'muted'; text: string } | null
  /** Floor and baselines. */
  lines: string[]
  /** The mean of the seconds of training of a seed; null before it was measured. */
  seconds: number | null
}

interface ScoreRow {
  recipe: KeyedRecipe
  score: Score | null
  measures: MeasureRow[]
}

export function useScores(): ComputedRef<ScoreRow[]> {
  const { t } = useI18n()
  const format = useAppFormat()
  const { labelOfBaseline } = useEventLabels()
  const { laboratory } = useStudio()

  const unitOf = ({ what, bits }: Measure, { experiment }: KeyedRecipe): string =>
    what === 'accuracy' || traitsOf(experiment.data).output === 'linear' ? '' : bits ? ' bits' : ' nats'
  const shown = (value: number | null, { what }: Measure): string =>
    value === null
      ? t('states.diverged')
      : what === 'accuracy'
        ? format.value.percent(value)
        : format.value.digits(value, 3)

  function nameOf({ what, fed, length, kind }: Measure): string {
    const parts = [
      t(`scorecard.what.${what}`),
      ...(kind === null ? [] : [t(`tasks.kinds.${kind}`)]),
      ...(fed === 'own' ? [t('scorecard.free')] : []),
      ...(length > 1 ? [t('scorecard.length', { length })] : [])
    ]
    return parts.join(', ')
  }

  function rowOf(recipe: KeyedRecipe, score: Score | null, i: number): MeasureRow {
    const measure = recipe.measures[i]
    const lines = score?.lines[i] ?? recipe.lines[i]
    const limit = measure.goal && limitOf(measure.goal, lines)
    const values = score?.seeds.map((seed) => seed.values[i]) ?? []
    const spread = spreadOf(values)
    const reachedSeeds = score && reachedBy(recipe, score, i)
    return {
      name: nameOf(measure),
      reached: !score
        ? '–'
        : !spread
          ? t('states.diverged')
          : shown(spread.mean, measure) +
            (spread.deviation === null ? '' : ` ± ${shown(spread.deviation, measure)}`) +
            unitOf(measure, recipe),
      seeds: values.length > 1 ? values.map((value) => shown(value, measure)).join(', ') : '',
      goal: limit
        ? t(`scorecard.${measure.reaches ? 'at' : 'solvedAt'}.${limit.side}`, { value: shown(limit.value, measure) })
        : '–',
      verdict:
        score && reachedSeeds !== null
          ? {
              look: reachedSeeds === score.seeds.length ? 'good' : measure.reaches ? 'bad' : 'muted',
              text: t(measure.reaches ? 'scorecard.reachedBy' : 'scorecard.solvedBy', {
                some: reachedSeeds,
                all: score.seeds.length
              })
            }
          : null,
      lines: lines.map((line) => `${labelOfBaseline(line)} ${shown(line.loss, measure)}`),
      seconds: score && spreadOf(score.seeds.map(({ seconds }) => seconds))!.mean
    }
  }

  return computed(() =>
    laboratory.recipes.value.map((recipe) => {
      const found = laboratory.state.value?.scores.find((one) => one.recipe === recipe.key)
      // A score with another number of measures belongs to an older version of the recipe and does not count.
      const score = found?.lines.length === recipe.measures.length ? found : null
      return { recipe, score, measures: recipe.measures.map((_, i) => rowOf(recipe, score, i)) }
    })
  )
}
