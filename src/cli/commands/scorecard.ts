// unroll scorecard: trains recipes on this machine and compares what they reach with the known answers.

import { readRecipes } from '../../runtime/recipes'
import { limitOf, type KeyedRecipe, type Measure } from '../../shared/recipe'
import { reachedBy, spreadOf, type Score, type Scorecard } from '../../shared/scorecard'
import { traitsOf } from '../../data/traits'
import { runScorecard } from '../../trainer/laboratory/scorecard'
import { nameOfBaseline } from '../baseline-names'
import { drive } from '../drive'
import { ProgressLine } from '../progress-line'
import { BadInput, interruptions, type ExitCode, type Terminal } from '../terminal'

interface Options {
  tasks: readonly string[]
  quick: boolean
  json: boolean
}

export async function scorecard({ tasks, quick, json }: Options, terminal: Terminal): Promise<ExitCode> {
  const recipes = chosen(readRecipes(terminal.resources), tasks)
  const machine = await terminal.machine()
  const line = new ProgressLine(terminal)
  if (quick) line.print('Quick: one seed and a few steps each. This is not the scorecard.')
  const scores: Score[] = []
  const work = runScorecard(recipes, {
    kernels: 'auto',
    threads: null,
    resources: terminal.resources,
    machine,
    quick,
    version: terminal.version
  })
  const { ended } = await drive(
    work,
    (news) => {
      if (news.type === 'score') {
        scores.push(news.score)
        const recipe = recipes.find(({ key }) => key === news.score.recipe)!
        line.print(`${recipe.key}: done`)
        if (!json) terminal.out(`${describe(recipe, news.score)}\n`)
      } else {
        line.update(() => `${news.recipe}: seed ${news.seed}, step ${news.step} / ${news.steps}`)
      }
    },
    terminal
  )
  const card: Scorecard = { quick, scores }
  if (json) terminal.out(`${JSON.stringify(card, null, 2)}\n`)
  else terminal.out(`Unroll ${terminal.version}, ${scores[0]?.kernels ?? ''}, ${machine.processor}\n`)
  if (quick) terminal.out(json ? '' : 'Quick: this is not the scorecard.\n')
  return ended === null ? 0 : interruptions[ended]
}

/** Throws BadInput for a name when no recipe's name begins with it. */
function chosen(all: readonly KeyedRecipe[], names: readonly string[]): readonly KeyedRecipe[] {
  for (const name of names) {
    if (!all.some(({ key }) => key.startsWith(name)))
      throw new BadInput(`There is no recipe "${name}". There are: ${all.map(({ key }) => key).join(', ')}.`)
  }
  return names.length === 0 ? all : all.filter(({ key }) => names.some((name) => key.startsWith(name)))
}

function describe(recipe: KeyedRecipe, score: Score): string {
  const output = traitsOf(recipe.experiment.data).output
  const lines = recipe.measures.flatMap((measure, i) => {
    const unit = measure.what === 'accuracy' ? '' : output === 'linear' ? '' : measure.bits ? ' bits' : ' nats'
    const number = (value: number): string => inShort(value, measure)
    const values = score.seeds.map((seed) => seed.values[i])
    const spread = spreadOf(values)
    const known = score.lines[i].map((one) => `${nameOfBaseline(one)} ${number(one.loss)}`)
    const limit = measure.goal && limitOf(measure.goal, score.lines[i])
    return [
      `  ${nameOf(measure)}: ${spread === null ? 'diverged' : number(spread.mean) + unit}` +
        (spread?.deviation == null ? '' : ` ± ${number(spread.deviation)}`) +
        `   seeds ${values.map((value) => (value === null ? 'diverged' : number(value))).join(', ')}`,
      ...(limit
        ? [
            `    ${measure.reaches ? 'goal' : 'solved'}: at ${limit.side} ${number(limit.value)}, ` +
              `reached by ${reachedBy(recipe, score, i)} of ${score.seeds.length}` +
              (measure.reaches ? '' : '; failing is expected here')
          ]
        : []),
      ...(known.length > 0 ? [`    ${known.join(', ')}`] : [])
    ]
  })
  const { published, fails } = recipe
  const [steps, seconds] = [
    Math.max(...score.seeds.map((seed) => seed.steps)),
    spreadOf(score.seeds.map((s) => s.seconds))!
  ]
  return [
    `${recipe.name.en} (${recipe.key})`,
    ...lines,
    ...(published
      ? [`  published: ${inShort(published.value, recipe.measures[0])}, ${published.what.en} (${published.source})`]
      : []),
    ...(fails ? [`  ${fails.en}`] : []),
    `  ${steps} steps, ${Number(seconds.mean.toPrecision(2))} s a seed`
  ].join('\n')
}

function nameOf({ what, fed, length, kind }: Measure): string {
  const parts = [
    what === 'loss' ? 'loss' : 'right answers',
    ...(kind === null ? [] : [`only ${kind.replace('-', ' ')}`]),
    ...(fed === 'own' ? ['running free'] : []),
    ...(length > 1 ? [`${length} times the length`] : [])
  ]
  return parts.join(', ')
}

function inShort(value: number, { what }: Measure): string {
  if (what === 'accuracy') return `${(100 * value).toFixed(2)} %`
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(1) : value.toFixed(4)
}
