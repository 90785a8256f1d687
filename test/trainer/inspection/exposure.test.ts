// Teacher forcing against running free on held-out sequences: the same network, compared with the same truth.

import { describe, expect, it } from 'vitest'
import { experimentSchema, type Experiment } from '../../../src/shared/experiment'
import { answerSchema, questionSchema } from '../../../src/shared/inspection'
import type { TrainerEvent } from '../../../src/shared/messages'
import type { SeriesDataSet } from '../../../src/data/series'
import { openData } from '../../../src/trainer/network'
import { HorizonTally } from '../../../src/trainer/inspection/horizon-tally'
import type { AnswerOf } from '../../../src/trainer/inspection/work'
import { Inspector } from '../../../src/trainer/inspector'
import { drive, experiment, open, resources } from '../support'

function ask(chosen: Experiment, steps: number, more: object = {}): AnswerOf<'exposure'> {
  const session = drive(open(chosen), steps)
  const events: TrainerEvent[] = []
  const inspector = new Inspector(session, (event) => events.push(event))
  inspector.ask(
    1,
    questionSchema.parse({
      ask: 'exposure',
      source: { at: 'now', sequence: 0, steps: null, truncation: null, ...more }
    })
  )
  while (inspector.busy) inspector.advance(1000)
  void session.close()
  const event = events.pop()!
  if (event.type !== 'inspection') throw new Error(JSON.stringify(event))
  return answerSchema.parse(event.answer) as AnswerOf<'exposure'>
}
const small = {
  model: { recurrence: 'hidden', hiddenSize: 6 },
  learning: { sequenceLength: 12, batchSize: 4 },
  watching: { validateEvery: 1000, sampleEvery: 1000 }
} as const
const text = (model: object = {}, learning: object = {}): Experiment =>
  experimentSchema.parse({
    ...small,
    model: { ...small.model, ...model },
    learning: { ...small.learning, ...learning }
  })
const task = (model: object, name = 'running-parity', learning: object = {}): Experiment =>
  experiment({
    data: { kind: 'task', task: name as 'running-parity', validationSequences: 40 },
    model: { recurrence: 'output', hiddenSize: 6, ...model },
    learning: { method: 'teacher-forcing', sequenceLength: 12, batchSize: 8, ...learning }
  })

const forced = { method: 'teacher-forcing' } as const
const networks: [string, Experiment, AnswerOf<'exposure'>['through']][] = [
  ['bits fed back through z', task({ feedback: 'argmax' }), 'z'],
  ['draws fed back through z', task({ recurrence: 'hidden+output', feedback: 'sample' }), 'z'],
  ['symbols of different length', task({ feedback: 'argmax' }, 'reber'), 'z'],
  ['a text that reads itself', text(), 'x'],
  ['a text that reads itself twice', text({ recurrence: 'hidden+output' }, forced), 'both']
]

describe.each(networks)('%s', (_, chosen, through) => {
  const answer = ask(chosen, 3)
  const { shown, ny, horizon } = answer

  it('has the truth and its own output come in where they do', () => {
    expect(answer.through).toBe(through)
    expect(answer.told).toBe(chosen.data.kind === 'task' ? 0 : 64)
    expect(horizon).toBe(12)
    expect(answer.sequences).toBeGreaterThanOrEqual(8)
  })

  it('is the same both ways as long as its own output is the truth', () => {
    const differs = (t: number): boolean =>
      Array.from({ length: ny }, (_, i) => i).some((i) => shown.free.own[t * ny + i] !== shown.y[t * ny + i])
    let compared = 0
    for (let t = 0; t < shown.steps; t++) {
      expect(shown.free.L[t]).toBeCloseTo(shown.forced.L[t], 12)
      compared++
      if (differs(t)) break
    }
    expect(compared).toBeGreaterThan(0)
    expect(answer.free.loss[0]).toBeCloseTo(answer.forced.loss[0], 12)
    expect(answer.parts).not.toBe(1)
  })

  it('is repeated exactly', () => {
    expect(ask(chosen, 3)).toEqual(answer)
  })
})

it('real values: σ² is the mean squared error of the teacher-forced predictions, and the scale goes back to the data', () => {
  const chosen = experimentSchema.parse({ ...small, data: { kind: 'series' } })
  const answer = ask(chosen, 3)
  expect(answer).toMatchObject({ through: 'x', fed: 'value', output: 'linear', forced: { accuracy: null } })
  const mean = answer.forced.loss.reduce((sum, one) => sum + one, 0) / answer.horizon
  expect(answer.sigma! ** 2).toBeCloseTo(mean, 10)
  const series = openData(chosen, resources) as SeriesDataSet
  const { y, forced, own } = answer.shown.units!
  const first = series.raw.indexOf(y[0], series.trainRows)
  expect(y).toEqual(series.raw.slice(first, first + y.length))
  // The sunspots of 1700 stand in row 0, and t counts from 1.
  expect(answer.shown.names).toMatchObject({ column: 'year', names: Array.from(y, (_, i) => String(1700 + first + i)) })
  expect(answer.shown.names!.rows[0]).toBe(1)
  for (const [values, scaled] of [
    [forced, answer.shown.forced.yhat],
    [own, answer.shown.free.own]
  ])
    values.forEach((value, i) => expect(value).toBeCloseTo(scaled[i] * series.deviation[0] + series.mean[0], 9))
  // The network reads its own output of the step before.
  expect(answer.shown.free.own).toEqual(answer.shown.free.yhat)
})

it('a task that feeds nothing back is the same both ways, and a last step is the only one with a target', () => {
  const answer = ask(task({ recurrence: 'hidden', readout: 'last-step' }, 'adding', { method: 'bptt' }), 2)
  expect(answer.through).toBe('nothing')
  expect(answer.free).toEqual(answer.forced)
  expect(answer.shown.mask.filter(Boolean)).toHaveLength(1)
  expect(answer.counts.at(-1)).toBe(40)
  expect(answer.parts).toBeNull()
})

it('says what cannot be asked', () => {
  expect(() => ask(task({ feedback: 'argmax' }), 1, { sequence: 40 })).toThrow('40 held-out sequences')
  expect(() => ask(experimentSchema.parse({ ...small, data: { kind: 'series' } }), 1, { steps: 5000 })).toThrow(
    'Make the horizon no longer'
  )
})

describe('the tally', () => {
  const pass = (L: number[]) => ({
    L: Float64Array.from(L),
    yhat: Float64Array.from(L, () => 0.9),
    own: Float64Array.from(L, () => 1)
  })
  const of = (pairs: [number[], number[]][]) => {
    const tally = new HorizonTally(2, { output: 'sigmoid', ny: 1 })
    for (const [told, free] of pairs)
      tally.add({ y: Float64Array.of(1, 0), mask: [true, true], forced: pass(told), free: pass(free) })
    return tally.answer()
  }

  it('gives means, their standard errors and the share of right answers', () => {
    const { forced: curve, counts } = of([
      [
        [1, 2],
        [1, 2]
      ],
      [
        [3, 2],
        [3, 2]
      ],
      [
        [5, 2],
        [5, 2]
      ]
    ])
    expect([...counts]).toEqual([3, 3])
    expect([...curve.loss]).toEqual([3, 2])
    // Deviations −2, 0, 2: √(8 / (3 · 2)).
    expect(curve.error[0]).toBeCloseTo(Math.sqrt(8 / 6), 14)
    expect(curve.error[1]).toBe(0)
    expect([...curve.accuracy!]).toEqual([1, 0])
  })

  it('has them part where the mean difference is more than three standard errors above 0', () => {
    // Differences 1, 1.2 and 0.8 at t = 2: mean 1, standard error 0.115.
    expect(
      of([
        [
          [1, 1],
          [1, 2]
        ],
        [
          [1, 1],
          [1, 2.2]
        ],
        [
          [1, 1],
          [1, 1.8]
        ]
      ]).parts
    ).toBe(2)
    // 1, 3 and −1: mean 1, standard error 1.15.
    expect(
      of([
        [
          [1, 1],
          [1, 2]
        ],
        [
          [1, 1],
          [1, 4]
        ],
        [
          [1, 1],
          [1, 0]
        ]
      ]).parts
    ).toBeNull()
    // One sequence is no evidence.
    expect(
      of([
        [
          [1, 1],
          [1, 9]
        ]
      ]).parts
    ).toBeNull()
  })
})
