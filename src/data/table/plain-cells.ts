// Numbers and dates straight from the bytes of a cell, where they are written plainly. NaN where they are not: then the
// cell is read as a text, by numbers.ts or dates.ts. Both ways give the same bits.

import type { DayFirst } from '../../model/table'
import { daysBefore } from './dates'

/** The powers of ten that a float64 holds exactly. */
const tens = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))
const largest = Number.MAX_SAFE_INTEGER
const [zero, plus, minus] = [0x30, 0x2b, 0x2d]

/**
 * The number in bytes `from` … `to` − 1: a sign, digits, a fraction, an exponent, groups of three digits. `decimal` and
 * `thousands` are the codes of the two signs; −1 for none.
 */
export function plainNumber(bytes: Uint8Array, from: number, to: number, decimal: number, thousands: number): number {
  let i = from
  const negative = bytes[i] === minus
  if (negative || bytes[i] === plus) i++
  let [digits, mantissa] = [0, 0]
  /** Digits since the last sign between thousands; −1 where there was none. */
  let group = -1
  for (; i < to; i++) {
    const digit = bytes[i] - zero
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit
      digits++
      if (group >= 0) group++
    } else if (bytes[i] === thousands) {
      if (group < 0 ? digits === 0 || digits > 3 : group !== 3) return NaN
      group = 0
    } else break
  }
  if (group >= 0 && group !== 3) return NaN
  let power = 0
  if (i < to && bytes[i] === decimal) {
    const point = ++i
    for (; i < to; i++) {
      const digit = bytes[i] - zero
      if (digit < 0 || digit > 9) break
      mantissa = mantissa * 10 + digit
    }
    power = point - i
    digits -= power
  }
  if (digits === 0) return NaN
  if (i < to && (bytes[i] | 0x20) === 0x65 && group < 0) {
    const fall = bytes[++i] === minus
    if (fall || bytes[i] === plus) i++
    const first = i
    let exponent = 0
    for (; i < to; i++) {
      const digit = bytes[i] - zero
      if (digit < 0 || digit > 9) break
      exponent = exponent * 10 + digit
    }
    if (i === first) return NaN
    power += fall ? -exponent : exponent
  }
  if (i < to || mantissa > largest) return NaN
  // Both are exact, so the quotient and the product are the nearest float64.
  let value = mantissa
  if (mantissa !== 0 && power !== 0) {
    if (power < -22 || power > 22) return NaN
    value = power < 0 ? mantissa / tens[-power] : mantissa * tens[power]
  }
  return negative ? -value : value
}

/** The digits in bytes `from` … `to` − 1; NaN where there are other signs, or none. */
function digitsIn(bytes: Uint8Array, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) {
    const digit = bytes[i] - zero
    if (digit < 0 || digit > 9) return NaN
    value = value * 10 + digit
  }
  return to > from ? value : NaN
}

/**
 * Milliseconds since 1970 of a date such as 2020-12-31, 31.12.2020 or 20201231, with or without a time of day such as
 * 13:45 or 13:45:10.
 */
export function plainMoment(bytes: Uint8Array, from: number, to: number, dayFirst: DayFirst): number {
  if (to - from < 8) return NaN
  let [y, m, d, end] = [NaN, NaN, NaN, 0]
  const sign = bytes[from + 4]
  if (isDateSign(sign)) {
    if (bytes[from + 7] !== sign) return NaN
    y = digitsIn(bytes, from, from + 4)
    m = digitsIn(bytes, from + 5, from + 7)
    d = digitsIn(bytes, from + 8, from + 10)
    end = from + 10
  } else if (isDateSign(bytes[from + 2])) {
    if (bytes[from + 5] !== bytes[from + 2]) return NaN
    const [a, b] = [digitsIn(bytes, from, from + 2), digitsIn(bytes, from + 3, from + 5)]
    m = dayFirst ? b : a
    d = dayFirst ? a : b
    y = digitsIn(bytes, from + 6, from + 10)
    end = from + 10
  } else if (to - from === 8) {
    y = digitsIn(bytes, from, from + 4)
    m = digitsIn(bytes, from + 4, from + 6)
    d = digitsIn(bytes, from + 6, from + 8)
    end = to
    if (!(y >= 1500 && y < 2300)) return NaN
  }
  if (end > to || !(y > 0)) return NaN
  const days = daysBefore(y, m, d)
  return end === to ? days * 86_400_000 : days * 86_400_000 + clockIn(bytes, end, to)
}

/** Minus, full stop, slash. */
const isDateSign = (code: number): boolean => code >= 0x2d && code <= 0x2f

/** The milliseconds of a time of day such as " 13:45", "T13:45:10" or "T13:45:10Z". */
function clockIn(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from] !== 0x20 && bytes[from] !== 0x54) return NaN
  const end = bytes[to - 1] === 0x5a ? to - 1 : to
  const length = end - from
  if ((length !== 6 && length !== 9) || bytes[from + 3] !== 0x3a || (length === 9 && bytes[from + 6] !== 0x3a))
    return NaN
  const h = digitsIn(bytes, from + 1, from + 3)
  const minute = digitsIn(bytes, from + 4, from + 6)
  const second = length === 9 ? digitsIn(bytes, from + 7, from + 9) : 0
  return h <= 24 && minute <= 59 && second <= 60 ? ((h * 60 + minute) * 60 + second) * 1000 : NaN
}
