// The criterion of the chapter on one sequence: log p(y(1), …, y(τ) | x(1), …, x(τ)) as the sum of its conditionals
// (10.15–10.16), with the numbers put in.

import { usualDigits } from '../charts/format'
import type { AnswerTo } from '../flow/use-question'
import { giveDigits } from '../through-time/equations/digits'
import type { Amount, Piece, SumRow } from '../through-time/equations/rows'

export type Exposure = AnswerTo<'exposure'>
export type Way = 'forced' | 'free'

/** How many conditionals are written out at first, and how many more for each click. */
export const shownConditionals = { first: 12, more: 48 }

const digits = usualDigits
const number = (value: number): Amount => ({ value, to: null, digits })

/** The condition of step t, as it is written after the bar: the truth before it, or the network's own outputs. */
function past(way: Way, t: number): string {
  const letter = way === 'forced' ? 'y' : '\\tilde{y}'
  const own = (s: number): string => `${letter}^{(${s})}`
  return t === 1 ? '' : t === 2 ? own(1) : t === 3 ? `${own(1)},${own(2)}` : `${own(1)},\\dots,${own(t - 1)}`
}

/** log p(y(t) | condition of step t, x(1), …, x(t)). Where x is the output before, it is not written twice. */
function nameOf({ through }: Pick<Exposure, 'through'>, way: Way, t: number): string {
  const inputs =
    through === 'x' || through === 'both'
      ? ['\\text{…}']
      : [t === 1 ? 'x^{(1)}' : t === 2 ? 'x^{(1)},x^{(2)}' : `x^{(1)},\\dots,x^{(${t})}`]
  const told = [through === 'nothing' ? '' : past(way, t), ...inputs].filter(Boolean).join(',')
  return `\\log p\\bigl(y^{(${t})}\\mid ${told}\\bigr)`
}

/** One conditional: the numbers that are put in, and the result. */
function conditional(answer: Exposure, way: Way, t: number): Pick<SumRow, 'pieces' | 'work' | 'value'> {
  const { output, ny, shown, sigma } = answer
  const row = (values: Float64Array): Float64Array => values.subarray((t - 1) * ny, t * ny)
  const [yhat, y] = [row(shown[way].yhat), row(shown.y)]
  const L = shown[way].L[t - 1]
  switch (output) {
    // log ŷ_y = −L(t)
    case 'softmax': {
      const p = yhat[y.indexOf(1)]
      return p > 0
        ? { pieces: ['\\log', number(p)], work: ([one]) => Math.log(one), value: -L }
        : { pieces: [], value: -L }
    }
    // Σᵢ log of ŷᵢ where yᵢ = 1, of 1 − ŷᵢ where it is 0: −ny L(t), since L(t) is the mean of the bits
    case 'sigmoid': {
      const bits = Array.from(yhat, (p, i) => ({ p, one: y[i] === 1 }))
      if (bits.some(({ p, one }) => (one ? p : 1 - p) === 0)) return { pieces: [], value: -ny * L }
      const pieces = bits.flatMap(({ p, one }, i): Piece[] => [
        `${i > 0 ? '+' : ''}\\log${one ? '' : '(1-'}`,
        number(p),
        ...(one ? [] : [')'])
      ])
      const work = (numbers: readonly number[]): number =>
        numbers.reduce((sum, p, i) => sum + Math.log(bits[i].one ? p : 1 - p), 0)
      return { pieces, work, value: -ny * L }
    }
    // Gaussian: −m/2 log(2πσ²) − Σᵢ (yᵢ − ŷᵢ)² / 2σ² over the m known values, and the sum of the squares is m L(t)
    case 'linear': {
      const known = Array.from(y.keys()).filter((i) => !Number.isNaN(y[i]))
      const m = known.length
      const constant = -(m / 2) * Math.log(2 * Math.PI * sigma! ** 2)
      const value = constant - (m * L) / (2 * sigma! ** 2)
      if (!(sigma! > 0)) return { pieces: [], value }
      return m === 1
        ? {
            pieces: [
              number(constant),
              '-(',
              number(y[known[0]]),
              '-',
              number(yhat[known[0]]),
              ')^2/(2\\times',
              number(sigma!),
              '^2)'
            ],
            work: ([c, truth, predicted, s]) => c - (truth - predicted) ** 2 / (2 * s ** 2),
            value
          }
        : {
            pieces: [number(constant), '-', number(m * L), '/(2\\times', number(sigma!), '^2)'],
            work: ([c, squares, s]) => c - squares / (2 * s ** 2),
            value
          }
    }
  }
}

/** Steps of the sequence that carry a target, from 1. */
const targetsOf = ({ shown: { mask } }: Exposure): number[] => mask.flatMap((counts, i) => (counts ? [i + 1] : []))

/** log p of the true sequence, fed in one way. */
export const logProbability = (answer: Exposure, way: Way): number =>
  targetsOf(answer).reduce((sum, t) => sum + conditional(answer, way, t).value, 0)

/** The conditionals of log p, the first `most` one by one and the others as one number, and their sum. */
export function criterionRows(answer: Exposure, way: Way, most = shownConditionals.first): SumRow[] {
  const targets = targetsOf(answer)
  const rest = targets.slice(most)
  const rows: SumRow[] = targets
    .slice(0, most)
    .map((t) => ({ kind: 'addend', name: nameOf(answer, way, t), ...conditional(answer, way, t), digits }))
  if (rest.length > 0)
    rows.push({
      kind: 'addend',
      name: '',
      pieces: [],
      value: rest.reduce((sum, t) => sum + conditional(answer, way, t).value, 0),
      digits,
      count: rest.length
    })
  const value = rows.reduce((sum, row) => sum + row.value, 0)
  rows.push({ kind: 'result', name: way === 'forced' ? '\\log p' : '\\log\\tilde p', pieces: [], value, digits })
  giveDigits(rows)
  return rows
}

/**
 * Whether the own output of step t (from 1) differs from the truth: in the symbol, in a bit, or by more than
 * `tolerated` times σ. Null without a target.
 */
export function isWrong(answer: Exposure, way: Way, t: number): boolean | null {
  const { shown, output, ny, sigma, tolerated } = answer
  if (!shown.mask[t - 1]) return null
  const row = (values: Float64Array): number[] => Array.from(values.subarray((t - 1) * ny, t * ny))
  const [said, truth] = [row(way === 'free' ? shown.free.own : shown.forced.yhat), row(shown.y)]
  if (output === 'softmax') return said.indexOf(Math.max(...said)) !== truth.indexOf(1)
  if (output === 'sigmoid') return said.some((bit, i) => bit > 0.5 !== truth[i] > 0.5)
  return said.some((value, i) => Math.abs(value - truth[i]) > tolerated * sigma!)
}

/** The first step at which the own sequence is wrong; null where it never is. */
export const firstError = (answer: Exposure): number | null =>
  targetsOf(answer).find((t) => isWrong(answer, 'free', t)) ?? null
