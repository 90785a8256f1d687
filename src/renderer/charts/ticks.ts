// Round values for axes.

import { stride } from './labels'
import type { Range } from './range'

/** Whether a logarithmic axis over so many decades labels this value: fewer digits, the more decades. */
export function wantedTick(value: number, decades: number): boolean {
  const digits = value / 10 ** Math.floor(Math.log10(value) + 1e-9)
  const among = (...wanted: number[]): boolean => wanted.some((digit) => Math.abs(digits - digit) < 1e-6)
  if (decades > 4) return among(1)
  if (decades > 1) return among(1, 2, 5)
  return Math.abs(digits * 10 - Math.round(digits * 10)) < 1e-6
}

/** Round values inside the range, about `most` of them or fewer. */
export function niceTicks({ min, max }: Range, log: boolean, most: number): number[] {
  if (!log) {
    const rough = (max - min) / most
    const decade = 10 ** Math.floor(Math.log10(rough))
    const step = decade * ([1, 2, 5].find((digit) => digit * decade >= rough) ?? 10)
    const first = Math.ceil(min / step - 1e-9)
    const count = Math.floor(max / step + 1e-9) - first + 1
    return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)))
  }
  const decades = Math.log10(max / min)
  let ticks: number[] = []
  for (let power = Math.floor(Math.log10(min)); power <= Math.log10(max); power++) {
    for (let digit = 1; digit < 10; digit++) {
      const value = Number(`${digit}e${power}`)
      if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9) && wantedTick(value, decades)) ticks.push(value)
    }
  }
  // Even gaps before many of them.
  if (ticks.length > most && decades > 1) ticks = ticks.filter((value) => wantedTick(value, Infinity))
  const every = Math.ceil(ticks.length / most)
  return ticks.filter((_, i) => i % every === 0)
}

/** Places of a row of cells that get a text of `size` pixels; steps of time at round numbers. */
export function cellTicks(values: readonly number[], cell: number, size: number): number[] {
  const every = stride(cell, size)
  const dense = values.every((value, i) => i === 0 || value === values[i - 1] + 1)
  return values.flatMap((value, i) => ((dense ? value : i) % every === 0 || (dense && values.length === 1) ? [i] : []))
}
