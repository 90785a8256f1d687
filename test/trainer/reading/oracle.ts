// A network in plain float64, one step after the other, written directly from the equations, without the engine.

import type { Parameters } from '../../../src/engine/parameters'
import type { Model } from '../../../src/model/model'

export interface Oracle {
  /** Reads x(t) and returns ŷ(t); z(t−1) is x(t), or its first ny values (after the first step), with a teacher, else ŷ(t−1) or its arg max. */
  step(x: readonly number[]): number[]
  h: number[]
}

export function oracle(
  { recurrence, output, nx, nh, ny }: Model,
  parameters: Parameters<Float64Array>,
  fed: 'teacher' | 'own' | 'argmax'
): Oracle {
  const { U, W, R, V, b, c } = parameters
  const product = (M: Float64Array, row: number, v: readonly number[]): number =>
    v.reduce((sum, value, j) => sum + M[row * v.length + j] * value, 0)
  let z: number[] = new Array<number>(ny).fill(0)
  let first = true
  const self: Oracle = {
    h: new Array<number>(nh).fill(0),
    step(x) {
      if (x.length !== nx) throw new Error('x')
      if (fed === 'teacher' && !first) z = x.slice(0, ny)
      first = false
      const before = self.h
      self.h = before.map((_, i) => {
        const back = recurrence === 'output' ? product(W, i, z) : product(W, i, before)
        return Math.tanh(b[i] + back + (recurrence === 'hidden+output' ? product(R, i, z) : 0) + product(U, i, x))
      })
      const o = Array.from(c, (bias, k) => bias + product(V, k, self.h))
      const sum = o.reduce((total, value) => total + Math.exp(value), 0)
      const yhat = output === 'linear' ? o : o.map((value) => Math.exp(value) / sum)
      if (fed === 'own') z = yhat
      if (fed === 'argmax') z = yhat.map((value) => (value === Math.max(...yhat) ? 1 : 0))
      return yhat
    }
  }
  return self
}

export const oneHot = (k: number, n: number): number[] => Array.from({ length: n }, (_, j) => (j === k ? 1 : 0))
