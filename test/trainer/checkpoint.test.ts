import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { superfluous } from '../../src/trainer/checkpoint'

/** The checkpoints that remain when a run saves again and again and removes some after each. The best is at `best`. */
function keptAfter(count: number, ages: number, best: number | null = null): number[] {
  let steps: number[] = []
  for (let i = 0; i < count; i++) {
    steps.push(i * 10)
    const gone = superfluous(steps, (step) => step === best, ages)
    steps = steps.filter((step) => !gone.includes(step))
  }
  return steps
}

describe('checkpoints that are kept', () => {
  it('are all, as long as there are few', () => {
    expect(keptAfter(8, 5)).toEqual([0, 10, 20, 30, 40, 50, 60, 70])
  })

  it('are the newest three and the best where there is no room for more', () => {
    expect(keptAfter(30, 0, 70)).toEqual([70, 270, 280, 290])
    expect(keptAfter(30, 1, 70)).toEqual([0, 70, 270, 280, 290])
  })

  it('lie about evenly over a run of any length, from its first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 400 }), fc.integer({ min: 0, max: 390 }), (count, bestAt) => {
        const best = Math.min(bestAt, count - 1) * 10
        const steps = keptAfter(count, 16, best)
        expect(steps.length).toBeLessThanOrEqual(20)
        expect(steps.slice(-3)).toEqual([count - 3, count - 2, count - 1].map((i) => i * 10))
        expect(steps).toEqual(expect.arrayContaining([0, best]))
        const gaps = steps.slice(1).map((step, i) => step - steps[i])
        expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.max(20, (3 * 10 * count) / 16))
      })
    )
  })
})
