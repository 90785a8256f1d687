// A recipe of the scorecard: an experiment that never changes, and what to measure on the trained network. Each recipe
// is a file, resources/recipes/KEY.json.

import { z } from 'zod'
import { tasks } from '../data/tasks'
import { traitsOf } from '../data/traits'
import { experimentSchema } from './experiment'
import { baselineSchema, type Baseline } from './run'

const words = z.strictObject({ en: z.string().min(1), ko: z.string().min(1) })

/**
 * The goal of a measure. The measured value must be at most, or at least, a given value; or it must be at most
 * `times` · line + `plus`, where `of` names the line (a floor or a baseline of that measure).
 */
const goalSchema = z.union([
  z.strictObject({ atMost: z.number() }),
  z.strictObject({ atLeast: z.number() }),
  z.strictObject({ of: z.string(), times: z.number().positive().default(1), plus: z.number().default(0) })
])
export type Goal = z.infer<typeof goalSchema>

const measureSchema = z.strictObject({
  what: z.enum(['loss', 'accuracy']),
  /** The feedback: that of training, or the model's own outputs. Networks without feedback give the same for both. */
  fed: z.enum(['truth', 'own']).default('truth'),
  /** Only targets of this kind, by its name in the task (data/tasks); null: all. */
  kind: z.string().min(1).nullable().default(null),
  /** The length of the measured sequences, as a multiple of the length in training. */
  length: z.int().min(1).max(100).default(1),
  /** Shown in bits instead of nats; goals and published values are then in bits too. */
  bits: z.boolean().default(false),
  goal: goalSchema.nullable().default(null),
  /** False where the recipe shows that a method fails: then the goal is what a success would be. */
  reaches: z.boolean().default(true)
})
export type Measure = z.infer<typeof measureSchema>

export const recipeSchema = z
  .strictObject({
    format: z.literal('unroll-recipe-1'),
    name: words,
    /** For a task on which a plain tanh network is known to fail: says this, and why. */
    fails: words.nullable().default(null),
    seeds: z.array(z.int().min(0).max(0xffffffff)).min(1).default([1, 2, 3]),
    /** The measures; the published figure belongs to the first. */
    measures: z.array(measureSchema).min(1).max(4),
    /** `value` has the unit of the first measure; `what` names the source of the figure and its setting. */
    published: z
      .strictObject({ value: z.number(), what: words, source: z.string().min(1) })
      .nullable()
      .default(null),
    /**
     * For each measure the floors and baselines of its data, in the unit of the measure; none for accuracies and for
     * kinds of targets. A test computes them again.
     */
    lines: z.array(z.array(baselineSchema)),
    /** The experiment. Each of the seeds above takes the place of its seed. */
    experiment: experimentSchema
  })
  .superRefine(({ experiment: { stop, data }, measures, lines }, context) => {
    const issue = (path: PropertyKey[], message: string): void =>
      context.addIssue({ code: 'custom', path: [...path], message })
    if (stop.steps === null || stop.seconds !== null || stop.patience !== null)
      issue(['experiment', 'stop'], 'A recipe ends after a number of steps, and by nothing else.')
    if (lines.length !== measures.length) issue(['lines'], 'There must be a list of lines for each measure.')
    const { output, generated } = traitsOf(data)
    const task = 'task' in data ? tasks[data.task] : null
    const kinds = task && 'kinds' in task ? Object.keys(task.kinds) : []
    measures.forEach(({ what, bits, length, kind, goal }, i) => {
      if (output === 'linear' && (what === 'accuracy' || bits))
        issue(['measures', i], 'Real values have a squared error; there are no right answers and no bits.')
      if (!generated && length > 1) issue(['measures', i, 'length'], 'Only tasks make sequences of another length.')
      if (kind !== null && !kinds.includes(kind))
        issue(
          ['measures', i, 'kind'],
          `The data tell no targets "${kind}" apart${kinds.length > 0 ? `, only ${kinds.join(', ')}` : ''}.`
        )
      if (kind !== null && goal && 'of' in goal)
        issue(
          ['measures', i, 'goal'],
          'Floors and baselines are those of all targets: give a kind of them a value as its goal.'
        )
    })
  })
export type Recipe = z.infer<typeof recipeSchema>
export type KeyedRecipe = Recipe & { key: string }

/**
 * The value that a goal asks for, and whether it is the most or the least; null where the line of the goal is missing.
 */
export function limitOf(
  goal: Goal,
  lines: readonly Pick<Baseline, 'key' | 'loss'>[]
): { side: 'most' | 'least'; value: number } | null {
  if ('atMost' in goal) return { side: 'most', value: goal.atMost }
  if ('atLeast' in goal) return { side: 'least', value: goal.atLeast }
  const line = lines.find(({ key }) => key === goal.of)
  return line ? { side: 'most', value: goal.times * line.loss + goal.plus } : null
}
