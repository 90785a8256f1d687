import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitted, leastShare, panned, stepExtent, within, zoomed } from '../../../src/renderer/charts/range'

const none = { lows: [], highs: [], must: [], may: [], log: false }

describe('zoom and pan', () => {
  it('keeps the value under the pointer where it is', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (factor, centre, log) => {
          const at = ({ min, max }: { min: number; max: number }): number =>
            log ? min * (max / min) ** centre : min + centre * (max - min)
          const range = { min: 2, max: 500 }
          expect(at(zoomed(range, factor, centre, log))).toBeCloseTo(at(range), 6)
        }
      )
    )
  })
  it('pans by a share of the axis', () => {
    expect(panned({ min: 0, max: 10 }, 0.5, false)).toEqual({ min: 5, max: 15 })
    const decades = panned({ min: 1, max: 100 }, 0.5, true)
    expect([decades.min, decades.max]).toEqual([expect.closeTo(10), expect.closeTo(1000)])
  })
  it('stays inside the data, and follows them again when all are shown', () => {
    expect(within({ min: -5, max: 5 }, { min: 0, max: 100 }, false)).toEqual({ min: 0, max: 10 })
    expect(within({ min: 95, max: 105 }, { min: 0, max: 100 }, false)).toEqual({ min: 90, max: 100 })
    expect(within({ min: -1, max: 101 }, { min: 0, max: 100 }, false)).toBeNull()
    expect(within({ min: NaN, max: 1 }, { min: 0, max: 100 }, false)).toBeNull()
  })
  it('gives an axis of steps some width, and no zero where it is logarithmic', () => {
    expect(stepExtent(0, 100, true)).toEqual({ min: 1, max: 100 })
    expect(stepExtent(1, 1, false)).toEqual({ min: 1, max: 2 })
  })
})

describe('the y axis', () => {
  it('holds everything that must be seen', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { minLength: 1, maxLength: 50 }),
        fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { maxLength: 3 }),
        fc.boolean(),
        (data, must, log) => {
          const { min, max } = fitted({ ...none, lows: data, highs: data, must, log })
          expect(max).toBeGreaterThan(min)
          for (const value of [...must, Math.min(...data)]) {
            // The last digits of an end can change through the logarithm and back.
            expect(value).toBeGreaterThanOrEqual(min - 1e-12 * Math.abs(min))
            expect(value).toBeLessThanOrEqual(max + 1e-12 * Math.abs(max))
          }
        }
      )
    )
  })
  it('does not zoom into what float32 has rounded: numbers that agree are one number', () => {
    const size = fc.double({ min: 1e-30, max: 1e30, noNaN: true })
    const noise = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(size, noise, fc.boolean(), fc.constantFrom(1, -1), (size, noise, log, sign) => {
        const values = noise.map((share) => (log ? 1 : sign) * size * (1 + 0.49 * leastShare * share))
        const { min, max } = fitted({ ...none, lows: values, highs: values, log })
        expect(max - min).toBeGreaterThan(0.19 * size)
        for (const value of values) expect(value > min && value < max).toBe(true)
      })
    )
  })
  it('shows what differs by more, at every size alike', () => {
    const values = fc.array(fc.double({ min: 1, max: 2, noNaN: true }), { minLength: 2, maxLength: 30 })
    fc.assert(
      fc.property(values, fc.integer({ min: -90, max: 90 }), (values, power) => {
        fc.pre(Math.max(...values) - Math.min(...values) > 2 * leastShare)
        const { min, max } = fitted({ ...none, lows: values, must: values })
        expect(max - min).toBeCloseTo(1.08 * (Math.max(...values) - Math.min(...values)), 9)
        const scaled = values.map((value) => value * 2 ** power)
        expect(fitted({ ...none, lows: scaled, must: scaled }).max / 2 ** power).toBeCloseTo(max, 9)
      })
    )
  })
  it('shows a spike above numbers that are alike', () => {
    const values = [...Array.from({ length: 200 }, (_, i) => 1 + 1e-8 * (i % 3)), 5]
    expect(fitted({ ...none, lows: values, highs: values }).max).toBeGreaterThan(5)
  })
  it('leaves out extreme first values, but not ordinary ones', () => {
    const decay = Array.from({ length: 500 }, (_, i) => 2 + Math.exp(-i / 100))
    expect(fitted({ ...none, lows: decay, highs: decay }).max).toBeGreaterThan(3)
    const burst = [1e6, ...decay]
    expect(fitted({ ...none, lows: burst, highs: burst }).max).toBeLessThan(4)
    expect(fitted({ ...none, lows: burst, highs: burst, must: [1e6] }).max).toBeGreaterThan(1e6)
    expect(fitted({ ...none, lows: burst, highs: burst, log: true }).max).toBeGreaterThan(1e6)
  })
  it('takes in a baseline that is near and leaves one that is far', () => {
    const data = [1, 2]
    expect(fitted({ ...none, lows: data, highs: data, may: [2.4] }).max).toBeGreaterThan(2.4)
    expect(fitted({ ...none, lows: data, highs: data, may: [50] }).max).toBeLessThan(3)
  })
  it('has no place for zero on a logarithmic scale, and at most twelve decades', () => {
    const { min } = fitted({ ...none, lows: [0, 1e-300, 1], highs: [1], must: [0], log: true })
    expect(min).toBeGreaterThan(1e-14)
  })
  it('is something for nothing, and for a single value', () => {
    expect(fitted(none)).toEqual({ min: 0, max: 1 })
    expect(fitted({ ...none, log: true })).toEqual({ min: 0.1, max: 1 })
    const one = fitted({ ...none, lows: [0], highs: [0] })
    expect(one.min).toBeLessThan(0)
    expect(one.max).toBeGreaterThan(0)
    expect(fitted({ ...none, lows: [NaN], highs: [Infinity] })).toEqual({ min: 0, max: 1 })
  })
})
