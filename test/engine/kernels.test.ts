// Compares every compiled kernel with the portable one, at odd sizes, and its functions exp and tanh over their whole
// range.

import { describe, expect, it } from 'vitest'
import type { Kernels } from '../../src/engine/kernels'
import { portableKernels } from '../../src/engine/portable'
import { Random } from '../../src/engine/random'
import { instantiate, wasmNames } from './kernel-sets'

const lengths = [1, 2, 3, 4, 5, 8, 17, 19, 33]

describe.each(wasmNames)('%s', (name) => {
  const { kernels, wasm } = instantiate(name)
  const random = new Random(7)

  /** The same numbers for both sets, as padded rows. `shift` rows are skipped, so that addresses differ. */
  function matrix(rows: number, n: number, shift = 0): [Float32Array, Float32Array] {
    const plain = new Float32Array(rows * n).map(() => random.normal())
    const stride = kernels.stride(n)
    const padded = kernels.floats((rows + shift) * stride).subarray(shift * stride)
    for (let r = 0; r < rows; r++) padded.set(plain.subarray(r * n, (r + 1) * n), r * stride)
    return [plain, padded]
  }

  /** Parameters are not padded and may begin at any multiple of 4 bytes. */
  function vector(length: number, shift = 0): [Float32Array, Float32Array] {
    const plain = new Float32Array(length).map(() => random.normal())
    const copy = kernels.floats(length + shift).subarray(shift)
    copy.set(plain)
    return [plain, copy]
  }

  function expectRows(padded: Float32Array, plain: Float32Array, rows: number, n: number): void {
    const stride = kernels.stride(n)
    const wanted = new Float32Array(rows * stride)
    for (let r = 0; r < rows; r++) wanted.set(plain.subarray(r * n, (r + 1) * n), r * stride)
    expectSame(padded.subarray(0, rows * stride), wanted)
  }

  it.each(lengths.flatMap((k) => lengths.map((n) => [k, n] as const)))(
    'product, outer and packing of %i × %i',
    (k, n) => {
      for (const rows of lengths) {
        const [weights, weightsIn] = vector(n * k, 1)
        for (const transposed of [true, false]) {
          const [A, Ain] = matrix(rows, k, 1)
          const [C, Cin] = matrix(rows, n)
          const sizes = transposed ? ([n, k] as const) : ([k, n] as const)
          const P = portableKernels.packed(k, n)
          const Pin = kernels.packed(k, n)
          portableKernels.pack(P, weights, ...sizes, transposed)
          kernels.pack(Pin, weightsIn, ...sizes, transposed)
          const [row, rowIn] = matrix(1, n)
          for (const [from, fromIn] of [
            [null, null],
            [row, rowIn],
            [null, null]
          ]) {
            portableKernels.product(C, from, A, P, rows)
            kernels.product(Cin, fromIn, Ain, Pin, rows)
            expectRows(Cin, C, rows, n)
          }
        }
        const [A, Ain] = matrix(rows, k)
        const [B, Bin] = matrix(rows, n)
        const [G, Gin] = vector(k * n, 3)
        portableKernels.outer(G, A, B, rows, k, n)
        kernels.outer(Gin, Ain, Bin, rows, k, n)
        expectSame(Gin, G)
      }
    }
  )

  it.each(lengths)('rows of %i: sum, gather, scatter, transpose', (n) => {
    for (const rows of lengths) {
      const [row, rowIn] = matrix(1, n)
      const [A, Ain] = matrix(rows, n)
      const [table, tableIn] = matrix(5, n)
      const index = Int32Array.from({ length: rows }, () => random.integer(6) - 1)
      const indexIn = kernels.integers(rows)
      indexIn.set(index)
      for (const [from, fromIn] of [
        [null, null],
        [row, rowIn],
        [null, null]
      ]) {
        portableKernels.gatherRows(A, from, table, index, rows, n)
        kernels.gatherRows(Ain, fromIn, tableIn, indexIn, rows, n)
        expectRows(Ain, A, rows, n)
      }
      portableKernels.scatterRows(table, A, index, rows, n)
      kernels.scatterRows(tableIn, Ain, indexIn, rows, n)
      expectRows(tableIn, table, 5, n)

      const [g, gIn] = vector(n, 1)
      portableKernels.sumRows(g, A, rows, n)
      kernels.sumRows(gIn, Ain, rows, n)
      expectSame(gIn, g)

      const [M, Min] = vector(n * rows, 1)
      const [T, Tin] = matrix(rows, n)
      portableKernels.transpose(T, M, n, rows)
      kernels.transpose(Tin, Min, n, rows)
      expectRows(Tin, T, rows, n)
      portableKernels.addTransposed(M, T, n, rows)
      kernels.addTransposed(Min, Tin, n, rows)
      expectSame(Min, M)
    }
  })

  it.each(lengths)('losses and output units of %i', (n) => {
    const rows = 7
    const weight = Float32Array.from({ length: rows }, (_, r) => (r % 3 === 1 ? 0 : r < 4 ? 0.25 : 0.5))
    const weightIn = kernels.floats(rows)
    weightIn.set(weight)
    const target = Int32Array.from({ length: rows }, () => random.integer(n))
    const targetIn = kernels.integers(rows)
    targetIn.set(target)
    const losses: [string, (k: Kernels, O: Float32Array, inside: boolean) => number][] = [
      ['softmax', (k, O, inside) => k.softmaxLoss(O, inside ? targetIn : target, inside ? weightIn : weight, rows, n)]
    ]
    const [Y, Yin] = matrix(rows, n)
    for (const name of ['sigmoidLoss', 'squaredLoss'] as const) {
      losses.push([name, (k, O, inside) => k[name](O, inside ? Yin : Y, inside ? weightIn : weight, rows, n)])
    }
    for (const [name, loss] of losses) {
      const [O, Oin] = matrix(rows, n)
      expect(loss(kernels, Oin, true), name).toBeCloseTo(loss(portableKernels, O, false), 5)
      expectRows(Oin, O, rows, n)
    }
    const [O, Oin] = matrix(rows, n)
    const [dY, dYin] = matrix(rows, n)
    for (const unit of ['softmax', 'sigmoid'] as const) {
      portableKernels[unit](Y, O, rows, n)
      kernels[unit](Yin, Oin, rows, n)
      expectRows(Yin, Y, rows, n)
      const [D, Din] = matrix(rows, n)
      portableKernels[`${unit}Feedback`](D, dY, Y, rows, n)
      kernels[`${unit}Feedback`](Din, dYin, Yin, rows, n)
      expectRows(Din, D, rows, n)
    }
  })

  it('a softmax loss over so many rows that the product of their sums is beyond float64', () => {
    const [rows, n] = [2000, 33]
    const [O, Oin] = matrix(rows, n)
    const weight = new Float32Array(rows).fill(1 / rows)
    const weightIn = kernels.floats(rows)
    weightIn.set(weight)
    const loss = portableKernels.softmaxLoss(O, new Int32Array(rows), weight, rows, n)
    expect(kernels.softmaxLoss(Oin, kernels.integers(rows), weightIn, rows, n)).toBeCloseTo(loss, 5)
    expectRows(Oin, O, rows, n)
  })

  it.each(lengths)('vectors and update rules of length %i', (length) => {
    for (const shift of [0, 1, 3]) {
      const [g, gIn] = vector(length, shift)
      const [a, aIn] = vector(length, shift)
      expect(kernels.squares(gIn, length)).toBeCloseTo(portableKernels.squares(g, length), 4)
      for (const k of [portableKernels, kernels]) {
        const [x, y] = k === kernels ? [gIn, aIn] : [g, a]
        k.add(x, y, length)
        k.scale(x, 0.3, length)
      }
      expectSame(gIn, g)
      expect(kernels.clip(gIn, 0.1, length)).toBe(portableKernels.clip(g, 0.1, length))
      expectSame(gIn, g)

      // One more float on each side stays unchanged.
      const [around, aroundIn] = vector(length + 2, shift)
      portableKernels.clear(around.subarray(1), length)
      kernels.clear(aroundIn.subarray(1), length)
      expectSame(aroundIn, around)
      expect(around.filter((value) => value !== 0)).toHaveLength(2)

      const [theta, thetaIn] = vector(length, shift)
      const [m, mIn] = vector(length, shift)
      const s = m.map(Math.abs)
      const sIn = kernels.floats(length + shift).subarray(shift)
      sIn.set(s)
      const rates = {
        rate: 0.01,
        beta1: 0.9,
        beta2: 0.99,
        epsilon: 1e-8,
        correction1: 0.5,
        correction2: 0.4,
        l2: 0.1,
        decay: 0.02
      }
      for (const k of [portableKernels, kernels]) {
        const [t, d, first, second] = k === kernels ? [thetaIn, gIn, mIn, sIn] : [theta, g, m, s]
        k.sgd(t, d, 0.1, 0.01)
        k.momentum(t, d, first, 0.1, 0.9, false, 0.01)
        k.momentum(t, d, first, 0.1, 0.9, true, 0.01)
        k.rmsprop(t, d, second, 0.01, 0.99, 1e-8, 0.01)
        k.adam(t, d, first, second, rates)
      }
      expectSame(thetaIn, theta)
      expectSame(mIn, m)
      expectSame(sIn, s)
    }
  })

  it('tanh is within 6 ulp over all of float32, exact at 0, right at infinity and NaN', () => {
    expect(worstUlp((A, n) => kernels.tanh(A, n), Math.tanh)).toBeLessThanOrEqual(6)
    const A = kernels.floats(4)
    A.set([-0, Infinity, -Infinity, NaN])
    kernels.tanh(A, 4)
    expect([...A]).toEqual([-0, 1, -1, NaN])
  })

  it('tanh of what saturates is ±1, so that no gradient passes, and nothing is beyond', () => {
    const A = kernels.floats(4000)
    A.set(
      Float32Array.from(
        { length: 4000 },
        (_, i) => (i % 2 ? -1 : 1) * (i < 2000 ? 7 + i / 800 : 10 ** ((i - 2000) / 55))
      )
    )
    const a = A.slice()
    kernels.tanh(A, 4000)
    a.forEach((x, i) => {
      expect(Math.abs(A[i])).toBeLessThanOrEqual(1)
      if (Math.abs(x) >= 9) expect(A[i]).toBe(Math.sign(x))
    })
    const D = kernels.floats(4)
    D.fill(1e30)
    const H = kernels.floats(4)
    H.set([50, -50, 9, -9])
    kernels.tanh(H, 4)
    kernels.tanhGradient(D, H, 4)
    expect([...D]).toEqual([0, 0, 0, 0])
  })

  it('exp is within 6 ulp over all of float32, right at infinity and NaN', () => {
    expect(worstUlp((A, n) => wasm.expAll(A.byteOffset, n), Math.exp)).toBeLessThanOrEqual(6)
    const A = kernels.floats(4)
    A.set([0, Infinity, -Infinity, NaN])
    wasm.expAll(A.byteOffset, 4)
    expect([...A]).toEqual([1, Infinity, 0, NaN])
  })

  it('softmax is right to 6 ulp wherever ŷ is above 10⁻³⁷, 0 far below it, and NaN beside a NaN', () => {
    const [rows, n] = [40, 33]
    const [O, Oin] = matrix(rows, n)
    const stride = kernels.stride(n)
    for (let r = 0; r < rows; r++)
      for (let j = 0; j < n; j++) Oin[r * stride + j] = O[r * n + j] = Math.fround(O[r * n + j] * r)
    kernels.softmax(Oin, Oin, rows, n)
    for (let r = 0; r < rows; r++) {
      const row = O.subarray(r * n, (r + 1) * n)
      // The difference is a float32 too. Its rounding is not tested here, and may be many ulp (units of the last place)
      // of ŷ.
      const exponentials = Array.from(row, (o) => Math.exp(Math.fround(o - Math.max(...row))))
      const sum = exponentials.reduce((a, b) => a + b)
      exponentials.forEach((exponential, j) => {
        const truth = exponential / sum
        if (truth > 1e-37) expect(Math.abs(order(Oin[r * stride + j]) - order(truth))).toBeLessThanOrEqual(6)
        else expect(Math.abs(Oin[r * stride + j])).toBeLessThan(1.1e-37)
      })
    }
    const [, special] = matrix(2, 4)
    special.set([0, -Infinity, -200, 0, 0, NaN, 1, 2])
    kernels.softmax(special, special, 2, 4)
    expect([...special]).toEqual([0.5, 0, 0, 0.5, NaN, NaN, NaN, NaN])
  })

  /** Largest distance in units of the last place, over every 997th float32 of both signs. */
  function worstUlp(inPlace: (A: Float32Array, length: number) => void, truth: (x: number) => number): number {
    const count = 4096
    const A = kernels.floats(count)
    const inputs = new Float32Array(count)
    const bits = new Uint32Array(inputs.buffer)
    let worst = 0
    for (const sign of [0, 0x80000000]) {
      for (let next = 0; next < 0x7f800000; next += 997 * count) {
        for (let i = 0; i < count; i++) bits[i] = Math.min(next + 997 * i, 0x7f800000) + sign
        A.set(inputs)
        inPlace(A, count)
        for (let i = 0; i < count; i++) worst = Math.max(worst, Math.abs(order(A[i]) - order(truth(inputs[i]))))
      }
    }
    return worst
  }
})

const oneFloat = new Float32Array(1)
const itsBits = new Int32Array(oneFloat.buffer)

/** Neighbouring floats have neighbouring integers. */
function order(value: number): number {
  oneFloat[0] = value
  return itsBits[0] < 0 ? -(itsBits[0] & 0x7fffffff) : itsBits[0]
}

function expectSame(actual: Float32Array, wanted: Float32Array): void {
  expect(actual.length).toBe(wanted.length)
  const far = wanted.findIndex((value, i) => !(Math.abs(actual[i] - value) < 2e-5 * (1 + Math.abs(value))))
  expect(far, `at ${far}, ${actual[far]} should be ${wanted[far]}`).toBe(-1)
}
