// Round values for axes.

import { stride } from './labels'
import type { Range } from './range'

/**
 * Round values inside the range, about `most` or fewer. On a logarithmic axis they are evenly spaced where there are
 * many.
 */
export function niceTicks(range: Range, log: boolean, most: number): number[] {
  const { min, max } = range
  const decades = Math.log10(max / min)
  if (!log || decades < 1) return linearTicks(range, most)
  const withDigits = (...digits: number[]): number[] => {
    const powers = Array.from({ length: Math.ceil(decades) + 2 }, (_, i) => Math.floor(Math.log10(min)) + i)
    return powers
      .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
      .filter((value) => value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9))
  }
  const fine = withDigits(1, 2, 5)
  if (decades <= 4 && fine.length <= most) return fine
  const powers = withDigits(1)
  const every = Math.ceil(powers.length / most)
  return powers.filter((_, i) => i % every === 0)
}

function linearTicks({ min, max }: Range, most: number): number[] {
  const rough = (max - min) / most
  const decade = 10 ** Math.floor(Math.log10(rough))
  const step = decade * ([1, 2, 5].find((digit) => digit * decade >= rough) ?? 10)
  const first = Math.ceil(min / step - 1e-9)
  const count = Math.floor(max / step + 1e-9) - first + 1
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)))
}

/** The cells of a row that get a text of `size` pixels; time steps get theirs at round numbers. */
export function cellTicks(values: readonly number[], cell: number, size: number): number[] {
  const every = stride(cell, size)
  const dense = values.every((value, i) => i === 0 || value === values[i - 1] + 1)
  return values.flatMap((value, i) => ((dense ? value : i) % every === 0 || (dense && values.length === 1) ? [i] : []))
}
