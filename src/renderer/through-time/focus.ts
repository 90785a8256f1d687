// What the inspector looks at: a unit of a quantity at a step, or a cell of a gradient summed over the steps.

import type { Unrolled } from '../../shared/inspection'
import { shapeOf, type TensorName } from '../../model/tensors'
import { sizeOf } from './unrolled'

export type Quantity = 'x' | 'y' | 'z' | 'a' | 'h' | 'o' | 'yhat' | 'L' | 'dL' | 'dO' | 'dh' | 'da'
export interface StepFocus {
  of: Quantity
  t: number
  unit: number
}
export interface SumFocus {
  of: 'sum'
  tensor: TensorName
  row: number
  col: number
}
export type Focus = StepFocus | SumFocus

export type EquationId =
  'data' | 'a' | 'h' | 'o' | 'yhat' | 'z' | 'L' | 'dL' | 'dO' | 'dh-last' | 'dh' | 'da' | `sum-${TensorName}`

export const sameFocus = (a: Focus, b: Focus): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Keeps a focus inside the sequence and the sizes of this network. Another sequence can be shorter. */
export function clampFocus(unrolled: Unrolled, focus: Focus): Focus {
  const within = (value: number, low: number, high: number): number =>
    Math.min(high, Math.max(low, Math.trunc(value) || low))
  if (focus.of === 'sum') {
    const { rows, cols } = shapeOf(unrolled, focus.tensor)
    return { ...focus, row: within(focus.row, 0, rows - 1), col: within(focus.col, 0, cols - 1) }
  }
  const first = focus.of === 'h' || focus.of === 'z' ? 0 : 1
  return {
    of: focus.of,
    t: within(focus.t, first, unrolled.tau),
    unit: within(focus.unit, 0, sizeOf(unrolled, focus.of) - 1)
  }
}

/** The equation that gives this number. */
export function equationOf({ tau, recurrence }: Unrolled, focus: Focus): EquationId {
  if (focus.of === 'sum') return `sum-${focus.tensor}`
  if (focus.of === 'x' || focus.of === 'y') return 'data'
  // Without an edge from h to h, the equation of the last step holds at every step.
  if (focus.of === 'dh') return focus.t === tau || recurrence === 'output' ? 'dh-last' : 'dh'
  return focus.of
}

/** The number to look at when a person chooses an equation: the same step and unit as now, where they exist. */
export function focusFor(id: EquationId, unrolled: Unrolled, now: Focus): Focus {
  const { t, unit } = now.of === 'sum' ? { t: unrolled.tau, unit: now.row } : now
  if (id.startsWith('sum-')) {
    return clampFocus(unrolled, {
      of: 'sum',
      tensor: id.slice(4) as TensorName,
      row: unit,
      col: now.of === 'sum' ? now.col : 0
    })
  }
  const last = id === 'dh-last' && unrolled.recurrence !== 'output'
  const at = last ? unrolled.tau : id === 'dh' ? Math.min(t, unrolled.tau - 1) : t
  const of = id === 'data' ? 'x' : id === 'dh-last' ? 'dh' : id
  return clampFocus(unrolled, { of: of as Quantity, t: at, unit })
}
