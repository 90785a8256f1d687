// All equations of the chapter from 10.8 to 10.28, in order, and the place where the app shows each with numbers.
// Equations that the app uses in the form of the book come from the view "Through time". The others differ because we
// take a mean in place of a sum, or belong to the sections between.

import { stationOf, type StationKey } from '../chapter/stations'
import { formsFor, type EquationForm } from '../through-time/equations/forms'
import { gradient, partial, vec, element } from '../through-time/equations/notation'
import type { EquationId } from '../through-time/focus'

export interface BookEquation {
  /** 8 stands for (10.8). */
  number: number
  tex: string
  /** The station of the page Chapter that shows it. */
  station: StationKey
}

/** The network of figure 10.3 of the book, whose equations these are. */
const forms = formsFor({ recurrence: 'hidden', output: 'softmax', method: 'bptt', readout: 'every-step' })
const form = (id: EquationId): EquationForm => forms.find((one) => one.id === id)!
const matrix = (number: number, id: EquationId): BookEquation => ({
  number,
  station: stationOf(id),
  tex: form(id).matrix
})
/** The general form in the book, before it is applied to the network. */
const rule = (number: number, id: EquationId): BookEquation => ({
  number,
  station: stationOf(id),
  tex: form(id).rule!
})

const sequence = (name: 'x' | 'y'): string => `\\{${vec(name, 1)},\\dots,${vec(name, '\\tau')}\\}`
const log = '\\log p'

export const bookEquations: readonly BookEquation[] = [
  matrix(8, 'a'),
  matrix(9, 'h'),
  matrix(10, 'o'),
  matrix(11, 'yhat'),
  { number: 12, station: 'loss', tex: `L\\bigl(${sequence('x')},${sequence('y')}\\bigr)` },
  { number: 13, station: 'loss', tex: '=\\sum_t L^{(t)}' },
  {
    number: 14,
    station: 'loss',
    tex: `=-\\sum_t ${log}_{\\text{model}}\\bigl(y^{(t)}\\mid\\{${vec('x', 1)},\\dots,${vec('x')}\\}\\bigr)`
  },
  {
    number: 15,
    station: 'criterion',
    tex: `${log}\\bigl(${vec('y', 1)},${vec('y', 2)}\\mid${vec('x', 1)},${vec('x', 2)}\\bigr)`
  },
  {
    number: 16,
    station: 'criterion',
    tex:
      `=${log}\\bigl(${vec('y', 2)}\\mid${vec('y', 1)},${vec('x', 1)},${vec('x', 2)}\\bigr)` +
      `+${log}\\bigl(${vec('y', 1)}\\mid${vec('x', 1)},${vec('x', 2)}\\bigr)`
  },
  { number: 17, station: 'begin', tex: '\\frac{\\partial L}{\\partial L^{(t)}}=1' },
  {
    number: 18,
    station: 'begin',
    tex:
      `\\left(${gradient('o')}\\right)_i=${partial('o', 'i')}=\\frac{\\partial L}{\\partial L^{(t)}}` +
      `\\,\\frac{\\partial L^{(t)}}{\\partial ${element('o', 'i')}}=${element('yhat', 'i')}-\\boldsymbol{1}_{i=y^{(t)}}`
  },
  matrix(19, 'dh-last'),
  rule(20, 'dh'),
  matrix(21, 'dh'),
  matrix(22, 'sum-c'),
  matrix(23, 'sum-b'),
  matrix(24, 'sum-V'),
  rule(25, 'sum-W'),
  matrix(26, 'sum-W'),
  rule(27, 'sum-U'),
  matrix(28, 'sum-U')
]
