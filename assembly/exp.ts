import { madd } from "./lanes";

// The coefficients are in memory, because V8 builds a vector constant again, in several instructions, at each use.
const coefficients = memory.data<f32>([
  1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1,
  89, -104.5, 1.44269504088896341, 12582912, -0.693359375, 2.12194440e-4, 1, -87.33
], 16);
const integers = memory.data<i32>([0x4b400000, 127], 16);

// @ts-ignore: decorator
@inline
function c(i: usize): v128 {
  return v128.load32_splat(coefficients + (i << 2));
}

/** eʳ for |r| ≤ ½ ln 2: a polynomial (S. Moshier's Cephes, expf). */
// @ts-ignore: decorator
@inline
function expOfRest(r: v128): v128 {
  let p = madd(c(0), r, c(1));
  p = madd(p, r, c(2));
  p = madd(p, r, c(3));
  p = madd(p, r, c(4));
  p = madd(p, r, c(5));
  return madd(p, f32x4.mul(r, r), f32x4.add(r, c(12)));
}

/** Rounds x/ln 2 to a whole number n, and puts n into the lowest bits by adding 1.5 · 2²³. */
// @ts-ignore: decorator
@inline
function shifted(x: v128): v128 {
  return madd(x, c(8), c(9));
}

/** r = x − n ln 2, where s is the result of shifted(). */
// @ts-ignore: decorator
@inline
function rest(x: v128, s: v128): v128 {
  const n = f32x4.sub(s, c(9));
  return madd(n, c(11), madd(n, c(10), x));
}

/**
 * eˣ in each lane, within 2 ulp over the whole range; e^∞ = ∞, e^−∞ = 0, NaN stays NaN.
 * eˣ = eʳ 2ⁿ, with 2ⁿ in two halves so that neither overflows before the product does.
 */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  // pmin and pmax keep a NaN in x.
  x = f32x4.pmax(f32x4.pmin(x, c(6)), c(7));
  const s = shifted(x);
  const p = expOfRest(rest(x, s));
  const whole = i32x4.sub(s, v128.load32_splat(integers));
  const half = i32x4.shr_s(whole, 1);
  const bias = v128.load32_splat(integers, 4);
  const scale1 = i32x4.shl(i32x4.add(half, bias), 23);
  const scale2 = i32x4.shl(i32x4.add(i32x4.sub(whole, half), bias), 23);
  return f32x4.mul(f32x4.mul(p, scale1), scale2);
}

/**
 * eˣ for x ≤ 0 in each lane, within 2 ulp; 0 below −87.33, where eˣ would have fewer bits. NaN stays NaN.
 * A product with 2ⁿ adds n to the bits of the exponent.
 */
// @ts-ignore: decorator
@inline
export function expBelow0(x: v128): v128 {
  const s = shifted(x);
  const p = i32x4.add(expOfRest(rest(x, s)), i32x4.shl(s, 23));
  return v128.andnot(p, f32x4.lt(x, c(13)));
}

/**
 * A ← exp A; `length` is a multiple of 4. The losses use exp in registers; the tests measure it through this function.
 */
export function expAll(A: usize, length: i32): void {
  const end = A + (<usize>length << 2);
  for (; A + 32 <= end; A += 32) {
    const e0 = exp(v128.load(A)), e1 = exp(v128.load(A, 16));
    v128.store(A, e0);
    v128.store(A, e1, 16);
  }
  if (A < end) v128.store(A, exp(v128.load(A)));
}
