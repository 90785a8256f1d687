// An equation with the numbers of one step and unit. Sums show their largest terms; the other terms are one number that
// a person can open.

import { isBias } from '../../../model/tensors'
import type { Unrolled } from '../../../shared/inspection'
import type { Focus, StepFocus, SumFocus } from '../focus'
import { cellOf, cutAfter, shortNumber, sizeOf, valueAt, vector } from '../unrolled'
import { giveDigits } from './digits'
import { cell, element, nabla, focusName } from './notation'
import { Reader } from './reader'
import { digits, nothing, number, products, shownTerms, sum, times, type Amount, type Line, type SumRow } from './rows'

function forwardRows(read: Reader, { of, t, unit }: StepFocus): SumRow[] {
  const { unrolled } = read
  switch (of) {
    case 'a':
      return [
        read.bias('b', unit),
        ...read.product('W', unit, unrolled.recurrence === 'output' ? 'z' : 'h', t - 1),
        ...(unrolled.recurrence === 'hidden+output' ? read.product('R', unit, 'z', t - 1) : []),
        ...read.product('U', unit, 'x', t)
      ]
    case 'o':
      return [read.bias('c', unit), ...read.product('V', unit, 'h', t)]
    case 'L':
      return lossRows(read, t)
    case 'yhat':
      return unrolled.output === 'softmax' ? softmaxRows(read, t) : []
    default:
      return []
  }
}

/** Σⱼ exp oⱼ: the share of each output. */
function softmaxRows(read: Reader, t: number): SumRow[] {
  const values = vector(read.unrolled, 'o', t).map(Math.exp)
  return sum(
    `\\sum_j \\exp ${element('o', 'j', t)}`,
    values,
    read.most,
    (k) => ({
      name: `\\exp ${element('o', k, t)}`,
      pieces: ['\\exp(', read.amount('o', t, k), ')'],
      work: ([o]) => Math.exp(o)
    }),
    { kind: 'part' }
  )
}

function lossRows(read: Reader, t: number): SumRow[] {
  const { unrolled } = read
  if (!unrolled.mask[t - 1]) return []
  const [y, yhat] = [vector(unrolled, 'y', t), vector(unrolled, 'yhat', t)]
  const n = unrolled.ny
  if (unrolled.output === 'softmax') return []
  // The mean over several outputs is taken in the last row.
  const kind = n === 1 ? 'addend' : 'part'
  if (unrolled.output === 'linear') {
    // A missing value has no loss.
    const known = Array.from(y.keys()).filter((k) => !isMissing(unrolled, t, k))
    return sum(
      `\\sum_i (${element('yhat', 'i', t)}-${element('y', 'i', t)})^2`,
      products(known.length, (i) => (yhat[known[i]] - y[known[i]]) ** 2),
      read.most,
      (i) => ({
        name: `(${element('yhat', known[i], t)}-${element('y', known[i], t)})^2`,
        pieces: ['(', read.amount('yhat', t, known[i]), '-', read.amount('y', t, known[i]), ')^2'],
        work: ([predicted, truth]) => (predicted - truth) ** 2
      }),
      { kind }
    )
  }
  // y is 0 or 1, so only one of the two logarithms counts.
  return sum(
    '\\sum_i',
    products(n, (k) => -Math.log(y[k] === 1 ? yhat[k] : 1 - yhat[k])),
    read.most,
    (k) => ({
      name: `${element('y', k, t)}=${y[k]}`,
      ...(y[k] === 1
        ? { pieces: ['-\\log', read.amount('yhat', t, k)], work: ([p]) => -Math.log(p) }
        : { pieces: ['-\\log(1-', read.amount('yhat', t, k), ')'], work: ([p]) => -Math.log(1 - p) })
    }),
    { kind }
  )
}

/** 1/N (ŷ − y), with the 2 of a square and the mean over several outputs. */
function fromLoss(read: Reader, { t, unit }: StepFocus): Line {
  if (isMissing(read.unrolled, t, unit)) return { pieces: [] }
  const { output, ny } = read.unrolled
  const [above, below] = [output === 'linear' ? 2 : 1, output === 'softmax' ? 1 : ny]
  const scale = above === below ? [] : [below === 1 ? `\\times ${above}` : `\\times\\tfrac{${above}}{${below}}`]
  return {
    pieces: [
      read.amount('dL', t, 0),
      ...scale,
      '\\times(',
      read.amount('yhat', t, unit),
      '-',
      read.amount('y', t, unit),
      ')'
    ],
    work: ([dL, yhat, y]) => dL * (above / below) * (yhat - y)
  }
}

/**
 * ∇o(t) of a model without a teacher: from the loss, and from step t + 1. Otherwise it comes from the loss alone, in
 * one row.
 */
function outputGradientRows(read: Reader, focus: StepFocus): SumRow[] {
  const { unrolled } = read
  const { t, unit } = focus
  if (unrolled.method !== 'free-running') return []
  const o = element('o', unit, t)
  const loss: SumRow = {
    kind: 'addend',
    name: `\\tfrac{\\partial L}{\\partial L^{(${t})}}\\tfrac{\\partial L^{(${t})}}{\\partial ${o}}`,
    ...fromLoss(read, focus),
    value: valueAt(unrolled, 'dOFromLoss', t, unit),
    digits,
    note: 'fromLoss'
  }
  return [loss, ...fromNextOutput(read, focus)]
}

/** (∂ŷ/∂o)ᵀ ∇z, where ∇z comes back along W, or R. */
function fromNextOutput(read: Reader, { t, unit }: StepFocus): SumRow[] {
  const { unrolled, most } = read
  const { recurrence, tau, output, ny } = unrolled
  if (t === tau) return [nothing(nabla('z', unit, t), 'lastStep')]
  if (cutAfter(unrolled, t)) return [nothing(nabla('z', unit, t), 'cut')]
  const letter = recurrence === 'output' ? 'W' : 'R'
  const note = 'fromNextOutput'
  const dz = (m: number): number => read.comingBack(letter, m, 'da', t + 1).reduce((all, value) => all + value, 0)
  const yhat = read.amount('yhat', t, unit)
  switch (output) {
    case 'linear':
      return read.transposed(letter, unit, 'da', t + 1, { note })
    case 'sigmoid':
      return [
        ...read.transposed(letter, unit, 'da', t + 1, { kind: 'part', is: nabla('z', unit, t) }),
        {
          kind: 'addend',
          name: `\\tfrac{\\partial ${element('yhat', unit, t)}}{\\partial ${element('o', unit, t)}}\\,${nabla('z', unit, t)}`,
          pieces: [yhat, '\\times(1-', { ...yhat }, ')\\times', number(dz(unit), null)],
          work: ([p, same, back]) => p * (1 - same) * back,
          value: valueAt(unrolled, 'dOFromNext', t, unit),
          digits,
          note
        }
      ]
    case 'softmax': {
      const slope = (m: number): number => valueAt(unrolled, 'yhat', t, m) * ((m === unit ? 1 : 0) - yhat.value)
      const name = (m: number | string): string =>
        `\\tfrac{\\partial ${element('yhat', m, t)}}{\\partial ${element('o', unit, t)}}\\,${nabla('z', m, t)}`
      return sum(
        `\\sum_m ${name('m')}`,
        products(ny, (m) => slope(m) * dz(m)),
        most,
        (m) => ({
          name: name(m),
          ...times(number(slope(m), { of: 'yhat', t, unit: m }), number(dz(m), null))
        }),
        { note }
      )
    }
  }
}

/** ∇h(t): the part that came back from t + 1, and the part that came down from o(t). */
function stateGradientRows(read: Reader, { t, unit }: StepFocus): SumRow[] {
  const { unrolled } = read
  const fromOutput = read.transposed('V', unit, 'dO', t, { note: 'fromOutput' })
  if (unrolled.recurrence === 'output') return fromOutput
  if (t === unrolled.tau) return [nothing(`\\nabla h^{(${t + 1})}`, 'lastStep'), ...fromOutput]
  if (cutAfter(unrolled, t)) return [nothing(`\\nabla h^{(${t + 1})}`, 'cut'), ...fromOutput]
  const next = t + 1
  const dh = vector(unrolled, 'dh', next)
  const values = products(unrolled.nh, (k) => read.weight('W', k, unit).value * read.slope(next, k).value * dh[k])
  const slopeName = (k: number | string): string => `\\bigl(1-(${element('h', k, next)})^2\\bigr)`
  return [
    ...sum(
      `\\sum_k ${cell('W', 'k', unit)}\\,${slopeName('k')}\\,${nabla('h', 'k', next)}`,
      values,
      read.most,
      (k) => ({
        name: `${cell('W', k, unit)}\\,${slopeName(k)}\\,${nabla('h', k, next)}`,
        ...times(read.weight('W', k, unit), read.slope(next, k), read.amount('dh', next, k))
      }),
      { note: 'fromNext' }
    ),
    ...fromOutput
  ]
}

/** What each step adds to a cell of a gradient. */
function sumRows(read: Reader, { tensor, row, col }: SumFocus): SumRow[] {
  const { tau, recurrence } = read.unrolled
  const toOutput = tensor === 'V' || tensor === 'c'
  const first = (t: number): Amount => read.amount(toOutput ? 'dO' : 'da', t, row)
  const second = (t: number): Amount | null => {
    if (isBias(tensor)) return null
    if (tensor === 'V') return read.amount('h', t, col)
    if (tensor === 'U') return read.amount('x', t, col)
    return read.amount(tensor === 'R' || recurrence === 'output' ? 'z' : 'h', t - 1, col)
  }
  const factors = (t: number): Amount[] => [first(t), second(t)].filter((amount) => amount !== null)
  const values = products(tau, (i) => factors(i + 1).reduce((product, { value }) => product * value, 1))
  return sum(`\\sum_{t=1}^{${tau}}`, values, read.most, (i) => ({
    name: factors(i + 1)
      .map(({ to }) => focusName(to!))
      .join('\\,'),
    ...times(...factors(i + 1))
  }))
}

/** The text between "=" and the result, where the result is not a sum of addends. */
function resultLine(read: Reader, focus: StepFocus, rows: readonly SumRow[]): Line {
  const { of, t, unit } = focus
  const { unrolled } = read
  const { output, method, ny } = unrolled
  /** The sum above, as one number. */
  const part = (): Amount => number(rows[0].value, null)
  switch (of) {
    case 'h':
      return t === 0
        ? { pieces: [] }
        : { pieces: ['\\tanh(', read.amount('a', t, unit), ')'], work: ([a]) => Math.tanh(a) }
    case 'z':
      if (t === 0 || isDrawn(unrolled, t) || isFilled(unrolled, t, unit)) return { pieces: [] }
      return times(read.amount(unrolled.truth[t - 1] ? 'y' : 'yhat', t, unit))
    case 'yhat': {
      const o = read.amount('o', t, unit)
      if (output === 'softmax')
        return { pieces: ['\\exp(', o, ')\\,/\\,', part()], work: ([one, all]) => Math.exp(one) / all }
      return output === 'sigmoid'
        ? { pieces: ['1\\,/\\,(1+\\exp(-', o, '))'], work: ([one]) => 1 / (1 + Math.exp(-one)) }
        : times(o)
    }
    case 'L': {
      if (!unrolled.mask[t - 1]) return { pieces: [] }
      if (output !== 'softmax')
        return ny === 1 ? { pieces: [] } : { pieces: [`\\tfrac{1}{${ny}}\\times`, part()], work: ([all]) => all / ny }
      const y = vector(unrolled, 'y', t).indexOf(1)
      return y < 0 ? { pieces: [] } : { pieces: ['-\\log', read.amount('yhat', t, y)], work: ([p]) => -Math.log(p) }
    }
    case 'dL':
      return { pieces: unrolled.mask[t - 1] ? [`1\\,/\\,${shortNumber(unrolled.targets)}`] : [] }
    case 'dO':
      return method === 'free-running' ? { pieces: [] } : fromLoss(read, focus)
    case 'da':
      return times(read.slope(t, unit), read.amount('dh', t, unit))
    default:
      return { pieces: [] }
  }
}

/** Each sum shows `most` terms. */
export function numbersIn(unrolled: Unrolled, focus: Focus, most = shownTerms.first): SumRow[] {
  const read = new Reader(unrolled, most)
  const rows =
    focus.of === 'sum'
      ? sumRows(read, focus)
      : focus.of === 'dO'
        ? outputGradientRows(read, focus)
        : focus.of === 'dh'
          ? stateGradientRows(read, focus)
          : forwardRows(read, focus)
  const line = focus.of === 'sum' ? { pieces: [] } : resultLine(read, focus, rows)
  rows.push({ kind: 'result', name: focusName(focus), ...line, value: valueOf(unrolled, focus), digits })
  giveDigits(rows)
  return rows
}

/** Whether z(t) is a draw from ŷ(t) or its arg max. The numbers of the graph do not show which of them it is. */
const isDrawn = ({ method, truth, output }: Unrolled, t: number): boolean =>
  method === 'scheduled-sampling' && !truth[t - 1] && output !== 'linear'

/** Whether a component of y(t) is missing. */
const isMissing = (unrolled: Unrolled, t: number, unit: number): boolean =>
  Number.isNaN(valueAt(unrolled, 'y', t, unit))

/** Whether the last known value stands in z(t) for a missing y(t). */
const isFilled = (unrolled: Unrolled, t: number, unit: number): boolean =>
  unrolled.truth[t - 1] && isMissing(unrolled, t, unit)

/** The number at which a focus points. */
export function valueOf(unrolled: Unrolled, focus: Focus): number {
  if (focus.of === 'sum') return cellOf(unrolled, 'gradients', focus.tensor, focus.row, focus.col)
  return valueAt(unrolled, focus.of, focus.t, Math.min(focus.unit, sizeOf(unrolled, focus.of) - 1))
}

/** The key of what is special about this number, if anything is. */
export function specialCase(unrolled: Unrolled, focus: Focus): string | null {
  if (focus.of === 'sum') return null
  const { of, t, unit } = focus
  if ((of === 'h' || of === 'z') && t === 0) return 'initial'
  if (of === 'z' && isFilled(unrolled, t, unit)) return 'filled'
  if (of === 'z' && unrolled.method === 'scheduled-sampling') return unrolled.truth[t - 1] ? 'truthFed' : 'ownFed'
  if ((of === 'L' || of === 'dL' || of === 'dO') && !unrolled.mask[t - 1]) return 'noTarget'
  if ((of === 'y' || of === 'dO') && isMissing(unrolled, t, unit)) return 'missing'
  if (of !== 'dh') return null
  if (unrolled.recurrence === 'output') return 'apart'
  if (t === unrolled.tau) return 'case1'
  return cutAfter(unrolled, t) ? 'case2cut' : unrolled.readout === 'last-step' ? 'case2silent' : 'case2'
}
