// The book's letters in TeX: vectors bold and small, matrices bold and capital, the step as an exponent in brackets.

import { isBias, type TensorName } from '../../../model/tensors'
import type { EquationId, Focus, Quantity } from '../focus'
import type { GradientName, ValueName } from '../unrolled'

const letters: Record<ValueName, string> = { x: 'x', a: 'a', h: 'h', z: 'z', o: 'o', yhat: '\\hat{y}', y: 'y', L: 'L' }
const gradients: Partial<Record<Quantity | GradientName, ValueName>> = { dO: 'o', dh: 'h', da: 'a' }

export const bold = (letter: string): string => `\\boldsymbol{${letter}}`
const at = (t: number | string): string => `^{(${t})}`

/** **h**⁽ᵗ⁾ */
export const vec = (name: ValueName, t: number | string = 't'): string =>
  name === 'L' ? `L${at(t)}` : `${name === 'yhat' ? '\\hat{\\boldsymbol{y}}' : bold(letters[name])}${at(t)}`
/** hᵢ⁽ᵗ⁾ */
export const element = (name: ValueName, index: number | string, t: number | string = 't'): string =>
  name === 'L' ? `L${at(t)}` : `${letters[name]}_{${index}}${at(t)}`
/** ∇_{h⁽ᵗ⁾} L */
export const gradient = (name: ValueName, t: number | string = 't'): string => `\\nabla_{${vec(name, t)}}L`
/** ∂L/∂hᵢ⁽ᵗ⁾ */
export const partial = (name: ValueName, index: number | string, t: number | string = 't'): string =>
  `\\frac{\\partial L}{\\partial ${element(name, index, t)}}`
/** ∇hᵢ⁽ᵗ⁾, short, where numbers are put in. */
export const nabla = (name: ValueName, index: number | string, t: number | string): string =>
  `\\nabla ${element(name, index, t)}`

export const cell = (tensor: TensorName, row: number | string, col: number | string): string =>
  isBias(tensor) ? `${tensor}_{${row}}` : `${tensor}_{${row},${col}}`

/** A factor with its shape written under it. */
export const shaped = (tex: string, ...shape: ('n_h' | 'n_x' | 'n_y' | '1')[]): string =>
  `\\underbrace{${tex}}_{${shape.join('\\times ')}}`

/** diag(1 − (**h**⁽ᵗ⁾)²) */
export const slopes = (t: string): string => `\\operatorname{diag}\\!\\left(1-\\left(${vec('h', t)}\\right)^{2}\\right)`

/** The name of a single number. */
export function focusName(focus: Focus): string {
  if (focus.of === 'sum') return `\\nabla ${cell(focus.tensor, focus.row, focus.col)}`
  const { of, t, unit } = focus
  if (of === 'dL') return `\\partial L/\\partial L${at(t)}`
  const of_ = gradients[of]
  return of_ ? nabla(of_, unit, t) : element(of as ValueName, unit, t)
}

/** The name of a single number as plain text, for screen readers and tooltips. */
export function plainName(focus: Focus): string {
  if (focus.of === 'sum') return `∇${focus.tensor}[${focus.row}${isBias(focus.tensor) ? '' : `, ${focus.col}`}]`
  const { of, t, unit } = focus
  if (of === 'L') return `L(${t})`
  if (of === 'dL') return `∂L/∂L(${t})`
  const of_ = gradients[of]
  return `${of_ ? '∇' : ''}${of === 'yhat' ? 'ŷ' : (of_ ?? of)}[${unit}](${t})`
}

/** The name of the result of an equation, for screen readers. */
export function plainEquation(id: EquationId): string {
  if (id.startsWith('sum-')) return `∇${id.slice(4)}`
  if (id === 'data') return 'x(t), y(t)'
  if (id === 'dL') return '∂L/∂L(t)'
  if (id === 'dh-last') return '∇h(τ)'
  const of = id as Quantity
  return `${gradients[of] ? '∇' : ''}${of === 'yhat' ? 'ŷ' : (gradients[of] ?? of)}(t)`
}
