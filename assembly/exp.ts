import { madd } from "./lanes";

/**
 * eˣ in each lane, within 2 ulp over the whole range; e^∞ = ∞, e^−∞ = 0, NaN stays NaN.
 * x = n ln 2 + r with |r| ≤ ½ ln 2; eʳ by a polynomial (S. Moshier's Cephes, expf), then 2ⁿ in two halves so
 * that neither overflows before the product does.
 */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  // pmin and pmax hand a NaN in x on.
  x = f32x4.pmax(f32x4.pmin(x, f32x4.splat(89)), f32x4.splat(-104.5));
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504088896341)));
  let r = madd(n, f32x4.splat(-0.693359375), x);
  r = madd(n, f32x4.splat(2.12194440e-4), r);

  let p = f32x4.splat(1.9875691500e-4);
  p = madd(p, r, f32x4.splat(1.3981999507e-3));
  p = madd(p, r, f32x4.splat(8.3334519073e-3));
  p = madd(p, r, f32x4.splat(4.1665795894e-2));
  p = madd(p, r, f32x4.splat(1.6666665459e-1));
  p = madd(p, r, f32x4.splat(5.0000001201e-1));
  p = madd(p, f32x4.mul(r, r), f32x4.add(r, f32x4.splat(1)));

  const whole = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(whole, 1);
  const bias = i32x4.splat(127);
  const scale1 = i32x4.shl(i32x4.add(half, bias), 23);
  const scale2 = i32x4.shl(i32x4.add(i32x4.sub(whole, half), bias), 23);
  return f32x4.mul(f32x4.mul(p, scale1), scale2);
}

/** A ← exp A; `length` is a multiple of 4. The losses use exp in registers; this is how the tests measure it. */
export function expAll(A: usize, length: i32): void {
  for (const end = A + (<usize>length << 2); A < end; A += 16) v128.store(A, exp(v128.load(A)));
}
