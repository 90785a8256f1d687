// Mᵀ of matrices that are not padded, in blocks of 4 × 4: rows are read and written as vectors.

/** T[j, i] ← M[i, j], or added to it, for rows × cols of M; ldt and ldm are the lengths of a row in floats. */
// @ts-ignore: decorator
@inline
function transposeInto(T: usize, ldt: i32, M: usize, ldm: i32, rows: i32, cols: i32, add: bool): void {
  const t = <usize>ldt << 2;
  const m = <usize>ldm << 2;
  let i = 0;
  for (; i + 4 <= rows; i += 4) {
    let source = M + <usize>i * m;
    let target = T + (<usize>i << 2);
    let j = 0;
    for (; j + 4 <= cols; j += 4, source += 16, target += t << 2) {
      const r0 = v128.load(source), r1 = v128.load(source + m), r2 = v128.load(source + 2 * m), r3 = v128.load(source + 3 * m);
      const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7), high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      put(target, v128.shuffle<f64>(low01, low23, 0, 2), add);
      put(target + t, v128.shuffle<f64>(low01, low23, 1, 3), add);
      put(target + 2 * t, v128.shuffle<f64>(high01, high23, 0, 2), add);
      put(target + 3 * t, v128.shuffle<f64>(high01, high23, 1, 3), add);
    }
    for (; j < cols; j++, source += 4, target += t) {
      for (let q: usize = 0; q < 4; q++) putOne(target + (q << 2), f32.load(source + q * m), add);
    }
  }
  for (; i < rows; i++) {
    let target = T + (<usize>i << 2);
    for (let source = M + <usize>i * m, end = source + (<usize>cols << 2); source < end; source += 4, target += t) {
      putOne(target, f32.load(source), add);
    }
  }
}

// @ts-ignore: decorator
@inline
function put(target: usize, value: v128, add: bool): void {
  v128.store(target, add ? f32x4.add(v128.load(target), value) : value);
}

// @ts-ignore: decorator
@inline
function putOne(target: usize, value: f32, add: bool): void {
  f32.store(target, add ? f32.load(target) + value : value);
}

/** table [cols × ld] ← Mᵀ, where M is [rows × cols]; `ldm` is the length of a row of M. */
export function transposeRows(table: usize, ld: i32, M: usize, ldm: i32, rows: i32, cols: i32): void {
  transposeInto(table, ld, M, ldm, rows, cols, false);
}

/** table [cols × ld] ← Mᵀ, where M is [rows × cols]. */
export function transpose(table: usize, ld: i32, M: usize, rows: i32, cols: i32): void {
  transposeRows(table, ld, M, cols, rows, cols);
}

/** M += tableᵀ. */
export function addTransposed(M: usize, table: usize, ld: i32, rows: i32, cols: i32): void {
  transposeInto(M, cols, table, ld, cols, rows, true);
}
