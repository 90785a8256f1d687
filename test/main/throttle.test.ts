import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { throttle } from '../../src/main/throttle'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('calls at once, then at most every so often, and never misses the last', () => {
  let value = 0
  const seen: number[] = []
  const tell = throttle(500, () => seen.push(value))
  for (value = 1; value <= 120; value++) {
    tell()
    vi.advanceTimersByTime(10)
  }
  vi.advanceTimersByTime(5000)
  expect(seen).toEqual([1, 50, 100, 121])
  tell()
  expect(seen).toHaveLength(5)
})
