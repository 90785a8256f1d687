import { describe, expect, it } from 'vitest'
import { findSeason, simpleForecasters } from '../../src/data/forecast-methods'

describe('simple forecasts, by hand', () => {
  const s = Float64Array.from({ length: 60 }, (_, t) => [3, 1, 4, 1][t % 4] + t)

  it('the last value stays', () => {
    expect(simpleForecasters(s, [s.subarray(0, 40)], null)['last-value']!(20, 3)).toEqual(Float64Array.of(23, 23, 23))
  })

  it('a season is repeated, over and over', () => {
    // Rows 17 … 20 are 1 + 17, 4 + 18, 1 + 19, 3 + 20.
    expect(simpleForecasters(s, [s.subarray(0, 40)], 4).seasonal!(20, 6)).toEqual(
      Float64Array.of(18, 22, 20, 23, 18, 22)
    )
    expect(simpleForecasters(s, [s.subarray(0, 40)], null).seasonal).toBeNull()
  })

  it('AR(9) goes on from its own values: a line and a season of four are linear in nine lags', () => {
    const ahead = simpleForecasters(s, [s.subarray(0, 40)], null).autoregression!(45, 8)
    ahead.forEach((value, i) => expect(value).toBeCloseTo(s[46 + i], 3))
    expect(simpleForecasters(s, [s.subarray(0, 20)], null).autoregression).toBeNull()
  })
})

describe('the season', () => {
  const wave = (period: number, n: number, slope = 0): Float64Array =>
    Float64Array.from({ length: n }, (_, t) => Math.sin((2 * Math.PI * t) / period) + slope * t)

  it.each([
    ['a year of months', wave(12, 120), 12],
    ['on a slope', wave(7, 100, 0.4), 7],
    ['that fits less than three times', wave(50, 120), null],
    ['of a line', Float64Array.from({ length: 50 }, (_, t) => 2 * t), null],
    ['of a constant', new Float64Array(50).fill(4), null]
  ])('%s', (_name, values, season) => {
    expect(findSeason(values)).toBe(season)
  })
})
