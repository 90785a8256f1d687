// The equations of the chapter in order, for the present network: as matrices with their shapes, and element by
// element. The numbers are in put-in.ts.

import type { Unrolled } from '../../../shared/inspection'
import type { EquationId } from '../focus'
import { feedsBack } from '../unrolled'
import { bold, element, gradient, partial, shaped, slopes, vec } from './notation'

export interface EquationForm {
  id: EquationId
  /** The number in the book; empty where the book only describes the equation. */
  number: string
  matrix: string
  element: string
  /** The general rule that gives the matrix form, where the book writes it down. */
  rule?: string
  /** The key of the sentence that explains it. */
  note: string
}

type Model = Pick<Unrolled, 'recurrence' | 'output' | 'method' | 'readout'>

const b = shaped(bold('b'), 'n_h')
const c = shaped(bold('c'), 'n_y')
const [U, R, V] = [shaped(bold('U'), 'n_h', 'n_x'), shaped(bold('R'), 'n_h', 'n_y'), shaped(bold('V'), 'n_y', 'n_h')]
/** The transposed matrix, with its shape. */
const turned = (letter: 'W' | 'R' | 'V', rows: 'n_h' | 'n_y', cols: 'n_h' | 'n_y'): string =>
  shaped(`${bold(letter)}^{\\top}`, rows, cols)
const Wh = shaped(bold('W'), 'n_h', 'n_h')
const Wz = shaped(bold('W'), 'n_h', 'n_y')
const h = (t: string): string => shaped(vec('h', t), 'n_h')
const z = (t: string): string => shaped(vec('z', t), 'n_y')
const x = shaped(vec('x'), 'n_x')
const sumOverTime = '\\sum_{t=1}^{\\tau}'
const dhThroughTanh = (t: string): string => `${shaped(slopes(t), 'n_h', 'n_h')}\\;${shaped(gradient('h', t), 'n_h')}`
const jacobian = (above: string, below: string): string =>
  `\\left(\\frac{\\partial ${above}}{\\partial ${below}}\\right)^{\\!\\!\\top}`

function forwardForms(model: Model): EquationForm[] {
  const { recurrence } = model
  const fromHidden = recurrence !== 'output'
  const matrix = [
    b,
    fromHidden ? Wh + h('t-1') : Wz + z('t-1'),
    ...(recurrence === 'hidden+output' ? [R + z('t-1')] : []),
    U + x
  ]
  const sums = [
    'b_i',
    `\\sum_j W_{ij}\\,${element(fromHidden ? 'h' : 'z', 'j', 't-1')}`,
    ...(recurrence === 'hidden+output' ? [`\\sum_j R_{ij}\\,${element('z', 'j', 't-1')}`] : []),
    `\\sum_j U_{ij}\\,${element('x', 'j')}`
  ]
  return [
    {
      id: 'a',
      number: '10.8',
      matrix: `${vec('a')}=${matrix.join('+')}`,
      element: `${element('a', 'i')}=${sums.join('+')}`,
      note: `a.${recurrence.replace('+', '-')}`
    },
    {
      id: 'h',
      number: '10.9',
      matrix: `${vec('h')}=\\tanh ${shaped(vec('a'), 'n_h')}`,
      element: `${element('h', 'i')}=\\tanh ${element('a', 'i')}`,
      note: 'h'
    },
    {
      id: 'o',
      number: '10.10',
      matrix: `${vec('o')}=${c}+${V}${h('t')}`,
      element: `${element('o', 'i')}=c_i+\\sum_j V_{ij}\\,${element('h', 'j')}`,
      note: 'o'
    },
    activation(model),
    ...(feedsBack(model) ? [fedBack(model)] : []),
    loss(model)
  ]
}

function activation({ output }: Model): EquationForm {
  const o = shaped(vec('o'), 'n_y')
  const form = { id: 'yhat' as const, number: '10.11', note: `yhat.${output}` }
  const [yhat, yhatI, oI] = [vec('yhat'), element('yhat', 'i'), element('o', 'i')]
  if (output === 'softmax') {
    return {
      ...form,
      matrix: `${yhat}=\\operatorname{softmax}(${o})`,
      element: `${yhatI}=\\frac{\\exp ${oI}}{\\sum_j \\exp ${element('o', 'j')}}`
    }
  }
  if (output === 'sigmoid')
    return { ...form, matrix: `${yhat}=\\sigma(${o})`, element: `${yhatI}=\\frac{1}{1+\\exp(-${oI})}` }
  return { ...form, matrix: `${yhat}=${o}`, element: `${yhatI}=${oI}` }
}

const partialOf = (above: string, below: string): string => `\\frac{\\partial ${above}}{\\partial ${below}}`

function fedBack({ method }: Model): EquationForm {
  if (method === 'scheduled-sampling') {
    // A coin decides between the truth and the network's own output.
    const [own, coin] = [`\\tilde{${bold('y')}}^{(t)}`, 'e^{(t)}']
    return {
      id: 'z',
      number: '',
      matrix: `${vec('z')}=${coin}\\,${shaped(vec('y'), 'n_y')}+(1-${coin})\\,${shaped(own, 'n_y')}`,
      element: `${element('z', 'i')}=${coin}\\,${element('y', 'i')}+(1-${coin})\\,\\tilde{y}_i^{(t)},\\quad ${partialOf(element('z', 'i'), element('o', 'j'))}=0`,
      note: `z.${method}`
    }
  }
  const name = method === 'teacher-forcing' ? 'y' : 'yhat'
  return {
    id: 'z',
    number: '',
    matrix: `${vec('z')}=${shaped(vec(name), 'n_y')}`,
    element: `${element('z', 'i')}=${element(name, 'i')}`,
    note: `z.${method}`
  }
}

function loss({ output }: Model): EquationForm {
  const [y, yhat] = [element('y', 'i'), element('yhat', 'i')]
  const matrix = 'L=\\frac{1}{N}\\sum_t L^{(t)}'
  const form = {
    id: 'L' as const,
    number: output === 'softmax' ? '10.12–10.14' : '10.12–10.13',
    matrix,
    note: `L.${output}`
  }
  if (output === 'softmax') return { ...form, element: `L^{(t)}=-\\log \\hat{y}^{(t)}_{y^{(t)}}` }
  if (output === 'sigmoid')
    return { ...form, element: `L^{(t)}=-\\frac{1}{n_y}\\sum_i ${y}\\log ${yhat}+(1-${y})\\log(1-${yhat})` }
  return { ...form, element: `L^{(t)}=\\frac{1}{n_y}\\sum_i\\left(${yhat}-${y}\\right)^2` }
}

/** ∂L(t)/∂o(t) times 1/N, as matrices and element by element. */
const lossGradients: Record<Model['output'], { factor: string; truth: string; truthI: string }> = {
  softmax: { factor: '\\frac{1}{N}', truth: '\\boldsymbol{1}_{y^{(t)}}', truthI: '\\boldsymbol{1}_{i=y^{(t)}}' },
  sigmoid: { factor: '\\frac{1}{N n_y}', truth: vec('y'), truthI: element('y', 'i') },
  linear: { factor: '\\frac{2}{N n_y}', truth: vec('y'), truthI: element('y', 'i') }
}

/** (∂ŷ/∂o)ᵀ of a model without a teacher. */
const outputJacobians: Record<Model['output'], string> = {
  softmax: shaped(
    `\\left(\\operatorname{diag}${vec('yhat')}-${vec('yhat')}{${vec('yhat')}}^{\\top}\\right)`,
    'n_y',
    'n_y'
  ),
  sigmoid: shaped(`\\operatorname{diag}\\!\\left(${vec('yhat')}(1-${vec('yhat')})\\right)`, 'n_y', 'n_y'),
  linear: ''
}

function outputGradient({ output, method, recurrence }: Model): EquationForm {
  const { factor, truth, truthI } = lossGradients[output]
  const free = method === 'free-running'
  const letter = recurrence === 'output' ? 'W' : 'R'
  const next = `${outputJacobians[output]}\\,${turned(letter, 'n_y', 'n_h')}${shaped(gradient('a', 't+1'), 'n_h')}`
  const nextI = `\\sum_m \\frac{\\partial ${element('yhat', 'm')}}{\\partial ${element('o', 'i')}}\\sum_k ${letter}_{km}${partial('a', 'k', 't+1')}`
  return {
    id: 'dO',
    number: '10.18',
    rule: `${partial('o', 'i')}=\\frac{\\partial L}{\\partial L^{(t)}}\\,\\frac{\\partial L^{(t)}}{\\partial ${element('o', 'i')}}`,
    matrix: `${gradient('o')}=${factor}\\left(${shaped(vec('yhat'), 'n_y')}-${shaped(truth, 'n_y')}\\right)${free ? `+${next}` : ''}`,
    element: `${partial('o', 'i')}=${factor}\\left(${element('yhat', 'i')}-${truthI}\\right)${free ? `+${nextI}` : ''}`,
    note: free ? 'dO.free' : `dO.${output}`
  }
}

function stateGradients({ recurrence, readout }: Model): EquationForm[] {
  const down = (t: string): string => `${turned('V', 'n_h', 'n_y')}${shaped(gradient('o', t), 'n_y')}`
  const downI = (t: string): string => `\\sum_k V_{ki}\\,${partial('o', 'k', t)}`
  if (recurrence === 'output') {
    return [
      {
        id: 'dh-last',
        number: '10.19',
        matrix: `${gradient('h')}=${down('t')}`,
        element: `${partial('h', 'i')}=${downI('t')}`,
        note: 'dh.apart'
      }
    ]
  }
  return [
    {
      id: 'dh-last',
      number: '10.19',
      matrix: `${gradient('h', '\\tau')}=${down('\\tau')}`,
      element: `${partial('h', 'i', '\\tau')}=${downI('\\tau')}`,
      note: 'dh.last'
    },
    {
      id: 'dh',
      number: '10.20–10.21',
      rule: `${gradient('h')}=${jacobian(vec('h', 't+1'), vec('h'))}${gradient('h', 't+1')}+${jacobian(vec('o'), vec('h'))}${gradient('o')}`,
      matrix: `${gradient('h')}=${turned('W', 'n_h', 'n_h')}${dhThroughTanh('t+1')}+${down('t')}`,
      element: `${partial('h', 'i')}=\\sum_k W_{ki}\\left(1-(${element('h', 'k', 't+1')})^2\\right)${partial('h', 'k', 't+1')}+${downI('t')}`,
      note: readout === 'last-step' ? 'dh.lastStep' : 'dh.earlier'
    }
  ]
}

function parameterGradients({ recurrence }: Model): EquationForm[] {
  const toA = dhThroughTanh('t')
  const toO = shaped(gradient('o'), 'n_y')
  const row = (tex: string, size: 'n_h' | 'n_x' | 'n_y'): string => shaped(`{${tex}}^{\\top}`, '1', size)
  const before = recurrence === 'output' ? row(vec('z', 't-1'), 'n_y') : row(vec('h', 't-1'), 'n_h')
  const outer = (number: string, letter: 'W' | 'R' | 'U', factor: string, factorI: string): EquationForm => ({
    id: `sum-${letter}`,
    number,
    ...(number && {
      rule: `\\nabla_{${bold(letter)}}L=${sumOverTime}\\sum_i\\frac{\\partial L}{\\partial ${element('h', 'i')}}\\,\\nabla_{${bold(letter)}^{(t)}}${element('h', 'i')}`
    }),
    matrix: `\\nabla_{${bold(letter)}}L=${sumOverTime}${toA}\\;${factor}`,
    element: `\\frac{\\partial L}{\\partial ${letter}_{ij}}=${sumOverTime}\\left(1-(${element('h', 'i')})^2\\right)${partial('h', 'i')}\\,${factorI}`,
    note: `sum.${letter}`
  })
  return [
    {
      id: 'sum-c',
      number: '10.22',
      matrix: `\\nabla_{${bold('c')}}L=${sumOverTime}${toO}`,
      element: `\\frac{\\partial L}{\\partial c_i}=${sumOverTime}${partial('o', 'i')}`,
      note: 'sum.c'
    },
    {
      id: 'sum-b',
      number: '10.23',
      matrix: `\\nabla_{${bold('b')}}L=${sumOverTime}${toA}`,
      element: `\\frac{\\partial L}{\\partial b_i}=${sumOverTime}\\left(1-(${element('h', 'i')})^2\\right)${partial('h', 'i')}`,
      note: 'sum.b'
    },
    {
      id: 'sum-V',
      number: '10.24',
      matrix: `\\nabla_{${bold('V')}}L=${sumOverTime}${toO}\\;${row(vec('h'), 'n_h')}`,
      element: `\\frac{\\partial L}{\\partial V_{ij}}=${sumOverTime}${partial('o', 'i')}\\,${element('h', 'j')}`,
      note: 'sum.V'
    },
    outer('10.25–10.26', 'W', before, element(recurrence === 'output' ? 'z' : 'h', 'j', 't-1')),
    ...(recurrence === 'hidden+output' ? [outer('', 'R', row(vec('z', 't-1'), 'n_y'), element('z', 'j', 't-1'))] : []),
    outer('10.27–10.28', 'U', row(vec('x'), 'n_x'), element('x', 'j'))
  ]
}

/** All equations of this network, in the order of the book. */
export function formsFor(model: Model): EquationForm[] {
  return [
    {
      id: 'data',
      number: '',
      matrix: `${vec('x')},\\;${vec('y')}`,
      element: `${element('x', 'j')},\\;${element('y', 'i')}`,
      note: 'data'
    },
    ...forwardForms(model),
    {
      id: 'dL',
      number: '10.17',
      matrix: '\\frac{\\partial L}{\\partial L^{(t)}}=\\frac{1}{N}',
      element: '\\frac{\\partial L}{\\partial L^{(t)}}=\\frac{1}{N}',
      note: 'dL'
    },
    outputGradient(model),
    ...stateGradients(model),
    {
      id: 'da',
      number: '',
      matrix: `${gradient('a')}=${dhThroughTanh('t')}`,
      element: `${partial('a', 'i')}=\\left(1-(${element('h', 'i')})^2\\right)${partial('h', 'i')}`,
      note: 'da'
    },
    ...parameterGradients(model)
  ]
}
