// The measurement of the methods: a real one at tiny sizes, and the results that follow from its numbers.

import { describe, expect, it, vi } from 'vitest'
import { Random } from '../../../src/engine/random'
import {
  causesOf,
  costCsv,
  costMethods,
  costSchema,
  fitPower,
  growthOf,
  hiddenGrowth,
  measuredGrowth,
  misfits,
  productsOf,
  threadsIn,
  verdictOf,
  type Cost
} from '../../../src/shared/cost'
import { measureCost, threadNumbers } from '../../../src/trainer/laboratory/cost'
import { machine } from '../../machine'
import { resources } from '../support'

const tiny = {
  kernels: 'auto',
  threads: null,
  resources,
  version: '1',
  machine: { ...machine, cores: 1 },
  hidden: 8,
  symbols: 5,
  again: 0,
  pointMilliseconds: 0
}

function measured(options: Partial<Parameters<typeof measureCost>[0]> = {}): { cost: Cost; dones: number[] } {
  const work = measureCost({ ...tiny, ...options })
  const dones: number[] = []
  let next = work.next()
  for (; !next.done; next = work.next()) dones.push(next.value.done)
  return { cost: next.value, dones }
}

describe('the measurement', () => {
  const { cost, dones } = measured({ lengths: [64, 256, 1024, 4096] })

  it('has every method at every length and batch, and fits its schema', () => {
    expect(costSchema.parse(structuredClone(cost))).toEqual(cost)
    expect(cost.points).toHaveLength(costMethods.length * 2 * 4)
    expect(cost.leftOut).toEqual([])
    expect(cost.kernels).toBe('wasm-256')
  })

  it('tells how far it is, ever further', () => {
    expect(dones).toEqual(dones.toSorted((a, b) => a - b))
    expect(dones[0]).toBe(0)
    expect(dones.at(-1)).toBeLessThan(1)
  })

  it('finds the memory of the chapter: τ, a window, and √τ twice', () => {
    const memory = (method: (typeof costMethods)[number]['key']) =>
      growthOf(cost, { method, batch: 32, threads: 1 }, 'bytes')!.slope
    expect(memory('bptt')).toBeCloseTo(1, 1)
    expect(memory('truncated')).toBeCloseTo(0, 5)
    expect(memory('checkpoints')).toBeCloseTo(0.5, 1)
    expect(memory('teacher-forcing')).toBeCloseTo(0.5, 1)
  })

  it('is a table for other programs', () => {
    const lines = costCsv(cost).trimEnd().split('\n')
    expect(lines.filter((line) => line.startsWith('#'))).toHaveLength(4)
    expect(lines).toContainEqual(expect.stringMatching(/^checkpoints,32,1,4096,[\d.e-]+,[\d.e-]+,\d,\d+,12288$/))
    expect(lines).toHaveLength(4 + 1 + cost.points.length)
  })
})

it('shows where segments hide the growth of memory: that of one sequence, not that of 32', () => {
  expect(hiddenGrowth({ batch: 1, threads: 1 })).toEqual({ least: 128, from: 16_384 })
  expect(hiddenGrowth({ batch: 32, threads: 2 })).toBeNull()
  const { cost } = measured({ lengths: [256, 512, 1024] })
  const growth = growthOf(cost, { method: 'teacher-forcing', batch: 1, threads: 1 }, 'bytes')!
  expect(growth.slope).toBeCloseTo(0, 5)
})

it('says nothing of a quotient that may be 1, or whose spread was not measured', () => {
  expect(verdictOf({ value: 1.8, low: 1.7, high: 2 })).toBe('above')
  expect(verdictOf({ value: 0.34, low: 0.3, high: 0.4 })).toBe('below')
  expect(verdictOf({ value: 0.95, low: 0.8, high: 1.1 })).toBe('unclear')
  expect(verdictOf({ value: 0.3, low: 0, high: 0.4 })).toBe('unknown')
})

it('finds the points that do not fit, and no others', () => {
  const point = { method: 'bptt', batch: 1, threads: 1, visits: 1, bytes: 1 } as const
  const points = (...times: number[]) =>
    times.map((milliseconds, i) => ({ ...point, tau: 16 * 2 ** i, milliseconds, median: milliseconds }))
  const wrong = (...times: number[]) => misfits({ points: points(...times) }).map(({ milliseconds }) => milliseconds)
  expect(wrong(1, 2, 4, 8, 16)).toEqual([])
  // For short sequences a step costs more than its products.
  expect(wrong(1, 1.2, 1.7, 3)).toEqual([])
  expect(wrong(1, 2, 75, 8, 16)).toEqual([75])
  expect(wrong(1, 2, 4, 20)).toEqual([20])
  const scattered = points(1, 2, 4).map((one) => ({ ...one, median: one.tau === 32 ? 3 : one.median }))
  expect(misfits({ points: scattered }).map(({ tau }) => tau)).toEqual([32])
})

it('measures points again that do not fit, and keeps the shortest time', () => {
  // The clock jumps while one point is measured for the first time, as on a machine with another program.
  let [jump, late] = [0, 0]
  const clock = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => clock() + (late += jump))
  const work = measureCost({ ...tiny, lengths: [64, 128], again: 1, patience: 1e9 })
  let visitsOfOne = 0
  let before = ''
  let next = work.next()
  for (; !next.done; next = work.next()) {
    const { method, batch, tau } = next.value.at
    const name = `${method} ${batch} ${tau}`
    if (name !== before && name === 'bptt 32 128') visitsOfOne++
    before = name
    jump = name === 'bptt 32 128' && visitsOfOne === 1 ? 200 : 0
  }
  vi.restoreAllMocks()
  const point = next.value.points.find(({ method, batch, tau }) => method === 'bptt' && batch === 32 && tau === 128)!
  expect(point.visits).toBeGreaterThan(1)
  expect(point.milliseconds).toBeLessThan(200)
})

it('leaves out what there is no time for, and says from where on', () => {
  const { cost } = measured({ lengths: [16, 32, 4096], patience: 0 })
  // Before the first point, the time of a point is unknown.
  expect(cost.points.map(({ tau }) => tau)).toEqual([16])
  expect(cost.leftOut).toEqual([{ tau: 16, why: 'time' }])
})

it('leaves out what there is no memory for', () => {
  // 2^45 bytes of states, for 2^40 hidden units, are never allocated, because their size is known before.
  const { cost } = measured({ lengths: [16], hidden: 2 ** 40 })
  expect(cost.points).toEqual([])
  expect(cost.leftOut).toEqual([{ tau: 16, why: 'memory' }])
})

it('measures on one thread, two, four … and all', () => {
  expect(threadNumbers(1)).toEqual([1])
  expect(threadNumbers(2)).toEqual([1, 2])
  expect(threadNumbers(6)).toEqual([1, 2, 4, 6])
  expect(threadNumbers(128)).toEqual([1, 2, 4, 8, 16, 32, 64])
})

describe('the fit of a power', () => {
  const random = new Random(7)
  const between = (low: number, high: number): number => low + (high - low) * random.next()
  const cases = Array.from({ length: 50 }, () => ({ slope: between(-2, 3), factor: Math.exp(between(-8, 8)) }))

  it('finds a power law exactly, with no spread', () => {
    for (const { slope, factor } of cases) {
      const fit = fitPower([1, 3, 10, 40, 1000].map((x) => ({ x, y: factor * x ** slope })))!
      expect(fit.slope).toBeCloseTo(slope, 8)
      expect(Math.log(fit.factor)).toBeCloseTo(Math.log(factor), 7)
      expect(fit.error).toBeLessThan(1e-7)
    }
  })

  it('does not depend on units or order, and grows its spread with the noise', () => {
    for (const { slope } of cases) {
      const noise = Array.from({ length: 8 }, () => between(-1, 1))
      const points = (size: number, unit: number) =>
        noise.map((e, i) => ({ x: 2 ** i, y: unit * 2 ** (i * slope) * Math.exp(size * e) }))
      const [one, other] = [fitPower(points(0.1, 1))!, fitPower(points(0.1, 1000).reverse())!]
      expect(other.slope).toBeCloseTo(one.slope, 8)
      expect(other.error).toBeCloseTo(one.error, 8)
      expect(fitPower(points(0.2, 1))!.error).toBeCloseTo(2 * one.error, 8)
    }
  })

  it('keeps the truth within three standard errors nearly always', () => {
    const trials = Array.from({ length: 400 }, () => {
      const fit = fitPower(
        Array.from({ length: 12 }, (_, i) => ({ x: 2 ** i, y: 2 ** i * Math.exp(0.1 * random.normal()) }))
      )!
      return Math.abs(fit.slope - 1) < 3 * fit.error
    })
    expect(trials.filter(Boolean).length).toBeGreaterThan(380)
  })

  it('is none of fewer than three points, or of one length', () => {
    expect(
      fitPower([
        { x: 1, y: 1 },
        { x: 2, y: 2 }
      ])
    ).toBeNull()
    expect(
      fitPower([
        { x: 2, y: 1 },
        { x: 2, y: 2 },
        { x: 2, y: 3 }
      ])
    ).toBeNull()
  })
})

describe('the causes of the speed of teacher forcing', () => {
  /** BPTT 8 ms, teacher forcing 2; with two threads BPTT gains only over the batch. */
  const times: Record<string, number> = {
    'bptt 1 2': 8,
    'teacher-forcing 1 2': 1,
    'bptt 32 2': 4,
    'teacher-forcing 32 2': 1
  }
  const timed = (milliseconds: number) => ({ milliseconds, median: 1.25 * milliseconds })
  const ratio = (value: number) => ({ value, low: value / 1.25, high: 1.25 * value })
  const cost: Cost = {
    ...measured({ lengths: [] }).cost,
    hidden: 128,
    symbols: 64,
    points: [16, 1024, 4096].flatMap((tau) =>
      [1, 32].flatMap((batch) =>
        [1, 2].flatMap((threads) =>
          (['bptt', 'teacher-forcing'] as const).map((method) => ({
            method,
            batch,
            threads,
            tau,
            bytes: 1,
            visits: 1,
            ...timed(times[`${method} ${batch} ${threads}`] ?? (method === 'bptt' ? 8 : 2))
          }))
        )
      )
    )
  }

  it('stand apart: products, batch, time', () => {
    expect(threadsIn(cost)).toEqual([1, 2])
    expect(causesOf(cost)).toEqual({
      tau: 1024,
      threads: 2,
      products: { counted: 3, measured: ratio(4) },
      overBatch: { bptt: ratio(2), forced: ratio(2) },
      overTime: { bptt: ratio(1), forced: ratio(2) }
    })
    expect(productsOf('checkpoints', cost) - productsOf('bptt', cost)).toBe(128 * 128)
  })

  it('are taken at a length of which all is there, or not at all', () => {
    const without = (tau: number) =>
      cost.points.filter((point) => !(point.tau === tau && point.batch === 1 && point.threads === 2))
    expect(causesOf({ ...cost, points: without(1024) })!.tau).toBe(16)
    expect(causesOf({ ...cost, points: [] })).toBeNull()
  })
})

describe('the growth that was measured', () => {
  const which = { method: 'bptt', batch: 32, threads: 1 } as const
  const quadratic: Cost = {
    ...measured({ lengths: [] }).cost,
    points: [16, 64, 256].map((tau) => ({ ...which, tau, milliseconds: tau ** 2, median: null, visits: 1, bytes: 1 }))
  }

  it('lies on the law between the lengths', () => {
    for (const [from, to] of [
      [16, 256],
      [20, 100],
      [64, 64],
      [100, 17]
    ])
      expect(measuredGrowth(quadratic, which, from, to)).toBeCloseTo((to / from) ** 2, 8)
  })

  it('is not known outside of them', () => {
    for (const [from, to] of [
      [15, 64],
      [64, 257]
    ])
      expect(measuredGrowth(quadratic, which, from, to)).toBeNull()
    expect(measuredGrowth(quadratic, { ...which, batch: 1 }, 16, 64)).toBeNull()
  })
})
