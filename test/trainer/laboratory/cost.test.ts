// The measurement of the methods: a real one at tiny sizes, and the results that follow from its numbers.

import { describe, expect, it } from 'vitest'
import { Random } from '../../../src/engine/random'
import {
  causesOf,
  costCsv,
  costMethods,
  costSchema,
  fitPower,
  growthOf,
  measuredGrowth,
  productsOf,
  threadsIn,
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
    expect(lines.filter((line) => line.startsWith('#'))).toHaveLength(3)
    expect(lines).toContainEqual(expect.stringMatching(/^checkpoints,32,1,4096,[\d.e-]+,\d+,12288$/))
    expect(lines).toHaveLength(3 + 1 + cost.points.length)
  })
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
            milliseconds: times[`${method} ${batch} ${threads}`] ?? (method === 'bptt' ? 8 : 2)
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
      products: { counted: 3, measured: 4 },
      overBatch: { bptt: 2, forced: 2 },
      overTime: { bptt: 1, forced: 2 }
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
    points: [16, 64, 256].map((tau) => ({ ...which, tau, milliseconds: tau ** 2, bytes: 1 }))
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
