import { madd } from "./lanes";

// The coefficients are in memory, because V8 builds a vector constant again, in several instructions, at each use.
const coefficients = memory.data<f32>([
  1.503453151566198e-8, 2.1765943178253315e-5, 3.564159173265407e-3, 0.1343832912468114, 1,
  8.446352844342481e-7, 3.398882822331628e-4, 2.6136449585867593e-2, 0.4677165569143038,
  9, -9, -1
], 16);

// @ts-ignore: decorator
@inline
function c(i: usize): v128 {
  return v128.load32_splat(coefficients + (i << 2));
}

/**
 * tanh x in each lane, within 6 ulp (0.34 on average): x P(x²) / Q(x²), both of degree 4. Among all such fractions it
 * has the smallest possible relative error for |x| ≤ 8.1 (7 · 10⁻⁹, by Lawson's weighted least squares). For larger |x|
 * the fraction grows above 1 and is cut at 1. From 9 on float32 has no value between tanh x and 1, so h is ±1 and 1 −
 * h² is 0. NaN stays NaN.
 */
// @ts-ignore: decorator
@inline
function tanh4(value: v128): v128 {
  // pmin and pmax keep a NaN of their first operand. The limit ±9 keeps the squares of large x from overflowing.
  const x = f32x4.pmax(f32x4.pmin(value, c(9)), c(10));
  const z = f32x4.mul(x, x);
  let p = madd(c(0), z, c(1));
  p = madd(p, z, c(2));
  p = madd(p, z, c(3));
  p = madd(p, z, c(4));
  let q = madd(c(5), z, c(6));
  q = madd(q, z, c(7));
  q = madd(q, z, c(8));
  q = madd(q, z, c(4));
  // The product with x comes after the division, because x p would lose bits where x is tiny.
  const h = f32x4.mul(x, f32x4.div(p, q));
  return f32x4.pmax(f32x4.pmin(h, c(4)), c(11));
}

/** A ← tanh A; `length` is a multiple of 4. */
export function tanh(A: usize, length: i32): void {
  const end = A + (<usize>length << 2);
  // Two neighbouring vectors at a time, which V8 may join into 256 bits.
  for (; A + 32 <= end; A += 32) {
    const a0 = tanh4(v128.load(A)), a1 = tanh4(v128.load(A, 16));
    v128.store(A, a0);
    v128.store(A, a1, 16);
  }
  if (A < end) v128.store(A, tanh4(v128.load(A)));
}

/** (1 − h²) d */
// @ts-ignore: decorator
@inline
function slope4(d: v128, h: v128, one: v128): v128 {
  return f32x4.mul(d, f32x4.sub(one, f32x4.mul(h, h)));
}

/** D ← (1 − H²) D; `length` is a multiple of 4. */
export function tanhGradient(D: usize, H: usize, length: i32): void {
  const one = c(4);
  const end = D + (<usize>length << 2);
  for (; D + 32 <= end; D += 32, H += 32) {
    const d0 = slope4(v128.load(D), v128.load(H), one), d1 = slope4(v128.load(D, 16), v128.load(H, 16), one);
    v128.store(D, d0);
    v128.store(D, d1, 16);
  }
  if (D < end) v128.store(D, slope4(v128.load(D), v128.load(H), one));
}
