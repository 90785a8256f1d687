// The finding is right for networks whose gradients are made to vanish or explode. Influences are compared with the
// reference.

import { describe, expect, it } from 'vitest'
import { viewParameters } from '../../../src/engine/parameters'
import { forward } from '../../../src/engine/reference/forward'
import { lossInfluence, stateInfluence } from '../../../src/engine/reference/influence'
import { drain } from '../../drain'
import { gradientFixtures } from '../../fixtures/load'
import { inspected, inspector, network, type Subject } from './support'

const small = (): number => 1e-9
const identity =
  (scale: number) =>
  (row: number, col: number): number =>
    row === col ? scale : 0
const flowOf = (subject: Subject): ReturnType<ReturnType<typeof inspector>> & object =>
  inspector(inspected(subject))('flow', {})

describe('the finding', () => {
  // Tiny inputs, so that tanh is a straight line and ∂h(t+1)/∂h(t) is W.
  it.each([
    ['vanishing', 0.5, 20],
    ['healthy', 0.85, 20],
    ['healthy', 0.95, 20],
    ['healthy', 1, 20],
    ['healthy', 1.15, 20],
    ['exploding', 1.5, 20],
    // The same factors over more steps.
    ['vanishing', 0.95, 400],
    ['healthy', 0.99, 400],
    ['healthy', 1, 400],
    ['exploding', 1.09, 400],
    ['healthy', 0.5, 4]
  ] as const)('is %s for W = %d I over %d steps', (finding, scale, tau) => {
    const flow = flowOf(network({ tau }, { W: identity(scale), U: () => 1e-30, b: () => 0 }))
    expect(flow).toMatchObject({ finding, step: 7 })
    expect((flow as { growth: number }).growth).toBeCloseTo(scale, 4)
  })

  it('is about the curve that comes with it', () => {
    const { finding, growth, lastLoss } = inspector(inspected(network({}, { W: identity(0.5), U: small, b: small })))(
      'flow',
      {}
    )
    expect([finding, lastLoss.length]).toEqual(['vanishing', 30])
    const ratios = Array.from(lastLoss.subarray(1), (value, i) => lastLoss[i] / value)
    for (const ratio of ratios) expect(ratio).toBeCloseTo(growth!, 6)
  })

  it('is healthy for a rotation, whatever its angle', () => {
    const turn = (row: number, col: number): number =>
      row === col ? Math.cos(1) : row < col ? -Math.sin(1) : Math.sin(1)
    expect(flowOf(network({ nh: 2 }, { W: turn, U: small, b: small }))).toMatchObject({ finding: 'healthy' })
  })

  it('is vanishing, at once, where W is 0 or the units are saturated', () => {
    expect(flowOf(network({}, { W: () => 0 }))).toMatchObject({ finding: 'vanishing', growth: 0 })
    expect(flowOf(network({}, { W: identity(1), b: () => 40 }))).toMatchObject({ finding: 'vanishing', growth: 0 })
  })

  it('does not depend on truncation', () => {
    const subject = network({}, { W: identity(1.5), U: small, b: small })
    expect(flowOf({ ...subject, truncation: 2 })).toMatchObject({ finding: 'exploding' })
  })

  it('follows the last target', () => {
    const subject = network({}, { W: identity(0.5), U: small, b: small })
    const mask = Uint8Array.from({ length: 60 }, (_, row) => (row < 40 ? 1 : 0))
    expect(flowOf({ ...subject, batch: { ...subject.batch, mask } })).toMatchObject({ finding: 'vanishing' })
  })

  it('is no-signal without a target, or with nothing before it', () => {
    const subject = network()
    expect(flowOf({ ...subject, batch: { ...subject.batch, mask: new Uint8Array(60) } })).toMatchObject({
      finding: 'no-signal',
      growth: null
    })
    expect(flowOf(network({ tau: 1 }))).toMatchObject({ finding: 'no-signal', growth: null })
  })

  it('is cut where teacher forcing leaves no path', () => {
    expect(flowOf(network({ recurrence: 'output', method: 'teacher-forcing' }))).toMatchObject({
      finding: 'cut',
      growth: null
    })
    expect(flowOf(network({ recurrence: 'output', method: 'free-running' }))).not.toMatchObject({ finding: 'cut' })
    expect(flowOf(network({ recurrence: 'hidden+output', method: 'teacher-forcing' }))).not.toMatchObject({
      finding: 'cut'
    })
  })
})

describe('norms over t', () => {
  it('are those of the unrolled values', () => {
    const ask = inspector(inspected(network()))
    const { dhNorm, daNorm, slopes, unitsPerRow } = ask('flow', {})
    expect(unitsPerRow).toBe(1)
    const { tau, nh, dh, da, h } = ask('unroll', {})
    for (let t = 1; t <= tau; t++) {
      const at = (values: Float64Array): number[] => Array.from(values.subarray((t - 1) * nh, t * nh))
      expect(dhNorm[t - 1]).toBeCloseTo(Math.hypot(...at(dh)), 13)
      expect(daNorm[t - 1]).toBeCloseTo(Math.hypot(...at(da)), 13)
      at(h.subarray(nh)).forEach((value, unit) => expect(slopes[unit * tau + t - 1]).toBe(Math.fround(1 - value ** 2)))
    }
  })
})

describe('1 − h² of many units and steps', () => {
  it('comes in means of neighbouring units', () => {
    const ask = inspector(inspected(network({ nh: 5, tau: 32_768 })))
    const { slopes, unitsPerRow } = ask('flow', {})
    expect([unitsPerRow, slopes.length]).toEqual([3, 2 * 32_768])
    const h = ask('unroll', {}).h.subarray(5 * 32_768)
    const meanOf = (units: number[]): number =>
      Math.fround(units.reduce((sum, unit) => sum + 1 - h[unit] ** 2, 0) / units.length)
    expect(slopes.at(32_767)).toBeCloseTo(meanOf([0, 1, 2]), 6)
    expect(slopes.at(-1)).toBeCloseTo(meanOf([3, 4]), 6)
  })
})

describe('influence', () => {
  it.each(gradientFixtures())('is that of the reference: $name', (fixture) => {
    const { model, method, truncation, batch, parameters } = fixture
    const trace = forward(model, viewParameters(model, parameters), batch, { method })
    const { tau, losses, states, bound } = inspector(inspected(fixture))('influence', {}, { sequence: 1 })
    for (let t = 1; t <= tau; t++) {
      const row = losses.subarray((t - 1) * tau, t * tau)
      expect([...row]).toEqual([...lossInfluence(trace, 1, t, { truncation }), ...new Array<number>(tau - t).fill(0)])
    }
    expect(states).toEqual(drain(stateInfluence(trace, 1, { truncation })))
    states!.forEach((value, t) => {
      expect(value).toBeLessThanOrEqual(bound![t] * (1 + 1e-9))
    })
  })

  it('refuses what would take too long, and says how many steps would not', () => {
    const ask = inspector(inspected(network({ nh: 600, tau: 200 })))
    expect(() => ask('influence', {})).toThrow(/Look at \d+ steps at most/)
    const { states, bound, tau } = ask('influence', {}, { steps: 10 })
    expect([states, bound, tau]).toEqual([null, null, 10])
  })
})
