// The reference against central differences, for the whole family, whole and truncated.

import { afterAll, describe, expect, it } from 'vitest'
import type { Batch } from '../../../src/engine/batch'
import { checkGradients } from '../../../src/engine/gradient-check'
import { backward, contribution, lossAndGradients } from '../../../src/engine/reference/backward'
import { forward, loss } from '../../../src/engine/reference/forward'
import { add } from '../../../src/engine/linear-algebra/vectors'
import { drain } from '../../drain'
import { combinations, heldIn, randomNetwork, relativeError, stretch, type Network } from './helpers'

const worst: Record<string, { tensors: number; error: number }> = {}

function expectToPass(network: Network, truncation: number | null, lossNow: () => number): void {
  const { model, parameters, batch, method } = network
  const { gradients } = lossAndGradients(model, parameters, batch, { method, truncation })
  const row = (worst[`${method}${truncation ? ', truncated' : ''}`] ??= { tensors: 0, error: 0 })
  for (const { worst: cell } of drain(checkGradients({ model, parameters, gradients, loss: lossNow }))) {
    row.tensors++
    row.error = Math.max(row.error, cell.error)
    expect(cell.error).toBeLessThan(1e-7)
  }
}

describe('reference against central differences', () => {
  afterAll(() => console.table(worst))

  it.each(combinations)('$recurrence $readout $output $method', (combination) => {
    for (const seed of [1, 2]) {
      const network = randomNetwork(combination, seed)
      const { model, parameters, batch, method } = network
      const held = heldIn(forward(model, parameters, batch, { method }))
      expectToPass(network, null, () => loss(forward(model, parameters, batch, { method, ...held })))
    }
  })

  // A truncated gradient is that of a loss in which the states at the cuts are constants.
  it.each(combinations)('$recurrence $readout $output $method, truncated', (combination) => {
    const network = randomNetwork(combination, 3)
    const { model, parameters, batch, method } = network
    const trace = forward(model, parameters, batch, { method })
    const { h, z, targets } = trace
    const state = (values: Float64Array, n: number, t: number): Float64Array =>
      values.slice(t * batch.batch * n, (t + 1) * batch.batch * n)
    for (const k of [1, 2, 4]) {
      const stretches: { part: Batch; held: ReturnType<typeof heldIn> }[] = []
      for (let from = 0; from < batch.tau; from += k) {
        const to = Math.min(from + k, batch.tau)
        // With `last-step` only the last stretch has a loss, because it ends with the sequence.
        if (model.readout === 'last-step' && to < batch.tau) continue
        const part = stretch(batch, from, to, state(h.values, model.nh, from), state(z.values, model.ny, from))
        stretches.push({ part, held: heldIn(trace, from, to) })
      }
      expectToPass(network, k, () => {
        const sum = stretches
          .map(({ part, held }) => forward(model, parameters, part, { method, ...held }))
          .reduce((total, trace) => total + loss(trace) * trace.targets, 0)
        return sum / targets
      })
    }
  })
})

describe('contributions of the steps', () => {
  it.each(combinations)('sum to the gradients: $recurrence $readout $output $method', (combination) => {
    const { model, parameters, batch, method } = randomNetwork(combination, 4)
    const trace = forward(model, parameters, batch, { method })
    for (const truncation of [null, 2]) {
      const back = backward(trace, { truncation })
      const sum = new Float64Array(back.gradients.flat.length)
      for (let t = 1; t <= batch.tau; t++) add(sum, contribution(trace, back, t).flat)
      expect(relativeError(sum, back.gradients.flat)).toBeLessThan(1e-12)
    }
  })
})
