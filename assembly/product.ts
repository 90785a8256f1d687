import { scratch } from "./scratch";
import { dot, dot4, tile1x16, tile1x4, tile1x8, tile2x16, tile4x16, tile4x4, tile4x8, tile6x16 } from "./tile";
import { transposeRows } from "./transpose";

// The right-hand side P [k × n] is stored in panels of PANEL columns, each k rows long and contiguous. The rest of n at
// the right is split into panels of 8 and 4, and into single columns where fewer than 4 are left. The last panel before
// the single columns is filled up with zeros. PANEL is 16 where V8 joins vectors to 256 bits, else 8 (16 would not fit
// into the registers there).

/** Rows of A that stay in the first cache while all panels are used. */
const ROW_BLOCK: i32 = 96;
/** Rows of A and B that one pass of `outer` sums over. */
const OUTER_BLOCK: i32 = 128;

/** Width of the panel that begins at column j of n. */
// @ts-ignore: decorator
@inline
function panelWidth(j: i32, n: i32): i32 {
  const left = n - j;
  if (PANEL == 16 && left > 12) return 16;
  return left > 4 ? 8 : left == 4 ? 4 : 1;
}

/** Whether a tile of six rows may come next: the rest must be made of sixes and fours, with at most one row more. */
// @ts-ignore: decorator
@inline
function sixFits(left: i32): bool {
  const even = left & ~1;
  return even >= 6 && even != 8;
}

/** P ← M or Mᵀ in panels. M is [rows × cols], not padded; P is [k × n] = [cols × rows] when transposed. */
export function pack(P: usize, M: usize, rows: i32, cols: i32, transposed: bool): void {
  const k = transposed ? cols : rows;
  const n = transposed ? rows : cols;
  for (let j = 0; j < n; ) {
    const width = panelWidth(j, n);
    const used = min(width, n - j);
    if (used < width) memory.fill(P, 0, <usize>(k * width) << 2);
    if (transposed) transposeRows(P, width, M + (<usize>(j * cols) << 2), cols, used, k);
    else copyPanel(P, width, M + (<usize>j << 2), cols, used, k);
    P += <usize>(k * width) << 2;
    j += width;
  }
}

/** Packs `used` columns of M, each of `k` rows. */
function copyPanel(P: usize, width: i32, M: usize, cols: i32, used: i32, k: i32): void {
  for (let i = 0; i < k; i++, P += <usize>width << 2, M += <usize>cols << 2) {
    let q = 0;
    for (; q + 4 <= used; q += 4) v128.store(P + (<usize>q << 2), v128.load(M + (<usize>q << 2)));
    for (; q < used; q++) f32.store(P + (<usize>q << 2), f32.load(M + (<usize>q << 2)));
  }
}

/**
 * C ← F + A P for `rows` rows. C and F [rows × n] and A [rows × k] with strides ldc, ldf and lda in floats; F may be C,
 * or one row with ldf = 0.
 */
export function product(C: usize, ldc: i32, F: usize, ldf: i32, A: usize, lda: i32, P: usize, k: i32, n: i32, rows: i32): void {
  const c = <usize>ldc << 2;
  const f = <usize>ldf << 2;
  const a = <usize>lda << 2;
  for (let block = 0; block < rows; block += ROW_BLOCK) {
    const end = min(block + ROW_BLOCK, rows);
    let panel = P;
    for (let j = 0; j < n; ) {
      const width = panelWidth(j, n);
      const right = C + (<usize>j << 2);
      const from = F + (<usize>j << 2);
      let r = block;
      if (width == 16) {
        for (; sixFits(end - r); r += 6) tile6x16(right + <usize>r * c, c, from + <usize>r * f, f, A + <usize>r * a, a, 4, panel, 64, k);
        for (; r + 4 <= end; r += 4) tile4x16(right + <usize>r * c, c, from + <usize>r * f, f, A + <usize>r * a, a, 4, panel, 64, k);
        for (; r + 2 <= end; r += 2) tile2x16(right + <usize>r * c, c, from + <usize>r * f, f, A + <usize>r * a, a, 4, panel, 64, k);
        if (r < end) tile1x16(right + <usize>r * c, from + <usize>r * f, A + <usize>r * a, 4, panel, 64, k);
      } else if (width == 8) {
        for (; r + 4 <= end; r += 4) tile4x8(right + <usize>r * c, c, from + <usize>r * f, f, A + <usize>r * a, a, 4, panel, 32, k);
        for (; r < end; r++) tile1x8(right + <usize>r * c, from + <usize>r * f, A + <usize>r * a, 4, panel, 32, k);
      } else if (width == 4) {
        for (; r + 4 <= end; r += 4) tile4x4(right + <usize>r * c, c, from + <usize>r * f, f, A + <usize>r * a, a, 4, panel, 16, k);
        for (; r < end; r++) tile1x4(right + <usize>r * c, from + <usize>r * f, A + <usize>r * a, 4, panel, 16, k);
      } else {
        for (; r + 4 <= end; r += 4) dot4(right + <usize>r * c, c, from + <usize>r * f, f, A + <usize>r * a, a, panel, k);
        for (; r < end; r++) dot(right + <usize>r * c, from + <usize>r * f, A + <usize>r * a, panel, k);
      }
      panel += <usize>(k * width) << 2;
      j += width;
    }
  }
}

/**
 * G += Aᵀ B over `rows` rows. A [rows × m] and B [rows × n] with strides lda and ldb in floats, G [m × n] not
 * padded.
 */
export function outer(G: usize, A: usize, lda: i32, B: usize, ldb: i32, m: i32, n: i32, rows: i32): void {
  for (let block = 0; block < rows; block += OUTER_BLOCK) {
    const count = min(OUTER_BLOCK, rows - block);
    const a = A + (<usize>(block * lda) << 2);
    const b = B + (<usize>(block * ldb) << 2);
    for (let j = 0; j < n; ) {
      const width = panelWidth(j, n);
      if (width == 1) outerColumn(G + (<usize>j << 2), n, a, lda, b + (<usize>j << 2), ldb, m, count);
      else outerPanel(G + (<usize>j << 2), n, a, lda, b + (<usize>j << 2), ldb, m, min(width, n - j), width, count);
      j += width;
    }
  }
}

/** One panel of G, `used` of its `width` columns wide, over `count` rows. */
function outerPanel(
  G: usize, ldg: i32, A: usize, lda: i32, B: usize, ldb: i32, m: i32, used: i32, width: i32, count: i32
): void {
  const g = <usize>ldg << 2;
  const a = <usize>lda << 2;
  const b = <usize>ldb << 2;
  let i = 0;
  if (used < width) {
    // The sums go through the scratch block, so that the tile writes nothing beyond the end of a row.
    for (; i < m; i++) {
      const row = G + <usize>i * g;
      memory.fill(scratch, 0, 64);
      memory.copy(scratch, row, <usize>used << 2);
      if (width == 16) tile1x16(scratch, scratch, A + (<usize>i << 2), a, B, b, count);
      else tile1x8(scratch, scratch, A + (<usize>i << 2), a, B, b, count);
      memory.copy(row, scratch, <usize>used << 2);
    }
  } else if (width == 16) {
    for (; sixFits(m - i); i += 6) tile6x16(G + <usize>i * g, g, G + <usize>i * g, g, A + (<usize>i << 2), 4, a, B, b, count);
    for (; i + 4 <= m; i += 4) tile4x16(G + <usize>i * g, g, G + <usize>i * g, g, A + (<usize>i << 2), 4, a, B, b, count);
    for (; i + 2 <= m; i += 2) tile2x16(G + <usize>i * g, g, G + <usize>i * g, g, A + (<usize>i << 2), 4, a, B, b, count);
    if (i < m) tile1x16(G + <usize>i * g, G + <usize>i * g, A + (<usize>i << 2), a, B, b, count);
  } else if (width == 8) {
    for (; i + 4 <= m; i += 4) tile4x8(G + <usize>i * g, g, G + <usize>i * g, g, A + (<usize>i << 2), 4, a, B, b, count);
    for (; i < m; i++) tile1x8(G + <usize>i * g, G + <usize>i * g, A + (<usize>i << 2), a, B, b, count);
  } else {
    for (; i + 4 <= m; i += 4) tile4x4(G + <usize>i * g, g, G + <usize>i * g, g, A + (<usize>i << 2), 4, a, B, b, count);
    for (; i < m; i++) tile1x4(G + <usize>i * g, G + <usize>i * g, A + (<usize>i << 2), a, B, b, count);
  }
}

/** One column of G over `count` rows: computes a row of Gᵀ, sixteen values at a time, and adds it to the column. */
function outerColumn(G: usize, ldg: i32, A: usize, lda: i32, B: usize, ldb: i32, m: i32, count: i32): void {
  const g = <usize>ldg << 2;
  for (let i = 0; i < m; i += 16, A += 64) {
    memory.fill(scratch, 0, 64);
    tile1x16(scratch, scratch, B, <usize>ldb << 2, A, <usize>lda << 2, count);
    for (let q = 0; q < min(16, m - i); q++, G += g) f32.store(G, f32.load(G) + f32.load(scratch + (<usize>q << 2)));
  }
}
