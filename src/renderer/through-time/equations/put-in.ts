// An equation with the numbers of one step and unit put in. Sums show their largest terms; the rest is one number that
// can be opened.

import type { Unrolled } from '../../../shared/inspection'
import type { Focus, StepFocus, SumFocus } from '../focus'
import { cellOf, cutAfter, shapeOf, sizeOf, valueAt, vector, type Tensor } from '../trace'
import { cell, element, nabla, nameOf } from './notation'

/** A number, and where it comes from. */
interface Amount { value: number; to: Focus }
/** TeX, or a number. */
export type Piece = string | Amount

export interface Row {
  /** `addend`: what the result is the sum of. `term`: one of the addend's own. `rest`: its other terms together. */
  kind: 'addend' | 'term' | 'rest' | 'result'
  /** TeX; empty for the rest. */
  name: string
  pieces: Piece[]
  value: number
  /** How many terms the rest holds. */
  count?: number
  /** Key of the sentence that explains this addend. */
  note?: string
}

/** How many terms of a sum are shown at first, and how many more each time they are asked for. */
export const shownTerms = { first: 4, more: 32 }

interface Term { name: string; pieces: Piece[]; value: number }

/** The largest terms of a sum and the rest of it, below what they add up to. */
function sum(
  name: string, values: Float64Array, most: number, term: (k: number) => Omit<Term, 'value'>, options: { note?: string; total?: number } = {}
): Row[] {
  const order = Array.from(values.keys()).sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]))
  const telling = order.filter((k) => values[k] !== 0).length
  // Zeros say nothing, unless there is nothing else, or all are asked for.
  const shown = order.slice(0, most === shownTerms.first ? Math.max(1, Math.min(most, telling)) : most)
  const rest = order.slice(shown.length)
  const total = (indices: readonly number[]): number => indices.reduce((all, k) => all + values[k], 0)
  return [
    { kind: 'addend', name, pieces: [], value: options.total ?? total(order), ...(options.note && { note: options.note }) },
    ...shown.map((k): Row => ({ kind: 'term', ...term(k), value: values[k] })),
    ...(rest.length > 0 ? [{ kind: 'rest', name: '', pieces: [], value: total(rest), count: rest.length } satisfies Row] : [])
  ]
}

const times = (...amounts: Amount[]): Piece[] => amounts.flatMap((amount, i): Piece[] => (i === 0 ? [amount] : ['\\times', amount]))
const products = (n: number, product: (k: number) => number): Float64Array => Float64Array.from({ length: n }, (_, k) => product(k))

class Reader {
  /** `most` terms of a sum are shown. */
  constructor(readonly unrolled: Unrolled, readonly most: number) {}

  amount(of: StepFocus['of'], t: number, unit: number): Amount {
    return { value: valueAt(this.unrolled, of, t, unit), to: { of, t, unit } }
  }

  weight(tensor: Tensor, row: number, col: number): Amount {
    return { value: cellOf(this.unrolled, 'parameters', tensor, row, col), to: { of: 'sum', tensor, row, col } }
  }

  /** 1 − h² of a unit: the slope of its tanh. */
  slope(t: number, unit: number): Amount {
    const h = valueAt(this.unrolled, 'h', t, unit)
    return { value: 1 - h ** 2, to: { of: 'h', t, unit } }
  }

  bias(tensor: 'b' | 'c', row: number): Row {
    const amount = this.weight(tensor, row, 0)
    return { kind: 'addend', name: cell(tensor, row, 0), pieces: [amount], value: amount.value }
  }

  /** Σⱼ Mᵢⱼ vⱼ */
  product(tensor: Tensor, row: number, of: 'x' | 'h' | 'z', t: number): Row[] {
    const { cols } = shapeOf(this.unrolled, tensor)
    const v = vector(this.unrolled, of, t)
    const values = products(cols, (k) => this.weight(tensor, row, k).value * v[k])
    return sum(`\\sum_j ${cell(tensor, row, 'j')}\\,${element(of, 'j', t)}`, values, this.most, (k) => ({
      name: `${cell(tensor, row, k)}\\,${element(of, k, t)}`, pieces: times(this.weight(tensor, row, k), this.amount(of, t, k))
    }))
  }

  /** Σₖ Mₖᵢ vₖ, for a gradient that comes back along M. */
  transposed(tensor: Tensor, col: number, of: 'dO' | 'da', t: number, note?: string): Row[] {
    const { rows } = shapeOf(this.unrolled, tensor)
    const name = of === 'dO' ? 'o' : 'a'
    const v = vector(this.unrolled, of, t)
    const values = products(rows, (k) => this.weight(tensor, k, col).value * v[k])
    return sum(`\\sum_k ${cell(tensor, 'k', col)}\\,${nabla(name, 'k', t)}`, values, this.most, (k) => ({
      name: `${cell(tensor, k, col)}\\,${nabla(name, k, t)}`, pieces: times(this.weight(tensor, k, col), this.amount(of, t, k))
    }), note === undefined ? {} : { note })
  }
}

const nothing = (name: string, note: string): Row => ({ kind: 'addend', name, pieces: [], value: 0, note })

function forwardRows(read: Reader, { of, t, unit }: StepFocus): Row[] {
  const { unrolled } = read
  switch (of) {
    case 'a': return [
      read.bias('b', unit),
      ...read.product('W', unit, unrolled.recurrence === 'output' ? 'z' : 'h', t - 1),
      ...(unrolled.recurrence === 'hidden+output' ? read.product('R', unit, 'z', t - 1) : []),
      ...read.product('U', unit, 'x', t)
    ]
    case 'o': return [read.bias('c', unit), ...read.product('V', unit, 'h', t)]
    case 'L': return lossRows(read, t)
    case 'yhat': return unrolled.output === 'softmax' ? softmaxRows(read, t) : []
    default: return []
  }
}

/** Σⱼ exp oⱼ: who takes which share. */
function softmaxRows(read: Reader, t: number): Row[] {
  const values = vector(read.unrolled, 'o', t).map(Math.exp)
  return sum(`\\sum_j \\exp ${element('o', 'j', t)}`, values, read.most, (k) => ({
    name: `\\exp ${element('o', k, t)}`, pieces: ['\\exp(', read.amount('o', t, k), ')']
  }))
}

function lossRows(read: Reader, t: number): Row[] {
  const { unrolled } = read
  if (!unrolled.mask[t - 1]) return []
  const [y, yhat] = [vector(unrolled, 'y', t), vector(unrolled, 'yhat', t)]
  const n = unrolled.ny
  if (unrolled.output === 'softmax') return []
  if (unrolled.output === 'linear') {
    return sum(`\\sum_i (${element('yhat', 'i', t)}-${element('y', 'i', t)})^2`, products(n, (k) => (yhat[k] - y[k]) ** 2), read.most, (k) => ({
      name: `(${element('yhat', k, t)}-${element('y', k, t)})^2`, pieces: ['(', read.amount('yhat', t, k), '-', read.amount('y', t, k), ')^2']
    }))
  }
  // y is 0 or 1: one of the two logarithms counts.
  return sum('\\sum_i', products(n, (k) => -Math.log(y[k] === 1 ? yhat[k] : 1 - yhat[k])), read.most, (k) => ({
    name: `${element('y', k, t)}=${y[k]}`,
    pieces: y[k] === 1 ? ['-\\log', read.amount('yhat', t, k)] : ['-\\log(1-', read.amount('yhat', t, k), ')']
  }))
}

/** ∇o(t): from the loss, and, running free, from step t + 1. */
function outputGradientRows(read: Reader, { t, unit }: StepFocus): Row[] {
  const { unrolled } = read
  const { method, recurrence, tau, output, ny } = unrolled
  const factor = output === 'linear' ? 2 : 1
  // The mean over several outputs, and the 2 of the square.
  const scale = output === 'softmax' || factor === ny ? [] : [ny === 1 ? `\\times ${factor}` : `\\times\\tfrac{${factor}}{${ny}}`]
  const fromLoss: Row = {
    kind: 'addend', name: '\\text{L}^{(' + t + ')}', value: valueAt(unrolled, 'dOFromLoss', t, unit),
    pieces: [read.amount('dL', t, 0), ...scale, '\\times(', read.amount('yhat', t, unit), '-', read.amount('y', t, unit), ')'], note: 'fromLoss'
  }
  if (method !== 'free-running') return [fromLoss]
  const name = `\\left[(\\partial\\hat{y}/\\partial o)^{\\!\\top}\\nabla z^{(${t})}\\right]_{${unit}}`
  if (t === tau) return [fromLoss, nothing(name, 'lastStep')]
  if (cutAfter(unrolled, t)) return [fromLoss, nothing(name, 'cut')]
  const [, ...terms] = read.transposed(recurrence === 'output' ? 'W' : 'R', unit, 'da', t + 1)
  return [fromLoss, { kind: 'addend', name, pieces: [], value: valueAt(unrolled, 'dOFromNext', t, unit), note: 'fromNextOutput' }, ...terms]
}

/** ∇h(t): what came back from t + 1, and what came down from o(t). */
function stateGradientRows(read: Reader, { t, unit }: StepFocus): Row[] {
  const { unrolled } = read
  const fromOutput = read.transposed('V', unit, 'dO', t, 'fromOutput')
  if (unrolled.recurrence === 'output') return fromOutput
  if (t === unrolled.tau) return [nothing(`\\nabla h^{(${t + 1})}`, 'lastStep'), ...fromOutput]
  if (cutAfter(unrolled, t)) return [nothing(`\\nabla h^{(${t + 1})}`, 'cut'), ...fromOutput]
  const next = t + 1
  const dh = vector(unrolled, 'dh', next)
  const values = products(unrolled.nh, (k) => read.weight('W', k, unit).value * read.slope(next, k).value * dh[k])
  const slopeName = (k: number | string): string => `\\bigl(1-(${element('h', k, next)})^2\\bigr)`
  return [
    ...sum(`\\sum_k ${cell('W', 'k', unit)}\\,${slopeName('k')}\\,${nabla('h', 'k', next)}`, values, read.most, (k) => ({
      name: `${cell('W', k, unit)}\\,${slopeName(k)}\\,${nabla('h', k, next)}`,
      pieces: times(read.weight('W', k, unit), read.slope(next, k), read.amount('dh', next, k))
    }), { note: 'fromNext' }),
    ...fromOutput
  ]
}

/** What each step adds to a cell of a gradient. */
function sumRows(read: Reader, { tensor, row, col }: SumFocus): Row[] {
  const { tau, recurrence } = read.unrolled
  const toOutput = tensor === 'V' || tensor === 'c'
  const first = (t: number): Amount => read.amount(toOutput ? 'dO' : 'da', t, row)
  const second = (t: number): Amount | null => {
    if (tensor === 'b' || tensor === 'c') return null
    if (tensor === 'V') return read.amount('h', t, col)
    if (tensor === 'U') return read.amount('x', t, col)
    return read.amount(tensor === 'R' || recurrence === 'output' ? 'z' : 'h', t - 1, col)
  }
  const factors = (t: number): Amount[] => [first(t), second(t)].filter((amount) => amount !== null)
  const values = products(tau, (i) => factors(i + 1).reduce((product, { value }) => product * value, 1))
  return sum(`\\sum_{t=1}^{${tau}}`, values, read.most, (i) => ({
    name: factors(i + 1).map(({ to }) => nameOf(to)).join('\\,'), pieces: times(...factors(i + 1))
  }))
}

/** What stands between "=" and the result where the equation is no sum. */
function resultPieces(read: Reader, { of, t, unit }: StepFocus): Piece[] {
  const { unrolled } = read
  const { output, method, ny } = unrolled
  switch (of) {
    case 'h': return t === 0 ? [] : ['\\tanh(', read.amount('a', t, unit), ')']
    case 'z': return t === 0 ? [] : [read.amount(method === 'teacher-forcing' ? 'y' : 'yhat', t, unit)]
    case 'yhat':
      if (output === 'softmax') return ['\\exp(', read.amount('o', t, unit), ')\\;/\\;\\textstyle\\sum_j\\exp(o_j)']
      return output === 'sigmoid' ? ['1\\,/\\,(1+\\exp(-', read.amount('o', t, unit), '))'] : [read.amount('o', t, unit)]
    case 'L': {
      if (!unrolled.mask[t - 1]) return []
      if (output !== 'softmax') return ny === 1 ? [] : [`\\tfrac{1}{${ny}}\\textstyle\\sum_i`]
      const y = vector(unrolled, 'y', t).indexOf(1)
      return y < 0 ? [] : ['-\\log', read.amount('yhat', t, y)]
    }
    case 'dL': return unrolled.mask[t - 1] ? [`1\\,/\\,${unrolled.targets}`] : []
    case 'da': return times(read.slope(t, unit), read.amount('dh', t, unit))
    default: return []
  }
}

/** `most` terms of every sum. */
export function numbersIn(unrolled: Unrolled, focus: Focus, most = shownTerms.first): Row[] {
  const read = new Reader(unrolled, most)
  if (focus.of === 'sum') {
    const { tensor, row, col } = focus
    return [...sumRows(read, focus), { kind: 'result', name: nameOf(focus), pieces: [], value: cellOf(unrolled, 'gradients', tensor, row, col) }]
  }
  const { of, t, unit } = focus
  const rows = of === 'dO' ? outputGradientRows(read, focus) : of === 'dh' ? stateGradientRows(read, focus) : forwardRows(read, focus)
  return [...rows, { kind: 'result', name: nameOf(focus), pieces: resultPieces(read, focus), value: valueOf(unrolled, { of, t, unit }) }]
}

/** The number that a focus points at. */
export function valueOf(unrolled: Unrolled, focus: Focus): number {
  if (focus.of === 'sum') return cellOf(unrolled, 'gradients', focus.tensor, focus.row, focus.col)
  return valueAt(unrolled, focus.of, focus.t, Math.min(focus.unit, sizeOf(unrolled, focus.of) - 1))
}

/** Key of what is special about this number, if anything is. */
export function caseOf(unrolled: Unrolled, focus: Focus): string | null {
  if (focus.of === 'sum') return null
  const { of, t } = focus
  if ((of === 'h' || of === 'z') && t === 0) return 'initial'
  if ((of === 'L' || of === 'dL' || of === 'dO') && !unrolled.mask[t - 1]) return 'noTarget'
  if (of !== 'dh') return null
  if (unrolled.recurrence === 'output') return 'apart'
  if (t === unrolled.tau) return 'case1'
  return cutAfter(unrolled, t) ? 'case2cut' : unrolled.readout === 'last-step' ? 'case2silent' : 'case2'
}
