// The three output units, each with its loss and the derivatives of both side by side. In nats.

import type { Output } from '../../model/model'
import { dot } from '../linear-algebra/vectors'

export interface OutputUnit {
  /** ŷ from o. */
  activate(yhat: Float64Array, o: Float64Array): void
  /** L(t) from o; y is one-hot for softmax. */
  loss(o: Float64Array, y: Float64Array): number
  /** ∂L(t)/∂o(t). */
  lossGradient(dO: Float64Array, yhat: Float64Array, y: Float64Array): void
  /** (∂ŷ/∂o)ᵀ ∇ŷ: from a gradient that arrives at ŷ to one at o. */
  transposedJacobian(dO: Float64Array, yhat: Float64Array, dyhat: Float64Array): void
}

const softmax: OutputUnit = {
  // (10.11) ŷ = softmax(o), as exp(oᵢ − log Σ exp o), which cannot overflow
  activate(yhat, o) {
    const logSum = logSumExp(o)
    for (let i = 0; i < o.length; i++) yhat[i] = Math.exp(o[i] - logSum)
  },
  // (10.14) L(t) = −log ŷ_y = log Σ exp o − o_y
  loss: (o, y) => logSumExp(o) - dot(o, y),
  // (10.18) (∇o L)ᵢ = ŷᵢ − 1[i = y]
  lossGradient(dO, yhat, y) {
    for (let i = 0; i < dO.length; i++) dO[i] = yhat[i] - y[i]
  },
  // (diag(ŷ) − ŷ ŷᵀ) ∇ŷ
  transposedJacobian(dO, yhat, dyhat) {
    const mean = dot(yhat, dyhat)
    for (let i = 0; i < dO.length; i++) dO[i] = yhat[i] * (dyhat[i] - mean)
  }
}

const sigmoid: OutputUnit = {
  // ŷ = 1 / (1 + exp(−o))
  activate(yhat, o) {
    for (let i = 0; i < o.length; i++) yhat[i] = 1 / (1 + Math.exp(-o[i]))
  },
  // L(t) = −1/ny Σ y log ŷ + (1 − y) log(1 − ŷ) = 1/ny Σ max(o, 0) − o y + log(1 + exp(−|o|))
  loss(o, y) {
    let sum = 0
    for (let i = 0; i < o.length; i++) sum += Math.max(o[i], 0) - o[i] * y[i] + Math.log1p(Math.exp(-Math.abs(o[i])))
    return sum / o.length
  },
  // ∇o L = (ŷ − y) / ny
  lossGradient(dO, yhat, y) {
    for (let i = 0; i < dO.length; i++) dO[i] = (yhat[i] - y[i]) / dO.length
  },
  // diag(ŷ (1 − ŷ)) ∇ŷ
  transposedJacobian(dO, yhat, dyhat) {
    for (let i = 0; i < dO.length; i++) dO[i] = yhat[i] * (1 - yhat[i]) * dyhat[i]
  }
}

const linear: OutputUnit = {
  // ŷ = o
  activate(yhat, o) {
    yhat.set(o)
  },
  // L(t) = 1/ny Σ (o − y)²
  loss(o, y) {
    let sum = 0
    for (let i = 0; i < o.length; i++) sum += (o[i] - y[i]) ** 2
    return sum / o.length
  },
  // ∇o L = 2 (o − y) / ny
  lossGradient(dO, yhat, y) {
    for (let i = 0; i < dO.length; i++) dO[i] = (2 * (yhat[i] - y[i])) / dO.length
  },
  // ∇ŷ
  transposedJacobian(dO, _yhat, dyhat) {
    dO.set(dyhat)
  }
}

export const outputUnits: Record<Output, OutputUnit> = { softmax, sigmoid, linear }

function logSumExp(o: Float64Array): number {
  const largest = o.reduce((m, value) => Math.max(m, value))
  return largest + Math.log(o.reduce((sum, value) => sum + Math.exp(value - largest), 0))
}
