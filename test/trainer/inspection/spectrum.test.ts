// The spectrum of W, for matrices with known values. test/engine/linear-algebra compares others with ml-matrix.

import { describe, expect, it } from 'vitest'
import { expectSame, pairs } from '../../engine/linear-algebra/pairs'
import { inspected, inspector, network } from './support'

const spectrumOf = (nh: number, W: (row: number, col: number) => number) =>
  inspector(inspected(network({ nh }, { W })))('spectrum', {})

describe('the spectrum of W', () => {
  it('is e^±iφ for a rotation', () => {
    const angle = 0.7
    const { re, im, singular, spectralRadius, largestSingular, size, step } = spectrumOf(2, (row, col) =>
      row === col ? Math.cos(angle) : row < col ? -Math.sin(angle) : Math.sin(angle)
    )
    // W is kept in float32.
    expectSame(
      pairs({ re, im }),
      [
        [Math.cos(angle), Math.sin(angle)],
        [Math.cos(angle), -Math.sin(angle)]
      ],
      1e-7
    )
    for (const value of [spectralRadius, largestSingular, ...singular]) expect(value).toBeCloseTo(1, 7)
    expect([size, step]).toEqual([2, 7])
  })

  it('is the diagonal, by size, of a triangular matrix', () => {
    const { re, im, spectralRadius } = spectrumOf(4, (row, col) =>
      col < row ? 0 : row === col ? [0.5, -2, 1, 0][row] : 0.25
    )
    expect(Array.from(re)).toEqual([-2, 1, 0.5, 0].map((value) => expect.closeTo(value, 12)))
    expect(im.every((value) => Math.abs(value) < 1e-12)).toBe(true)
    expect(spectralRadius).toBeCloseTo(2, 12)
  })

  it('has singular values only where W leads from the output', () => {
    const answer = inspector(inspected(network({ recurrence: 'output', method: 'teacher-forcing' })))('spectrum', {})
    expect([answer.re.length, answer.im.length, answer.singular.length, answer.spectralRadius]).toEqual([0, 0, 2, null])
  })

  it('is refused, with a reason, for huge networks', () => {
    expect(() => inspector(inspected(network({ nh: 1025, tau: 1 })))('spectrum', {})).toThrow('up to 1024')
  })
})
