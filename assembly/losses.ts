// Losses and output units, row by row. `ld` is the padded length of a row in floats; n of them are used.
// Each loss returns Σ weight[r] L(r) and replaces O by ∇o = weight[r] ∂L(r)/∂o; padding becomes 0.

import { exp, expBelow0 } from "./exp";
import { firstLanes, laneSum } from "./lanes";

/** The largest of n values. */
// @ts-ignore: decorator
@inline
function largest(O: usize, n: i32): f32 {
  const whole = <usize>(n & ~3) << 2;
  const lowest = f32x4.splat(-Infinity);
  // pmax is one instruction, max is five. pmax may lose a NaN, but the exponential of that NaN keeps it.
  let m0 = lowest, m1 = lowest;
  let i: usize = 0;
  for (; i + 32 <= whole; i += 32) {
    m0 = f32x4.pmax(m0, v128.load(O + i));
    m1 = f32x4.pmax(m1, v128.load(O + i, 16));
  }
  if (i < whole) m0 = f32x4.pmax(m0, v128.load(O + i));
  if (n & 3) m1 = f32x4.pmax(m1, v128.bitselect(v128.load(O + whole), lowest, firstLanes(n & 3)));
  m0 = f32x4.pmax(m0, m1);
  m0 = f32x4.pmax(m0, v128.shuffle<i32>(m0, m0, 2, 3, 0, 1));
  return f32x4.extract_lane(f32x4.pmax(m0, v128.shuffle<i32>(m0, m0, 1, 0, 3, 2)), 0);
}

/** Y ← exp(O − max) in one row, padding 0; returns the sum. */
// @ts-ignore: decorator
@inline
function exponentials(Y: usize, O: usize, n: i32, max: f32): f32 {
  const whole = <usize>(n & ~3) << 2;
  const rest = n & 3;
  const shift = f32x4.splat(max);
  let sum = f32x4.splat(0);
  let i: usize = 0;
  // Two neighbouring vectors at a time, which V8 may join into 256 bits.
  for (; i + 32 <= whole; i += 32) {
    const e0 = expBelow0(f32x4.sub(v128.load(O + i), shift)), e1 = expBelow0(f32x4.sub(v128.load(O + i, 16), shift));
    v128.store(Y + i, e0);
    v128.store(Y + i, e1, 16);
    sum = f32x4.add(sum, f32x4.add(e0, e1));
  }
  if (i < whole) {
    const e = expBelow0(f32x4.sub(v128.load(O + i), shift));
    v128.store(Y + i, e);
    sum = f32x4.add(sum, e);
  }
  if (rest) {
    const e = v128.and(expBelow0(f32x4.sub(v128.load(O + whole), shift)), firstLanes(rest));
    v128.store(Y + whole, e);
    sum = f32x4.add(sum, e);
  }
  return laneSum(sum);
}

/** Y ← factor Y, for n values and the rest of the last vector. */
// @ts-ignore: decorator
@inline
function scaleRow(Y: usize, n: i32, factor: f32): void {
  const f = f32x4.splat(factor);
  const used = <usize>((n + 3) & ~3) << 2;
  let i: usize = 0;
  for (; i + 32 <= used; i += 32) {
    const y0 = f32x4.mul(v128.load(Y + i), f), y1 = f32x4.mul(v128.load(Y + i, 16), f);
    v128.store(Y + i, y0);
    v128.store(Y + i, y1, 16);
  }
  if (i < used) v128.store(Y + i, f32x4.mul(v128.load(Y + i), f));
}

/** L = log Σ exp(o) − o_y      ∇o = ŷ − 1_y */
export function softmaxLoss(O: usize, ld: i32, target: usize, weight: usize, rows: i32, n: i32): f64 {
  const stride = <usize>ld << 2;
  let loss: f64 = 0;
  // Rows of the same weight share one logarithm, because Σ log s = log Π s.
  let shared: f32 = 0;
  let product: f64 = 1;
  // The maximum of the next row is computed before the exponentials of this row, so that the next row need not wait for
  // it.
  let next = largest(O, n);
  for (let r = 0; r < rows; r++, O += stride, target += 4, weight += 4) {
    const w = f32.load(weight);
    const max = next;
    if (r + 1 < rows) next = largest(O + stride, n);
    if (w == 0) {
      memory.fill(O, 0, stride);
      continue;
    }
    const y = O + (<usize>i32.load(target) << 2);
    const right = f32.load(y);
    const sum = exponentials(O, O, n, max);
    if (w != shared || product > 1e250) {
      loss += <f64>shared * Math.log(product);
      shared = w;
      product = 1;
    }
    product *= <f64>sum;
    loss += <f64>w * (<f64>max - <f64>right);
    scaleRow(O, n, w / sum);
    f32.store(y, f32.load(y) - w);
  }
  return loss + <f64>shared * Math.log(product);
}

/** ŷ = softmax o */
export function softmax(Y: usize, O: usize, ld: i32, rows: i32, n: i32): void {
  const stride = <usize>ld << 2;
  for (let r = 0; r < rows; r++, O += stride, Y += stride) {
    scaleRow(Y, n, 1 / exponentials(Y, O, n, largest(O, n)));
  }
}

/** σ(o) = 1 / (1 + e^−o) */
// @ts-ignore: decorator
@inline
function logistic(o: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(o))));
}

/** L = −y log σ(o) − (1 − y) log(1 − σ(o)), the mean over n      ∇o = ŷ − y */
export function sigmoidLoss(O: usize, target: usize, ld: i32, weight: usize, rows: i32, n: i32): f64 {
  const stride = <usize>ld << 2;
  let loss: f64 = 0;
  for (let r = 0; r < rows; r++, O += stride, target += stride, weight += 4) {
    const w = f32.load(weight) / <f32>n;
    if (w == 0) {
      memory.fill(O, 0, stride);
      continue;
    }
    for (let i: usize = 0; i < <usize>n << 2; i += 4) {
      const o = <f64>f32.load(O + i);
      // This form does not overflow.
      loss += <f64>w * (max(o, 0.0) - o * <f64>f32.load(target + i) + Math.log1p(Math.exp(-abs(o))));
    }
    for (let i: usize = 0; i < stride; i += 16) {
      const error = f32x4.sub(logistic(v128.load(O + i)), v128.load(target + i));
      v128.store(O + i, f32x4.mul(error, f32x4.splat(w)));
    }
    clearPadding(O, n, ld);
  }
  return loss;
}

// @ts-ignore: decorator
@inline
function clearPadding(row: usize, n: i32, ld: i32): void {
  for (let j = n; j < ld; j++) f32.store(row + (<usize>j << 2), 0);
}

/** ŷ = σ(o) */
export function sigmoid(Y: usize, O: usize, ld: i32, rows: i32, n: i32): void {
  const stride = <usize>ld << 2;
  for (let r = 0; r < rows; r++, O += stride, Y += stride) {
    for (let i: usize = 0; i < stride; i += 16) v128.store(Y + i, logistic(v128.load(O + i)));
    clearPadding(Y, n, ld);
  }
}

/** L = (o − y)², the mean over n      ∇o = 2 (o − y) */
export function squaredLoss(O: usize, target: usize, ld: i32, weight: usize, rows: i32, n: i32): f64 {
  const stride = <usize>ld << 2;
  let loss: f64 = 0;
  for (let r = 0; r < rows; r++, O += stride, target += stride, weight += 4) {
    const w = f32.load(weight) / <f32>n;
    for (let i: usize = 0; i < <usize>n << 2; i += 4) {
      const error = f32.load(O + i) - f32.load(target + i);
      if (w != 0) loss += <f64>w * <f64>error * <f64>error;
      f32.store(O + i, w == 0 ? 0 : 2 * w * error);
    }
  }
  return loss;
}

/** dO += ŷ ⊙ (dŷ − ŷ·dŷ) */
export function softmaxFeedback(dO: usize, dY: usize, Y: usize, ld: i32, rows: i32): void {
  const stride = <usize>ld << 2;
  for (let r = 0; r < rows; r++, dO += stride, dY += stride, Y += stride) {
    let sum = f32x4.splat(0);
    for (let i: usize = 0; i < stride; i += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(dY + i), v128.load(Y + i)));
    const inner = f32x4.splat(laneSum(sum));
    for (let i: usize = 0; i < stride; i += 16) {
      const d = f32x4.mul(v128.load(Y + i), f32x4.sub(v128.load(dY + i), inner));
      v128.store(dO + i, f32x4.add(v128.load(dO + i), d));
    }
  }
}

/** dO += dŷ ŷ (1 − ŷ) */
export function sigmoidFeedback(dO: usize, dY: usize, Y: usize, length: i32): void {
  for (let i: usize = 0; i < <usize>length << 2; i += 16) {
    const y = v128.load(Y + i);
    const slope = f32x4.mul(y, f32x4.sub(f32x4.splat(1), y));
    v128.store(dO + i, f32x4.add(v128.load(dO + i), f32x4.mul(v128.load(dY + i), slope)));
  }
}
