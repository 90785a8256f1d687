// Which columns are proposed as known ahead.

import { expect, it } from 'vitest'
import { findAhead } from '../../src/data/table/ahead'
import { understandTable } from '../../src/data/table/understand'

const block = { name: null, begin: 0, end: 40, future: 40 }
const column = (...missing: number[]) => ({
  values: Float64Array.from({ length: 40 }, (_, row) => (missing.includes(row) ? NaN : row)),
  empty: missing.length
})
const whole = column()

it.each([
  ['goes on where the other ends', column(38, 39), true],
  ['goes on where the other ends, and has shorter gaps', column(5, 20, 38, 39), true],
  ['is no future where the other has gaps as long', column(5, 6, 38, 39), false],
  ['is no future of more than a quarter', column(...Array.from({ length: 11 }, (_, i) => 29 + i)), false],
  ['is no future where the other does not end', column(5, 6), false]
])('a column %s', (_what, other, goesOn) => {
  expect(findAhead([whole, other], [block])).toEqual([goesOn, false])
})

it('a column with gaps of its own is not known ahead', () => {
  expect(findAhead([column(7), column(38, 39)], [block])).toEqual([false, false])
})

it('values that are missing in future rows are not among the lines of the gaps', () => {
  const rows = Array.from({ length: 20 }, (_, t) => `${t},${t % 3},${t === 4 || t > 15 ? '' : t % 5}`)
  const { warnings } = understandTable(new TextEncoder().encode(['t,price,load', ...rows].join('\n')), {
    name: 'load.csv',
    validationFraction: 0.2,
    given: { roles: { t: 'time', price: 'known-ahead', load: 'target' } }
  })
  expect(warnings.find(({ code }) => code === 'gaps')!.message).toContain('"load": 1 value is missing (line 6).')
})
