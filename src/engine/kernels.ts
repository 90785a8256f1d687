// The operations of a training step, on float32 buffers. learner.ts and sweep.ts write the equations with them.
// portable.ts is the plain implementation: the reference for the tests, and the fallback.
//
// Matrices are row-major. An activation matrix has one row for each sequence and time step, and its rows are
// padded with zeros to `stride(n)` floats, so that a vector kernel needs no special case at a row's end.
// Parameters and their gradients are not padded.

/** The right-hand side of a product, k × n, in the order in which the kernel set reads it. */
export interface Packed {
  k: number
  n: number
  data: Float32Array
}

export interface AdamRates {
  rate: number
  beta1: number
  beta2: number
  epsilon: number
  /** 1 − β₁ᵗ and 1 − β₂ᵗ. */
  correction1: number
  correction2: number
  /** Coupled: added to the gradient as λθ. */
  l2: number
  /** Decoupled (AdamW): θ shrinks by rate · λ. */
  decay: number
}

export interface Kernels {
  /** The name of the set, as the status bar shows it. */
  readonly name: string

  /** A zeroed buffer in the memory of these kernels. Every array that is passed to an operation must come from here. */
  floats(length: number): Float32Array
  integers(length: number): Int32Array
  /** Length of a padded row of n. */
  stride(n: number): number
  packed(k: number, n: number): Packed

  /** p ← M or Mᵀ, where M is [rows × cols], not padded. */
  pack(p: Packed, matrix: Float32Array, rows: number, cols: number, transposed: boolean): void
  /** C ← row + A P for `rows` rows, or C += A P without a (padded) row: C [rows × n], A [rows × k]. */
  product(C: Float32Array, row: Float32Array | null, A: Float32Array, P: Packed, rows: number): void
  /** G += Aᵀ B over `rows` rows: A [rows × m], B [rows × n], G [m × n] not padded. */
  outer(G: Float32Array, A: Float32Array, B: Float32Array, rows: number, m: number, n: number): void
  /** g += Σ of the rows of A [rows × n]; g not padded. */
  sumRows(g: Float32Array, A: Float32Array, rows: number, n: number): void

  /** table [cols × rows, padded rows] ← Mᵀ, where M is [rows × cols], not padded. */
  transpose(table: Float32Array, matrix: Float32Array, rows: number, cols: number): void
  /** M += tableᵀ, the reverse of transpose(). */
  addTransposed(matrix: Float32Array, table: Float32Array, rows: number, cols: number): void
  /**
   * A one-hot product is a gather: A[r] ← row + table[index[r]], or A[r] += table[index[r]] without a (padded) row; a
   * negative index adds nothing. n is the unpadded length of a row.
   */
  gatherRows(
    A: Float32Array,
    row: Float32Array | null,
    table: Float32Array,
    index: Int32Array,
    rows: number,
    n: number
  ): void
  /** Its gradient is a scatter: table[index[r]] += A[r]. */
  scatterRows(table: Float32Array, A: Float32Array, index: Int32Array, rows: number, n: number): void

  /** A ← tanh A, `length` floats. */
  tanh(A: Float32Array, length: number): void
  /** D ← (1 − H²) D, `length` floats. */
  tanhGradient(D: Float32Array, H: Float32Array, length: number): void

  /**
   * Losses on rows of O [rows × n]. Each returns Σ weight[r] L(r) and replaces O by ∇o = weight[r] ∂L(r)/∂o.
   * A row of weight 0 has no target: its gradient is 0.
   */
  softmaxLoss(O: Float32Array, target: Int32Array, weight: Float32Array, rows: number, n: number): number
  /** target [rows × n], padded; L(r) is the mean over the n components. */
  sigmoidLoss(O: Float32Array, target: Float32Array, weight: Float32Array, rows: number, n: number): number
  squaredLoss(O: Float32Array, target: Float32Array, weight: Float32Array, rows: number, n: number): number

  /** Y ← softmax or σ of the rows of O; padding stays 0. */
  softmax(Y: Float32Array, O: Float32Array, rows: number, n: number): void
  sigmoid(Y: Float32Array, O: Float32Array, rows: number, n: number): void
  /** dO += (∂ŷ/∂o)ᵀ dY for free-running models whose ŷ is fed back. */
  softmaxFeedback(dO: Float32Array, dY: Float32Array, Y: Float32Array, rows: number, n: number): void
  sigmoidFeedback(dO: Float32Array, dY: Float32Array, Y: Float32Array, rows: number, n: number): void

  /** A ← 0, `length` floats. */
  clear(A: Float32Array, length: number): void
  /** Σ g². */
  squares(g: Float32Array, length: number): number
  /** g ← g + a. */
  add(g: Float32Array, a: Float32Array, length: number): void
  scale(g: Float32Array, factor: number, length: number): void
  /** Clips to ±limit; returns whether anything changed. */
  clip(g: Float32Array, limit: number, length: number): boolean

  // Update rules. `theta`, the gradient `g` and the optimizer's slots have the same length.
  sgd(theta: Float32Array, g: Float32Array, rate: number, l2: number): void
  momentum(
    theta: Float32Array,
    g: Float32Array,
    v: Float32Array,
    rate: number,
    mu: number,
    nesterov: boolean,
    l2: number
  ): void
  rmsprop(
    theta: Float32Array,
    g: Float32Array,
    s: Float32Array,
    rate: number,
    beta2: number,
    epsilon: number,
    l2: number
  ): void
  adam(theta: Float32Array, g: Float32Array, m: Float32Array, s: Float32Array, rates: AdamRates): void
}

/** Zeroed float64 in the memory of the kernels. */
export function doubles(kernels: Kernels, length: number): Float64Array {
  const { buffer, byteOffset } = kernels.floats(2 * length)
  return new Float64Array(buffer, byteOffset, length)
}
