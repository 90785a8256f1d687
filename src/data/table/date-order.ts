// In which order the dates of a table have day, month and year: 3/4/2020, 20-04-03.

import type { DayFirst } from '../../model/table'
import { digitForms, digitMoment, parseMoment, type DigitForm } from './dates'
import { isMissing } from './numbers'

export interface DateOrder {
  dayFirst: DayFirst
  /** The dates can be read in another order too. */
  dayFirstGuess: boolean
  /** The year could come first: every part of the dates has two digits. */
  yearFirstPossible: boolean
}

const twoDigits = /^\d{2}([-/. ])\d{2}\1\d{2}(?!\d)/

/**
 * The order in which all cells are dates. If there are several such orders, the one in which time runs most evenly, a
 * guess: 01/01, 01/02, 01/03 and so on through all months are months rather than twelve days each year. `columns` are
 * the cells of the columns that hold dates.
 */
export function findDateOrder(columns: readonly (readonly string[])[], given: DayFirst | undefined): DateOrder {
  const present = columns.map((cells) => cells.filter((cell) => !isMissing(cell)))
  const short = present.filter((cells) => cells.length > 2 && cells.every((cell) => twoDigits.test(cell)))
  const orders: readonly DayFirst[] = short.length > 0 ? [true, false, 'ymd'] : [true, false]
  const readings = orders.map((dayFirst) => ({ dayFirst, ...readIn(dayFirst, present) }))
  const fewest = Math.min(...readings.map(({ bad }) => bad))
  const whole = readings.filter(({ bad }) => bad === fewest)
  const yearLast = whole.filter((one) => one.dayFirst !== 'ymd').sort((a, b) => a.uneven - b.uneven || a.way - b.way)
  const yearFirst = whole.filter(
    (one) => one.dayFirst === 'ymd' && (yearLast.length === 0 || one.uneven <= yearLast[0].uneven)
  )
  // Where both are as even, the year stands last, as in most countries.
  const possible = [...yearLast, ...yearFirst].sort((a, b) => a.uneven - b.uneven)
  const yearFirstPossible = yearFirst.length > 0
  if (given !== undefined) return { dayFirst: given, dayFirstGuess: false, yearFirstPossible }
  const [{ dayFirst }] = possible
  const unsure = present.some((cells) => cells.some((cell) => parseMoment(cell, dayFirst)?.sure === false))
  return { dayFirst, dayFirstGuess: possible.length > 1 && unsure, yearFirstPossible }
}

/** How many cells are no dates in this order, and how unevenly time runs. */
function readIn(dayFirst: DayFirst, columns: readonly (readonly string[])[]) {
  const sum = { bad: 0, uneven: 0, way: 0 }
  for (const cells of columns) {
    const times = cells.flatMap((cell) => parseMoment(cell, dayFirst)?.time ?? [])
    const { uneven, way } = unevenness(times)
    sum.bad += cells.length - times.length
    sum.uneven += uneven
    sum.way += way
  }
  return sum
}

/** How many steps of these times differ from the usual one, and the sum of their lengths. */
function unevenness(times: readonly number[]): { uneven: number; way: number } {
  const steps = times.slice(1).map((time, i) => time - times[i])
  const usual = steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 0
  // Months and years differ in length, hence the 1.5.
  const [low, high] = [usual / 1.5, usual * 1.5].toSorted((a, b) => a - b)
  return {
    uneven: steps.filter((step) => step < low || step > high).length,
    way: steps.reduce((sum, step) => sum + Math.abs(step), 0)
  }
}

/**
 * The form in which cells of six digits are dates; null where they are none. Time must run on, and more evenly than the
 * numbers do: 191231 is followed by 200101, and 200012 by 200101.
 */
export function findDigitForm(cells: readonly string[]): DigitForm | null {
  if (cells.length < 5 || !cells.every((cell) => /^\d{6}$/.test(cell))) return null
  const asNumbers = unevenness(cells.map(Number)).uneven
  const readings = digitForms.flatMap((form) => {
    const times = cells.flatMap((cell) => digitMoment(cell, form) ?? [])
    if (times.length < cells.length) return []
    const rises = times.filter((time, i) => i > 0 && time > times[i - 1]).length
    const falls = times.filter((time, i) => i > 0 && time < times[i - 1]).length
    const { uneven } = unevenness(times)
    return Math.min(rises, falls) <= cells.length / 10 && uneven < asNumbers ? [{ form, uneven }] : []
  })
  return readings.sort((a, b) => a.uneven - b.uneven)[0]?.form ?? null
}
