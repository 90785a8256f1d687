// Which columns hold the time.

import type { DayFirst } from '../../model/table'
import type { HeldOut } from '../row-sequences'
import { parseMoment, utc } from './dates'
import { monthOf } from './month-names'
import { distinct, present, type ColumnValues } from './column'

export interface Rhythm {
  every: number
  unit: 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year' | 'step'
}

export interface TimeReading {
  /** The columns that hold the time together. */
  columns: number[]
  /** How the columns were found. Without a name or a date the reading is a guess. */
  by: 'date' | 'parts' | 'name' | 'counts' | 'rises' | 'labels'
  /** One for each row; NaN where there is none. In milliseconds when `dated`. */
  values: Float64Array
  dated: boolean
}

// Chinese and Japanese words are written as codes, because the typefaces of the window lack their signs.
const words: Record<string, readonly string[]> = {
  time: 't ts time timestamp datetime date decimal day days year years yr month hour hours week period quarter index step epoch unix unixtime seconds minutes jahr datum zeit zeitpunkt zeitstempel tag monat stunde uhrzeit woche fecha hora año anio ano mes día dia année annee jour mois heure anno mese giorno data godzina rok год дата время месяц день 날짜 일자 일시 시간 시각 연도 년도 년 연 월 일 시점 기간 측정일시 기준일 \u5e74 \u6708 \u65e5 \u65e5\u671f \u6642\u9593 \u65f6\u95f4 \u65e5\u6642 \u5e74\u5ea6 \u5e74\u6708'.split(
    ' '
  ),
  year: 'year yr y yyyy jahr año anio ano année annee an anno rok год 연도 년도 년 연 \u5e74'.split(' '),
  month: 'month mon mo mm m monat mes mois mese miesiąc месяц 월 \u6708'.split(' '),
  day: 'day dd d dom tag día dia jour giorno dzień день 일 \u65e5'.split(' '),
  hour: 'hour hr hh h stunde hora heure ora godzina час 시 시간 \u6642'.split(' '),
  minute: 'minute min minuto 분 \u5206'.split(' '),
  second: 'second sec s segundo 초 \u79d2'.split(' '),
  row: 'row rownames id idx index no nr num number n obs observation # record rec case lfd zeile 번호 순번 연번 unnamed: \u756a\u53f7'.split(
    ' '
  ),
  label:
    'label labels class classes y target outcome category diagnosis activity klasse clase classe etikett 라벨 레이블 클래스 분류 범주 정답 타깃 타겟 등급 진단'.split(
      ' '
    ),
  group:
    'station group id sensor site unit item store subject patient series device location city country region name symbol ticker code sequence seq trial session episode recording user customer participant stationsid gruppe standort 시퀀스 환자 피험자 사용자 기기 지점 지점명 그룹 센서 지역 종목'.split(
      ' '
    )
}

/** Words of a name, in lower case: "Obs_Date [UTC]" has obs, date, utc. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_\-/.,:()[\]]+/)
    .filter((word) => word !== '')

export const isNamed = (name: string, meaning: keyof typeof words): boolean => {
  const parts = wordsOf(name.replace(/[[(].*$/, ''))
  const list = words[meaning]
  if (name.trim() === '#') return list.includes('#')
  // A short word means a time only when it is the whole name or its last word.
  return parts.some(
    (word, i) =>
      list.includes(word) && (word.length > 2 || parts.length === 1 || (i === parts.length - 1 && /[^a-z]/.test(word)))
  )
}
const isOnly = (name: string, meaning: keyof typeof words): boolean => {
  const parts = wordsOf(name.replace(/[[(].*$/, ''))
  return parts.length === 1 && words[meaning].includes(parts[0])
}

export interface Steps {
  rises: number
  falls: number
  equal: number
  /** The first row at the same time as the row before it, and the first row at an earlier time. */
  firstEqual: number
  firstFall: number
  largestFall: number
  /** The usual step: the median. */
  usual: number
  /** Number of steps that are longer than the usual step. */
  long: number
  firstLong: number
}

/** `starts` says whether a new sequence begins at a row. The step to that row does not count. */
export function stepsOf(values: Float64Array, starts: (row: number) => boolean = () => false): Steps {
  const steps: Steps = {
    rises: 0,
    falls: 0,
    equal: 0,
    firstEqual: -1,
    firstFall: -1,
    largestFall: 0,
    usual: 0,
    long: 0,
    firstLong: -1
  }
  const sizes: number[] = []
  let before = NaN
  for (let i = 0; i < values.length; i++) {
    if (starts(i)) before = NaN
    const step = values[i] - before
    if (!Number.isNaN(values[i])) before = values[i]
    if (Number.isNaN(step)) continue
    if (step > 0) steps.rises++
    else if (step === 0) {
      if (steps.equal++ === 0) steps.firstEqual = i
    } else {
      if (steps.falls++ === 0) steps.firstFall = i
      steps.largestFall = Math.max(steps.largestFall, -step)
    }
    if (step !== 0 && sizes.length < 20_000) sizes.push(Math.abs(step))
  }
  steps.usual = sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0
  for (let i = 1; i < values.length; i++) {
    // Months and years differ in length, hence the 1.5.
    if (!starts(i) && Math.abs(values[i] - values[i - 1]) > 1.5 * steps.usual && steps.long++ === 0) steps.firstLong = i
  }
  return steps
}

const unitSeconds = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const

export function rhythmOf({ usual }: Steps, dated: boolean): Rhythm {
  if (!dated) return { every: usual, unit: 'step' }
  const seconds = usual / 1000
  const days = seconds / unitSeconds.day
  if (days >= 360) return { every: Math.round(days / 365.25), unit: 'year' }
  if (days >= 28) return { every: Math.round(days / 30.44), unit: 'month' }
  const unit =
    (['week', 'day', 'hour', 'minute', 'second'] as const).find((one) => seconds % unitSeconds[one] === 0) ?? 'second'
  return { every: seconds / unitSeconds[unit], unit }
}

const isWhole = (values: Float64Array): boolean => values.every(Number.isInteger)
const isWithin = (values: Float64Array, low: number, high: number): boolean =>
  values.length > 0 && values.every((value) => value >= low && value <= high)

/** Whole numbers that go up, or down, by the same step in every row. */
export function counts(values: Float64Array, ...allowed: number[]): boolean {
  const step = values[1] - values[0]
  return (
    values.length > 2 &&
    step !== 0 &&
    allowed.includes(Math.abs(step)) &&
    values.every((value, i) => Number.isInteger(value) && (i === 0 || value - values[i - 1] === step))
  )
}

const isMonotone = (values: Float64Array, strict: boolean): boolean => {
  const { rises, falls, equal } = stepsOf(values)
  return (rises === 0) !== (falls === 0) && (!strict || equal === 0)
}

/**
 * Whether the values rise (or fall) and begin again several times: sequences that stand one under the other, or side by
 * side.
 */
const isPiecewise = (values: Float64Array): boolean => {
  const { rises, falls, equal } = stepsOf(values)
  const ordered = Math.max(rises, falls)
  return ordered > 0 && (Math.min(rises, falls) <= 0.5 * ordered || equal > 0.4 * values.length)
}

export function findTime(columns: readonly ColumnValues[], header: boolean): TimeReading | null {
  return byParts(columns, header) ?? byDate(columns) ?? byNumbers(columns, header) ?? byLabels(columns)
}

/** Times of day without a date: after 23:50 comes 00:00 of the next day. */
export function overMidnight(time: TimeReading): TimeReading {
  const day = 86_400_000
  if (!time.dated || !time.values.every((value) => Number.isNaN(value) || (value >= 0 && value < day))) return time
  const { rises, falls } = stepsOf(time.values)
  if (falls === 0 || falls > rises) return time
  let [days, before] = [0, NaN]
  return {
    ...time,
    values: time.values.map((value) => {
      if (before - value > day / 2) days++
      if (!Number.isNaN(value)) before = value
      return value + days * day
    })
  }
}

/** The reading of columns that a person has named. */
export function timeOf(columns: readonly ColumnValues[], chosen: readonly number[], header: boolean): TimeReading {
  const some = columns.map((column, j) => (chosen.includes(j) ? column : null))
  const found = chosen.length > 1 ? byParts(some, header) : null
  if (found) return found
  const [j] = chosen
  const { plan, values } = columns[j]
  const labels = byLabels([columns[j]])
  return plan.type === 'text' && labels
    ? { ...labels, columns: [j] }
    : { columns: [j], by: 'name', values, dated: plan.type === 'date' }
}

/** A date and a time of day in two columns; or year, month, day, hour in columns of their own. */
function byParts(columns: readonly (ColumnValues | null)[], header: boolean): TimeReading | null {
  const day = 86_400_000
  const dates = columns.flatMap((column, j) => (column?.plan.type === 'date' ? [j] : []))
  const isClock = (j: number): boolean => present(columns[j]!).every((value) => value >= 0 && value <= day)
  const clock = dates.find(isClock)
  const date = dates.find((j) => !isClock(j) && present(columns[j]!).every((value) => value % day === 0))
  if (clock !== undefined && date !== undefined) {
    const values = columns[date]!.values.map((value, i) => value + columns[clock]!.values[i])
    return { columns: [date, clock].sort((a, b) => a - b), by: 'parts', values, dated: true }
  }
  const numeric = (j: number, low: number, high: number): boolean => {
    const column = columns[j]
    if (column?.plan.type !== 'number') return false
    const values = present(column)
    return isWhole(values) && isWithin(values, low, high)
  }
  const find = (meaning: string, low: number, high: number): number =>
    columns.findIndex((column, j) => column !== null && isOnly(column.plan.name, meaning) && numeric(j, low, high))
  const hourOfDay = header ? find('hour', 0, 24) : -1
  if (dates.length === 1 && date !== undefined && hourOfDay >= 0) {
    const values = columns[date]!.values.map((value, i) => value + columns[hourOfDay]!.values[i] * 3_600_000)
    return { columns: [date, hourOfDay].sort((a, b) => a - b), by: 'parts', values, dated: true }
  }
  const months = (j: number): boolean =>
    numeric(j, 1, 12) ||
    (columns[j]?.plan.type === 'text' && columns[j].texts.every((text) => monthOf(text) !== undefined))
  const year = header ? find('year', 1500, 2300) : columns.findIndex((_, j) => numeric(j, 1700, 2200))
  if (year < 0) return null
  const month = header
    ? columns.findIndex((column, j) => column !== null && isOnly(column.plan.name, 'month') && months(j))
    : months(year + 1) && columns.length > year + 2 && cycles(columns[year + 1]!, 12)
      ? year + 1
      : -1
  if (month < 0) {
    const hour = find('hour', 0, 24)
    const dayOfYear = columns.findIndex(
      (column, j) =>
        column !== null &&
        /^(doy|day ?of ?year|yday|julian ?day|jday)$/i.test(column.plan.name.replaceAll('_', ' ')) &&
        numeric(j, 1, 366)
    )
    if (dayOfYear < 0) return null
    const values = columns[year]!.values.map((y, i) => {
      const first = utc(y, 1, 1)
      return first === null
        ? NaN
        : first + (columns[dayOfYear]!.values[i] - 1) * day + (hour < 0 ? 0 : columns[hour]!.values[i] * 3_600_000)
    })
    return { columns: [year, dayOfYear, ...(hour < 0 ? [] : [hour])], by: 'parts', values, dated: true }
  }
  const rest = (['day', 'hour', 'minute', 'second'] as const).map((meaning) =>
    header ? find(meaning, 0, { day: 31, hour: 24, minute: 59, second: 60 }[meaning]) : -1
  )
  const [dayOfMonth, ...clocks] = rest
  const monthNumber = (i: number): number => {
    const { plan, values, texts } = columns[month]!
    return plan.type === 'text' ? (monthOf(texts[values[i]] ?? '') ?? NaN) : values[i]
  }
  const values = columns[year]!.values.map((y, i) => {
    const start = utc(y, monthNumber(i), dayOfMonth < 0 ? 1 : columns[dayOfMonth]!.values[i])
    if (start === null) return NaN
    return clocks.reduce((sum, j, k) => sum + (j < 0 ? 0 : columns[j]!.values[i] * [3_600_000, 60_000, 1000][k]), start)
  })
  const parts = [year, month, ...rest.filter((j) => j >= 0)]
  return { columns: parts.sort((a, b) => a - b), by: 'parts', values, dated: true }
}

/** Whether values go 1, 2, … n, 1, 2, … again. */
function cycles({ values }: ColumnValues, n: number): boolean {
  let good = 0
  for (let i = 1; i < values.length; i++)
    if (values[i] === (values[i - 1] % n) + 1 || values[i - 1] === (values[i] % n) + 1) good++
  return good > 0.9 * (values.length - 1) && values.length > 2
}

function byDate(columns: readonly ColumnValues[]): TimeReading | null {
  const dates = columns.flatMap((column, j) => (column.plan.type === 'date' ? [j] : []))
  const varied = dates.filter((j) => columns[j].values.some((value) => !Object.is(value, columns[j].values[0])))
  if (varied.length === 1) return { columns: varied, by: 'date', values: columns[varied[0]].values, dated: true }
  const different = (j: number): number => distinct(columns[j].values)
  const order = varied.sort(
    (a, b) =>
      Number(isMonotone(columns[b].values, false)) - Number(isMonotone(columns[a].values, false)) ||
      different(b) - different(a) ||
      a - b
  )
  if (order.length === 0) return null
  const [j] = order
  return { columns: [j], by: 'date', values: columns[j].values, dated: true }
}

const isEpoch = (values: Float64Array): boolean =>
  values.length > 2 &&
  [1, 1e3, 1e6, 1e9].some((scale) => values.every((value) => value / scale > 1e8 && value / scale < 5e9))

function byNumbers(columns: readonly ColumnValues[], header: boolean): TimeReading | null {
  const numeric = columns.flatMap(({ plan, missing, values }, j) =>
    plan.type === 'number' && missing.count <= 0.02 * values.length ? [j] : []
  )
  const values = (j: number): Float64Array => present(columns[j])
  const reading = (j: number, by: TimeReading['by']): TimeReading => {
    const epoch = isEpoch(values(j)) && isMonotone(values(j), false)
    const scale = epoch ? [1, 1e3, 1e6, 1e9].find((one) => values(j)[0] / one < 5e9)! : 1
    return {
      columns: [j],
      by,
      values: epoch ? columns[j].values.map((value) => (value / scale) * 1000) : columns[j].values,
      dated: epoch
    }
  }
  const others = columns.filter(({ plan }) => plan.type === 'number').length > 1
  const named = header ? numeric.filter((j) => isNamed(columns[j].plan.name, 'time')) : []
  const isTime = (j: number): boolean =>
    isMonotone(values(j), false) || isPiecewise(values(j)) || isEpoch(values(j)) || evenly(values(j).slice().sort())
  const real = named.find((j) => isTime(j) && !isOnly(columns[j].plan.name, 'row'))
  const byName = real ?? named.find(isTime)
  if (byName !== undefined) {
    const found = reading(byName, 'name')
    return { ...found, values: unwrapped(found.values) }
  }
  const epoch = numeric.find((j) => isEpoch(values(j)) && isMonotone(values(j), false))
  if (epoch !== undefined) return reading(epoch, 'counts')
  const counters = numeric.filter((j) => counts(values(j), 1))
  const counter = counters.find((j) => isWithin(values(j), 1700, 2200)) ?? counters[0]
  const isYears = counter !== undefined && isWithin(values(counter), 1700, 2200)
  if (counter !== undefined && (others || isYears || columns.length > 1 || (counter === 0 && header)))
    return reading(counter, 'counts')
  const [first] = numeric
  if (first !== 0 || !others) return null
  const { rises, falls, equal } = stepsOf(columns[0].values)
  const onlyRises = falls === 0 && equal === 0 && rises > 1
  const onlyFalls = rises === 0 && equal === 0 && falls > 1
  const even = evenly(values(0))
  // Measured values can fall too, so falling values must look like a time.
  const yearsFall = isWhole(values(0)) && isWithin(values(0), 1700, 2200)
  if (onlyRises || (onlyFalls && ((even && values(0).length > 3) || yearsFall)))
    return reading(0, even ? 'counts' : 'rises')
  return null
}

function evenly(values: Float64Array): boolean {
  const step = (values[values.length - 1] - values[0]) / (values.length - 1)
  return (
    values.length > 2 &&
    step !== 0 &&
    values.every((value, i) => Math.abs(value - values[0] - i * step) < 1e-3 * Math.abs(step))
  )
}

/** Months 11, 12, 1, 2 and hours 22, 23, 0, 1 go on rising: 11, 12, 13, 14. */
function unwrapped(values: Float64Array): Float64Array {
  for (const [low, n] of [
    [1, 12],
    [0, 24]
  ]) {
    const inside = values.every((value) => value >= low && value < low + n)
    const goesRound = inside && values.every((value, i) => i === 0 || (value - values[i - 1] + n) % n === 1)
    if (goesRound && values.length > n) return values.map((_, i) => values[0] + i)
  }
  return values
}

/** Words around a number that counts: d0, d1, d2 or 1일, 2일, 3일. */
function byLabels(columns: readonly ColumnValues[]): TimeReading | null {
  for (const [j, { plan, texts, values }] of columns.entries()) {
    if (plan.type !== 'text' || texts.length < 3) continue
    const months = texts.map((text) => monthOf(text) ?? NaN)
    const byMonth = values.map((code) => months[code] ?? NaN)
    if (months.every((month) => !Number.isNaN(month)))
      return { columns: [j], by: 'labels', values: unwrapped(byMonth), dated: false }
    const found = texts.map((text) => /^(\D*)(\d+)(\D*)$/.exec(text))
    const alike = found.every((one) => one !== null && one[1] === found[0]![1] && one[3] === found[0]![3])
    if (!alike) continue
    const numbers = values.map((code) => Number(found[code]?.[2] ?? NaN))
    if (
      counts(
        numbers.filter((value) => !Number.isNaN(value)),
        1
      )
    )
      return { columns: [j], by: 'labels', values: numbers, dated: false }
  }
  return null
}

/** Whether a row is not before the time that a person wrote. No row is where there is no time, or none that is read. */
export function isFromOf(heldOut: HeldOut, time: TimeReading | null, dayFirst: DayFirst): (row: number) => boolean {
  if (heldOut === null || !('from' in heldOut) || time === null) return () => false
  const from = timeIn(heldOut.from, time.dated, dayFirst)
  return (row) => time.values[row] >= from
}

/** A time as a person writes it, in the unit of a column that holds times; NaN where it cannot be read. */
export function timeIn(text: string, dated: boolean, dayFirst: DayFirst): number {
  if (!dated) return text.trim() === '' ? NaN : Number(text)
  const year = /^\s*(\d{4})\s*$/.exec(text)
  return year ? Date.UTC(Number(year[1]), 0) : (parseMoment(text, dayFirst)?.time ?? NaN)
}

/** How a time of these rows can be written. */
export const exampleOf = ({ dated }: Pick<TimeReading, 'dated'>): string => (dated ? '2015-01-01' : '100')
