// Scheduled sampling in a run: the schedule, the coins, and a run that continues as if it had never ended.

import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Batch } from '../../src/engine/batch'
import { coins, truthSchedules } from '../../src/model/model'
import { experimentSchema } from '../../src/shared/experiment'
import { truthProbability } from '../../src/shared/scheduled-sampling'
import { withTeacher } from '../../src/trainer/teacher'
import { drive, eventsOf, experiment, open, pointsIn, temporaryFolder } from './support'

const sampled = (learning: object = {}, model: object = {}) =>
  experiment({
    model: { recurrence: 'output', hiddenSize: 8, feedback: 'sample', ...model },
    learning: { method: 'scheduled-sampling', sequenceLength: 8, batchSize: 8, truthDecay: 40, ...learning }
  })

describe('ε', () => {
  it('falls as Bengio et al. (2015) say', () => {
    const of = (truthSchedule: (typeof truthSchedules)[number], truthLeast = 0) =>
      [0, 10, 40, 400].map((i) => truthProbability(sampled({ truthSchedule, truthLeast }).learning, i))
    expect(of('linear')).toEqual([1, 0.75, 0, 0])
    expect(of('exponential')).toEqual([1, Math.exp(-0.25), Math.exp(-1), Math.exp(-10)])
    expect(of('inverse-sigmoid')).toEqual([40 / 41, ...[10, 40, 400].map((i) => 40 / (40 + Math.exp(i / 40)))])
    for (const schedule of truthSchedules) expect(of(schedule, 0.4).at(-1)).toBe(0.4)
    // ε is ½ at step k log k.
    const { learning } = sampled({ truthSchedule: 'inverse-sigmoid' })
    expect(truthProbability(learning, 40 * Math.log(40))).toBeCloseTo(0.5, 12)
    expect(truthProbability(learning, 1e9)).toBe(0)
  })
})

describe('the coins', () => {
  const batch = { tau: 50, batch: 40 } as Batch
  const thrown = (truthCoin: (typeof coins)[number], step: number, seed = 1) =>
    withTeacher(batch, { ...sampled({ truthCoin, truthDecay: 100 }), seed }, step).teacher!

  it('fall on the truth with probability ε, step by step or for a whole sequence', () => {
    for (const coin of coins) {
      // 2000 coins, or 40 at each of 50 training steps: ε = ¾, and five deviations of the mean.
      const shares = Array.from({ length: coin === 'step' ? 1 : 50 }, (_, seed) => {
        const { truth } = thrown(coin, 25, seed)
        return truth.reduce((sum, one) => sum + one, 0) / truth.length
      })
      const share = shares.reduce((sum, one) => sum + one) / shares.length
      expect(Math.abs(share - 0.75)).toBeLessThan(5 * Math.sqrt((0.75 * 0.25) / 2000))
    }
    const { truth } = thrown('sequence', 25)
    expect(truth.every((one, i) => one === truth[i % 40])).toBe(true)
    expect(new Set(thrown('sequence', 25).streams).size).toBe(40)
  })

  it('depend on seed and step alone', () => {
    expect(thrown('step', 25)).toEqual(thrown('step', 25))
    expect(thrown('step', 25)).not.toEqual(thrown('step', 26))
    expect(thrown('step', 25)).not.toEqual(thrown('step', 25, 2))
  })
})

describe('a run', () => {
  it.each(coins)('goes on after a kill bit for bit, coin per %s', (truthCoin) => {
    const chosen = sampled({ truthCoin }, { recurrence: 'hidden+output' })
    const [whole, killed] = [temporaryFolder(), temporaryFolder()]
    const through = drive(open(chosen, { folder: whole }))
    // A copy that is made during training equals what a kill leaves.
    const broken = drive(open(chosen, { folder: killed }), 33)
    const left = temporaryFolder()
    cpSync(killed, left, { recursive: true })
    void broken.close()
    const again = drive(open(chosen, { folder: left, resume: true }))
    expect(again.learner.parameters.flat).toEqual(through.learner.parameters.flat)
    void again.close()
    void through.close()
    const losses = (folder: string) => pointsIn(folder).map(({ step, loss }) => [step, loss])
    expect(losses(left)).toEqual(losses(whole))
  })

  it('is validated with the truth and with its own outputs', () => {
    const session = drive(open(sampled()))
    for (const { loss, freeLoss } of eventsOf(session, 'validation')) {
      expect(Number.isFinite(loss)).toBe(true)
      expect(freeLoss).not.toBeNull()
    }
    expect(session.state).toBe('finished')
    void session.close()
  })
})

describe('experiments', () => {
  it('of before are what they were', () => {
    const stored = join(import.meta.dirname, '../fixtures/runs-6276c27/terminal/task-output/experiment.json')
    const { learning } = experimentSchema.parse(JSON.parse(readFileSync(stored, 'utf8')))
    expect(learning).toMatchObject({
      method: 'teacher-forcing',
      truthSchedule: 'linear',
      truthLeast: 0,
      truthCoin: 'step'
    })
  })

  it('must feed back what the truth could be, and keep what they fed back', () => {
    const wrong = (change: object) =>
      experimentSchema.safeParse({ ...sampled(), ...change }).error?.issues.map(({ path }) => path.join('.'))
    expect(wrong({ model: { recurrence: 'output', feedback: 'probabilities' } })).toEqual(['model.feedback'])
    expect(wrong({ model: { recurrence: 'hidden' } })).toContain('learning.method')
    expect(wrong({ learning: { ...sampled().learning, recompute: true } })).toEqual(['learning.recompute'])
    // Real values are fed back as they are.
    expect(wrong({ data: { kind: 'series' }, model: { recurrence: 'output' } })).toBeUndefined()
  })
})
