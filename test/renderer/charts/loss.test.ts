import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Points, RunEvent, Validation } from '../../../src/shared/run'
import type { EventLabels } from '../../../src/renderer/charts/event-labels'
import {
  clippedShare,
  pointsExtent,
  lossScene,
  marksOf,
  rising,
  unitScale,
  type LossInput
} from '../../../src/renderer/charts/loss'
import type { Theme } from '../../../src/renderer/charts/theme'
import { RunningMean, Trace } from '../../../src/renderer/charts/trace'

const theme: Theme = {
  dark: false,
  text: '#000',
  muted: '#888',
  background: '#fff',
  grid: '#eee',
  positive: '#0a0',
  negative: '#a00',
  warning: '#aa0',
  series: ['#1', '#2', '#3', '#4', '#5', '#6'],
  textFont: 'Text',
  mathFont: 'Math'
}

/** Buffers with room to grow, as in the window. */
function run(losses: number[], steps = losses.map((_, i) => i + 1), window = 1): { points: Points; trace: Trace } {
  const column = (values: number[]): Float64Array =>
    Float64Array.from({ length: values.length + 50 }, (_, i) => values[i] ?? 0)
  const zero = column(losses.map(() => 0))
  const points: Points = {
    step: column(steps),
    loss: column(losses),
    gradientNorm: zero,
    learningRate: zero,
    clipped: zero,
    seconds: zero
  }
  const trace = new Trace(window)
  trace.extend(points.step, points.loss, losses.length)
  return { points, trace }
}

const validation = (step: number, loss: number, freeLoss: number | null = null): Validation => ({
  type: 'validation',
  step,
  loss,
  accuracy: null,
  freeLoss,
  freeAccuracy: null,
  doubleLengthAccuracy: null
})

const labels: EventLabels = {
  labelOfBaseline: ({ key }) => key,
  labelOfEvent: ({ type }) => type,
  placeOfEvent: ({ step }) => `step ${step}`
}
const input = (
  losses: number[],
  { window, ...more }: Partial<LossInput> & { window?: number } = {},
  steps?: number[]
): LossInput => ({
  ...run(losses, steps, window),
  events: [],
  baselines: [],
  scale: 1,
  xLog: false,
  yLog: false,
  theme,
  labels,
  labelAbove: (value) => `above ${value}`,
  ...more
})
const everything = { x: null, buckets: 500, theme }

describe('the loss scene', () => {
  it('shows only the points that there are, raw and smoothed', () => {
    const scene = lossScene(input([3, 2, 1]), everything)
    expect(scene.x).toEqual({ min: 1, max: 3 })
    expect(scene.curves.map((curve) => [curve.key, curve.points.length])).toEqual([
      ['raw-0', 3],
      ['smoothed-0', 3]
    ])
    expect(scene.above).toBe('')
  })
  it('holds the floor and the present loss while it follows the run', () => {
    const floor = { key: 'floor', kind: 'floor' as const, loss: 0, values: {} }
    const { y, levels } = lossScene(input([3, 2, 5], { baselines: [floor] }), everything)
    expect(y.min).toBeLessThan(0)
    expect(y.max).toBeGreaterThan(5)
    expect(levels).toMatchObject([{ y: 0, label: 'floor', colour: theme.positive }])
  })
  it('says what lies above the frame', () => {
    const losses = Array.from({ length: 400 }, (_, i) => (i === 300 ? 1000 : 2 + Math.sin(i)))
    const scene = lossScene(input(losses, { window: 100 }), everything)
    expect(scene.y.max).toBeLessThan(100)
    expect(scene.above).toBe('above 1000')
  })
  it('has every validation and the whole smoothed curve in its frame, but not what a rewind has left', () => {
    const losses = fc.array(fc.double({ min: 1e-3, max: 100, noNaN: true }), { minLength: 2, maxLength: 80 })
    fc.assert(
      fc.property(
        losses,
        fc.array(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), { maxLength: 4 }),
        fc.boolean(),
        (list, checks, yLog) => {
          const events = checks.flatMap((loss, i) => [validation(i + 1, loss, 2 * loss)])
          const { y, curves } = lossScene(input(list, { window: 20, events, yLog }), everything)
          const inside = curves.filter(({ key }) => !key.startsWith('raw')).flatMap(({ points }) => points)
          for (const point of inside.filter(({ x }) => x <= list.length)) {
            expect(point.y).toBeGreaterThanOrEqual(y.min)
            expect(point.y).toBeLessThanOrEqual(y.max)
          }
        }
      )
    )
    const before = Array<number>(300).fill(2)
    const steps = [...before.map((_, i) => i + 1), 301, 302, 301, 302]
    const events = [validation(300, 2.5), validation(302, 1e6), validation(301, 3)]
    const { y } = lossScene(input([...before, 1e6, 1e6, 2, 1], { window: 5, events }, steps), everything)
    expect(y.max).toBeGreaterThan(3)
    expect(y.max).toBeLessThan(10)
  })
  it('fits a stretch that is zoomed in on', () => {
    const losses = Array.from({ length: 100 }, (_, i) => 100 - i)
    const { y } = lossScene(input(losses), { x: { min: 40, max: 50 }, buckets: 500, theme })
    expect(y.min).toBeGreaterThan(45)
    expect(y.max).toBeLessThan(65)
  })
  it('converts to bits everything that is in nats', () => {
    const scale = unitScale('bits', true)
    const scene = lossScene(
      input([Math.LN2], {
        scale,
        events: [validation(1, 2 * Math.LN2, 3 * Math.LN2)],
        baselines: [{ key: 'k', kind: 'baseline', loss: Math.LN2, values: {} }]
      }),
      everything
    )
    expect(scene.curves.map((curve) => curve.points[0].y)).toEqual([1, 1, 2, 3].map((value) => expect.closeTo(value)))
    expect(scene.levels![0].y).toBeCloseTo(1)
    expect(unitScale('bits', false)).toBe(1)
    expect(unitScale('nats', true)).toBe(1)
  })
  it('draws every branch of a rewound run by itself, the dead one fainter', () => {
    const scene = lossScene(input([4, 3, 9, 99, 2, 1], {}, [1, 2, 3, 4, 3, 4]), everything)
    expect(scene.curves.map((curve) => curve.key)).toEqual(['raw-0', 'raw-1', 'smoothed-0', 'smoothed-1'])
    expect(scene.curves[2].colour).not.toBe(scene.curves[3].colour)
    expect(scene.x).toEqual({ min: 1, max: 4 })
  })
  it('survives a run without points and one that is not finite', () => {
    expect(lossScene(input([]), everything).x).toEqual({ min: 0, max: 1 })
    const scene = lossScene(input([1, NaN, Infinity]), everything)
    expect(Number.isFinite(scene.y.min) && Number.isFinite(scene.y.max)).toBe(true)
    expect(lossScene(input([0, 0], { xLog: true, yLog: true }), everything).y.min).toBeGreaterThan(0)
  })
})

describe('its parts', () => {
  it('splits what does not rise', () => {
    const at = (x: number): { x: number; y: number } => ({ x, y: 0 })
    expect(rising([at(1), at(2), at(2), at(5), at(3)]).map((piece) => piece.map((point) => point.x))).toEqual([
      [1, 2],
      [2, 5],
      [3]
    ])
    expect(rising([])).toEqual([])
  })
  it('marks what was changed and what failed', () => {
    const events: RunEvent[] = [
      validation(1, 1),
      { type: 'mark', step: 2, change: 'resume', from: null, to: null },
      { type: 'mark', step: 3, change: 'rewind', from: 1, to: 0.5 },
      { type: 'failure', step: 4, reason: 'not-finite', tensor: 'W', message: '', checkpointStep: null }
    ]
    expect(marksOf(events, { min: 1, max: 9 }, theme, labels).map((mark) => [mark.x, mark.colour])).toEqual([
      [2, theme.muted],
      [3, theme.warning],
      [4, theme.negative]
    ])
    expect(marksOf(events, { min: 1, max: 9 }, theme, labels, ['rewind']).map((mark) => mark.x)).toEqual([3, 4])
    // Before the first step, and in the step that failed.
    expect(marksOf(events, { min: 3, max: 3 }, theme, labels).map(({ x, place }) => [x, place])).toEqual([
      [3, 'step 2'],
      [3, 'step 3'],
      [3, 'step 4']
    ])
    // On a branch that a rewind has replaced, at a step that the run has not reached since.
    expect(marksOf(events, { min: 1, max: 2 }, theme, labels).map((mark) => mark.x)).toEqual([2, 2, 4])
  })
  it('leaves out numbers for which no axis has room, and draws the rest', () => {
    for (const log of [false, true]) {
      const scene = lossScene(input([1, 1e308, 0.5, -1.7e308, NaN, 0.25], { yLog: log }), everything)
      expect(scene.y.max).toBeLessThan(3)
      const raw = scene.curves.find(({ key }) => key === 'raw-0')!.points.map(({ y }) => y)
      expect(raw).toEqual([1, NaN, 0.5, NaN, NaN, 0.25])
      expect(scene.curves.flatMap((curve) => curve.points).every(({ y }) => Number.isNaN(y) || y < 3)).toBe(true)
    }
  })

  it('counts the clipped steps of a view', () => {
    const { points, trace } = run([1, 1, 1, 1])
    const clipped = new RunningMean()
    clipped.extend(points, [0, 1, 1, 0], 4, [1, 2, 3, 4])
    expect(clippedShare(points.step, clipped, trace, { min: 1, max: 4 })).toBe(0.5)
    expect(clippedShare(points.step, clipped, trace, { min: 2, max: 3 })).toBe(1)
    expect(clippedShare(points.step, clipped, trace, { min: 9, max: 10 })).toBeNull()
    expect(pointsExtent(points, trace, true)).toEqual({ min: 1, max: 4 })
  })
})
