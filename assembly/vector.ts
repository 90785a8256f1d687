// Flat vectors of any length: clearing, sums, scaling, clipping. Two neighbouring vectors at a time, which V8 may join
// into 256 bits, then the rest one by one.

import { madd } from "./lanes";

/** A ← 0 */
export function clear(A: usize, length: i32): void {
  memory.fill(A, 0, <usize>length << 2);
}

/** Σ g². Float32 within a block of 256, float64 over the blocks. */
export function squares(g: usize, length: i32): f64 {
  let total: f64 = 0;
  let i = 0;
  while (i + 8 <= length) {
    let s0 = f32x4.splat(0), s1 = f32x4.splat(0);
    for (const end = min(length - 7, i + 256); i < end; i += 8, g += 32) {
      const v0 = v128.load(g), v1 = v128.load(g, 16);
      s0 = madd(v0, v0, s0);
      s1 = madd(v1, v1, s1);
    }
    const sum = f32x4.add(s0, s1);
    total += <f64>f32x4.extract_lane(sum, 0) + <f64>f32x4.extract_lane(sum, 1) + <f64>f32x4.extract_lane(sum, 2) + <f64>f32x4.extract_lane(sum, 3);
  }
  for (; i < length; i++, g += 4) total += <f64>f32.load(g) * <f64>f32.load(g);
  return total;
}

/** Y ← A + B over a number of bytes that is a multiple of 16. */
// @ts-ignore: decorator
@inline
export function addVectors(Y: usize, A: usize, B: usize, bytes: usize): void {
  let i: usize = 0;
  for (; i + 32 <= bytes; i += 32) {
    const y0 = f32x4.add(v128.load(A + i), v128.load(B + i)), y1 = f32x4.add(v128.load(A + i, 16), v128.load(B + i, 16));
    v128.store(Y + i, y0);
    v128.store(Y + i, y1, 16);
  }
  if (i < bytes) v128.store(Y + i, f32x4.add(v128.load(A + i), v128.load(B + i)));
}

/** g += a */
export function add(g: usize, a: usize, length: i32): void {
  const whole = <usize>(length & ~3) << 2;
  addVectors(g, g, a, whole);
  for (let i = whole; i < <usize>length << 2; i += 4) f32.store(g + i, f32.load(g + i) + f32.load(a + i));
}

/** g ← factor g */
export function scale(g: usize, factor: f32, length: i32): void {
  let i = 0;
  const f = f32x4.splat(factor);
  for (; i + 8 <= length; i += 8, g += 32) {
    const g0 = f32x4.mul(v128.load(g), f), g1 = f32x4.mul(v128.load(g, 16), f);
    v128.store(g, g0);
    v128.store(g, g1, 16);
  }
  for (; i < length; i++, g += 4) f32.store(g, f32.load(g) * factor);
}

/** Clips to ±limit and returns whether anything changed. */
export function clip(g: usize, limit: f32, length: i32): bool {
  let changed = false;
  for (let i = 0; i < length; i++, g += 4) {
    const value = f32.load(g);
    if (abs(value) > limit) {
      f32.store(g, NativeMathf.sign(value) * limit);
      changed = true;
    }
  }
  return changed;
}
