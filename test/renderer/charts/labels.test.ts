import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spread, stack, stride, symbol } from '../../../src/renderer/charts/labels'

it('spreads labels so that none covers another, in order and inside the frame where they fit', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -50, max: 350, noNaN: true }), { maxLength: 15 }), (wanted) => {
      const places = spread(wanted, 15, 0, 300)
      const order = wanted.map((_, i) => i).sort((a, b) => wanted[a] - wanted[b])
      for (let k = 1; k < order.length; k++)
        expect(places[order[k]] - places[order[k - 1]]).toBeGreaterThanOrEqual(15 - 1e-9)
      for (const place of places) {
        expect(place).toBeGreaterThanOrEqual(7.5 - 1e-9)
        expect(place).toBeLessThanOrEqual(292.5 + 1e-9)
      }
    })
  )
  expect(spread([20, 200], 15, 0, 300)).toEqual([20, 200])
})

it('stacks labels in rows, and leaves out those without room', () => {
  expect(
    stack(
      [
        [0, 100],
        [50, 150],
        [60, 160],
        [110, 200]
      ],
      2
    )
  ).toEqual([0, 1, -1, 0])
})

it('thins labels by round numbers', () => {
  expect([stride(20, 12), stride(10, 12), stride(5, 12), stride(1, 12), stride(0, 12)]).toEqual([1, 2, 5, 20, Infinity])
  fc.assert(
    fc.property(
      fc.double({ min: 0.01, max: 50, noNaN: true }),
      fc.double({ min: 1, max: 60, noNaN: true }),
      (cell, size) => {
        expect(stride(cell, size) * cell).toBeGreaterThanOrEqual(size)
      }
    )
  )
})

describe('symbols', () => {
  it('shows what cannot be seen, and leaves names as they are', () => {
    expect([' ', '\n', '\t', '\u0001', 'a', '한', 'first number', '😀'].map(symbol)).toEqual([
      '␣',
      '⏎',
      '⇥',
      '␁',
      'a',
      '한',
      'first number',
      '😀'
    ])
  })
})

it('names a sign that nobody sees by its code', () => {
  expect(['\u200b', '\u0301', '\u2028', '\u0007', '\u{e0001}', 'é', '한', '😀', 'ab'].map(symbol)).toEqual([
    'U+200B',
    'U+0301',
    'U+2028',
    '␇',
    'U+E0001',
    'é',
    '한',
    '😀',
    'ab'
  ])
})
