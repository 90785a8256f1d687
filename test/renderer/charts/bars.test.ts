import { describe, expect, it } from 'vitest'
import { strokesOf } from '../../../src/renderer/charts/bars'

const points = (...pairs: [x: number, y: number][]) => pairs.map(([x, y]) => ({ x, y }))

describe('a curve as bars', () => {
  it('has one bar a column of pixels, from its lowest to its highest point', () => {
    expect(strokesOf(points([10, 5], [10.2, 1], [9.8, 9])).bars).toEqual([{ x: 10, top: 1, bottom: 9 }])
  })

  it('leaves no hole between columns', () => {
    expect(strokesOf(points([0, 0], [0, 2], [1, 7], [1, 9], [2, 4])).bars).toEqual([
      { x: 0, top: 0, bottom: 2 },
      { x: 1, top: 2, bottom: 9 },
      { x: 2, top: 4, bottom: 9 }
    ])
  })

  it('joins what is further apart by lines', () => {
    const { bars, lines } = strokesOf(points([0, 1], [5, 3], [6, 4]))
    expect(lines).toEqual([points([0, 1], [5, 3])])
    expect(bars).toEqual([
      { x: 0, top: 1, bottom: 1 },
      { x: 5, top: 3, bottom: 3 },
      { x: 6, top: 3, bottom: 4 }
    ])
  })

  it('begins anew after a gap', () => {
    const { bars, lines } = strokesOf(points([0, 1], [1, NaN], [2, 8], [9, NaN], [10, 2]))
    expect(lines).toEqual([])
    expect(bars).toEqual([
      { x: 0, top: 1, bottom: 1 },
      { x: 2, top: 8, bottom: 8 },
      { x: 10, top: 2, bottom: 2 }
    ])
  })
})
