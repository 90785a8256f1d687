// An axis whose places are rows, with names in place of numbers: dates, or numbers that rise, such as years.

import type { RowNames } from '../../shared/row-names'
import type { Range } from './range'

interface AxisTick {
  value: number
  text: string
}

export interface RowAxis {
  /** The column that names the rows. */
  title: string
  /** The name of the row at `x`; null where it is not known. */
  nameOf(x: number): string | null
  /** Places inside the range, few enough for their texts to stand side by side on `width` pixels. */
  ticks(range: Range, width: number): AxisTick[]
}

/** Pixels of a character, and between two texts, at most. */
const [letter, gap] = [7, 16]

/** A way to choose places: a place stands where `period` differs from that of the row before. */
interface Division {
  period(value: number): number
  /** The text at such a place, from the name of its row. */
  text(name: string): string
}

const date = /^\d{4}(-\d{2}(-\d{2}([ T]\d{2}:\d{2}(:\d{2}Z?)?)?)?)?$/
const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]
const roundNumbers = Array.from({ length: 60 }, (_, i) => [1, 2, 5][i % 3] * 10 ** Math.floor(i / 3))

const monthsOf = (time: number): number => {
  const moment = new Date(time)
  return 12 * moment.getUTCFullYear() + moment.getUTCMonth()
}
/** `letters`: how many characters of a date name the period. */
const every = (of: (time: number) => number, letters: number, counts: readonly number[]): Division[] =>
  counts.map((count) => ({
    period: (time) => Math.floor(of(time) / count),
    text: (name) => name.slice(0, letters).replace('T', ' ')
  }))
/** 1 January 1970 was a Thursday, and a week begins on Monday. */
const daysSinceMonday = (time: number): number => Math.floor(time / day) + 3
const eachRow: Division = { period: (value) => value, text: (name) => name }
const calendar: readonly Division[] = [
  eachRow,
  ...every((time) => time / second, 19, [1, 5, 15, 30]),
  ...every((time) => time / minute, 16, [1, 5, 15, 30]),
  ...every((time) => time / hour, 16, [1, 3, 6, 12]),
  ...every(daysSinceMonday, 10, [1, 7, 14]),
  ...every(monthsOf, 7, [1, 3, 6]),
  ...every(
    monthsOf,
    4,
    roundNumbers.slice(0, 12).map((count) => 12 * count)
  )
]
const counted: readonly Division[] = [
  eachRow,
  ...roundNumbers.map((step) => ({
    period: (value: number) => Math.floor(value / step + 1e-9),
    text: eachRow.text
  }))
]

/** Null where the names are neither dates nor numbers that rise: then the axis shows the numbers of the rows. */
export function rowAxis(names: RowNames | null | undefined): RowAxis | null {
  if (!names || names.rows.length < 2) return null
  const { column, rows } = names
  const texts = names.names.map((name) => name.trim())
  const isDate = texts.every((text) => date.test(text))
  const values = texts.map((text) => (isDate ? Date.parse(isoOf(text)) : text === '' ? NaN : Number(text)))
  const rises = values.every((value, i) => Number.isFinite(value) && (i === 0 || value > values[i - 1]))
  if (!rises && !(isDate && values.every(Number.isFinite))) return null
  const divisions = isDate ? calendar : counted

  const indexOf = (x: number): number => {
    let [low, high] = [0, rows.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (rows[middle] < x) low = middle + 1
      else high = middle
    }
    return low
  }
  /** A first row is a place only where its period begins there: the row before it is not known. */
  const begins = ({ period }: Division, i: number): boolean =>
    i === 0 ? period(values[0]) !== period(values[0] - 1) : period(values[i]) !== period(values[i - 1])

  /** The places of these rows; null where their texts have no room. */
  function fitting(division: Division, inside: readonly number[], width: number): AxisTick[] | null {
    const ticks: AxisTick[] = []
    let room = width
    for (const i of inside) {
      if (!begins(division, i)) continue
      const text = division.text(texts[i])
      room -= letter * text.length + gap
      if (room < 0) return null
      ticks.push({ value: rows[i], text })
    }
    return ticks
  }

  return {
    title: column,
    nameOf(x) {
      const i = indexOf(x)
      return rows[i] === x ? texts[i] : null
    },
    ticks({ min, max }, width) {
      const inside: number[] = []
      for (let i = indexOf(min); i < rows.length && rows[i] <= max; i++) inside.push(i)
      for (const division of divisions) {
        const ticks = fitting(division, inside, width)
        if (ticks !== null) return ticks
      }
      return []
    }
  }
}

const isoOf = (text: string): string => {
  const moment = text.replace(' ', 'T')
  return moment.includes('T') && !moment.endsWith('Z') ? `${moment}Z` : moment
}
