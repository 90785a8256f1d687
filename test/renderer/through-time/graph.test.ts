import { describe, expect, it } from 'vitest'
import { barsOf } from '../../../src/renderer/through-time/time-bars'
import { gradientFrame } from '../../../src/renderer/through-time/gradient-map'
import { firstChoice, followUp, sourceOf } from '../../../src/renderer/through-time/choice'
import {
  centre,
  columnAt,
  columns,
  fittingColumn,
  flowWidth,
  incomingAt,
  incomingPath,
  margin,
  nodesAt,
  openingColumn,
  roomForLetters,
  rows,
  scaleFor,
  scrollAfterZoom,
  scrollTo,
  totalWidth,
  visibleSteps
} from '../../../src/renderer/through-time/layout'
import { cellOfUnit, cellsFor, cellValues, limitsOf, unitOfCell } from '../../../src/renderer/through-time/strips'
import { tableOf } from '../../../src/renderer/through-time/table'
import { cellOf, cutAfter, norm, oneHot, stepNorms, vector, wordFor } from '../../../src/renderer/through-time/unrolled'
import { createTrail } from '../../../src/renderer/through-time/trail'
import { courseOf, lengthOf, placeOf, stagesOf, stepped, type Course } from '../../../src/renderer/through-time/wave'
import { unrolledSample } from './sample'

const labels = { inputLabels: ['a', ' ', 'c', 'd'], outputLabels: ['p', 'q', 'r'] }

describe('the columns', () => {
  it('are drawn only where they are seen', () => {
    const { first, last } = visibleSteps(10_000, 800, 80, 500)
    expect(columnAt(first, 80) + 40).toBeLessThanOrEqual(10_000 + margin)
    expect(columnAt(last, 80) - 40).toBeGreaterThanOrEqual(10_000 + 800 - 80)
    expect(last - first).toBeLessThan(14)
    expect(visibleSteps(0, 800, 80, 3)).toEqual({ first: 0, last: 3 })
  })
  it('all fit where there are pixels for them', () => {
    for (const tau of [5, 50, 200])
      expect(totalWidth(tau, fittingColumn(tau, 800))).toBeLessThanOrEqual(
        Math.max(800, totalWidth(tau, columns.least)) + 1e-9
      )
    expect(fittingColumn(2, 800)).toBe(columns.most)
  })
  it('open filling the graph, or with a few steps in view and their letters', () => {
    expect(openingColumn(6, 1200)).toBe(fittingColumn(6, 1200))
    expect(openingColumn(100, 1200)).toBe(columns.standard)
    const narrow = openingColumn(100, 388)
    expect([narrow >= roomForLetters, narrow < columns.standard]).toEqual([true, true])
    expect(openingColumn(100, 200)).toBe(roomForLetters)
  })
  it('are drawn larger in a wide window as long as eight are seen', () => {
    expect([scaleFor(300), scaleFor(718), scaleFor(4000)]).toEqual([1, 1, 1.6])
    expect((1000 / scaleFor(1000) - margin) / columns.standard).toBeCloseTo(8)
  })
  it('stay under the pointer when zoomed', () => {
    const to = scrollAfterZoom(600, 300, 80, 120)
    expect((to + 300 - margin) / 120).toBeCloseTo((600 + 300 - margin) / 80)
  })
  it('come into view with the least scrolling', () => {
    expect(scrollTo(3, 0, 800, 80)).toBe(0)
    const right = scrollTo(20, 0, 800, 80)
    expect(columnAt(20, 80) - right).toBeLessThan(800)
    expect(scrollTo(2, 1000, 800, 80)).toBe(80)
  })
})

describe('nodes and edges', () => {
  it('are those of figure 10.3', () => {
    const shape = unrolledSample()
    expect(nodesAt(shape, 0)).toEqual(new Set(['h']))
    expect(nodesAt(shape, 1)).toEqual(new Set(rows))
    expect(nodesAt(shape, 2)).toEqual(new Set(['x', 'h', 'o', 'yhat']))
    expect(incomingAt(shape, 1)).toEqual([{ from: 'h', letter: 'W', cut: null, given: true }])
    expect(incomingAt(shape, 2)).toEqual([{ from: 'h', letter: 'W', cut: null, given: false }])
  })
  it('end at h before the last step in figure 10.5', () => {
    const shape = unrolledSample({ readout: 'last-step' })
    expect(nodesAt(shape, 3)).toEqual(new Set(['x', 'h']))
    expect(nodesAt(shape, 6)).toEqual(new Set(rows))
  })
  it('bring the truth in under teacher forcing and cut the output off', () => {
    const shape = unrolledSample({ recurrence: 'output' })
    expect(nodesAt(shape, 0)).toEqual(new Set(['y']))
    // The second step has no target, but its truth is fed to the next step.
    expect(nodesAt(shape, 2)).toContain('y')
    expect(incomingAt(shape, 3).map(({ from, letter, cut }) => [from, letter, cut])).toEqual([
      ['y', 'W', null],
      ['yhat', 'W', 'teacher']
    ])
    expect(
      incomingAt(unrolledSample({ recurrence: 'hidden+output' }), 3).map(({ from, letter }) => from + letter)
    ).toEqual(['hW', 'yR', 'yhatR'])
  })
  it('are cut where truncation cuts, and only there does nothing come back', () => {
    const shape = unrolledSample({ truncation: 3 })
    for (let t = 1; t < shape.tau; t++) {
      expect(incomingAt(shape, t + 1)[0].cut).toBe(t % 3 === 0 ? 'truncation' : null)
      expect(norm(vector(shape, 'dhFromNext', t)) === 0).toBe(cutAfter(shape, t))
    }
    const free = unrolledSample({ recurrence: 'output', method: 'free-running', truncation: 3 })
    expect(incomingAt(free, 4)).toEqual([{ from: 'yhat', letter: 'W', cut: 'truncation', given: false }])
  })
  it('run between the rows, gradients the other way', () => {
    const [edge] = incomingAt(unrolledSample({ recurrence: 'output' }), 3)
    expect(incomingPath(edge, 3, 80, false)).toMatch(new RegExp(`^M[\\d.]+ ${centre('y') - 2}H`))
    // The truth enters from below.
    const [, level, end] = /V([\d.]+)H[\d.]+V([\d.]+)$/.exec(incomingPath(edge, 3, 80, false))!.map(Number)
    expect(level).toBeGreaterThan(end)
    expect(end).toBeGreaterThan(centre('h'))
    const [back] = incomingAt(unrolledSample(), 3)
    expect(parseFloat(incomingPath(back, 3, 80, true).slice(1))).toBeGreaterThan(
      parseFloat(incomingPath(back, 3, 80, false).slice(1))
    )
  })
  it('are wider the larger the norm, and gone where nothing flows', () => {
    const widths = [1, 1e-3, 1e-6, 1e-9].map((size) => flowWidth(size, 1))
    expect(widths).toEqual([...widths].sort((a, b) => b - a))
    expect(widths[2]).toBeCloseTo(widths[3])
    expect([flowWidth(0, 1), flowWidth(NaN, 1), flowWidth(1, 0)]).toEqual([0, 0, 0])
  })
})

describe('the waves', () => {
  const five: Course = { tau: 5, forward: 5, backward: 5 }
  it('fill forward from 1 to τ, then come back from τ to 1', () => {
    expect(stagesOf(0, 1, five)).toEqual({ forward: 0, backward: 0 })
    expect(stagesOf(1, 1, five)).toEqual({ forward: 4, backward: 0 })
    expect(stagesOf(1, 2, five)).toEqual({ forward: 0, backward: 0 })
    expect(stagesOf(6, 5, five)).toEqual({ forward: 4, backward: 3 })
    expect(stagesOf(6, 4, five)).toEqual({ forward: 4, backward: 0 })
    expect(stagesOf(10, 1, five)).toEqual({ forward: 4, backward: 3 })
    expect([0.1, 0.3, 0.6, 0.9].map((position) => stagesOf(position, 1, five).forward)).toEqual([1, 2, 3, 4])
  })
  it('know their place and go step by step', () => {
    expect([0, 1, 5, 5.2, 6, 10].map((position) => placeOf(position, five))).toEqual(
      [
        [1, false],
        [1, false],
        [5, false],
        [5, true],
        [5, true],
        [1, true]
      ].map(([t, backward]) => ({ t, steps: [t], backward }))
    )
    expect([
      stepped(0, -1, five),
      stepped(2.5, 1, five),
      stepped(2.5, -1, five),
      stepped(3, -1, five),
      stepped(10, 1, five)
    ]).toEqual([0, 3, 2, 2, 10])
  })
  it('wait for as many steps as depend on each other', () => {
    expect(courseOf(unrolledSample())).toEqual({ tau: 6, forward: 6, backward: 6 })
    expect(courseOf(unrolledSample({ truncation: 4 }))).toEqual({ tau: 6, forward: 6, backward: 4 })
    expect(courseOf(unrolledSample({ truncation: 0 }))).toEqual({ tau: 6, forward: 6, backward: 6 })
    expect(courseOf(unrolledSample({ recurrence: 'output' }))).toEqual({ tau: 6, forward: 1, backward: 1 })
    expect(courseOf(unrolledSample({ recurrence: 'output', method: 'free-running' }))).toEqual({
      tau: 6,
      forward: 6,
      backward: 6
    })
    // The hidden state still waits.
    expect(courseOf(unrolledSample({ recurrence: 'hidden+output' }))).toEqual({ tau: 6, forward: 6, backward: 6 })
  })
  it('go through all steps at once where none waits for another', () => {
    const apart = courseOf(unrolledSample({ recurrence: 'output' }))
    expect(lengthOf(apart)).toBe(2)
    for (const position of [0, 0.3, 0.6, 1, 1.5, 2]) {
      const [first, ...others] = [1, 2, 3, 4, 5, 6].map((t) => stagesOf(position, t, apart))
      for (const other of others) expect(other).toEqual(first)
    }
    expect(stagesOf(1, 6, apart)).toEqual({ forward: 4, backward: 0 })
    expect(stagesOf(2, 1, apart)).toEqual({ forward: 4, backward: 3 })
    expect([0.5, 1.5].map((position) => placeOf(position, apart).steps)).toEqual([
      [1, 2, 3, 4, 5, 6],
      [1, 2, 3, 4, 5, 6]
    ])
  })
  it('come back in every stretch of a truncation at once, up to its cut', () => {
    const cut: Course = { tau: 10, forward: 10, backward: 4 }
    expect([11, 12, 13, 14].map((position) => placeOf(position, cut).steps)).toEqual([
      [4, 8, 10],
      [3, 7, 9],
      [2, 6],
      [1, 5]
    ])
    expect([10, 9, 8, 7, 4, 1].map((t) => stagesOf(11, t, cut).backward)).toEqual([3, 0, 3, 0, 3, 0])
    for (let t = 1; t <= 10; t++) expect(stagesOf(lengthOf(cut), t, cut)).toEqual({ forward: 4, backward: 3 })
  })
})

describe('the strips', () => {
  it('show of each block what stands out, and give that unit to a click', () => {
    const values = new Float64Array(100)
    values[42] = 1
    values[43] = -3
    const cells = cellValues(values, 32)
    const cell = cellOfUnit(43, 100, 32)
    expect(cells[cell]).toBe(-3)
    expect(unitOfCell(values, cell, 32)).toBe(43)
    expect(cells.filter((value) => value !== 0)).toHaveLength(cellOfUnit(42, 100, 32) === cell ? 1 : 2)
  })
  it('have at most 32 cells, of two pixels or more', () => {
    expect([cellsFor(200, 120), cellsFor(200, 20), cellsFor(3, 120), cellsFor(200, 1)]).toEqual([32, 10, 3, 1])
  })
  it('share their scales', () => {
    const one = unrolledSample({ output: 'linear', readout: 'last-step' })
    const other = { ...one, o: one.o.map((value) => 3 * value) }
    expect(limitsOf([one, other]).o).toBe(limitsOf([other]).o)
    expect(limitsOf([one]).h).toBe(1)
    // A missing value has no part in a scale.
    const gaps = { ...one, y: one.y.map((value, i) => (i === 0 ? NaN : value)) }
    expect(limitsOf([gaps]).y).toBeGreaterThan(0)
  })
})

describe('the words of the table', () => {
  const format = (value: number): string => value.toFixed(1)
  it('say what the graph draws', () => {
    const unrolled = unrolledSample({ recurrence: 'hidden+output', method: 'free-running' })
    const { columns: names, rows: lines } = tableOf(unrolled, labels, format)
    const norms = stepNorms(unrolled)
    expect(lines.map(({ t }) => t)).toEqual([1, 2, 3, 4, 5, 6])
    for (const { t, cells } of lines) {
      const said = Object.fromEntries(cells.map(({ column, value }) => [column, value]))
      for (const name of ['h', 'dh', 'dhFromNext', 'dhFromOutput', 'dO', 'dOFromNext'] as const)
        expect(said[name]).toBe(norms[t - 1][name])
      expect(said['L']).toBe(unrolled.mask[t - 1] ? unrolled.L[t - 1] : null)
      const truth = oneHot(vector(unrolled, 'y', t))!
      expect(said['probability']).toBe(unrolled.mask[t - 1] ? vector(unrolled, 'yhat', t)[truth] : null)
    }
    expect(names).toContain('dOFromNext')
  })
  it('name categories and spell out numbers', () => {
    expect(wordFor([0, 1, 0], ['a', ' ', 'c'], format)).toBe('␣')
    expect(wordFor([0.5, 2], [], format)).toBe('0.5 2.0')
    expect(wordFor([1], ['bit'], format)).toBe('1.0')
    expect(wordFor([1, 2, 3, 4], [], format)).toBe('1.0 2.0 3.0 …')
  })
})

describe('bars', () => {
  it('stand on their zero and never vanish', () => {
    const { zero, list } = barsOf(Float64Array.of(2, -1, 0, 1e-9), { left: 0, right: 400, top: 0, bottom: 90 })
    expect(zero).toBe(60)
    expect(list.map(({ y, height }) => [y, height])).toEqual([
      [0, 60],
      [60, 30],
      [60, 0],
      [60 - 0.8, 0.8]
    ])
    expect(
      barsOf(new Float64Array(2), { left: 0, right: 10, top: 0, bottom: 10 }).list.every(({ height }) => height === 0)
    ).toBe(true)
  })
})

describe('the trail', () => {
  it('goes back and forward, and forgets what lay ahead', () => {
    const trail = createTrail('a', (one, other) => one === other)
    for (const place of ['b', 'b', 'c']) trail.visit(place)
    trail.go(-1)
    expect([trail.here.value, trail.canGoForward.value]).toEqual(['b', true])
    trail.pass('x')
    trail.go(1)
    expect(trail.here.value).toBe('c')
    trail.go(-1)
    trail.visit('d')
    expect([trail.here.value, trail.canGoForward.value]).toEqual(['d', false])
    for (let i = 0; i < 5; i++) trail.go(-1)
    expect([trail.here.value, trail.canGoBack.value]).toEqual(['a', false])
  })
})

describe('the source', () => {
  it('follows up with the very parameters that are on screen', () => {
    expect(followUp({ ...unrolledSample({ truncation: 4 }), sequence: 2 })).toEqual({
      at: { held: 1 },
      sequence: 2,
      steps: 6,
      truncation: 4
    })
    expect(followUp(unrolledSample({ truncation: null }))).toMatchObject({ truncation: 0 })
    expect(sourceOf(firstChoice(5000), 300)).toEqual({ at: 300, sequence: 0, steps: 500, truncation: null })
  })
  it('draws a gradient as the heatmaps do, in means where there are too many cells', () => {
    const unrolled = unrolledSample()
    const frame = gradientFrame(unrolled, 'U')
    expect(frame).toMatchObject({
      rows: 7,
      cols: 4,
      shownRows: 7,
      shownCols: 4,
      min: Math.min(...unrolled.gradients.U),
      max: Math.max(...unrolled.gradients.U)
    })
    expect(frame.cells).toEqual(Float32Array.from(unrolled.gradients.U))
    const large = gradientFrame(
      {
        ...unrolled,
        nh: 256,
        gradients: { ...unrolled.gradients, b: Float64Array.from({ length: 256 }, (_, i) => i) }
      },
      'b'
    )
    expect([large.shownRows, large.shownCols, large.cells[0], large.cells.at(-1)]).toEqual([128, 1, 0.5, 254.5])
  })
  it('finds a cell of a parameter', () => {
    const unrolled = unrolledSample()
    expect(cellOf(unrolled, 'gradients', 'U', 2, 3)).toBe(unrolled.gradients.U[11])
  })
})
