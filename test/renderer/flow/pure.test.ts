import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeFormat } from '../../../src/renderer/charts/format'
import type { Theme } from '../../../src/renderer/charts/theme'
import { agrees, chooseKs, digitsApart, parseEpsilon, valleyOf, worstOf } from '../../../src/renderer/flow/choices'
import { eigenvaluesOf, planeOf } from '../../../src/renderer/flow/eigen'
import { historyLimit, historyMatrix, remember } from '../../../src/renderer/flow/history'
import { barTicks, cellPixels, logScale, shade } from '../../../src/renderer/flow/matrix-map'
import { plotExtent, plotScene, pointsOf, readingAt, type Line, type Plot } from '../../../src/renderer/flow/plot'
import { fittedLine, growthSentence, truncationSentences } from '../../../src/renderer/flow/sentences'
import { lineSvg } from '../../../src/renderer/pictures/line-svg'
import { seriesScene } from '../../../src/renderer/charts/series'
import { cellTicks, niceTicks } from '../../../src/renderer/charts/ticks'
import { waitAfter } from '../../../src/renderer/flow/use-repeat'

const format = makeFormat('en')
const theme: Theme = {
  dark: false,
  text: '#111111',
  muted: '#666666',
  background: '#ffffff',
  grid: '#eeeeee',
  positive: 'green',
  negative: 'red',
  warning: 'orange',
  series: ['s0', 's1', 's2', 's3', 's4', 's5'],
  textFont: 'Text',
  mathFont: 'Math'
}

describe('two numbers that are compared', () => {
  it('are shown with the digits in which they part', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-5, max: 1e5, noNaN: true }),
        fc.double({ min: 1e-14, max: 0.1, noNaN: true }),
        (a, apart) => {
          const b = a * (1 + apart)
          const digits = digitsApart(a, b)
          expect(digits).toBeGreaterThanOrEqual(4)
          if (a !== b) expect(format.digits(a, digits)).not.toBe(format.digits(b, digits))
        }
      )
    )
    expect([digitsApart(1, 1), digitsApart(1, 2), digitsApart(0.5, 0.50000001)]).toEqual([4, 4, 10])
  })
})

describe('history', () => {
  const steps = (columns: { step: number }[]): number[] => columns.map(({ step }) => step)
  it('keeps the last steps in their order, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(500), { maxLength: 400 }), fc.boolean(), (asked, live) => {
        const past = asked.reduce<{ step: number }[]>((before, step) => remember(before, { step }, live), [])
        expect(steps(past)).toEqual([...new Set(steps(past))].sort((a, b) => a - b))
        expect(past.length).toBeLessThanOrEqual(historyLimit)
        if (live && asked.length > 0) expect(steps(past).at(-1)).toBe(asked.at(-1))
      })
    )
  })
  it('reaches back to the beginning, however long it grows', () => {
    let past: { step: number }[] = []
    for (let step = 0; step < 5000; step += 5) past = remember(past, { step }, true)
    expect(past).toHaveLength(historyLimit)
    expect([steps(past)[0], steps(past).at(-1)]).toEqual([0, 4995])
    expect(
      Math.max(
        ...steps(past)
          .slice(1)
          .map((step, i) => step - steps(past)[i])
      )
    ).toBeLessThanOrEqual((3 * 5000) / historyLimit)
  })
  it('forgets a branch that was rewound, and lets one go back and forth between checkpoints', () => {
    const past = [{ step: 1 }, { step: 5 }, { step: 9 }]
    expect(steps(remember(past, { step: 4 }, true))).toEqual([1, 4])
    expect(steps(remember(past, { step: 4 }, false))).toEqual([1, 4, 5, 9])
  })
  it('becomes a matrix of time × training step, with nothing where a sequence was shorter', () => {
    const matrix = historyMatrix([
      { step: 10, values: Float64Array.of(1, 2, 3) },
      { step: 20, values: Float64Array.of(4, 5) }
    ])
    expect(matrix).toEqual({ values: Float64Array.of(1, 4, 2, 5, 3, NaN), rows: [1, 2, 3], cols: [10, 20] })
    expect(historyMatrix([])).toEqual({ values: new Float64Array(0), rows: [], cols: [] })
  })
})

describe('the map of a matrix', () => {
  it('leaves out what has no logarithm, and what is twelve decades down', () => {
    expect(logScale([0, NaN, -1, Infinity])).toBeNull()
    expect(logScale([0, 1e-3, 10, Infinity])).toEqual({ min: 1e-3, max: 10, log: true })
    expect(logScale([1e-100, 1])).toEqual({ min: 1e-12, max: 1, log: true })
    expect(logScale([2, 2])).toEqual({ min: 0.2, max: 2, log: true })
  })
  it('is stronger for larger values', () => {
    const scale = { min: 1e-6, max: 1, log: true }
    const shares = [1e-9, 1e-6, 1e-3, 1, 10].map((value) => shade(value, scale)!)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares[0]).toBeGreaterThan(0)
    expect(shares.at(-1)).toBe(1)
    expect([0, NaN].map((value) => shade(value, scale))).toEqual([null, null])
  })
  it('can be linear, where zero is a value like others', () => {
    const scale = { min: 0, max: 1, log: false }
    const [zero, half, one] = [0, 0.5, 1].map((value) => shade(value, scale)!)
    expect(half - zero).toBeCloseTo(one - half)
    expect(shade(NaN, scale)).toBeNull()
    expect(barTicks(scale).map(({ value, at }) => [value, at])).toEqual(
      [0, 0.2, 0.4, 0.6, 0.8, 1].map((value) => [value, value])
    )
  })
  it('turns over rows that count upward', () => {
    const table = Uint32Array.from({ length: 256 }, (_, i) => i)
    const paint = (upward: boolean): number[] => [
      ...cellPixels([1, 0, 0.1, 1], { rows: 2, cols: 2, upward }, { min: 0.1, max: 1, log: true }, table)
    ]
    expect(paint(false)).toEqual([255, 0, expect.any(Number), 255])
    expect(paint(true)).toEqual([...paint(false).slice(2), ...paint(false).slice(0, 2)])
  })
  it('labels its bar at powers of ten', () => {
    expect(barTicks({ min: 1e-3, max: 1, log: true }).map(({ value }) => value)).toContain(0.001)
    expect(barTicks({ min: 1e-6, max: 1, log: true }).map(({ at }) => at)).toEqual(
      [...barTicks({ min: 1e-6, max: 1, log: true }).map(({ at }) => at)].sort()
    )
  })
})

describe('ticks', () => {
  it('are round, inside the range and not too many', () => {
    expect(niceTicks({ min: -1.12, max: 1.12 }, false, 6)).toEqual([-1, -0.5, 0, 0.5, 1])
    expect(niceTicks({ min: 1e-12, max: 0.1 }, true, 20)).toHaveLength(12)
    expect(niceTicks({ min: 1e-3, max: 1 }, true, 7)).toEqual([0.001, 0.01, 0.1, 1])
    expect(niceTicks({ min: 1e-8, max: 1e14 }, true, 8)).toEqual(
      [-8, -5, -2, 1, 4, 7, 10, 13].map((power) => Number(`1e${power}`))
    )
    expect(niceTicks({ min: 1, max: 100 }, true, 7)).toEqual([1, 2, 5, 10, 20, 50, 100])
    expect(niceTicks({ min: 0.013, max: 0.034 }, true, 7)).toEqual([0.015, 0.02, 0.025, 0.03])
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (min, size) => {
          const ticks = niceTicks({ min, max: min + size }, false, 8)
          expect(ticks.length).toBeLessThanOrEqual(9)
          for (const tick of ticks) expect(tick >= min - 1e-6 * size && tick <= min + size * (1 + 1e-6)).toBe(true)
        }
      )
    )
  })
  it('stand at round times, and at every so many columns of training steps', () => {
    expect(cellTicks([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 10, 45)).toEqual([4, 9])
    expect(cellTicks([37, 74, 90], 10, 15)).toEqual([0, 2])
    expect(cellTicks([1], 10, 45)).toEqual([0])
  })
})

describe('a plot', () => {
  const line = (y: number[], more: Partial<Line> = {}): Line => ({
    label: 'y',
    x: y.map((_, i) => i + 1),
    y,
    colour: 0,
    ...more
  })
  const plot = (lines: Line[], more: Partial<Plot> = {}): Plot => ({
    lines,
    xLog: false,
    yLog: true,
    must: [],
    marks: [],
    ...more
  })
  it('has a gap where a logarithmic axis has no place', () => {
    expect(pointsOf(line([1, 0, -2, Infinity, 3]), { xLog: false, yLog: true }).map(({ y }) => y)).toEqual([
      1,
      NaN,
      NaN,
      NaN,
      3
    ])
    expect(pointsOf(line([1, 0]), { xLog: false, yLog: false }).map(({ y }) => y)).toEqual([1, 0])
  })
  it('keeps a loose line from making the others flat, and says that it goes on above', () => {
    const scene = plotScene(
      plot([line([0.01, 1]), line([1e70, 1], { loose: true })]),
      theme,
      { x: null, buckets: 1, theme },
      String
    )
    expect(scene.y.max).toBeLessThan(10)
    expect(scene.above).toBe('1e+70')
  })
  it('of a series shows the values beside a gap as dots', () => {
    const one = { label: '', colour: 0, x: [1, 2, 3], y: [5, NaN, 7] }
    const { curves, y } = seriesScene([one, { ...one, y: [5, 6, 7] }], undefined, theme, { x: null, buckets: 9, theme })
    expect(curves.map(({ points, dots }) => [points[1].y, dots])).toEqual([
      [NaN, 1.5],
      [6, undefined]
    ])
    expect([y.min < 5, y.max > 7]).toEqual([true, true])
  })

  it('spans all lines', () => {
    expect(plotExtent({ lines: [line([1, 1]), line([1, 1, 1])], xLog: false })).toEqual({ min: 1, max: 3 })
    expect(plotExtent({ lines: [], xLog: false })).toEqual({ min: 0, max: 1 })
  })
  it('reads out what is nearest', () => {
    expect(readingAt([line([5, 6, 7])], 2.2)).toMatchObject({ x: 2, values: [{ y: 6 }] })
    expect(readingAt([], 2)).toBeNull()
  })
  it('is an SVG of the same lines', () => {
    const scene = plotScene(
      plot([line([1, 0, 0.1])], { marks: [{ x: 2, label: 'k < 3' }] }),
      theme,
      { x: null, buckets: 1, theme },
      String
    )
    const svg = lineSvg({
      xAxis: null,
      title: '‖∇h(t)‖ & more',
      legend: [],
      scene,
      xTitle: 't',
      yTitle: 'y',
      xLog: false,
      yLog: true,
      theme,
      format
    })
    expect(svg).toContain('‖∇h(t)‖ &amp; more')
    expect(svg).toContain('k &lt; 3')
    // Two strokes, because zero makes a gap; and a dot at each value.
    expect(svg.match(/d="M[\d. ]+M[\d. ]+" stroke="s0"/)).not.toBeNull()
    expect(svg.match(/<circle/g)).toHaveLength(2)
    expect(svg).not.toContain('NaN')
  })
})

describe('sentences', () => {
  it('tell what is left after the whole way', () => {
    const lastLoss = new Float64Array(21)
    expect(growthSentence({ growth: 0.71, lastLoss }, format)).toEqual({
      key: 'flow.growth.share',
      values: { growth: '0.71', steps: '20', share: '0.1%' }
    })
    expect(growthSentence({ growth: 0.95, lastLoss: new Float64Array(401) }, format)?.values).toEqual({
      growth: '0.95',
      steps: '400',
      share: '1.23e−9'
    })
    expect(growthSentence({ growth: 0, lastLoss }, format)?.key).toBe('flow.growth.nothing')
    expect(growthSentence({ growth: 1.2, lastLoss }, format)).toEqual({
      key: 'flow.growth.times',
      values: { growth: '1.2', steps: '20', times: '38.3' }
    })
    expect(growthSentence({ growth: 1, lastLoss: new Float64Array(5) }, format)?.values).toMatchObject({
      steps: '4',
      share: '100%'
    })
    expect(growthSentence({ growth: null, lastLoss: new Float64Array(0) }, format)).toBeNull()
  })
  it('are drawn as the line that was fitted', () => {
    const lastLoss = Float64Array.from({ length: 8 }, (_, i) => 3 * 0.5 ** (7 - i))
    const { x, y } = fittedLine({ growth: 0.5, lastLoss })!
    expect(x).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    y.forEach((value, i) => expect(value).toBeCloseTo(lastLoss[i], 12))
    // A value that float64 cannot tell from 0 is left out.
    lastLoss.fill(1e-40, 0, 3)
    expect(fittedLine({ growth: 0.5, lastLoss })!.x).toEqual([4, 5, 6, 7, 8])
    expect([fittedLine({ growth: 0, lastLoss }), fittedLine({ growth: null, lastLoss })]).toEqual([null, null])
  })
  it('say what truncation takes, and from which gradient most', () => {
    const tensors = [
      { tensor: 'U' as const, cosine: [0.9, 1], ratio: [0.8, 1] },
      { tensor: 'W' as const, cosine: [0.7, 1], ratio: [0.5, 1] },
      { tensor: 'V' as const, cosine: [null, null], ratio: [null, null] },
      { tensor: 'R' as const, cosine: [0.8, 1], ratio: [0, 1] }
    ]
    const answer = { kind: 'truncation' as const, ks: [5, 8], tensors }
    expect(truncationSentences(answer, 5, 12, format)).toEqual([
      { key: 'flow.truncation.cut', values: { k: '5', tau: '12', stretches: '3' } },
      { key: 'flow.truncation.worst', values: { tensor: 'W', share: '50%', cosine: '0.7' } }
    ])
    expect(truncationSentences(answer, 8, 12, format).map(({ key }) => key)).toEqual([
      'flow.truncation.cut',
      'flow.truncation.same'
    ])
    expect(truncationSentences(answer, 12, 12, format).map(({ key }) => key)).toEqual(['flow.truncation.whole'])
  })
})

describe('choices', () => {
  it('of k are dense where a step more matters, and end with τ', () => {
    expect([1, 2, 13, 20].map(chooseKs)).toEqual([[1], [1, 2], [1, 2, 3, 5, 8, 13], [1, 2, 3, 5, 8, 13, 20]])
    expect(chooseKs(1e9).length).toBeLessThanOrEqual(64)
  })
  it('of ε stay in the range of what a difference can tell', () => {
    expect(['1e-5', ' 1e−5 ', '0.1', '0', '-1', '1', '', 'x'].map(parseEpsilon)).toEqual([
      1e-5,
      1e-5,
      0.1,
      null,
      null,
      null,
      null,
      null
    ])
  })
  it('find the valley and the worst cell', () => {
    expect(valleyOf([3, NaN, 1, 2])).toBe(2)
    expect(valleyOf([NaN])).toBe(-1)
    const tensor = (name: 'U' | 'W' | 'V', error: number) => ({
      tensor: name,
      cells: 1,
      worst: { row: 1, col: 2, analytic: 0, numeric: 0, error },
      float32: { row: 0, col: 0, value: 0, truth: 0, error: 0 }
    })
    expect(worstOf([tensor('U', 1e-9), tensor('W', 1e-3), tensor('V', 1e-8)])).toEqual({
      cell: { tensor: 'W', row: 1, col: 2 },
      error: 1e-3
    })
    expect(worstOf([tensor('U', 1e-9), tensor('W', NaN)])?.cell.tensor).toBe('W')
    expect([agrees(1e-7), agrees(1e-3), agrees(NaN)]).toEqual([true, false, false])
  })
})

it('gives eigenvalues a plane that holds them and the unit circle', () => {
  expect(planeOf([])).toEqual({ min: -1.12, max: 1.12 })
  expect(planeOf(eigenvaluesOf(Float64Array.of(3), Float64Array.of(-4))).max).toBeCloseTo(5.6)
})

it('waits so long that answering takes a thirtieth of the time, within reason', () => {
  expect([waitAfter(1, 500), waitAfter(100, 500), waitAfter(10_000, 500), waitAfter(1, 2000)]).toEqual([
    500, 2900, 5000, 2000
  ])
})
