// Numbers as a person reads them, in the language of the window.

import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'

export interface Format {
  /** A measured value: four significant digits, and a power of ten where it is very large or very small. */
  value(value: number): string
  /** A measured value with another number of significant digits. */
  digits(value: number, digits: number): string
  /** A tick of an axis. */
  tick(value: number): string
  /** A count or a step. */
  count(value: number): string
  percent(share: number): string
}

/** The significant digits of a value in a text. */
export const usualDigits = 4

export function makeFormat(locale: string): Format {
  const plain: Intl.NumberFormat[] = []
  const plainly = (value: number, digits: number): string =>
    (plain[digits] ??= new Intl.NumberFormat(locale, {
      minimumSignificantDigits: digits,
      maximumSignificantDigits: digits
    })).format(value)
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 })
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const extreme = (value: number, large = 1e6): boolean =>
    value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= large)
  const power = (value: number, digits: number): string =>
    value.toExponential(digits).replace('-', '−').replace('e+', 'e').replace('e-', 'e−')
  const odd = (value: number): string => (Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞')
  const proper = (text: string): string => text.replace('-', '−')
  const digits = (value: number, count: number): string =>
    !Number.isFinite(value)
      ? odd(value)
      : value === 0
        ? '0'
        : extreme(value)
          ? power(value, count - 1)
          : proper(plainly(value, count))
  return {
    value: (value) => digits(value, usualDigits),
    digits,
    // An axis has no room for more digits.
    tick: (value) =>
      !Number.isFinite(value)
        ? odd(value)
        : extreme(value, 1e5)
          ? power(value, 2).replace(/\.?0+e/, 'e')
          : proper(short.format(value)),
    count: (value) => whole.format(value),
    percent: (value) => share.format(value)
  }
}

export function useFormat(): ComputedRef<Format> {
  const { locale } = useI18n()
  return computed(() => makeFormat(locale.value))
}
