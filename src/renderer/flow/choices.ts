// The choices of a person: the k of truncation, the ε of a difference.

import { isBias } from '../../model/tensors'
import type { Question } from '../../shared/inspection'
import { typedNumber } from '../../shared/typed-number'
import { usualDigits } from '../charts/format'
import type { AnswerTo } from './use-question'

/** The Fibonacci numbers below τ, and τ. They are dense where one more step matters most. */
export function chooseKs(tau: number): number[] {
  const ks: number[] = []
  for (let [k, next] = [1, 2]; k < tau; [k, next] = [next, k + next]) ks.push(k)
  return [...ks, Math.max(1, tau)]
}

/** Below the range float64 has no digits left for the difference; above it the difference is not a derivative. */
export const epsilonRange = { min: 1e-12, max: 0.1 }

/** Null when the text is not a number in the range. */
export function parseEpsilon(text: string): number | null {
  const value = typedNumber(text)
  return value !== null && value >= epsilonRange.min && value <= epsilonRange.max ? value : null
}

/** The index of the smallest error; −1 where there is none. */
export function valleyOf(errors: ArrayLike<number>): number {
  let best = -1
  for (let i = 0; i < errors.length; i++)
    if (Number.isFinite(errors[i]) && !(best >= 0 && errors[best] <= errors[i])) best = i
  return best
}

export type GradientCell = Pick<Extract<Question, { ask: 'contributions' }>, 'tensor' | 'row' | 'col'>

/** The name of a cell of a gradient. */
export const gradientCellName = ({ tensor, row, col }: GradientCell): string =>
  isBias(tensor) ? `∇${tensor}[${row}]` : `∇${tensor}[${row}, ${col}]`

/** A relative error below this comes from the differences themselves: from curvature and rounding. */
export const agrees = (error: number): boolean => error < 1e-5

/** The significant digits at which two numbers begin to differ, and two more. */
export function digitsApart(a: number, b: number): number {
  const apart = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b))
  return apart > 0 ? Math.min(17, Math.max(usualDigits, Math.ceil(-Math.log10(apart)) + 2)) : usualDigits
}

export function worstOf(tensors: AnswerTo<'check'>['tensors']): { cell: GradientCell; error: number } | null {
  // An error that is not a number counts as the largest.
  const size = (error: number): number => (Number.isNaN(error) ? Infinity : error)
  return tensors.reduce<{ cell: GradientCell; error: number } | null>(
    (most, { tensor, worst: { row, col, error } }) =>
      most && size(most.error) >= size(error) ? most : { cell: { tensor, row, col }, error },
    null
  )
}
