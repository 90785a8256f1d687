import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CurveLog } from '../../src/shared/curve-log'

const point = (step: number, loss = 1): number[] => [step, loss, 1, 0.1, 0, step]
const kept = (log: CurveLog, column: 'step' | 'loss' | 'ordinal' = 'step'): number[] => [
  ...log.curves[column].subarray(0, log.count)
]

describe('the points of a run that fit', () => {
  it('are all there, and the columns stay the same object', () => {
    const log = new CurveLog()
    const { curves } = log
    for (let step = 1; step <= 5000; step++) log.append(point(step, 2 * step))
    expect([log.count, log.total, log.stretch]).toEqual([5000, 5000, 1])
    expect(kept(log)).toEqual(Array.from({ length: 5000 }, (_, i) => i + 1))
    expect(kept(log, 'loss')[4999]).toBe(10_000)
    expect(log.curves).toBe(curves)
  })

  it('lose what a rewind supersedes', () => {
    const log = new CurveLog()
    for (const step of [1, 2, 3, 4, 5]) log.append(point(step))
    const { curves } = log
    expect([log.append(point(3, 2)), log.append(point(4, 2))]).toEqual([true, false])
    expect([kept(log), kept(log, 'loss'), kept(log, 'ordinal')]).toEqual([
      [1, 2, 3, 4],
      [1, 1, 2, 2],
      [1, 2, 3, 4]
    ])
    expect(log.curves).not.toBe(curves)
  })

  it('rise in step whatever comes, with the last of each step', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 }), (steps) => {
        const log = new CurveLog()
        const expected: number[] = []
        for (const step of steps) {
          log.append(point(step))
          while (expected.length > 0 && expected.at(-1)! >= step) expected.pop()
          expected.push(step)
        }
        expect(kept(log)).toEqual(expected)
      })
    )
  })
})

describe('the points of a long run', () => {
  const room = 1024
  /** Losses of 100 with a spike up and one down at the steps given. */
  function long(steps: number, up: number, down: number): CurveLog {
    const log = new CurveLog(room)
    for (let step = 1; step <= steps; step++)
      log.append(point(step, step === up ? 5000 : step === down ? -7 : 100 + (step % 2)))
    return log
  }

  it('take no more than their room, and keep every spike at its own step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 50_000 }), (up, down) => {
        fc.pre(up !== down)
        const log = long(50_000, up, down)
        expect(log.count).toBeLessThanOrEqual(room)
        const [losses, steps] = [kept(log, 'loss'), kept(log)]
        expect([steps[losses.indexOf(5000)], steps[losses.indexOf(-7)]]).toEqual([up, down])
      }),
      { numRuns: 20 }
    )
  })

  it('count all points, and say what the left-out ones were on average', () => {
    const log = long(50_000, 0, 0)
    expect([log.total, log.last!.step]).toEqual([50_000, 50_000])
    const { ordinal, meanLoss } = log.curves
    let sum = 0
    for (let i = 0; i < log.count; i++) sum += meanLoss[i] * (ordinal[i] - (ordinal[i - 1] ?? 0))
    // The means of the stretches, weighted by the number of their points, give the mean of all points, with an error of
    // at most one point in a stretch.
    expect(sum / 50_000).toBeCloseTo(100.5, 1)
  })

  it('are counted on after a rewind', () => {
    const log = long(50_000, 0, 0)
    log.append(point(20_001))
    expect([log.total, log.last!.step]).toEqual([20_001, 20_001])
  })

  it('leave out of lows, highs and means what is no finite number', () => {
    const log = new CurveLog(room)
    for (let step = 1; step <= 5000; step++) log.append(point(step, step % 3 === 0 ? NaN : step % 3 === 1 ? 1 : 3))
    expect([...new Set(log.curves.meanLoss.subarray(0, 50))].every((mean) => mean > 1 && mean < 3)).toBe(true)
  })
})
