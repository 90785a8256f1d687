// The check itself: it must find a wrong cell, leave the parameters as they were, and show the valley in ε.

import { describe, expect, it } from 'vitest'
import { checkGradients, errorCurve, type GradientCase } from '../../../src/engine/gradient-check'
import { lossAndGradients } from '../../../src/engine/reference/backward'
import { forward, loss } from '../../../src/engine/reference/forward'
import { drain } from '../../drain'
import { combinations, randomNetwork } from './helpers'

function subject(): GradientCase {
  const { model, parameters, batch, method } = randomNetwork(combinations[0], 1)
  const { gradients } = lossAndGradients(model, parameters, batch, { method })
  return { model, parameters, gradients, loss: () => loss(forward(model, parameters, batch, { method })) }
}

describe('gradient check', () => {
  it('names the wrong cell of the wrong tensor', () => {
    const wrong = subject()
    wrong.gradients.W[7] *= 1.01
    for (const { name, worst } of drain(checkGradients(wrong))) {
      if (name === 'W') expect(worst).toMatchObject({ row: 1, col: 2 })
      expect(worst.error > 1e-4).toBe(name === 'W')
    }
  })

  it('puts every parameter back', () => {
    const right = subject()
    const before = right.parameters.flat.slice()
    drain(checkGradients(right))
    expect(right.parameters.flat).toEqual(before)
  })

  it('looks at no more cells than asked', () => {
    expect(drain(checkGradients(subject(), { cellsPerTensor: 4 })).map(({ name, cells }) => `${name}${cells}`)).toEqual(
      ['U4', 'W4', 'V4', 'b4', 'c4']
    )
  })

  it('is worse at both ends of ε than in the middle', () => {
    const errors = drain(errorCurve(subject(), { name: 'V', row: 1, col: 2 }, [1e-1, 1e-5, 1e-12]))
    expect(errors[1]).toBeLessThan(errors[0])
    expect(errors[1]).toBeLessThan(errors[2])
    expect(() => drain(errorCurve(subject(), { name: 'R', row: 0, col: 0 }, [1e-5]))).toThrow('has no R')
  })
})
