import { describe, expect, it } from 'vitest'
import { Random } from '../../src/engine/random'
import { drawingSchema, type Drawing } from '../../src/shared/drawing'
import { drawSymbol } from '../../src/trainer/draw-symbol'
import { severalDrawings } from '../../src/trainer/samples'

const p = Float32Array.of(0.1, 0.4, 0.2, 0.3)
const drawing = (change: Partial<Drawing>): Drawing => drawingSchema.parse({ temperature: 1, ...change })
/** The share of each symbol among many draws. */
function shares(change: Partial<Drawing>): number[] {
  const random = new Random(4)
  const counts = [0, 0, 0, 0]
  for (let i = 0; i < 20_000; i++) counts[drawSymbol(p, drawing(change), random)]++
  return counts.map((count) => count / 20_000)
}
const expectShares = (change: Partial<Drawing>, expected: number[]): void =>
  shares(change).forEach((share, i) =>
    expect(Math.abs(share - expected[i])).toBeLessThan(expected[i] === 0 ? 1e-9 : 0.02)
  )

describe('a symbol is drawn', () => {
  it('by its probability', () => expectShares({}, [0.1, 0.4, 0.2, 0.3]))
  it('at temperature ½ by its square', () => {
    expectShares(
      { temperature: 0.5 },
      [0.01, 0.16, 0.04, 0.09].map((square) => square / 0.3)
    )
  })
  it('at temperature 0 as the likeliest, the first of equals', () => {
    expectShares({ temperature: 0 }, [0, 1, 0, 0])
    expect(drawSymbol(Float32Array.of(0.2, 0.4, 0.4), drawing({ temperature: 0 }), new Random(1))).toBe(1)
  })
  it('from the two likeliest', () => expectShares({ topK: 2 }, [0, 4 / 7, 0, 3 / 7]))
  it('from those that reach 0.65', () => expectShares({ topP: 0.65 }, [0, 4 / 7, 0, 3 / 7]))
  it('from those that reach 0.75: one more', () => expectShares({ topP: 0.75 }, [0, 4 / 9, 2 / 9, 3 / 9]))
  it('by the narrower of both, and from one at least', () => {
    expectShares({ topK: 3, topP: 0.5 }, [0, 4 / 7, 0, 3 / 7])
    expectShares({ topP: 1e-9 }, [0, 1, 0, 0])
  })
})

it('several samples have seeds that follow each other, or none', () => {
  expect(severalDrawings(drawing({ seed: 2 ** 32 - 1 }), 3).map(({ seed }) => seed)).toEqual([2 ** 32 - 1, 0, 1])
  expect(severalDrawings(drawing({}), 2).map(({ seed }) => seed)).toEqual([null, null])
})
