// The series of Mackey and Glass: the equation is solved with the order of the method, and the data set is made from
// the solution.

import { describe, expect, it } from 'vitest'
import { loadDataSet } from '../../src/data/load'
import { mackeyGlass } from '../../src/data/mackey-glass'
import { dataSchema } from '../../src/shared/experiment'

describe('the series', () => {
  it('comes from a method of order 4: half the step, a sixteenth of the error', () => {
    const truth = mackeyGlass(200, 0, 64)
    const errorOf = (perUnit: number): number =>
      mackeyGlass(200, 0, perUnit).reduce((largest, x, t) => Math.max(largest, Math.abs(x - truth[t])), 0)
    expect(errorOf(4) / errorOf(8)).toBeGreaterThan(12)
    expect(errorOf(10)).toBeLessThan(1e-5)
  })

  it('follows its equation: slopes between values are those of the right side', () => {
    const perUnit = 20
    const fine = mackeyGlass(400, 0, perUnit)
    // Central differences over two units of time have an error of a few per cent.
    for (let t = 40; t < 399; t++) {
      const right = (0.2 * fine[t - 17]) / (1 + fine[t - 17] ** 10) - 0.1 * fine[t]
      expect(Math.abs((fine[t + 1] - fine[t - 1]) / 2 - right)).toBeLessThan(0.01)
    }
  })

  it('begins at 1.2, and falls as e^(−0.1 t) with what it was before', () => {
    // While t ≤ 17 the past is 1.2: ẋ = g − 0.1 x has a closed solution.
    const g = (0.2 * 1.2) / (1 + 1.2 ** 10)
    mackeyGlass(18, 0, 10).forEach((x, t) => expect(x).toBeCloseTo(10 * g + (1.2 - 10 * g) * Math.exp(-0.1 * t), 6))
  })
})

describe('as data', () => {
  const spec = dataSchema.parse({ kind: 'series', source: 'mackey-glass' })
  const read = (): Uint8Array => {
    throw new Error('There is no file.')
  }
  const data = loadDataSet(spec, { bundled: read, chosen: read })

  it('is one column that reads no file', () => {
    expect(data.kind === 'series' && [data.rows, data.chosen]).toEqual([4000, ['x']])
  })

  it('has the mean at 1, and is told far better by AR(9)', () => {
    const lossOf = (key: string): number => data.baselines({ tau: 50 }).find((line) => line.key === key)!.loss
    expect(lossOf('mean')).toBeCloseTo(1, 1)
    expect(lossOf('autoregression')).toBeLessThan(lossOf('last-value') / 20)
  })
})
