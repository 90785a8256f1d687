// The choice of the number of threads, on simulated machines with invented times.

import { describe, expect, it } from 'vitest'
import { Random } from '../../src/engine/random'
import { Pace } from '../../src/trainer/pace'

/** Milliseconds of a step on so many threads. */
type Machine = (threads: number, step: number) => number

/** Lets a pace run for so many steps. Returns, for the last `counted` steps, the share of each number of threads. */
function shareOfSteps(pace: Pace, machine: Machine, steps: number, counted = steps): Map<number, number> {
  const shares = new Map<number, number>()
  for (let step = 0; step < steps; step++) {
    const { active } = pace
    if (step >= steps - counted) shares.set(active, (shares.get(active) ?? 0) + 1 / counted)
    pace.observe(machine(active, step))
  }
  return shares
}

/** Two free cores. */
const quiet: Machine = (threads) => (threads === 1 ? 2 : 1.05)
/** Two cores, and another program on one of them. */
const busy: Machine = (threads) => (threads === 1 ? 2 : 2.7)

/** Makes every time longer by a random factor up to `most`, and one step in twenty ten times as long. */
function noisy(machine: Machine, most: number, seed: number): Machine {
  const random = new Random(seed)
  return (threads, step) => machine(threads, step) * (1 + (most - 1) * random.next()) * (random.next() < 0.05 ? 10 : 1)
}

const seeds = [1, 2, 3, 4, 5]

describe('two threads', () => {
  it('all begin', () => {
    expect(new Pace(2, 2).active).toBe(2)
  })

  it.each(seeds)('with cores of their own they stay at work, and trials cost next to nothing (%d)', (seed) => {
    expect(shareOfSteps(new Pace(2, 2), noisy(quiet, 1.5, seed), 20_000).get(2)).toBeGreaterThan(0.99)
  })

  it.each(seeds)('beside another program one of them soon works alone (%d)', (seed) => {
    const pace = new Pace(2, 2)
    shareOfSteps(pace, noisy(busy, 1.3, seed), 200)
    expect(pace.settled).toBe(1)
    expect(shareOfSteps(pace, noisy(busy, 1.3, seed), 20_000).get(1)).toBeGreaterThan(0.99)
  })

  it.each(seeds)(
    'when another program begins it is noticed within some steps, and when it has ended, in time (%d)',
    (seed) => {
      const pace = new Pace(2, 2)
      shareOfSteps(pace, noisy(quiet, 1.2, seed), 20_000)
      expect(pace.settled).toBe(2)
      shareOfSteps(pace, noisy(busy, 1.2, seed), 60)
      expect(pace.settled).toBe(1)
      shareOfSteps(pace, noisy(busy, 1.2, seed), 20_000)
      expect(pace.settled).toBe(1)
      shareOfSteps(pace, noisy(quiet, 1.2, seed), 10_000)
      expect(pace.settled).toBe(2)
    }
  )

  it('a step that waits for ever longer ends a trial at once', () => {
    const pace = new Pace(2, 2)
    shareOfSteps(pace, (threads) => (threads === 1 ? 1 : 1000), 200)
    const shares = shareOfSteps(pace, (threads) => (threads === 1 ? 1 : 1000), 10_000)
    expect(shares.get(2)! * 10_000).toBeLessThan(50)
  })

  it('a machine that slows down as a whole changes nothing', () => {
    const pace = new Pace(2, 2)
    shareOfSteps(pace, quiet, 1000)
    shareOfSteps(pace, (threads, step) => 3 * quiet(threads, step), 1000)
    expect(pace.settled).toBe(2)
  })

  it('where one is as fast as two, one works', () => {
    const pace = new Pace(2, 2)
    shareOfSteps(pace, (threads) => (threads === 1 ? 1 : 1.05), 1000)
    expect(pace.settled).toBe(1)
  })
})

describe('sixteen', () => {
  /** A step of 16 equal parts. The cost of waiting for each other grows with the number of threads. */
  const parts =
    (meeting: number): Machine =>
    (threads) =>
      Math.ceil(16 / threads) + meeting * threads

  it.each([
    [0, 16],
    [0.3, 8],
    [0.8, 4],
    [30, 1]
  ])('meeting at a cost of %d: the fastest number is found', (meeting, best) => {
    const pace = new Pace(16, 16)
    shareOfSteps(pace, noisy(parts(meeting), 1.1, 3), 3000)
    expect(pace.settled).toBe(best)
    const shares = shareOfSteps(pace, noisy(parts(meeting), 1.1, 4), 30_000)
    expect(shares.get(best)).toBeGreaterThan(0.98)
  })

  it('only numbers are tried that can make a difference', () => {
    const pace = new Pace(16, 16)
    const tried = shareOfSteps(pace, (threads) => threads, 5000)
    expect([...tried.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 6, 8, 16])
  })
})

it('one thread alone has nothing to try', () => {
  expect([...shareOfSteps(new Pace(8, 1), (_, step) => step, 1000).keys()]).toEqual([1])
})
