import { madd } from "./lanes";

/**
 * tanh x in each lane, within 6 ulp: an odd polynomial over an even one, as Eigen's fast tanh. Beyond ±7.9 the
 * quotient has reached 1 − 2⁻²² or so, which is as far from tanh as one may be; near 0 tanh x = x. NaN stays NaN.
 */
// @ts-ignore: decorator
@inline
function tanh4(value: v128): v128 {
  const limit = f32x4.splat(7.90531110763549805);
  const x = f32x4.pmax(f32x4.pmin(value, limit), f32x4.neg(limit));
  const z = f32x4.mul(x, x);

  let p = f32x4.splat(-2.76076847742355e-16);
  p = madd(p, z, f32x4.splat(2.00018790482477e-13));
  p = madd(p, z, f32x4.splat(-8.60467152213735e-11));
  p = madd(p, z, f32x4.splat(5.12229709037114e-8));
  p = madd(p, z, f32x4.splat(1.48572235717979e-5));
  p = madd(p, z, f32x4.splat(6.37261928875436e-4));
  p = madd(p, z, f32x4.splat(4.89352455891786e-3));

  let q = f32x4.splat(1.19825839466702e-6);
  q = madd(q, z, f32x4.splat(1.18534705686654e-4));
  q = madd(q, z, f32x4.splat(2.2684346324390e-3));
  q = madd(q, z, f32x4.splat(4.89352518554385e-3));

  // x times the quotient, not the quotient of a product: x p would lose bits where x is tiny.
  return f32x4.mul(x, f32x4.div(p, q));
}

/** A ← tanh A; `length` is a multiple of 4. */
export function tanh(A: usize, length: i32): void {
  for (const end = A + (<usize>length << 2); A < end; A += 16) v128.store(A, tanh4(v128.load(A)));
}

/** D ← (1 − H²) D; `length` is a multiple of 4. */
export function tanhGradient(D: usize, H: usize, length: i32): void {
  for (const end = D + (<usize>length << 2); D < end; D += 16, H += 16) {
    const h = v128.load(H);
    const slope = f32x4.sub(f32x4.splat(1), f32x4.mul(h, h));
    v128.store(D, f32x4.mul(v128.load(D), slope));
  }
}
