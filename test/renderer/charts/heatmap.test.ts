import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsPerFrame, type TensorFrame } from '../../../src/shared/messages'
import { colourTable, paint, zeroEntry } from '../../../src/renderer/charts/colours'
import { arrange, block, cellAt, gridOf, limitOf } from '../../../src/renderer/charts/heatmap'
import { tensorsOf } from '../../../src/model/tensors'
import { enlarged, overview } from '../../../src/renderer/charts/watches'

export function frameOf(
  tensor: TensorFrame['tensor'],
  rows: number,
  cols: number,
  shownRows = rows,
  shownCols = cols
): TensorFrame {
  const cells = Float32Array.from({ length: shownRows * shownCols }, (_, i) => Math.sin(i))
  return { tensor, what: 'value', rows, cols, shownRows, shownCols, min: -1, max: 1, norm: 3, cells }
}

/** The relative luminance of a pixel of the table. */
function luminance(pixel: number): number {
  const linear = (byte: number): number =>
    byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4
  return 0.2126 * linear(pixel & 255) + 0.7152 * linear((pixel >> 8) & 255) + 0.0722 * linear((pixel >> 16) & 255)
}

describe.each([false, true])('colours, dark: %s', (dark) => {
  const table = colourTable(dark)
  it('has 256 opaque entries', () => {
    expect(table).toHaveLength(256)
    expect(table.every((pixel) => pixel >>> 24 === 255)).toBe(true)
  })
  it('is as light on both sides of zero, and goes one way from zero to the ends', () => {
    for (let away = 1; away <= 127; away++) {
      expect(Math.abs(luminance(table[zeroEntry - away]) - luminance(table[zeroEntry + away]))).toBeLessThan(0.1)
    }
    const change = luminance(table[255]) - luminance(table[zeroEntry])
    expect(Math.sign(change)).toBe(dark ? 1 : -1)
  })
  it('is blue below zero and orange above', () => {
    const [low, high] = [table[1], table[255]]
    expect((low >> 16) & 255).toBeGreaterThan(low & 255)
    expect(high & 255).toBeGreaterThan((high >> 16) & 255)
  })
})

describe('cells', () => {
  const entries = (limit: number, ...values: number[]): number[] => {
    const into = new Uint32Array(values.length)
    paint(
      Float32Array.from(values),
      Uint32Array.from({ length: 256 }, (_, i) => i),
      limit,
      into
    )
    return [...into]
  }
  it('are coloured symmetrically around zero', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 10, noNaN: true }), (value) => {
        const [above, below] = entries(3, value, -value)
        // A tie rounds up on both sides, so it can differ by one entry.
        expect(Math.abs(above + below - 2 * zeroEntry)).toBeLessThanOrEqual(1)
      })
    )
  })
  it('keep to the ends of the scale, and show what is not a number', () => {
    expect(entries(1, 0, 1, -1, 5, -5, Infinity, -Infinity, NaN)).toEqual([128, 255, 1, 255, 1, 255, 1, 0])
    expect(entries(0, 0, 2)).toEqual([128, 128])
  })
  it('divides a matrix into blocks without gap or overlap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 600 }), (a, b) => {
        const [shown, full] = [Math.min(a, b), Math.max(a, b)]
        let next = 0
        for (let i = 0; i < shown; i++) {
          const { first, last } = block(i, shown, full)
          expect(first).toBe(next)
          expect(last).toBeGreaterThanOrEqual(first)
          next = last + 1
        }
        expect(next).toBe(full)
      })
    )
  })
  it('lays a bias down as a row', () => {
    expect(gridOf(frameOf('b', 8, 1))).toMatchObject({ rows: 1, cols: 8, fullRows: 1, fullCols: 8, turned: true })
  })
  it('scales by the extremes, or robustly by what most cells stay below', () => {
    const frame = frameOf('W', 100, 10)
    frame.cells[0] = frame.max = 50
    expect(limitOf(frame, false)).toBe(50)
    expect(limitOf(frame, true)).toBeLessThanOrEqual(1)
    expect(limitOf({ ...frame, cells: Float32Array.of(NaN) }, true)).toBe(0)
  })
})

describe('layout', () => {
  const measure = (text: string): number => 6 * text.length
  it('stays in its box and finds the cell under a point', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 512 }),
        fc.integer({ min: 1, max: 512 }),
        fc.integer({ min: 150, max: 900 }),
        fc.integer({ min: 60, max: 700 }),
        (rows, cols, width, height) => {
          const grid = gridOf(frameOf('W', rows, cols))
          const layout = arrange(grid, { width, height, ratio: 2 }, { measure, bar: 30 })
          expect(layout.left + layout.width + 6 + 10 + 30).toBeLessThanOrEqual(width + 0.01)
          expect(layout.top + layout.height).toBeLessThanOrEqual(height + 0.01)
          const centre = (row: number, col: number): [number, number] => [
            layout.left + ((col + 0.5) / grid.cols) * layout.width,
            layout.top + ((row + 0.5) / grid.rows) * layout.height
          ]
          expect(cellAt(...centre(grid.rows - 1, grid.cols - 1), grid, layout)).toEqual({
            row: grid.rows - 1,
            col: grid.cols - 1
          })
          expect(cellAt(layout.left - 1, layout.top, grid, layout)).toBeNull()
        }
      )
    )
  })
  it('turns long names of columns, keeps letters upright and thins both', () => {
    const names = Array.from({ length: 20 }, (_, i) => `temperature ${i}`)
    const long = arrange(
      gridOf(frameOf('U', 20, 20)),
      { width: 400, height: 400, ratio: 1 },
      { cols: names, measure, bar: 30 }
    )
    expect(long.colAxis.rotated).toBe(true)
    const letters = Array.from({ length: 83 }, () => 'a')
    const short = arrange(
      gridOf(frameOf('U', 83, 83)),
      { width: 400, height: 400, ratio: 1 },
      { cols: letters, measure, bar: 30 }
    )
    expect(short.colAxis).toMatchObject({ rotated: false })
    expect(short.colAxis.every).toBeGreaterThan(1)
  })
  it('makes cells wider than high for the letters, where there is room', () => {
    const letters = Array.from({ length: 83 }, () => 'a')
    const { colAxis, width, height } = arrange(
      gridOf(frameOf('U', 128, 83)),
      { width: 800, height: 500, ratio: 1 },
      { cols: letters, measure, bar: 30 }
    )
    expect(colAxis.every).toBe(1)
    expect(width / 83).toBeGreaterThan(height / 128)
  })
  it('shows indices in place of labels when cells stand for blocks', () => {
    const layout = arrange(
      gridOf(frameOf('U', 40, 40, 20, 20)),
      { width: 400, height: 400, ratio: 1 },
      { cols: Array.from({ length: 40 }, () => 'a'), measure, bar: 30 }
    )
    expect(layout.colAxis.texts?.slice(0, 3)).toEqual(['0', '2', '4'])
  })
})

describe('watches', () => {
  const cells = (watches: readonly { maxRows: number; maxCols: number }[]): number =>
    watches.reduce((sum, { maxRows, maxCols }) => sum + maxRows * maxCols, 0)
  it('asks for every parameter and its gradient within the budget, known sizes or not', () => {
    expect(tensorsOf('hidden')).toEqual(['U', 'W', 'V', 'b', 'c'])
    const size = fc.integer({ min: 1, max: 4096 })
    fc.assert(
      fc.property(
        fc.constantFrom('hidden' as const, 'output' as const, 'hidden+output' as const),
        size,
        size,
        size,
        fc.boolean(),
        (recurrence, nx, nh, ny, known) => {
          const blank = {
            what: 'value' as const,
            shownRows: 1,
            shownCols: 1,
            min: 0,
            max: 0,
            norm: 0,
            cells: new Float32Array(1)
          }
          const sizes = { U: [nh, nx], W: [nh, nh], R: [nh, ny], V: [ny, nh], b: [nh, 1], c: [ny, 1] }
          const frames = known
            ? tensorsOf(recurrence).map((tensor): TensorFrame => ({
                ...blank,
                tensor,
                rows: sizes[tensor][0],
                cols: sizes[tensor][1]
              }))
            : []
          const watches = overview(recurrence, frames)
          expect(watches).toHaveLength(2 * tensorsOf(recurrence).length)
          expect(cells(watches)).toBeLessThanOrEqual(cellsPerFrame)
          for (const watch of watches) expect(Math.min(watch.maxRows, watch.maxCols)).toBeGreaterThanOrEqual(1)
        }
      )
    )
  })
  it('gives large matrices what small ones leave', () => {
    const small = (['U', 'W', 'V', 'b', 'c'] as const).map((tensor) =>
      frameOf(tensor, tensor === 'W' ? 512 : 8, tensor === 'b' || tensor === 'c' ? 1 : tensor === 'W' ? 512 : 8)
    )
    const w = overview('hidden', small).find((watch) => watch.tensor === 'W')!
    expect(w.maxRows).toBeGreaterThan(80)
    expect(w.maxRows).toBe(w.maxCols)
  })
  it('keeps the columns of characters whole when there are too many rows', () => {
    const frames = [
      frameOf('U', 512, 83),
      frameOf('W', 512, 512),
      frameOf('V', 83, 512),
      frameOf('b', 512, 1),
      frameOf('c', 83, 1)
    ]
    const watches = overview('hidden', frames)
    expect(watches.find((watch) => watch.tensor === 'U')!.maxCols).toBe(83)
    expect(watches.find((watch) => watch.tensor === 'V')!.maxRows).toBe(83)
  })
  it('asks for one matrix whole', () => {
    expect(enlarged('W', 'gradient')).toEqual({ tensor: 'W', what: 'gradient', maxRows: 512, maxCols: 512 })
  })
})
