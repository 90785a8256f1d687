import { madd } from "./lanes";

// Coefficients are read from memory: V8 builds a vector constant anew, in several instructions, wherever it is used.
const coefficients = memory.data<f32>([
  -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8, 1.48572235717979e-5,
  6.37261928875436e-4, 4.89352455891786e-3,
  1.19825839466702e-6, 1.18534705686654e-4, 2.2684346324390e-3, 4.89352518554385e-3,
  7.90531110763549805, -7.90531110763549805, 1
], 16);

// @ts-ignore: decorator
@inline
function c(i: usize): v128 {
  return v128.load32_splat(coefficients + (i << 2));
}

/**
 * tanh x in each lane, within 6 ulp: an odd polynomial over an even one, as Eigen's fast tanh. Beyond ±7.9 the
 * quotient stays where it is, 4 ulp or so from ±1. NaN stays NaN.
 */
// @ts-ignore: decorator
@inline
function tanh4(value: v128): v128 {
  // pmin and pmax hand a NaN in their first operand on.
  const x = f32x4.pmax(f32x4.pmin(value, c(11)), c(12));
  const z = f32x4.mul(x, x);
  let p = madd(c(0), z, c(1));
  p = madd(p, z, c(2));
  p = madd(p, z, c(3));
  p = madd(p, z, c(4));
  p = madd(p, z, c(5));
  p = madd(p, z, c(6));
  let q = madd(c(7), z, c(8));
  q = madd(q, z, c(9));
  q = madd(q, z, c(10));
  // x times the quotient, not the quotient of a product: x p would lose bits where x is tiny.
  return f32x4.mul(x, f32x4.div(p, q));
}

/** A ← tanh A; `length` is a multiple of 4. */
export function tanh(A: usize, length: i32): void {
  const end = A + (<usize>length << 2);
  // Two neighbours at a time, which V8 may join.
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
  const one = v128.load32_splat(coefficients + (13 << 2));
  const end = D + (<usize>length << 2);
  for (; D + 32 <= end; D += 32, H += 32) {
    const d0 = slope4(v128.load(D), v128.load(H), one), d1 = slope4(v128.load(D, 16), v128.load(H, 16), one);
    v128.store(D, d0);
    v128.store(D, d1, 16);
  }
  if (D < end) v128.store(D, slope4(v128.load(D), v128.load(H), one));
}
