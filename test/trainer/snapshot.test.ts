import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Model } from '../../src/model/model'
import { newParameters } from '../../src/engine/parameters'
import { cellsPerFrame, tensorFrameSchema, type Watch } from '../../src/shared/messages'
import { blockMeans, extremes, takeSnapshots } from '../../src/trainer/snapshot'

const model = (nh: number): Model => ({
  recurrence: 'hidden',
  readout: 'every-step',
  output: 'softmax',
  feedback: 'probabilities',
  nx: 50,
  nh,
  ny: 50
})
const watch = (tensor: Watch['tensor'], max: number, what: Watch['what'] = 'value'): Watch => ({
  tensor,
  what,
  maxRows: max,
  maxCols: max
})

describe('block means', () => {
  it('are means of blocks of as equal a size as can be', () => {
    // Rows 0–1 | 2–4, columns 0 | 1–2.
    const matrix = Float32Array.from({ length: 15 }, (_, i) => i)
    expect([...blockMeans(matrix, 5, 3, 2, 2)]).toEqual([1.5, 3, 9, 10.5])
  })

  it('leave a matrix alone that need not shrink', () => {
    const matrix = Float32Array.from({ length: 12 }, (_, i) => i * i)
    expect(blockMeans(matrix, 3, 4, 3, 4)).toEqual(matrix)
  })

  it('keep the mean of equal blocks, and stay between the extremes', () => {
    const size = fc.integer({ min: 1, max: 9 })
    fc.assert(
      fc.property(
        size,
        size,
        size,
        size,
        fc.infiniteStream(fc.integer({ min: -99, max: 99 })),
        (r, c, k, l, numbers) => {
          const matrix = Float32Array.from({ length: r * k * c * l }, () => numbers.next().value)
          const cells = blockMeans(matrix, r * k, c * l, r, c)
          const mean = (values: Float32Array): number => values.reduce((a, b) => a + b, 0) / values.length
          expect(mean(cells)).toBeCloseTo(mean(matrix), 3)
          const { min, max } = extremes(matrix)
          for (const cell of cells) {
            expect(cell).toBeGreaterThanOrEqual(min)
            expect(cell).toBeLessThanOrEqual(max)
          }
        }
      ),
      { numRuns: 50 }
    )
  })
})

describe('snapshots', () => {
  const values = (nh: number): ReturnType<typeof newParameters> => {
    const parameters = newParameters(model(nh))
    parameters.flat.forEach((_, i, flat) => {
      flat[i] = Math.sin(i)
    })
    return parameters
  }

  it('tell the extremes and the norm of the whole matrix, not of the cells', () => {
    const parameters = values(100)
    parameters.W[1234] = 7
    const [frame] = takeSnapshots([watch('W', 10)], model(100), parameters, parameters)
    expect(tensorFrameSchema.parse(frame)).toMatchObject({ rows: 100, cols: 100, shownRows: 10, shownCols: 10, max: 7 })
    expect(Math.max(...frame.cells)).toBeLessThan(1)
    expect(frame.norm).toBeCloseTo(Math.hypot(...parameters.W), 6)
  })

  it('send a single matrix whole when asked whole, and several within what a frame may carry', () => {
    const parameters = values(512)
    const [whole] = takeSnapshots([watch('W', 512)], model(512), parameters, parameters)
    expect(whole.cells).toEqual(parameters.W)
    const frames = takeSnapshots(
      (['U', 'W', 'V', 'b', 'c'] as const).map((name) => watch(name, 4096)),
      model(512),
      parameters,
      parameters
    )
    const cells = frames.reduce((sum, frame) => sum + frame.cells.length, 0)
    expect(cells).toBeLessThanOrEqual(cellsPerFrame)
    expect(cells).toBeGreaterThan(0.8 * cellsPerFrame)
  })

  it('survive NaN: what is finite has extremes, and the cells show the rest', () => {
    const parameters = values(10)
    const broken = values(10)
    broken.W.fill(NaN)
    const [frame] = takeSnapshots([watch('W', 5, 'gradient')], model(10), parameters, broken)
    expect(tensorFrameSchema.parse(frame)).toMatchObject({ min: 0, max: 0, norm: 0 })
    expect(frame.cells.every(Number.isNaN)).toBe(true)
  })

  it('leave out a tensor that the model does not have', () => {
    const parameters = values(10)
    expect(
      takeSnapshots([watch('R', 5), watch('c', 5)], model(10), parameters, parameters).map(({ tensor }) => tensor)
    ).toEqual(['c'])
  })
})
