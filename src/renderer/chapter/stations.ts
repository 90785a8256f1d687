// The stations of the derivation, in the order of the book: from the unrolled graph over the loss and the two cases of
// ∇h(t) to the gradients of the parameters, then teacher forcing and its criterion. Equations and numbers are those of
// Through time.

import type { Method, Recurrence } from '../../model/model'
import type { Unrolled } from '../../shared/inspection'
import { usualDigits } from '../charts/format'
import { giveDigits } from '../through-time/equations/digits'
import { numbersIn } from '../through-time/equations/put-in'
import { shownTerms, type Piece, type SumRow } from '../through-time/equations/rows'
import type { EquationId, Focus } from '../through-time/focus'
import { vector } from '../through-time/unrolled'

interface Station {
  key: string
  /** Sections, figures and equations of the book. */
  book: string
  equations: readonly EquationId[]
  /** The recurrences that have this station. For the others the page says why it is missing. */
  recurrences: readonly Recurrence[]
  /** The number that is worked out; null where there is none in this sequence. */
  focus: (unrolled: Unrolled) => Focus | null
}

const all: readonly Recurrence[] = ['hidden', 'output', 'hidden+output']
/** The last step with a target, or the last. */
const lastTarget = ({ mask, tau }: Unrolled): number => mask.lastIndexOf(true) + 1 || tau
/**
 * A number that is fed back and is not 0, at step 2 or later: z(0) is 0 always, and so are most numbers of a one-hot
 * vector.
 */
function fedBack(unrolled: Unrolled): Focus {
  for (let t = 2; t < unrolled.tau; t++) {
    const unit = vector(unrolled, 'z', t).findIndex((value) => value !== 0)
    if (unit >= 0) return { of: 'z', t, unit }
  }
  return { of: 'z', t: Math.min(2, unrolled.tau), unit: 0 }
}
const sum =
  (tensor: 'c' | 'b' | 'V' | 'W' | 'R' | 'U'): Station['focus'] =>
  () => ({ of: 'sum', tensor, row: 0, col: 0 })

export const stations = [
  {
    key: 'graph',
    book: '10.1, 10.2',
    equations: ['a', 'h'],
    recurrences: all,
    focus: ({ tau }) => ({ of: 'a', t: Math.min(2, tau), unit: 0 })
  },
  {
    key: 'output',
    book: '10.2',
    equations: ['o', 'yhat'],
    recurrences: all,
    focus: (unrolled) => ({ of: 'o', t: lastTarget(unrolled), unit: 0 })
  },
  {
    key: 'loss',
    book: '10.2',
    equations: ['L'],
    recurrences: all,
    focus: (unrolled) => ({ of: 'L', t: lastTarget(unrolled), unit: 0 })
  },
  {
    key: 'begin',
    book: '10.2.2',
    equations: ['dL', 'dO'],
    recurrences: all,
    focus: (unrolled) => ({ of: 'dO', t: lastTarget(unrolled), unit: 0 })
  },
  {
    key: 'last',
    book: '10.2.2',
    equations: ['dh-last'],
    recurrences: all,
    focus: ({ tau }) => ({ of: 'dh', t: tau, unit: 0 })
  },
  {
    key: 'earlier',
    book: '10.2.2',
    equations: ['dh', 'da'],
    recurrences: ['hidden', 'hidden+output'],
    focus: ({ tau }) => (tau > 1 ? { of: 'dh', t: tau - 1, unit: 0 } : null)
  },
  { key: 'c', book: '10.2.2', equations: ['sum-c'], recurrences: all, focus: sum('c') },
  { key: 'b', book: '10.2.2', equations: ['sum-b'], recurrences: all, focus: sum('b') },
  { key: 'V', book: '10.2.2', equations: ['sum-V'], recurrences: all, focus: sum('V') },
  { key: 'W', book: '10.2.2', equations: ['sum-W'], recurrences: all, focus: sum('W') },
  { key: 'R', book: '10.2.2', equations: ['sum-R'], recurrences: ['hidden+output'], focus: sum('R') },
  { key: 'U', book: '10.2.2', equations: ['sum-U'], recurrences: all, focus: sum('U') },
  {
    key: 'teacher',
    book: '10.2.1',
    equations: ['z'],
    recurrences: ['output', 'hidden+output'],
    focus: fedBack
  },
  { key: 'criterion', book: '10.2.1', equations: [], recurrences: all, focus: () => null }
] as const satisfies readonly Station[]

export type StationKey = (typeof stations)[number]['key']

export const stationAt = (key: StationKey): Station & { key: StationKey } => stations.find((one) => one.key === key)!

export const applies = (key: StationKey, recurrence: Recurrence): boolean =>
  stationAt(key).recurrences.includes(recurrence)

/**
 * The key of the sentence at the end of a station's text that is about the past of this network; null where every
 * network has the same text.
 */
export function pastOf(key: StationKey, { recurrence, method }: { recurrence: Recurrence; method: Method }) {
  switch (key) {
    case 'graph':
      return `chapter.graph.past.${recurrence === 'output' ? method : 'state'}`
    case 'loss':
      return `chapter.loss.given.${method === 'teacher-forcing' && recurrence === 'output' ? 'last' : method}`
    case 'criterion':
      return method === 'teacher-forcing' ? null : `chapter.criterion.other.${method}`
    default:
      return null
  }
}

/** The station that shows an equation. */
export const stationOf = (id: EquationId): StationKey =>
  id === 'data'
    ? 'graph'
    : (stations.find(({ equations }) => (equations as readonly EquationId[]).includes(id))?.key ?? 'graph')

/** What is worked out at a station with the numbers of a run; empty where this sequence has nothing there. */
export function stationRows(key: StationKey, unrolled: Unrolled, most = shownTerms.first): SumRow[] {
  if (key === 'criterion') return criterion(unrolled, most)
  const focus = applies(key, unrolled.recurrence) ? stationAt(key).focus(unrolled) : null
  return focus ? numbersIn(unrolled, focus, most) : []
}

/**
 * log p of the sequence as the sum of its conditionals, each computed from its loss. Categories: −L(t). Bits: −ny L(t),
 * because L(t) is their mean. Real values with a Gaussian of σ = 1 around ŷ(t): −ny/2 (L(t) + log 2π).
 */
function criterion({ mask, L, output, ny, method }: Unrolled, most: number): SumRow[] {
  const digits = usualDigits
  const [factor, factorTex] =
    output === 'linear'
      ? [ny / 2, ny === 1 ? '\\tfrac{1}{2}' : `\\tfrac{${ny}}{2}`]
      : output === 'sigmoid' && ny > 1
        ? [ny, `${ny}`]
        : [1, '']
  const constant = output === 'linear' ? Math.log(2 * Math.PI) : 0
  const conditional = (loss: number): number => -factor * (loss + constant)
  const put = (loss: Piece): Piece[] =>
    output === 'linear'
      ? [`-${factorTex}(`, loss, '+\\log 2\\pi)']
      : [factorTex === '' ? '-' : `-${factorTex}\\times`, loss]
  // Where the past is not the truth alone, the sum is a score and not log p of the sequence (exposure/criterion.ts).
  const log = method === 'bptt' || method === 'teacher-forcing' ? '\\log p' : '\\log\\tilde p'

  const targets = mask.flatMap((counts, i) => (counts ? [i + 1] : []))
  const rest = targets.slice(most)
  const rows: SumRow[] = targets.slice(0, most).map((t): SumRow => ({
    kind: 'addend',
    name: `${log}\\bigl(y^{(${t})}\\mid\\cdots\\bigr)`,
    pieces: put({ value: L[t - 1], to: { of: 'L', t, unit: 0 }, digits }),
    work: ([loss]) => conditional(loss),
    value: conditional(L[t - 1]),
    digits
  }))
  if (rest.length > 0) {
    const value = rest.reduce((all, t) => all + conditional(L[t - 1]), 0)
    rows.push({ kind: 'addend', name: '', pieces: [], value, digits, count: rest.length })
  }
  const total = rows.reduce((all, row) => all + row.value, 0)
  const sumTex = output === 'linear' ? '\\sum_t\\bigl(L^{(t)}+\\log 2\\pi\\bigr)' : '\\sum_t L^{(t)}'
  const name = `${log}=-${factorTex}${factorTex === '' ? '' : '\\,'}${sumTex}`
  rows.push({ kind: 'result', name, pieces: [], value: total, digits })
  giveDigits(rows)
  return rows
}
