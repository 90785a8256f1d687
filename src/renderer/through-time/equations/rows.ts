// The rows of an equation with numbers: addends, the terms of a sum, and the result.

import { usualDigits } from '../../charts/format'
import type { Focus } from '../focus'

/** A number and the place where it stands; null where another row of this equation computes it. */
export interface Amount {
  value: number
  to: Focus | null
  digits: number
}
/** TeX, or a number. */
export type Piece = string | Amount

export interface SumRow {
  /**
   * `addend`: a summand of the result. `part`: a sum that another row uses as one number. `term`: a summand of the sum
   * above it. `rest`: all other terms together.
   */
  kind: 'addend' | 'part' | 'term' | 'rest' | 'result'
  /** TeX; empty for the rest. */
  name: string
  pieces: Piece[]
  /** Computes the value from the numbers of the pieces, in their order. Present wherever the pieces have numbers. */
  work?: Work
  value: number
  /** The number of digits of the value; each piece has its own. */
  digits: number
  /** The number of terms in the rest. */
  count?: number
  /** The key of the sentence that explains this addend. */
  note?: string
}

/** The number of terms that a sum shows at first, and that each click adds. */
export const shownTerms = { first: 4, more: 32 }

type Work = (numbers: readonly number[]) => number
export interface Line {
  pieces: Piece[]
  work?: Work
}
interface Term extends Line {
  name: string
}

export const digits = usualDigits
export const number = (value: number, to: Focus | null): Amount => ({ value, to, digits })

/** The largest terms of a sum and the rest of it, below their total. */
export function sum(
  name: string,
  values: Float64Array,
  most: number,
  term: (k: number) => Term,
  options: { note?: string; kind?: 'addend' | 'part' } = {}
): SumRow[] {
  const order = Array.from(values.keys()).sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]))
  const telling = order.filter((k) => values[k] !== 0).length
  // Zeros are left out, unless there is nothing else or a person asks for all terms.
  const shown = order.slice(0, most === shownTerms.first ? Math.max(1, Math.min(most, telling)) : most)
  const rest = order.slice(shown.length)
  const total = (indices: readonly number[]): number => indices.reduce((all, k) => all + values[k], 0)
  return [
    {
      kind: options.kind ?? 'addend',
      name,
      pieces: [],
      value: total(order),
      digits,
      ...(options.note && { note: options.note })
    },
    ...shown.map((k): SumRow => ({ kind: 'term', ...term(k), value: values[k], digits })),
    ...(rest.length > 0
      ? [{ kind: 'rest', name: '', pieces: [], value: total(rest), digits, count: rest.length } satisfies SumRow]
      : [])
  ]
}

export const times = (...amounts: Amount[]): Line => ({
  pieces: amounts.flatMap((amount, i): Piece[] => (i === 0 ? [amount] : ['\\times', amount])),
  work: (numbers) => numbers.reduce((product, value) => product * value, 1)
})
export const products = (n: number, product: (k: number) => number): Float64Array =>
  Float64Array.from({ length: n }, (_, k) => product(k))

/** An addend that is zero, and the sentence that says why. */
export const nothing = (name: string, note: string): SumRow => ({
  kind: 'addend',
  name,
  pieces: [],
  value: 0,
  digits,
  note
})
