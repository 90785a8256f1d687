// Round values for the axes of pictures that Chart.js does not draw.

import { wantedTick } from '../charts/chart'
import { stride } from '../charts/labels'
import type { Range } from '../charts/range'

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
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(min)); power <= Math.log10(max); power++) {
    for (let digit = 1; digit < 10; digit++) {
      const value = Number(`${digit}e${power}`)
      if (value >= min * (1 - 1e-9) && value <= max * (1 + 1e-9) && wantedTick(value, decades)) ticks.push(value)
    }
  }
  const every = Math.ceil(ticks.length / most)
  return ticks.filter((_, i) => i % every === 0)
}

/** Places of a row of cells that get a text of `size` pixels; steps of time at round numbers. */
export function cellTicks(values: readonly number[], cell: number, size: number): number[] {
  const every = stride(cell, size)
  const dense = values.every((value, i) => i === 0 || value === values[i - 1] + 1)
  return values.flatMap((value, i) => ((dense ? value : i) % every === 0 || (dense && values.length === 1) ? [i] : []))
}
