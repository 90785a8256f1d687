// The stations of the derivation, in the order of the book: from the unrolled graph over the loss and the two cases of
// ∇h(t) to the gradients of the parameters, then teacher forcing and its criterion. Equations and numbers are those of
// Through time.

import type { Recurrence } from '../../model/model'
import type { Unrolled } from '../../shared/inspection'
import { usualDigits } from '../charts/format'
import { giveDigits } from '../through-time/equations/digits'
import { numbersIn } from '../through-time/equations/put-in'
import { shownTerms, type SumRow } from '../through-time/equations/rows'
import type { EquationId, Focus } from '../through-time/focus'

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
    focus: () => ({ of: 'z', t: 1, unit: 0 })
  },
  { key: 'criterion', book: '10.2.1', equations: [], recurrences: all, focus: () => null }
] as const satisfies readonly Station[]

export type StationKey = (typeof stations)[number]['key']

export const stationAt = (key: StationKey): Station & { key: StationKey } => stations.find((one) => one.key === key)!

export const applies = (key: StationKey, recurrence: Recurrence): boolean =>
  stationAt(key).recurrences.includes(recurrence)

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
 * −log p of the sequence as the sum of its losses: L(t) = −log p(y(t) | …) for symbols, the mean over the bits, or the
 * squared error of real values.
 */
function criterion({ mask, L, output }: Unrolled, most: number): SumRow[] {
  const digits = usualDigits
  const targets = mask.flatMap((counts, i) => (counts ? [i + 1] : []))
  const rest = targets.slice(most)
  const total = (steps: readonly number[]): number => steps.reduce((all, t) => all + L[t - 1], 0)
  const rows: SumRow[] = [
    ...targets.slice(0, most).map((t): SumRow => ({
      kind: 'addend',
      name: output === 'softmax' ? `-\\log p\\bigl(y^{(${t})}\\mid\\cdots\\bigr)` : `L^{(${t})}`,
      pieces: [{ value: L[t - 1], to: { of: 'L', t, unit: 0 }, digits }],
      work: ([loss]) => loss,
      value: L[t - 1],
      digits
    })),
    ...(rest.length > 0
      ? [{ kind: 'addend', name: '', pieces: [], value: total(rest), digits, count: rest.length } satisfies SumRow]
      : [])
  ]
  const value = rows.reduce((all, row) => all + row.value, 0)
  rows.push({ kind: 'result', name: output === 'softmax' ? '-\\log p' : '\\sum_t L^{(t)}', pieces: [], value, digits })
  giveDigits(rows)
  return rows
}
