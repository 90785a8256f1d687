// The scorecard trains in the same way as a run, and reports the results.

import { expect, it } from 'vitest'
import { readRecipes } from '../../../src/runtime/recipes'
import { openData } from '../../../src/trainer/network'
import { recipeSchema, limitOf, type KeyedRecipe } from '../../../src/shared/recipe'
import { reachedBy, spreadOf, type Score } from '../../../src/shared/scorecard'
import { runScorecard, type ScorecardNews } from '../../../src/trainer/laboratory/scorecard'
import { machine } from '../../machine'
import { drive, eventsOf, experiment, open, resources } from '../support'

const engine = { kernels: 'portable', threads: 1, resources, machine, quick: false, version: '1' }
const guess = [{ key: 'guess', kind: 'baseline', loss: Math.LN2, values: {} }]
const recipe = (change: object = {}): KeyedRecipe => ({
  key: 'test',
  ...recipeSchema.parse({
    format: 'unroll-recipe-1',
    name: { en: 'Test', ko: '시험' },
    seeds: [4, 5],
    measures: [{ what: 'loss' }, { what: 'accuracy', fed: 'own', length: 2 }],
    lines: [guess, []].slice(0, 'measures' in change ? 1 : 2),
    experiment: experiment({ stop: { steps: 30 } }),
    ...change
  })
})
function scoreOf(one: KeyedRecipe): Score {
  const news: ScorecardNews[] = [...runScorecard([one], engine)]
  const last = news.at(-1)!
  if (last.type !== 'score') throw new Error(last.type)
  return last.score
}

it('has the numbers of a run with the same experiment and seed', () => {
  const score = scoreOf(recipe())
  for (const { seed, values, steps } of score.seeds) {
    const session = open({ ...experiment({ stop: { steps: 30 } }), seed })
    const [validation] = eventsOf(drive(session), 'validation').slice(-1)
    expect(validation).toMatchObject({ step: steps, loss: values[0], doubleLengthAccuracy: values[1] })
    void session.close()
  }
  expect(score.seeds.map(({ seed }) => seed)).toEqual([4, 5])
  expect(score.lines[0]).toContainEqual(expect.objectContaining({ key: 'guess', loss: Math.LN2 }))
  expect(score.lines[1]).toEqual([])
})

it('has recipes whose floors and baselines are those of their data', { timeout: 60_000 }, () => {
  for (const { key, measures, lines, experiment } of readRecipes(resources)) {
    const data = openData(experiment, resources)
    measures.forEach(({ what, kind, length, bits }, i) => {
      if (what === 'accuracy' || kind !== null) return expect(lines[i], key).toEqual([])
      const at = { tau: length * experiment.learning.sequenceLength }
      const slow = [...data.slowBaselines(at)].flatMap((line) => line ?? [])
      const found = [...data.baselines(at), ...slow].map((line) => ({
        ...line,
        loss: expect.closeTo(bits ? line.loss / Math.LN2 : line.loss, 8)
      }))
      expect(lines[i], key).toEqual(found)
    })
  }
})

it('carries the state of a text on, and shows bits', () => {
  const text = experiment({
    data: { kind: 'text', source: 'moby-dick', validationFraction: 0.01 },
    model: { recurrence: 'hidden', hiddenSize: 4 },
    learning: { method: 'bptt', sequenceLength: 16, batchSize: 4 },
    stop: { steps: 5 }
  })
  // This test does not need the slow baselines.
  const [news] = [
    ...runScorecard([recipe({ seeds: [1], measures: [{ what: 'loss', bits: true }], experiment: text })], {
      ...engine,
      quick: true
    })
  ].slice(-1)
  const session = open(text)
  const [validation] = eventsOf(drive(session), 'validation').slice(-1)
  expect(news).toMatchObject({ score: { seeds: [{ values: [validation.loss / Math.LN2] }] } })
  void session.close()
})

it('tells a seed whose weights are lost, which reaches nothing and has no mean', () => {
  const broken = recipe({
    measures: [{ what: 'loss', goal: { atMost: 10 } }],
    experiment: {
      ...experiment({ stop: { steps: 40 } }),
      data: { kind: 'task', task: 'adding' },
      model: { recurrence: 'hidden', readout: 'last-step', hiddenSize: 8 },
      learning: { method: 'bptt', sequenceLength: 8, batchSize: 8 },
      optimizer: { kind: 'sgd', learningRate: 10, clipNorm: null }
    }
  })
  const score = scoreOf(broken)
  expect(score.seeds.map(({ values }) => values)).toEqual([[null], [null]])
  expect(reachedBy(broken, score, 0)).toBe(0)
  expect(spreadOf(score.seeds.map(({ values }) => values[0]))).toBeNull()
})

it('takes goals from values and from known lines', () => {
  const lines = [{ key: 'floor', loss: 0.5 }]
  expect(limitOf({ atMost: 1 }, [])).toEqual({ side: 'most', value: 1 })
  expect(limitOf({ atLeast: 0.9 }, [])).toEqual({ side: 'least', value: 0.9 })
  expect(limitOf({ of: 'floor', times: 1.02, plus: 0.01 }, lines)!.value).toBeCloseTo(0.52, 10)
  expect(limitOf({ of: 'ceiling', times: 1, plus: 0 }, lines)).toBeNull()
})

it('takes mean and deviation over the seeds', () => {
  expect(spreadOf([1, 2, 3])).toEqual({ mean: 2, deviation: 1 })
  expect(spreadOf([4])).toEqual({ mean: 4, deviation: null })
  expect(spreadOf([])).toBeNull()
})

it.each([
  ['ends by the clock', { experiment: { stop: { steps: 10, seconds: 5 } } }],
  [
    'asks real values for right answers',
    { experiment: { data: { kind: 'series' }, stop: { steps: 1 } }, measures: [{ what: 'accuracy' }] }
  ],
  [
    'makes a text longer',
    { experiment: { data: { kind: 'text' }, stop: { steps: 1 } }, measures: [{ what: 'loss', length: 2 }] }
  ]
])('refuses a recipe that %s', (_what, change) => {
  expect(() => recipe(change)).toThrow()
})
