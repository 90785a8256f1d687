import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MinMaxPyramid } from '../../../src/renderer/charts/pyramid'

const value = fc.oneof(
  { weight: 9, arbitrary: fc.double({ noNaN: true, min: -1e6, max: 1e6 }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) }
)

function naive(values: readonly number[], from: number, to: number): { min: number; max: number } {
  const finite = values.slice(from, to).filter(Number.isFinite)
  return { min: Math.min(Infinity, ...finite), max: Math.max(-Infinity, ...finite) }
}

it('tells the extremes of any stretch, however the values came in', () => {
  fc.assert(
    fc.property(
      fc.array(value, { maxLength: 700 }),
      fc.array(fc.nat(700), { maxLength: 6 }),
      fc.nat(700),
      fc.nat(700),
      (values, cuts, a, b) => {
        const grown = new MinMaxPyramid()
        for (const cut of [...cuts.filter((cut) => cut <= values.length).sort((x, y) => x - y), values.length])
          grown.extend(values, cut)
        const once = new MinMaxPyramid()
        once.extend(values, values.length)
        const [from, to] = [Math.min(a, b, values.length), Math.min(Math.max(a, b), values.length)]
        const expected = naive(values, from, to)
        expect(grown.query(values, from, to)).toEqual(expected)
        expect(once.query(values, from, to)).toEqual(expected)
      }
    )
  )
})

it('says nothing of an empty stretch', () => {
  const pyramid = new MinMaxPyramid()
  pyramid.extend([1, 2, 3], 3)
  expect(pyramid.query([1, 2, 3], 2, 2)).toEqual({ min: Infinity, max: -Infinity })
})
