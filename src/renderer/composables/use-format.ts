import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { makeFormat, type Format } from '../charts/format'

export interface AppFormat extends Format {
  /** A short loss with three digits. */
  loss(value: number): string
  /** 75 → 1:15; 3700 → 1:01:40. */
  clock(seconds: number): string
  bytes(count: number): string
  /** 212345 → 212k. */
  rate(perSecond: number): string
  /** 0.0123 s → 12.3 ms. */
  seconds(seconds: number): string
  date(milliseconds: number): string
}

function makeAppFormat(locale: string): AppFormat {
  const short = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 })
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const date = new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit' })
  const format = makeFormat(locale)
  return {
    ...format,
    loss: (value) =>
      Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6
        ? format.tick(Number(value.toPrecision(1)))
        : short.format(value),
    clock(seconds) {
      const whole = Math.max(0, Math.round(seconds))
      const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
      const two = (value: number): string => String(value).padStart(2, '0')
      return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
    },
    bytes(count) {
      const power = Math.min(units.length - 1, count < 1 ? 0 : Math.floor(Math.log2(count) / 10))
      return `${short.format(count / 1024 ** power)} ${units[power]}`
    },
    rate: (perSecond) =>
      perSecond >= 1e6
        ? `${short.format(perSecond / 1e6)}M`
        : perSecond >= 1e4
          ? `${Math.round(perSecond / 1e3)}k`
          : short.format(perSecond),
    seconds: (seconds) =>
      seconds < 1e-3
        ? `${short.format(seconds * 1e6)} µs`
        : seconds < 1
          ? `${short.format(seconds * 1e3)} ms`
          : `${short.format(seconds)} s`,
    date: (milliseconds) => date.format(milliseconds)
  }
}

export function useAppFormat(): ComputedRef<AppFormat> {
  const { locale } = useI18n()
  return computed(() => makeAppFormat(locale.value))
}
