// The trainer's answer about one sequence, as vectors of steps. t counts from 1 as in the book, units count from 0 as
// in the heatmaps.

import { shapeOf, type TensorName } from '../../model/tensors'
import type { Unrolled } from '../../shared/inspection'
import { symbol } from '../charts/labels'

export type ValueName = 'x' | 'a' | 'h' | 'z' | 'o' | 'yhat' | 'y' | 'L'
export type GradientName = 'dL' | 'dO' | 'dOFromLoss' | 'dOFromNext' | 'dh' | 'dhFromNext' | 'dhFromOutput' | 'da'
export type StepName = ValueName | GradientName

const sizes: Record<StepName, 'nx' | 'nh' | 'ny' | null> = {
  x: 'nx',
  a: 'nh',
  h: 'nh',
  z: 'ny',
  o: 'ny',
  yhat: 'ny',
  y: 'ny',
  L: null,
  dL: null,
  dO: 'ny',
  dOFromLoss: 'ny',
  dOFromNext: 'ny',
  dh: 'nh',
  dhFromNext: 'nh',
  dhFromOutput: 'nh',
  da: 'nh'
}

export function sizeOf(unrolled: Unrolled, name: StepName): number {
  const size = sizes[name]
  return size === null ? 1 : unrolled[size]
}

/** The vector of step t, as a view of the answer. h and z also have a step 0. */
export function vector(unrolled: Unrolled, name: StepName, t: number): Float64Array {
  const n = sizeOf(unrolled, name)
  const row = name === 'h' || name === 'z' ? t : t - 1
  return unrolled[name].subarray(row * n, (row + 1) * n)
}

export const valueAt = (unrolled: Unrolled, name: StepName, t: number, unit: number): number =>
  vector(unrolled, name, t)[unit]

export function cellOf(
  unrolled: Unrolled,
  what: 'parameters' | 'gradients',
  tensor: TensorName,
  row: number,
  col: number
): number {
  return unrolled[what][tensor][row * shapeOf(unrolled, tensor).cols + col]
}

export function norm(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] ** 2
  return Math.sqrt(sum)
}

/** The index of the only 1 among zeros; null for any other vector, and for a single number. */
export function oneHot(values: ArrayLike<number>): number | null {
  let found: number | null = null
  for (let i = 0; i < values.length; i++) {
    if (values[i] === 0) continue
    if (values[i] !== 1 || found !== null) return null
    found = i
  }
  return values.length > 1 ? found : null
}

/** A short text for a vector: the name of a category, or its numbers where there are few; a dash for a missing one. */
export function wordFor(
  values: ArrayLike<number>,
  labels: readonly string[],
  format: (value: number) => string
): string {
  const index = oneHot(values)
  if (index !== null) return symbol(labels[index] ?? String(index))
  const shown = Array.from({ length: Math.min(3, values.length) }, (_, i) =>
    Number.isNaN(values[i]) ? '–' : format(values[i])
  )
  return shown.join(' ') + (values.length > 3 ? ' …' : '')
}

/** N, which is no whole number where values are missing. */
export const shortNumber = (value: number): string => String(Number(value.toPrecision(6)))

/** True where the outputs go into the next step. */
export const feedsBack = ({ recurrence }: Pick<Unrolled, 'recurrence'>): boolean => recurrence !== 'hidden'

/** True where truncation cuts the gradient that would come back from step t + 1 to step t. */
export const cutAfter = ({ truncation, tau }: Pick<Unrolled, 'truncation' | 'tau'>, t: number): boolean =>
  truncation !== null && truncation > 0 && t < tau && t % truncation === 0

/** The norms of a step and of what flows through it. The graph draws them, the table writes them. */
export interface StepNorms {
  t: number
  h: number
  dO: number
  dOFromLoss: number
  dOFromNext: number
  dh: number
  dhFromNext: number
  dhFromOutput: number
}

/** The largest norm that flows along any edge. */
export const largestFlow = (norms: readonly StepNorms[]): number =>
  norms.reduce(
    (most, { dhFromNext, dhFromOutput, dOFromLoss, dOFromNext }) =>
      Math.max(most, dhFromNext, dhFromOutput, dOFromLoss, dOFromNext),
    0
  )

export function stepNorms(unrolled: Unrolled): StepNorms[] {
  return Array.from({ length: unrolled.tau }, (_, i) => {
    const t = i + 1
    const of = (name: StepName): number => norm(vector(unrolled, name, t))
    return {
      t,
      h: of('h'),
      dO: of('dO'),
      dOFromLoss: of('dOFromLoss'),
      dOFromNext: of('dOFromNext'),
      dh: of('dh'),
      dhFromNext: of('dhFromNext'),
      dhFromOutput: of('dhFromOutput')
    }
  })
}
