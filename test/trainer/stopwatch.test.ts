// The clock of training on a machine that sleeps.

import { expect, it } from 'vitest'
import { Stopwatch } from '../../src/trainer/stopwatch'

let now = 0
let computed = 0
const begin = (): Stopwatch => {
  const watch = new Stopwatch({ now: () => now, computed: () => computed })
  watch.start()
  return watch
}
function pass(seconds: number, share: number): void {
  now += seconds
  computed += seconds * share
}

it('counts a step as long as it takes, on one thread, on many and on a busy machine', () => {
  const watch = begin()
  for (const share of [1, 8, 0.2]) pass(600, share)
  expect(watch.seconds).toBeCloseTo(1800)
})

it('does not count the sleep of the machine, wherever in a step it comes', () => {
  const watch = begin()
  pass(4, 1)
  pass(8 * 3600, 0)
  pass(2, 1)
  expect(watch.seconds).toBeCloseTo(6)
  pass(3, 1)
  expect(watch.seconds).toBeCloseTo(9)
})

it('counts short waits, and no pause', () => {
  const watch = begin()
  pass(5, 0)
  watch.stop()
  pass(100, 1)
  expect(watch.seconds).toBeCloseTo(5)
  watch.start()
  for (let i = 0; i < 100; i++) {
    pass(0.1, 1)
    expect(watch.seconds).toBeCloseTo(5 + 0.1 * (i + 1))
  }
  watch.set(50)
  pass(0.5, 1)
  expect(watch.seconds).toBeCloseTo(50.5)
})
