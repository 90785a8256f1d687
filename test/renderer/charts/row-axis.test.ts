import { describe, expect, it } from 'vitest'
import { rowAxis } from '../../../src/renderer/charts/row-axis'

const day = 86_400_000
/** Consecutive rows from 0 on with these names. */
const named = (names: string[]): Parameters<typeof rowAxis>[0] => ({
  column: 'when',
  rows: names.map((_, i) => i),
  names
})
const days = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) =>
    new Date(Date.parse(first) + i * day).toISOString().replace('T', ' ').slice(0, 10)
  )
const textsOf = (names: string[], width: number, range = { min: 0, max: names.length - 1 }): string[] =>
  rowAxis(named(names))!
    .ticks(range, width)
    .map(({ text }) => text)

describe('an axis of rows with names', () => {
  it('has ticks where years, months, weeks and days begin, as many as have room', () => {
    const year = days('2020-01-01', 366)
    expect(textsOf(year, 600)).toEqual(['2020-01', '2020-04', '2020-07', '2020-10'])
    expect(textsOf(year, 900).slice(0, 3)).toEqual(['2020-01', '2020-02', '2020-03'])
    expect(textsOf(year, 600, { min: 0, max: 20 })).toEqual(['2020-01-06', '2020-01-13', '2020-01-20'])
    expect(textsOf(year, 600, { min: 58, max: 61 })).toEqual(['2020-02-28', '2020-02-29', '2020-03-01', '2020-03-02'])
    expect(textsOf(days('1900-06-01', 30_000), 300)).toEqual(['1920', '1940', '1960', '1980'])
  })
  it('puts a tick at the first row of a period, also where rows are missing', () => {
    const axis = rowAxis({
      column: 'when',
      rows: [0, 10, 20, 30],
      names: ['2020-01-15', '2020-02-03', '2020-02-20', '2020-05-01']
    })!
    expect(axis.ticks({ min: 0, max: 30 }, 250)).toEqual([
      { value: 10, text: '2020-02' },
      { value: 30, text: '2020-05' }
    ])
    expect([axis.title, axis.nameOf(10), axis.nameOf(11)]).toEqual(['when', '2020-02-03', null])
  })
  it('reads hours, and numbers that rise', () => {
    const hours = Array.from({ length: 48 }, (_, i) =>
      new Date(Date.parse('2021-03-01') + i * 3_600_000).toISOString().replace('T', ' ').slice(0, 19)
    )
    expect(textsOf(hours, 600)).toEqual([
      '2021-03-01 00:00',
      '2021-03-01 12:00',
      '2021-03-02 00:00',
      '2021-03-02 12:00'
    ])
    expect(
      textsOf(
        hours.map((hour) => `${hour}Z`),
        600
      )
    ).toEqual(textsOf(hours, 600))
    expect(
      textsOf(
        Array.from({ length: 309 }, (_, i) => String(1700 + i)),
        400
      )
    ).toEqual(['1700', '1750', '1800', '1850', '1900', '1950', '2000'])
    expect(
      textsOf(
        Array.from({ length: 40 }, (_, i) => String(i / 4)),
        200
      )
    ).toEqual(['0', '2', '4', '6', '8'])
  })
  it('does not take words, or numbers that fall, for an axis', () => {
    expect(rowAxis(named(['Berlin', 'Seoul', 'Lima']))).toBeNull()
    expect(rowAxis(named(['3', '2', '5']))).toBeNull()
    expect(rowAxis(named(['2020-13-40', '2020-01-01']))).toBeNull()
    expect(rowAxis(null)).toBeNull()
  })
})
