// The kernels of assembly/ behind the Kernels interface: pointers instead of arrays, rows padded for vectors.
// The host owns the memory. Its map:
//
//   0 … 65535     constants of the compiled code (tables of log and exp)
//   65536 …       a 128-byte scratch block for each instance, the crew's control block, then buffers in the order of
//                 their allocation
//
// Buffers begin at multiples of 64 bytes and are never freed: a run allocates once.

import type { Kernels, Packed } from './kernels'

/** The exported functions of a compiled kernel set; addresses in bytes, lengths in floats. */
export type WasmExports = Record<
  | 'setScratch'
  | 'pack'
  | 'product'
  | 'outer'
  | 'sumRows'
  | 'gatherRows'
  | 'scatterRows'
  | 'transpose'
  | 'addTransposed'
  | 'expAll'
  | 'tanh'
  | 'tanhGradient'
  | 'softmaxLoss'
  | 'sigmoidLoss'
  | 'squaredLoss'
  | 'softmax'
  | 'sigmoid'
  | 'softmaxFeedback'
  | 'sigmoidFeedback'
  | 'clear'
  | 'squares'
  | 'add'
  | 'scale'
  | 'clip'
  | 'sgd'
  | 'momentum'
  | 'rmsprop'
  | 'adam',
  (...values: number[]) => number
>

/** The part of WebAssembly.Memory that this file uses. */
export interface GrowingMemory {
  readonly buffer: ArrayBufferLike
  grow(pages: number): number
}

const pageBytes = 65536
const lineBytes = 64
/** Bytes of the scratch block of one thread's kernels (assembly/scratch.ts). */
export const scratchBytes = 128

/** The numbers of a run do not fit into memory; the message says what to make smaller. */
export class TooLarge extends Error {
  constructor(limit: string) {
    super(
      `The numbers of this run do not fit into ${limit}. ` +
        'Use fewer hidden units, a smaller batch or shorter sequences, or turn on “Compute again” (learning.recompute).'
    )
  }
}

/** Hands out zeroed buffers of a WebAssembly memory, one after the other. */
export class Arena {
  private next: number

  constructor(
    readonly memory: GrowingMemory,
    start = pageBytes
  ) {
    this.next = start
  }

  /** Address of `bytes` fresh bytes. Throws TooLarge when the memory cannot grow any further. */
  allocate(bytes: number): number {
    const address = this.next
    this.next += Math.ceil(bytes / lineBytes) * lineBytes
    const missing = this.next + lineBytes - this.memory.buffer.byteLength
    if (missing > 0) this.grow(Math.ceil(missing / pageBytes))
    return address
  }

  private grow(pages: number): void {
    try {
      this.memory.grow(pages)
    } catch {
      throw new TooLarge('4 GB')
    }
  }

  /** End of the last buffer: the address of the next. */
  get usedBytes(): number {
    return this.next
  }
}

/**
 * Padded row length in floats: whole vectors up to 16 floats; above, an odd number of vector pairs (half cache lines),
 * so that the rows of a tall matrix do not all map to the same few sets of the cache.
 */
function paddedLength(n: number): number {
  if (n <= 16) return Math.ceil(n / 4) * 4
  return (Math.ceil(n / 8) | 1) * 8
}

/** `scratch` is the address of a block of scratchBytes bytes that no other instance uses. */
export function wasmKernels(
  name: string,
  wasm: WasmExports,
  arena: Arena,
  scratch = arena.allocate(scratchBytes)
): Kernels {
  const at = (array: Float32Array | Int32Array): number => array.byteOffset
  wasm.setScratch(scratch)

  return {
    name,
    floats(length) {
      const address = arena.allocate(length * 4)
      return new Float32Array(arena.memory.buffer, address, length)
    },
    integers(length) {
      const address = arena.allocate(length * 4)
      return new Int32Array(arena.memory.buffer, address, length)
    },
    stride: paddedLength,
    // Panels at the right edge are padded to 4 or 8 columns.
    packed(k, n): Packed {
      return { k, n, data: this.floats(k * (n + 7)) }
    },

    pack: (P, matrix, rows, cols, transposed) => void wasm.pack(at(P.data), at(matrix), rows, cols, transposed ? 1 : 0),
    product: (C, row, A, P, rows) =>
      void wasm.product(
        at(C),
        paddedLength(P.n),
        at(row ?? C),
        row ? 0 : paddedLength(P.n),
        at(A),
        paddedLength(P.k),
        at(P.data),
        P.k,
        P.n,
        rows
      ),
    outer: (G, A, B, rows, m, n) => void wasm.outer(at(G), at(A), paddedLength(m), at(B), paddedLength(n), m, n, rows),
    sumRows: (g, A, rows, n) => void wasm.sumRows(at(g), at(A), paddedLength(n), rows, n),
    transpose: (table, matrix, rows, cols) =>
      void wasm.transpose(at(table), paddedLength(rows), at(matrix), rows, cols),
    addTransposed: (matrix, table, rows, cols) =>
      void wasm.addTransposed(at(matrix), at(table), paddedLength(rows), rows, cols),
    gatherRows: (A, row, table, index, rows, n) =>
      void wasm.gatherRows(at(A), at(row ?? A), row ? 0 : paddedLength(n), at(table), paddedLength(n), at(index), rows),
    scatterRows: (table, A, index, rows, n) =>
      void wasm.scatterRows(at(table), at(A), paddedLength(n), at(index), rows),

    tanh: (A, length) => void wasm.tanh(at(A), length),
    tanhGradient: (D, H, length) => void wasm.tanhGradient(at(D), at(H), length),

    softmaxLoss: (O, target, weight, rows, n) =>
      wasm.softmaxLoss(at(O), paddedLength(n), at(target), at(weight), rows, n),
    sigmoidLoss: (O, target, weight, rows, n) =>
      wasm.sigmoidLoss(at(O), at(target), paddedLength(n), at(weight), rows, n),
    squaredLoss: (O, target, weight, rows, n) =>
      wasm.squaredLoss(at(O), at(target), paddedLength(n), at(weight), rows, n),
    softmax: (Y, O, rows, n) => void wasm.softmax(at(Y), at(O), paddedLength(n), rows, n),
    sigmoid: (Y, O, rows, n) => void wasm.sigmoid(at(Y), at(O), paddedLength(n), rows, n),
    softmaxFeedback: (dO, dY, Y, rows, n) => void wasm.softmaxFeedback(at(dO), at(dY), at(Y), paddedLength(n), rows),
    sigmoidFeedback: (dO, dY, Y, rows, n) => void wasm.sigmoidFeedback(at(dO), at(dY), at(Y), rows * paddedLength(n)),

    // TypedArray.fill() on shared memory is eight times slower.
    clear: (A, length) => void wasm.clear(at(A), length),
    squares: (g, length) => wasm.squares(at(g), length),
    add: (g, a, length) => void wasm.add(at(g), at(a), length),
    scale: (g, factor, length) => void wasm.scale(at(g), factor, length),
    clip: (g, limit, length) => wasm.clip(at(g), limit, length) !== 0,

    sgd: (theta, g, rate, l2) => void wasm.sgd(at(theta), at(g), theta.length, rate, l2),
    momentum: (theta, g, v, rate, mu, nesterov, l2) =>
      void wasm.momentum(at(theta), at(g), at(v), theta.length, rate, mu, nesterov ? 1 : 0, l2),
    rmsprop: (theta, g, s, rate, beta2, epsilon, l2) =>
      void wasm.rmsprop(at(theta), at(g), at(s), theta.length, rate, beta2, epsilon, l2),
    adam: (theta, g, m, s, { rate, beta1, beta2, epsilon, correction1, correction2, l2, decay }) =>
      void wasm.adam(
        at(theta),
        at(g),
        at(m),
        at(s),
        theta.length,
        rate,
        beta1,
        beta2,
        epsilon,
        correction1,
        correction2,
        l2,
        decay
      )
  }
}
