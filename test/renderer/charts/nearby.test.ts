import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesNear, mostLines, reach } from '../../../src/renderer/charts/nearby'
import type { Scene } from '../../../src/renderer/charts/scene'

/** A chart of 600 × 200 pixels over so many steps. */
const sceneOf = (steps: number, marks: number[], levels: number[] | null = null): Scene => ({
  x: { min: 0, max: steps },
  y: { min: 0, max: 10 },
  curves: [],
  above: '',
  marks: marks.map((x) => ({ x, label: `mark ${x}`, place: `step ${x}`, colour: '#000' })),
  levels: levels && levels.map((y) => ({ y, label: `level ${y}`, colour: '#000' }))
})
const pixelsOf = ({ x, y }: Scene) => ({
  x: (value: number) => (600 * value) / x.max,
  y: (value: number) => 200 - (200 * value) / y.max
})
const near = (scene: Scene, x: number, y = 100) => linesNear(scene, { x, y }, pixelsOf(scene))

describe('lines near the pointer', () => {
  it('are told within a few pixels, however many steps lie under one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10, max: 10_000_000 }),
        fc.nat(),
        fc.integer({ min: -50, max: 650 }),
        (steps, at, pointer) => {
          const mark = at % (steps + 1)
          const scene = sceneOf(steps, [mark])
          const told = Math.abs(pixelsOf(scene).x(mark) - pointer) <= reach
          expect(near(scene, pointer).rows).toEqual(
            told ? [{ label: `mark ${mark}`, value: `step ${mark}`, colour: '#000' }] : []
          )
        }
      )
    )
  })
  it('are told the nearest first, each with its own step, and how many more there are', () => {
    const scene = sceneOf(60_000, [1000, 1100, 1050, 990, 1200, 1010, 1250, 40_000])
    const { rows, more } = near(scene, 10)
    expect(rows.map(({ value }) => value)).toEqual(['step 1000', 'step 990', 'step 1010', 'step 1050', 'step 1100'])
    expect([rows.length, more]).toEqual([mostLines, 2])
  })
  it('may be levels above and below', () => {
    const scene = sceneOf(100, [50], [5, 5.2, 9])
    expect(near(scene, 302).rows.map(({ label }) => label)).toEqual(['mark 50', 'level 5', 'level 5.2'])
    expect(near(scene, 400, 18).rows.map(({ label }) => label)).toEqual(['level 9'])
  })
  it('are none where a mark has no place on the axis', () => {
    const scene = { ...sceneOf(100, [0]), x: { min: 1, max: 100 } }
    expect(linesNear(scene, { x: 0, y: 0 }, { x: (value) => 600 * Math.log10(value), y: () => 0 }).rows).toEqual([])
  })
})
