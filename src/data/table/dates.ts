// Dates and times as people and programs write them, as milliseconds since 1970 (UTC). Time zones are read. Rows
// without a zone are all read as UTC.

import type { DayFirst } from '../../model/table'
import { monthOf } from './month-names'

const day = 86_400_000

/** Cells that hold only an hour of a day, such as 13:45. */
const clockOnly = /^\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*([ap]\.?m\.?)?$/i
const clock =
  /(?:^|[t\s,_]+|(?<=\d{4}):)(?:(오전|오후|\u4e0a\u5348|\u4e0b\u5348)\s*)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(?:([ap])\.?m\.?)?\s*(z|utc|gmt|[a-z]{3,4}|[+-]\d{2}:?(?:\d{2})?)?(?:\[.*\])?$/i
const clockWords =
  /\s*(?:(오전|오후)\s*)?(\d{1,2})\s*[시\u6642\u65f6](?:\s*(\d{1,2})\s*[분\u5206])?(?:\s*(\d{1,2})\s*[초\u79d2])?$/
const weekday =
  /^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|lun|mar|mer|mié|jeu|jue|ven|vie|sam|sáb|dim|dom)[a-zéá]*\.?,?\s+(?=\d|[a-z]{3})/i
const weekdayAfter = /\s*[(（]?[월화수목금토일\u6708\u706b\u6c34\u6728\u91d1\u571f\u65e5](?:요일|\u66dc\u65e5)?[)）]$/

export interface Moment {
  /** Milliseconds since 1970. */
  time: number
  /** Whether it is certain which number is the day and which the month, as in 31/12 or 2020-12-31. */
  sure: boolean
}

/** Whether a cell holds a moment in any order of day, month and year. */
export const isMoment = (cell: string): boolean =>
  (parseMoment(cell, true) ?? parseMoment(cell, false) ?? parseMoment(cell, 'ymd')) !== null

/** The moment in a cell; null when it holds none. `dayFirst` decides where day, month and year could be exchanged. */
export function parseMoment(cell: string, dayFirst: DayFirst): Moment | null {
  if (cell.length < 3 || cell.length > 60 || !/\d/.test(cell)) return null
  let text = cell.normalize('NFKC').trim()
  if (clockOnly.test(text)) return { time: clockTime(clock.exec(text)!.slice(1)), sure: true }
  let time = 0
  const found = clock.exec(text)
  if (found) {
    time = clockTime(found.slice(1))
    text = text.slice(0, found.index)
  } else {
    const words = clockWords.exec(text)
    if (words) {
      time = clockTime([words[1], words[2], words[3] ?? '0', words[4], undefined, undefined, undefined])
      text = text.slice(0, words.index)
    }
  }
  if (Number.isNaN(time)) return null
  text = text.replace(weekdayAfter, '').trim()
  const date = parseDate(text, dayFirst) ?? parseDate(text.replace(weekday, ''), dayFirst) ?? withHour(text, dayFirst)
  return date && { time: date.time + time, sure: date.sure }
}

/** Milliseconds of a day; NaN when the hours or minutes are too many. */
function clockTime([half, hour, minute, second, fraction, letter, zone]: (string | undefined)[]): number {
  const [h, m, s] = [Number(hour), Number(minute), Number(second ?? 0)]
  if (h > 24 || m > 59 || s > 60) return NaN
  const afternoon = /p|오후|\u4e0b\u5348/i.test(letter ?? half ?? '')
  const morning = /a|오전|\u4e0a\u5348/i.test(letter ?? half ?? '')
  const hours = afternoon && h < 12 ? h + 12 : morning && h === 12 ? 0 : h
  const shift = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '')
  const minutes = shift ? (shift[1] === '-' ? -1 : 1) * (60 * Number(shift[2]) + Number(shift[3] ?? 0)) : 0
  return ((hours * 60 + m - minutes) * 60 + s) * 1000 + Number(`0.${fraction ?? 0}`) * 1000
}

/** 2020-12-31T13, 2020-12-31 13. */
function withHour(text: string, dayFirst: DayFirst): Moment | null {
  const found = /^(.{8,})[t\s](\d{2})h?$/i.exec(text)
  const date = found && Number(found[2]) < 25 ? parseDate(found[1], dayFirst) : null
  return date && { ...date, time: date.time + Number(found![2]) * 3_600_000 }
}

const sure = (time: number | null): Moment | null => (time === null ? null : { time, sure: true })

const shapes: readonly [RegExp, (parts: string[], dayFirst: DayFirst) => Moment | null][] = [
  // 2020-12-31, 2020/1/5, 2020.1.5., 2020. 1. 5.
  [/^(\d{4})\s*([-/._ ])\s*(\d{1,2})\s*\2\s*(\d{1,2})\.?$/, ([y, , m, d]) => sure(utc(y, m, d))],
  // 31.12.2020, 12/31/2020, 31-12-20, 20-12-31
  [
    /^(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\.?$/,
    ([a, , b, c], dayFirst) => {
      const yearFirst = dayFirst === 'ymd' && a.length === 2 && c.length === 2
      const [d, m, y] = yearFirst ? [c, b, a] : dayFirst ? [a, b, c] : [b, a, c]
      const time = utc(fullYear(y), m, d)
      return time === null ? null : { time, sure: !yearFirst && (Number(d) > 12 || a === b) }
    }
  ],
  // 20201231, 202012310930, 20201231093000
  [
    /^(\d{4})(\d{2})(\d{2})(?:[_t ]?(\d{2})(\d{2})?(\d{2})?z?)?$/i,
    ([y, m, d, h = '0', minute = '0', s = '0']) => {
      const date = Number(y) >= 1500 && Number(y) < 2300 && Number(h) < 25 && Number(minute) < 60 ? utc(y, m, d) : null
      return sure(date === null ? null : date + ((Number(h) * 60 + Number(minute)) * 60 + Number(s)) * 1000)
    }
  ],
  // 2020-12, 2020/12, 12/2020; 2020M12; 202012
  [/^(\d{4})\s*(?:[-/. ]|m)\s*(\d{1,2})\.?$/i, ([y, m]) => sure(utc(y, m, 1))],
  [/^(\d{1,2})[-/. ](\d{4})$/, ([m, y]) => sure(utc(y, m, 1))],
  [/^(1[5-9]\d{2}|2[0-2]\d{2})(\d{2})$/, ([y, m]) => sure(utc(y, m, 1))],
  // 2020-Q1, Q1 2020, 1Q20, 2020년 1분기
  [/^(\d{4})\s*[-/. ]?\s*[qkt]\s*([1-4])$/i, ([y, q]) => sure(utc(y, 3 * Number(q) - 2, 1))],
  [/^[qkt]\s*([1-4])\s*[-/. ']?\s*(\d{4}|\d{2})$/i, ([q, y]) => sure(utc(fullYear(y), 3 * Number(q) - 2, 1))],
  [/^([1-4])\s*[qkt]\s*[-/. ']?\s*(\d{4}|\d{2})$/i, ([q, y]) => sure(utc(fullYear(y), 3 * Number(q) - 2, 1))],
  [/^(\d{4})\s*년?\s*([1-4])\s*(?:분기|\/4)$/, ([y, q]) => sure(utc(y, 3 * Number(q) - 2, 1))],
  // 2020-W05, 2020-W05-3
  [/^(\d{4})\s*[- ]?\s*(?:w|kw|sem)\s*(\d{1,2})(?:-(\d))?$/i, ([y, w, d = '1']) => sure(weekStart(y, w, d))],
  // 2020년 12월 31일, 2020年12月31日
  [
    /^(\d{4}|\d{2})\s*[년\u5e74]\s*(\d{1,2})\s*[월\u6708](?:\s*(\d{1,2})\s*[일\u65e5\u53f7]?)?$/,
    ([y, m, d = '1']) => sure(utc(fullYear(y), m, d))
  ],
  // The 366th day of 2020
  [/^(\d{4})-(\d{3})$/, ([y, n]) => sure(Number(n) < 1 || Number(n) > 366 ? null : Date.UTC(Number(y), 0, Number(n)))]
]

function parseDate(text: string, dayFirst: DayFirst): Moment | null {
  for (const [shape, read] of shapes) {
    const found = shape.exec(text)
    if (found) return read(found.slice(1), dayFirst)
  }
  return /\p{L}{3}/u.test(text) || /\d월/.test(text) ? withMonthName(text) : null
}

/** 31 December 2020, Dec 31, 2020, 31-Dec-20, Dec-20, 1. Januar 2020, 2020 Jan. */
function withMonthName(text: string): Moment | null {
  const tokens = text.match(/\p{L}[\p{L}\p{M}.]*|\d+/gu) ?? []
  const words = tokens.filter(
    (token) => !/^\d/.test(token) && !/^(de|del|of|the|st|nd|rd|th|г|год|года)\.?$/i.test(token)
  )
  const numbers = tokens.filter((token) => /^\d/.test(token))
  if (words.length !== 1 || numbers.length === 0 || numbers.length > 2) return null
  const month = monthOf(words[0])
  if (month === undefined) return null
  if (numbers.length === 1) {
    const [year] = numbers
    return year.length === 4 || year.length === 2 ? sure(utc(fullYear(year), month, 1)) : null
  }
  const [first, second] = numbers
  return sure(first.length === 4 ? utc(first, month, second) : utc(fullYear(second), month, first))
}

/** What six digits in a row can be. */
export const digitForms = ['yymmdd', 'yyyymm', 'ddmmyy', 'mmddyy'] as const
export type DigitForm = (typeof digitForms)[number]

/** Milliseconds since 1970 of a date in six digits; null where there is no such date. */
export function digitMoment(cell: string, form: DigitForm): number | null {
  if (!/^\d{6}$/.test(cell)) return null
  const part = (letters: string): string => cell.slice(form.indexOf(letters), form.indexOf(letters) + 2)
  if (form === 'yyyymm') return /^(1[5-9]|2[0-2])/.test(cell) ? utc(cell.slice(0, 4), cell.slice(4), 1) : null
  return utc(fullYear(part('yy')), part('mm'), part('dd'))
}

function fullYear(text: string): number {
  const year = Number(text)
  return text.length > 2 ? year : year < 70 ? 2000 + year : 1900 + year
}

/** Midnight of a day; null when there is no such day. */
export function utc(year: string | number, month: string | number, dayOfMonth: string | number): number | null {
  const [y, m, d] = [Number(year), Number(month), Number(dayOfMonth)]
  if (m < 1 || m > 12 || d < 1 || d > 31) return null
  const date = new Date(0)
  date.setUTCFullYear(y, m - 1, d)
  return date.getUTCMonth() === m - 1 ? date.getTime() : null
}

/** Days since 1 January 1970; NaN when there is no such day. The year is above 0, in the calendar of today. */
export function daysBefore(year: number, month: number, dayOfMonth: number): number {
  if (!(month >= 1 && month <= 12 && dayOfMonth >= 1)) return NaN
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (!(dayOfMonth <= (month === 2 && isLeap ? 29 : monthDays[month - 1]))) return NaN
  const leapDays = Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400)
  return 365 * (year - 1) + leapDays + monthStarts[month - 1] + (month > 2 && isLeap ? 1 : 0) + dayOfMonth - 719_163
}
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const monthStarts = monthDays.map((_, m) => monthDays.slice(0, m).reduce((sum, days) => sum + days, 0))

function weekStart(year: string, week: string, dayOfWeek: string): number | null {
  const [w, d] = [Number(week), Number(dayOfWeek)]
  if (w < 1 || w > 53 || d < 1 || d > 7) return null
  // The week of the fourth of January is the first.
  const fourth = Date.UTC(Number(year), 0, 4)
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * day
  return monday + (7 * (w - 1) + d - 1) * day
}
