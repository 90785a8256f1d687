import { describe, expect, it } from 'vitest'
import { makeFormat } from '../../../src/renderer/charts/format'
import { sampleSeries, type SeriesSample } from '../../../src/renderer/charts/samples'
import { nearestIndex, seriesExtent } from '../../../src/renderer/charts/series'
import { judged, taskRows } from '../../../src/renderer/charts/example-rows'

describe('series', () => {
  it('has the extent of all its curves', () => {
    const one = { label: '', colour: 0 }
    expect(
      seriesExtent([
        { ...one, x: [3, 4], y: [0, 0] },
        { ...one, x: [1, 2], y: [0, 0] },
        { ...one, x: [], y: [] }
      ])
    ).toEqual({ min: 1, max: 4 })
    expect(seriesExtent([])).toEqual({ min: 0, max: 1 })
    expect(seriesExtent([{ ...one, x: [7], y: [0] }])).toEqual({ min: 7, max: 8 })
    expect(nearestIndex([1, 5, 9], 6)).toBe(1)
  })
  it('keeps gaps of a sample', () => {
    const column = { name: 'c', truth: [1, null], predicted: [1, 2], free: [1, 2] }
    const sample: SeriesSample = { kind: 'series', firstRow: 0, freeFrom: 1, columns: [column] }
    expect(sampleSeries(sample, 0, { truth: '', predicted: '', free: '' })[0].y).toEqual([1, NaN])
  })
  it('begins the free run where it runs free, whether it came whole or not', () => {
    const names = { truth: 't', predicted: 'p', free: 'f' }
    const sample = (free: number[]): SeriesSample => ({
      kind: 'series',
      firstRow: 100,
      freeFrom: 2,
      columns: [{ name: 'c', truth: [1, 2, 3, 4], predicted: [1, 2, 3, 4], free }]
    })
    for (const free of [
      [0, 0, 8, 9],
      [8, 9]
    ])
      expect(sampleSeries(sample(free), 0, names)[2]).toMatchObject({ x: [102, 103], y: [8, 9] })
  })
})

describe('tasks', () => {
  const sequence = {
    inputs: [
      [0.25, 1],
      [0.5, 0]
    ],
    targets: [[0], [1]],
    mask: [false, true],
    outputs: [[0.9], [0.6]]
  }
  it('tells bits from numbers and shows no target where there is none', () => {
    const rows = taskRows(sequence, [0, 1])
    expect(rows.map((row) => [row.kind, row.cells[0].bit, row.cells[0].value])).toEqual([
      ['input', false, 0.25],
      ['input', true, 1],
      ['target', true, null],
      ['output', false, null]
    ])
    expect(taskRows(sequence, [1])[0].cells).toHaveLength(1)
  })
  it('judges bits at one half, and nothing else', () => {
    expect(judged(sequence)).toEqual([null, true])
    expect(judged({ ...sequence, outputs: [[0], [0.4]] })).toEqual([null, false])
    expect(judged({ ...sequence, targets: [[0], [0.7]] })).toEqual([null, null])
    expect(judged({ ...sequence, outputs: undefined })).toEqual([null, null])
  })
})

describe('numbers', () => {
  const { value, tick, count, percent } = makeFormat('en')
  it('are short, exact where they are short, and never hide what is not a number', () => {
    expect([1.23456, -0.5, 0, 1e-5, 123456789, NaN, Infinity, -Infinity].map(value)).toEqual([
      '1.235',
      '−0.5000',
      '0',
      '1.000e−5',
      '1.235e8',
      'NaN',
      '∞',
      '−∞'
    ])
    expect([0.002, 1e-4, 2.5e-7, 1e6, -20].map(tick)).toEqual(['0.002', '1e−4', '2.5e−7', '1e6', '−20'])
    expect(count(1234567)).toBe('1,234,567')
    expect(percent(0.025)).toBe('2.5%')
  })
})
