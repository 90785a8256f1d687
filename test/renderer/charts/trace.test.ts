import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimate, type PlotPoint } from '../../../src/renderer/charts/decimate'
import { lowerBound, RunningMean, Smoother, Trace, TraceKeeper } from '../../../src/renderer/charts/trace'

const steps = (count: number, first = 1): Float64Array => Float64Array.from({ length: count }, (_, i) => first + i)

it('finds lower bounds', () => {
  expect([0, 1, 2, 4, 9].map((value) => lowerBound([1, 2, 4, 8], value, 0, 4))).toEqual([0, 0, 1, 2, 4])
})

describe('smoothing', () => {
  it('is a debiased moving average: a constant stays what it is from the first value on', () => {
    const smoother = new Smoother(50)
    for (let i = 0; i < 200; i++) expect(smoother.next(3)).toBeCloseTo(3, 12)
  })
  it('has weights that sum to 1, where the window is at most a twentieth of what there is', () => {
    const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 120 })
    fc.assert(
      fc.property(values, fc.double({ min: 1, max: 5, noNaN: true }), (values, window) => {
        const smoother = new Smoother(window)
        const last = values.map((value) => smoother.next(value)).at(-1)!
        const beta = values.map((_, i) => 1 - 1 / Math.max(1, Math.min(window, (i + 1) / 20)))
        const weights = values.map((_, i) => (1 - beta[i]) * beta.slice(i + 1).reduce((a, b) => a * b, 1))
        expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12)
        expect(last).toBeCloseTo(
          values.reduce((total, value, i) => total + value * weights[i], 0),
          8
        )
      })
    )
  })
  it('lets go of first values that the run has left, on a logarithmic scale too', () => {
    const smoother = new Smoother(50)
    const fallen = Array.from({ length: 200 }, (_, i) => smoother.next(i < 3 ? 0.7 : 1e-3)).findIndex(
      (value) => value < 1.1e-3
    )
    expect(fallen).toBeLessThan(40)
  })
  it('over one step changes nothing, and what is not finite leaves no trace', () => {
    const smoother = new Smoother(1)
    expect([1, NaN, 5].map((value) => smoother.next(value))).toEqual([1, NaN, 5])
  })
})

describe('trace', () => {
  it('begins a new branch where the step goes back, and smooths it afresh', () => {
    const step = Float64Array.of(1, 2, 3, 4, 3, 4, 5)
    const loss = Float64Array.of(1, 1, 100, 1000, 2, 2, 2)
    const trace = new Trace(10)
    trace.extend(step, loss, 5)
    trace.extend(step, loss, 7)
    expect(trace.segments()).toEqual([
      { from: 0, to: 4 },
      { from: 4, to: 7 }
    ])
    expect(trace.smoothed[6]).toBeCloseTo(2, 12)
    // The value comes from the newest branch that reaches the step.
    expect(trace.nearest(step, 4.1)).toBe(5)
    expect(trace.nearest(step, 1.2)).toBe(0)
    expect(trace.nearest(step, 99)).toBe(6)
    expect(new Trace(1).nearest(step, 1)).toBe(-1)
  })
  it('is built anew for another run, fewer points or another smoothing, and kept otherwise', () => {
    const keeper = new TraceKeeper()
    const [one, other] = [{}, {}]
    const step = steps(10)
    const first = keeper.of(one, step, step, 5, 10)
    expect(keeper.of(one, step, step, 10, 10)).toBe(first)
    const shorter = keeper.of(one, step, step, 4, 10)
    expect(shorter).not.toBe(first)
    expect(keeper.of(other, step, step, 4, 10)).not.toBe(shorter)
    expect(keeper.of(other, step, step, 4, 20).window).toBe(20)
  })
  it('takes means of stretches, where a value may stand for several', () => {
    const mean = new RunningMean()
    const source = {}
    mean.extend(source, [1, 0, 1, 1], 2, [1, 2, 3, 7])
    mean.extend(source, [1, 0, 1, 1], 4, [1, 2, 3, 7])
    expect([mean.of(0, 4), mean.of(1, 3), mean.of(1, 4)]).toEqual([6 / 7, 1 / 2, 5 / 6])
    mean.extend({}, [5], 1, [1])
    expect(mean.of(0, 1)).toBe(5)
  })

  it('smooths a mean as it would the values that it stands for', () => {
    const several = fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.integer({ min: 1, max: 60 }))
    const window = fc.double({ min: 1, max: 6, noNaN: true })
    fc.assert(
      fc.property(fc.array(several, { minLength: 1, maxLength: 6 }), window, (means, window) => {
        const [one, together] = [new Smoother(window), new Smoother(window)]
        const last = means.map(([value, count]) => together.next(value, count)).at(-1)!
        const each = means.flatMap(([value, count]) => Array<number>(count).fill(value))
        expect(last).toBeCloseTo(each.map((value) => one.next(value)).at(-1)!, 9)
      })
    )
  })
})

describe('decimation', () => {
  const curveOf = (values: Float64Array): { x: Float64Array; y: Float64Array; trace: Trace } => {
    const x = steps(values.length)
    const trace = new Trace(1)
    trace.extend(x, values, values.length)
    return { x, y: values, trace }
  }
  const decimated = (
    values: Float64Array,
    buckets: number,
    x = { min: 1, max: values.length },
    log = false
  ): PlotPoint[] => {
    const { x: step, y, trace } = curveOf(values)
    return decimate({ x: step, y, pyramid: trace.pyramid('raw') }, { from: 0, to: values.length }, { x, log, buckets })
  }

  it('keeps the least and the greatest value, its order and its bound on points', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e3, max: 1e3 }), { minLength: 1, maxLength: 3000 }),
        fc.integer({ min: 5, max: 100 }),
        fc.boolean(),
        (list, buckets, log) => {
          const points = decimated(Float64Array.from(list), buckets, undefined, log)
          const values = points.map((point) => point.y)
          expect(Math.min(...values)).toBe(Math.min(...list))
          expect(Math.max(...values)).toBe(Math.max(...list))
          expect(points.length).toBeLessThanOrEqual(2 * buckets + 2)
          for (let i = 1; i < points.length; i++) expect(points[i].x).toBeGreaterThanOrEqual(points[i - 1].x)
        }
      )
    )
  })
  it('shows few points as they are, with one neighbour on each side of the view', () => {
    expect(decimated(Float64Array.of(5, 6, 7, 8, 9, 10), 100, { min: 3, max: 4 }).map((point) => point.y)).toEqual([
      6, 7, 8, 9
    ])
  })
  it('leaves a gap where nothing is finite, and step 0 out of a logarithmic axis', () => {
    expect(decimated(Float64Array.of(1, NaN, 3), 100).map((point) => point.y)).toEqual([1, NaN, 3])
    const trace = new Trace(1)
    trace.extend([0, 1, 2], [1, 2, 3], 3)
    const points = decimate(
      { x: [0, 1, 2], y: [1, 2, 3], pyramid: trace.pyramid('raw') },
      { from: 0, to: 3 },
      { x: { min: 1, max: 2 }, log: true, buckets: 50 }
    )
    expect(points.map((point) => point.x)).toEqual([1, 2])
  })
  it('keeps a single peak among a million', () => {
    const values = new Float64Array(1_000_000).fill(1)
    values[654_321] = 99
    const points = decimated(values, 800)
    expect(points.some((point) => point.y === 99)).toBe(true)
    expect(points.length).toBeLessThanOrEqual(1602)
  })
})
