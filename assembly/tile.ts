// The innermost loops of every product: a block of C is held in registers while k runs.
//
// Addresses are in bytes. `row` is the distance between two rows of A, `step` the distance between two columns. So the
// same tile multiplies by A (row = its stride, step = 4) and by Aᵀ (row = 4, step = its stride). `ldb`, `ldc` and `ldf`
// are the distances between two rows of B, C and F. The sums begin with F, which may be C itself, or a single row with
// ldf = 0. The accumulators are loaded before the loop, there is no load between the last stores, and the loop over k
// is not unrolled. This allows V8's revectoriser to join neighbouring vectors into 256 bits.

import { laneSum, madd } from "./lanes";
import { scratch } from "./scratch";

/** Sixteen zeros, because sums must begin with a load. */
const zeros: usize = memory.data(64, 16);

/** C [4 × 16] ← F + A [4 × k] · B [k × 16]. */
// @ts-ignore: decorator
@inline
export function tile4x16(C: usize, ldc: usize, F: usize, ldf: usize, A: usize, row: usize, step: usize, B: usize, ldb: usize, k: i32): void {
  const C1 = C + ldc;
  const C2 = C + 2 * ldc;
  const C3 = C + 3 * ldc;
  const F1 = F + ldf;
  const F2 = F + 2 * ldf;
  const F3 = F + 3 * ldf;
  let A1 = A + row;
  let A2 = A + 2 * row;
  let A3 = A + 3 * row;
  let c00 = v128.load(F), c01 = v128.load(F, 16), c02 = v128.load(F, 32), c03 = v128.load(F, 48);
  let c10 = v128.load(F1), c11 = v128.load(F1, 16), c12 = v128.load(F1, 32), c13 = v128.load(F1, 48);
  let c20 = v128.load(F2), c21 = v128.load(F2, 16), c22 = v128.load(F2, 32), c23 = v128.load(F2, 48);
  let c30 = v128.load(F3), c31 = v128.load(F3, 16), c32 = v128.load(F3, 32), c33 = v128.load(F3, 48);
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(B), b1 = v128.load(B, 16), b2 = v128.load(B, 32), b3 = v128.load(B, 48);
    let a = v128.load32_splat(A);
    c00 = madd(a, b0, c00); c01 = madd(a, b1, c01); c02 = madd(a, b2, c02); c03 = madd(a, b3, c03);
    a = v128.load32_splat(A1);
    c10 = madd(a, b0, c10); c11 = madd(a, b1, c11); c12 = madd(a, b2, c12); c13 = madd(a, b3, c13);
    a = v128.load32_splat(A2);
    c20 = madd(a, b0, c20); c21 = madd(a, b1, c21); c22 = madd(a, b2, c22); c23 = madd(a, b3, c23);
    a = v128.load32_splat(A3);
    c30 = madd(a, b0, c30); c31 = madd(a, b1, c31); c32 = madd(a, b2, c32); c33 = madd(a, b3, c33);
    A += step; A1 += step; A2 += step; A3 += step;
    B += ldb;
  }
  v128.store(C, c00); v128.store(C, c01, 16); v128.store(C, c02, 32); v128.store(C, c03, 48);
  v128.store(C1, c10); v128.store(C1, c11, 16); v128.store(C1, c12, 32); v128.store(C1, c13, 48);
  v128.store(C2, c20); v128.store(C2, c21, 16); v128.store(C2, c22, 32); v128.store(C2, c23, 48);
  v128.store(C3, c30); v128.store(C3, c31, 16); v128.store(C3, c32, 32); v128.store(C3, c33, 48);
}

/** C [6 × 16] ← F + A [6 × k] · B [k × 16]. */
// @ts-ignore: decorator
@inline
export function tile6x16(C: usize, ldc: usize, F: usize, ldf: usize, A: usize, row: usize, step: usize, B: usize, ldb: usize, k: i32): void {
  const C1 = C + ldc;
  const C2 = C + 2 * ldc;
  const C3 = C + 3 * ldc;
  const C4 = C + 4 * ldc;
  const C5 = C + 5 * ldc;
  const F1 = F + ldf;
  const F2 = F + 2 * ldf;
  const F3 = F + 3 * ldf;
  const F4 = F + 4 * ldf;
  const F5 = F + 5 * ldf;
  let A1 = A + row;
  let A2 = A + 2 * row;
  let A3 = A + 3 * row;
  let A4 = A + 4 * row;
  let A5 = A + 5 * row;
  let c00 = v128.load(F), c01 = v128.load(F, 16), c02 = v128.load(F, 32), c03 = v128.load(F, 48);
  let c10 = v128.load(F1), c11 = v128.load(F1, 16), c12 = v128.load(F1, 32), c13 = v128.load(F1, 48);
  let c20 = v128.load(F2), c21 = v128.load(F2, 16), c22 = v128.load(F2, 32), c23 = v128.load(F2, 48);
  let c30 = v128.load(F3), c31 = v128.load(F3, 16), c32 = v128.load(F3, 32), c33 = v128.load(F3, 48);
  let c40 = v128.load(F4), c41 = v128.load(F4, 16), c42 = v128.load(F4, 32), c43 = v128.load(F4, 48);
  let c50 = v128.load(F5), c51 = v128.load(F5, 16), c52 = v128.load(F5, 32), c53 = v128.load(F5, 48);
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(B), b1 = v128.load(B, 16), b2 = v128.load(B, 32), b3 = v128.load(B, 48);
    let a = v128.load32_splat(A);
    c00 = madd(a, b0, c00); c01 = madd(a, b1, c01); c02 = madd(a, b2, c02); c03 = madd(a, b3, c03);
    a = v128.load32_splat(A1);
    c10 = madd(a, b0, c10); c11 = madd(a, b1, c11); c12 = madd(a, b2, c12); c13 = madd(a, b3, c13);
    a = v128.load32_splat(A2);
    c20 = madd(a, b0, c20); c21 = madd(a, b1, c21); c22 = madd(a, b2, c22); c23 = madd(a, b3, c23);
    a = v128.load32_splat(A3);
    c30 = madd(a, b0, c30); c31 = madd(a, b1, c31); c32 = madd(a, b2, c32); c33 = madd(a, b3, c33);
    a = v128.load32_splat(A4);
    c40 = madd(a, b0, c40); c41 = madd(a, b1, c41); c42 = madd(a, b2, c42); c43 = madd(a, b3, c43);
    a = v128.load32_splat(A5);
    c50 = madd(a, b0, c50); c51 = madd(a, b1, c51); c52 = madd(a, b2, c52); c53 = madd(a, b3, c53);
    A += step; A1 += step; A2 += step; A3 += step; A4 += step; A5 += step;
    B += ldb;
  }
  v128.store(C, c00); v128.store(C, c01, 16); v128.store(C, c02, 32); v128.store(C, c03, 48);
  v128.store(C1, c10); v128.store(C1, c11, 16); v128.store(C1, c12, 32); v128.store(C1, c13, 48);
  v128.store(C2, c20); v128.store(C2, c21, 16); v128.store(C2, c22, 32); v128.store(C2, c23, 48);
  v128.store(C3, c30); v128.store(C3, c31, 16); v128.store(C3, c32, 32); v128.store(C3, c33, 48);
  v128.store(C4, c40); v128.store(C4, c41, 16); v128.store(C4, c42, 32); v128.store(C4, c43, 48);
  v128.store(C5, c50); v128.store(C5, c51, 16); v128.store(C5, c52, 32); v128.store(C5, c53, 48);
}

/** C [4 × 8] ← F + A [4 × k] · B [k × 8]. */
// @ts-ignore: decorator
@inline
export function tile4x8(C: usize, ldc: usize, F: usize, ldf: usize, A: usize, row: usize, step: usize, B: usize, ldb: usize, k: i32): void {
  const C1 = C + ldc;
  const C2 = C + 2 * ldc;
  const C3 = C + 3 * ldc;
  const F1 = F + ldf;
  const F2 = F + 2 * ldf;
  const F3 = F + 3 * ldf;
  let A1 = A + row;
  let A2 = A + 2 * row;
  let A3 = A + 3 * row;
  let c00 = v128.load(F), c01 = v128.load(F, 16);
  let c10 = v128.load(F1), c11 = v128.load(F1, 16);
  let c20 = v128.load(F2), c21 = v128.load(F2, 16);
  let c30 = v128.load(F3), c31 = v128.load(F3, 16);
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(B), b1 = v128.load(B, 16);
    let a = v128.load32_splat(A);
    c00 = madd(a, b0, c00); c01 = madd(a, b1, c01);
    a = v128.load32_splat(A1);
    c10 = madd(a, b0, c10); c11 = madd(a, b1, c11);
    a = v128.load32_splat(A2);
    c20 = madd(a, b0, c20); c21 = madd(a, b1, c21);
    a = v128.load32_splat(A3);
    c30 = madd(a, b0, c30); c31 = madd(a, b1, c31);
    A += step; A1 += step; A2 += step; A3 += step;
    B += ldb;
  }
  v128.store(C, c00); v128.store(C, c01, 16);
  v128.store(C1, c10); v128.store(C1, c11, 16);
  v128.store(C2, c20); v128.store(C2, c21, 16);
  v128.store(C3, c30); v128.store(C3, c31, 16);
}

/** C [4 × 4] ← F + A [4 × k] · B [k × 4]. */
// @ts-ignore: decorator
@inline
export function tile4x4(C: usize, ldc: usize, F: usize, ldf: usize, A: usize, row: usize, step: usize, B: usize, ldb: usize, k: i32): void {
  const C1 = C + ldc;
  const C2 = C + 2 * ldc;
  const C3 = C + 3 * ldc;
  const F1 = F + ldf;
  const F2 = F + 2 * ldf;
  const F3 = F + 3 * ldf;
  let A1 = A + row;
  let A2 = A + 2 * row;
  let A3 = A + 3 * row;
  let c00 = v128.load(F);
  let c10 = v128.load(F1);
  let c20 = v128.load(F2);
  let c30 = v128.load(F3);
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(B);
    let a = v128.load32_splat(A);
    c00 = madd(a, b0, c00);
    a = v128.load32_splat(A1);
    c10 = madd(a, b0, c10);
    a = v128.load32_splat(A2);
    c20 = madd(a, b0, c20);
    a = v128.load32_splat(A3);
    c30 = madd(a, b0, c30);
    A += step; A1 += step; A2 += step; A3 += step;
    B += ldb;
  }
  v128.store(C, c00);
  v128.store(C1, c10);
  v128.store(C2, c20);
  v128.store(C3, c30);
}

/** C [2 × 16] ← F + A [2 × k] · B [k × 16]. */
// @ts-ignore: decorator
@inline
export function tile2x16(C: usize, ldc: usize, F: usize, ldf: usize, A: usize, row: usize, step: usize, B: usize, ldb: usize, k: i32): void {
  const C1 = C + ldc;
  const F1 = F + ldf;
  let A1 = A + row;
  let c00 = v128.load(F), c01 = v128.load(F, 16), c02 = v128.load(F, 32), c03 = v128.load(F, 48);
  let c10 = v128.load(F1), c11 = v128.load(F1, 16), c12 = v128.load(F1, 32), c13 = v128.load(F1, 48);
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(B), b1 = v128.load(B, 16), b2 = v128.load(B, 32), b3 = v128.load(B, 48);
    let a = v128.load32_splat(A);
    c00 = madd(a, b0, c00); c01 = madd(a, b1, c01); c02 = madd(a, b2, c02); c03 = madd(a, b3, c03);
    a = v128.load32_splat(A1);
    c10 = madd(a, b0, c10); c11 = madd(a, b1, c11); c12 = madd(a, b2, c12); c13 = madd(a, b3, c13);
    A += step; A1 += step;
    B += ldb;
  }
  v128.store(C, c00); v128.store(C, c01, 16); v128.store(C, c02, 32); v128.store(C, c03, 48);
  v128.store(C1, c10); v128.store(C1, c11, 16); v128.store(C1, c12, 32); v128.store(C1, c13, 48);
}

/**
 * C [1 × 16] ← F + A [1 × k] · B [k × 16]. With one row each multiply-add would wait for the one before it. So odd and
 * even k have separate sums, which are added at the end.
 */
// @ts-ignore: decorator
@inline
export function tile1x16(C: usize, F: usize, A: usize, step: usize, B: usize, ldb: usize, k: i32): void {
  let c00 = v128.load(F), c01 = v128.load(F, 16), c02 = v128.load(F, 32), c03 = v128.load(F, 48);
  let c10 = v128.load(zeros), c11 = v128.load(zeros, 16), c12 = v128.load(zeros, 32), c13 = v128.load(zeros, 48);
  for (; k >= 2; k -= 2) {
    let b0 = v128.load(B), b1 = v128.load(B, 16), b2 = v128.load(B, 32), b3 = v128.load(B, 48);
    let a = v128.load32_splat(A);
    c00 = madd(a, b0, c00); c01 = madd(a, b1, c01); c02 = madd(a, b2, c02); c03 = madd(a, b3, c03);
    A += step;
    B += ldb;
    b0 = v128.load(B); b1 = v128.load(B, 16); b2 = v128.load(B, 32); b3 = v128.load(B, 48);
    a = v128.load32_splat(A);
    c10 = madd(a, b0, c10); c11 = madd(a, b1, c11); c12 = madd(a, b2, c12); c13 = madd(a, b3, c13);
    A += step;
    B += ldb;
  }
  if (k) {
    const b0 = v128.load(B), b1 = v128.load(B, 16), b2 = v128.load(B, 32), b3 = v128.load(B, 48);
    const a = v128.load32_splat(A);
    c00 = madd(a, b0, c00); c01 = madd(a, b1, c01); c02 = madd(a, b2, c02); c03 = madd(a, b3, c03);
  }
  c00 = f32x4.add(c00, c10); c01 = f32x4.add(c01, c11); c02 = f32x4.add(c02, c12); c03 = f32x4.add(c03, c13);
  v128.store(C, c00); v128.store(C, c01, 16); v128.store(C, c02, 32); v128.store(C, c03, 48);
}

/** C [1 × 8] ← F + A [1 × k] · B [k × 8]. */
// @ts-ignore: decorator
@inline
export function tile1x8(C: usize, F: usize, A: usize, step: usize, B: usize, ldb: usize, k: i32): void {
  let c00 = v128.load(F), c01 = v128.load(F, 16);
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(B), b1 = v128.load(B, 16);
    let a = v128.load32_splat(A);
    c00 = madd(a, b0, c00); c01 = madd(a, b1, c01);
    A += step;
    B += ldb;
  }
  v128.store(C, c00); v128.store(C, c01, 16);
}

/** C [1 × 4] ← F + A [1 × k] · B [k × 4]. */
// @ts-ignore: decorator
@inline
export function tile1x4(C: usize, F: usize, A: usize, step: usize, B: usize, ldb: usize, k: i32): void {
  let c00 = v128.load(F);
  for (let i = 0; i < k; i++) {
    const b0 = v128.load(B);
    let a = v128.load32_splat(A);
    c00 = madd(a, b0, c00);
    A += step;
    B += ldb;
  }
  v128.store(C, c00);
}

/** C [4 × 1] ← F + A [4 × k] · B [k × 1], as dot() below. The sums go through scratch, so that V8 can join them too. */
export function dot4(C: usize, ldc: usize, F: usize, ldf: usize, A: usize, row: usize, B: usize, k: i32): void {
  let A1 = A + row;
  let A2 = A + 2 * row;
  let A3 = A + 3 * row;
  let s00 = v128.load(zeros), s01 = v128.load(zeros, 16);
  let s10 = v128.load(zeros), s11 = v128.load(zeros, 16);
  let s20 = v128.load(zeros), s21 = v128.load(zeros, 16);
  let s30 = v128.load(zeros), s31 = v128.load(zeros, 16);
  for (; k >= 8; k -= 8) {
    const b0 = v128.load(B), b1 = v128.load(B, 16);
    s00 = madd(v128.load(A), b0, s00); s01 = madd(v128.load(A, 16), b1, s01);
    s10 = madd(v128.load(A1), b0, s10); s11 = madd(v128.load(A1, 16), b1, s11);
    s20 = madd(v128.load(A2), b0, s20); s21 = madd(v128.load(A2, 16), b1, s21);
    s30 = madd(v128.load(A3), b0, s30); s31 = madd(v128.load(A3, 16), b1, s31);
    A += 32; A1 += 32; A2 += 32; A3 += 32;
    B += 32;
  }
  v128.store(scratch, s00); v128.store(scratch, s01, 16);
  v128.store(scratch, s10, 32); v128.store(scratch, s11, 48);
  v128.store(scratch, s20, 64); v128.store(scratch, s21, 80);
  v128.store(scratch, s30, 96); v128.store(scratch, s31, 112);
  endDot(C, F, A, B, k, scratch);
  endDot(C + ldc, F + ldf, A1, B, k, scratch + 32);
  endDot(C + 2 * ldc, F + 2 * ldf, A2, B, k, scratch + 64);
  endDot(C + 3 * ldc, F + 3 * ldf, A3, B, k, scratch + 96);
}

/** C ← F + the eight sums at S + the products of the last k, which are fewer than eight. */
// @ts-ignore: decorator
@inline
function endDot(C: usize, F: usize, A: usize, B: usize, k: i32, S: usize): void {
  let sum = laneSum(f32x4.add(v128.load(S), v128.load(S, 16)));
  for (; k > 0; k--, A += 4, B += 4) sum += f32.load(A) * f32.load(B);
  f32.store(C, f32.load(F) + sum);
}

/** C [1 × 1] ← F + A [1 × k] · B [k × 1], both contiguous: k runs along the lanes. */
// @ts-ignore: decorator
@inline
export function dot(C: usize, F: usize, A: usize, B: usize, k: i32): void {
  let s0 = v128.load(zeros), s1 = v128.load(zeros, 16);
  for (; k >= 8; k -= 8, A += 32, B += 32) {
    s0 = madd(v128.load(A), v128.load(B), s0);
    s1 = madd(v128.load(A, 16), v128.load(B, 16), s1);
  }
  v128.store(scratch, s0); v128.store(scratch, s1, 16);
  endDot(C, F, A, B, k, scratch);
}
