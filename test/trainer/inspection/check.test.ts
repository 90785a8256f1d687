// The check of the gradients, and the cost of truncation.

import { describe, expect, it } from 'vitest'
import type { Values } from '../../../src/engine/batch'
import { checkGradients } from '../../../src/engine/gradient-check'
import { viewParameters } from '../../../src/engine/parameters'
import { lossAndGradients } from '../../../src/engine/reference/backward'
import { forward, loss } from '../../../src/engine/reference/forward'
import { drain } from '../../drain'
import { gradientFixtures } from '../../fixtures/load'
import { inspected, inspector, network } from './support'

const fixtures = gradientFixtures()

describe('a check', () => {
  it.each(fixtures)('finds the gradients right: $name', (fixture) => {
    const { tensors } = inspector(inspected(fixture))('check', { epsilon: 1e-5, cellsPerTensor: 1000 })
    for (const { cells, worst, float32 } of tensors) {
      expect(cells).toBeGreaterThan(0)
      expect(worst.error).toBeLessThan(1e-7)
      expect(float32.error).toBeLessThan(1e-4)
    }
    // Float32 is not float64.
    expect(tensors.some(({ float32 }) => float32.error > 0)).toBe(true)
  })

  it('says what checkGradients() of the engine says', () => {
    const { model, method, batch, parameters: flat } = network({ nh: 5, tau: 4 })
    const single = { ...batch, batch: 1, x: odd(batch.x, 3), y: odd(batch.y, 2) }
    const parameters = viewParameters(model, Float64Array.from(flat))
    const { gradients } = lossAndGradients(model, parameters, single, { method })
    const truth = drain(
      checkGradients(
        { model, parameters, gradients, loss: () => loss(forward(model, parameters, single, { method })) },
        { epsilon: 1e-4, cellsPerTensor: 7 }
      )
    )
    const { tensors } = inspector(inspected({ model, method, truncation: 2, batch, parameters: flat }))(
      'check',
      { epsilon: 1e-4, cellsPerTensor: 7 },
      { sequence: 1 }
    )
    expect(tensors.map(({ tensor: name, cells, worst }) => ({ name, cells, worst }))).toEqual(truth)
  })

  it('is refused where it would take minutes', () => {
    const ask = inspector(inspected(network({ nh: 300, tau: 300 })))
    expect(() => ask('check', { epsilon: 1e-5, cellsPerTensor: 1000 })).toThrow(/Compare \d+ of each tensor/)
  })
})

/** The second of two sequences. */
function odd(values: Values, n: number): Values {
  if (values.kind === 'index') throw new Error('The sequences are real.')
  return { kind: 'dense', values: Float64Array.from(values.values).filter((_, i) => Math.floor(i / n) % 2 === 1) }
}

describe('the error curve', () => {
  it('is a valley between rounding and curvature', () => {
    const { epsilon, error } = inspector(inspected(fixtures[0]))('error-curve', { tensor: 'W', row: 1, col: 2 })
    expect(epsilon[0]).toBeCloseTo(1e-12, 20)
    expect(epsilon.at(-1)).toBeCloseTo(1e-1, 12)
    expect(Math.min(...error)).toBeLessThan(1e-8)
    expect(error[0]).toBeGreaterThan(1e-6)
    expect(error.at(-1)).toBeGreaterThan(1e-6)
  })
})

describe('truncation', () => {
  it.each(fixtures.filter(({ truncation }) => truncation === null))('from τ on changes nothing: $name', (fixture) => {
    const { tau } = fixture.batch
    const ask = inspector(inspected(fixture))
    for (const { cosine, ratio } of ask('truncation', { ks: [tau, tau + 1, 10 * tau] }).tensors) {
      for (const k of [0, 1, 2]) {
        if (ratio[k] === null) continue
        expect(cosine[k]).toBeCloseTo(1, 14)
        expect(ratio[k]).toBe(1)
      }
    }
  })

  it('compares the gradients that unroll shows', () => {
    const ask = inspector(inspected(network()))
    const { tensors, ks } = ask('truncation', { ks: [1, 3] })
    const full = ask('unroll', {}).gradients
    expect(ks).toEqual([1, 3])
    ks.forEach((k, i) => {
      const cut = ask('unroll', {}, { truncation: k }).gradients
      for (const { tensor, cosine, ratio } of tensors) {
        const [a, b] = [Array.from(cut[tensor]), Array.from(full[tensor])]
        expect(ratio[i]).toBeCloseTo(Math.hypot(...a) / Math.hypot(...b), 12)
        expect(cosine[i]).toBeCloseTo(
          a.reduce((sum, value, j) => sum + value * b[j], 0) / Math.hypot(...a) / Math.hypot(...b),
          12
        )
      }
    })
  })

  it('has no cosine where there is no gradient', () => {
    const subject = network()
    const { tensors } = inspector(inspected({ ...subject, batch: { ...subject.batch, mask: new Uint8Array(60) } }))(
      'truncation',
      { ks: [2] }
    )
    for (const { cosine, ratio } of tensors) expect([cosine, ratio]).toEqual([[null], [null]])
  })
})
