// Reads the numbers of an unrolled sequence, each with the place where it stands.

import { shapeOf, type BiasName, type TensorName } from '../../../model/tensors'
import type { Unrolled } from '../../../shared/inspection'
import type { StepFocus } from '../focus'
import { cellOf, valueAt, vector } from '../unrolled'
import { cell, element, nabla } from './notation'
import { digits, number, products, sum, times, type Amount, type SumRow } from './rows'

export class Reader {
  /** A sum shows at most `most` terms. */
  constructor(
    readonly unrolled: Unrolled,
    readonly most: number
  ) {}

  amount(of: StepFocus['of'], t: number, unit: number): Amount {
    return number(valueAt(this.unrolled, of, t, unit), { of, t, unit })
  }

  weight(tensor: TensorName, row: number, col: number): Amount {
    return number(cellOf(this.unrolled, 'parameters', tensor, row, col), { of: 'sum', tensor, row, col })
  }

  /** 1 − h² of a unit: the slope of its tanh. */
  slope(t: number, unit: number): Amount {
    const h = valueAt(this.unrolled, 'h', t, unit)
    return number(1 - h ** 2, { of: 'h', t, unit })
  }

  bias(tensor: BiasName, row: number): SumRow {
    const amount = this.weight(tensor, row, 0)
    return { kind: 'addend', name: cell(tensor, row, 0), ...times(amount), value: amount.value, digits }
  }

  /** Σⱼ Mᵢⱼ vⱼ */
  product(tensor: TensorName, row: number, of: 'x' | 'h' | 'z', t: number): SumRow[] {
    const { cols } = shapeOf(this.unrolled, tensor)
    const v = vector(this.unrolled, of, t)
    const values = products(cols, (k) => this.weight(tensor, row, k).value * v[k])
    return sum(`\\sum_j ${cell(tensor, row, 'j')}\\,${element(of, 'j', t)}`, values, this.most, (k) => ({
      name: `${cell(tensor, row, k)}\\,${element(of, k, t)}`,
      ...times(this.weight(tensor, row, k), this.amount(of, t, k))
    }))
  }

  /** Σₖ Mₖᵢ vₖ, for a gradient that flows back through M. */
  transposed(
    tensor: TensorName,
    col: number,
    of: 'dO' | 'da',
    t: number,
    options: { note?: string; kind?: 'part'; is?: string }
  ): SumRow[] {
    const name = of === 'dO' ? 'o' : 'a'
    const whole = `${options.is ? `${options.is}=` : ''}\\sum_k ${cell(tensor, 'k', col)}\\,${nabla(name, 'k', t)}`
    return sum(
      whole,
      this.comingBack(tensor, col, of, t),
      this.most,
      (k) => ({
        name: `${cell(tensor, k, col)}\\,${nabla(name, k, t)}`,
        ...times(this.weight(tensor, k, col), this.amount(of, t, k))
      }),
      options
    )
  }

  /** Mₖᵢ vₖ for every k. */
  comingBack(tensor: TensorName, col: number, of: 'dO' | 'da', t: number): Float64Array {
    const v = vector(this.unrolled, of, t)
    return products(shapeOf(this.unrolled, tensor).rows, (k) => this.weight(tensor, k, col).value * v[k])
  }
}
