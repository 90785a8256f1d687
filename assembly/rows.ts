// Rows of activation matrices: summing, gathering, scattering. `ld` is the padded length of a row in floats, a
// multiple of 4; padding is zero and stays zero.

import { addVectors } from "./vector";

/** g += Σ of the rows of A, over the first n columns: a cache line of columns at a time, then the rest. */
export function sumRows(g: usize, A: usize, ld: i32, rows: i32, n: i32): void {
  const stride = <usize>ld << 2;
  let j = 0;
  for (; j + 16 <= n; j += 16, g += 64, A += 64) {
    let s0 = v128.load(g), s1 = v128.load(g, 16), s2 = v128.load(g, 32), s3 = v128.load(g, 48);
    for (let r = 0, a = A; r < rows; r++, a += stride) {
      const a0 = v128.load(a), a1 = v128.load(a, 16), a2 = v128.load(a, 32), a3 = v128.load(a, 48);
      s0 = f32x4.add(s0, a0); s1 = f32x4.add(s1, a1); s2 = f32x4.add(s2, a2); s3 = f32x4.add(s3, a3);
    }
    v128.store(g, s0); v128.store(g, s1, 16); v128.store(g, s2, 32); v128.store(g, s3, 48);
  }
  for (; j < n; j++, g += 4, A += 4) {
    let sum = f32.load(g);
    for (let r = 0, a = A; r < rows; r++, a += stride) sum += f32.load(a);
    f32.store(g, sum);
  }
}

/**
 * A[r] ← base[r] + table[index[r]]; a negative index adds nothing. `ldBase` is the distance of the rows of `base` in
 * floats; 0 if it is a single row.
 */
export function gatherRows(A: usize, base: usize, ldBase: i32, table: usize, ld: i32, index: usize, rows: i32): void {
  const stride = <usize>ld << 2;
  for (let r = 0; r < rows; r++, A += stride, base += <usize>ldBase << 2, index += 4) {
    const k = i32.load(index);
    if (k < 0) {
      memory.copy(A, base, stride);
      continue;
    }
    const source = table + <usize>k * stride;
    addVectors(A, base, source, stride);
  }
}

/** table[index[r]] += A[r]; a negative index adds nothing. */
export function scatterRows(table: usize, A: usize, ld: i32, index: usize, rows: i32): void {
  const stride = <usize>ld << 2;
  for (let r = 0; r < rows; r++, A += stride, index += 4) {
    const k = i32.load(index);
    if (k < 0) continue;
    const target = table + <usize>k * stride;
    addVectors(target, target, A, stride);
  }
}
