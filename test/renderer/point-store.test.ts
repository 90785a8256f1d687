import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPointStore } from '../../src/renderer/model/point-store'
import { columnsOf, pointsOf } from './fake-bridge'

const stepsOf = (store: ReturnType<typeof createPointStore>): number[] => [...store.points.step.subarray(0, store.count)]

describe('point store', () => {
  it('grows by doubling and keeps every column', () => {
    const store = createPointStore()
    for (let first = 1; first < 5000; first += 100) store.append(columnsOf(Array.from({ length: 100 }, (_, i) => first + i), first), 100)
    expect(store.count).toBe(5000)
    expect(store.points.step.length).toBe(8192)
    expect(stepsOf(store)).toEqual(Array.from({ length: 5000 }, (_, i) => i + 1))
    expect(store.points.loss[4999]).toBe(4901)
  })

  it('stays the same object while points are only added', () => {
    const store = createPointStore()
    const { points } = store
    store.append(columnsOf(Array.from({ length: 3000 }, (_, i) => i)), 3000)
    expect(store.points).toBe(points)
  })

  it('drops what a rewind supersedes, and says from which step', () => {
    const store = createPointStore()
    store.load(pointsOf([1, 2, 3, 4, 5], 1))
    const { points } = store
    expect(store.append(columnsOf([3, 4], 2), 2)).toBe(3)
    expect(stepsOf(store)).toEqual([1, 2, 3, 4])
    expect([...store.points.loss.subarray(0, 4)]).toEqual([1, 1, 2, 2])
    expect(store.points).not.toBe(points)
  })

  it('finds a rewind in the middle of what it is given, and in what was stored', () => {
    const store = createPointStore()
    expect(store.append(columnsOf([1, 2, 3, 2, 3, 4]), 6)).toBe(2)
    expect(stepsOf(store)).toEqual([1, 2, 3, 4])
    store.load(pointsOf([1, 2, 3, 1, 2]))
    expect(stepsOf(store)).toEqual([1, 2])
  })

  it('holds rising steps whatever comes, the last of each step', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 20 }), { maxLength: 8 }), (chunks) => {
      const store = createPointStore()
      chunks.forEach((steps) => store.append(columnsOf(steps), steps.length))
      const expected: number[] = []
      for (const step of chunks.flat()) {
        while (expected.length > 0 && expected.at(-1)! >= step) expected.pop()
        expected.push(step)
      }
      expect(stepsOf(store)).toEqual(expected)
    }))
  })
})
