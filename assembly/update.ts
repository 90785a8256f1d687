// Update rules, one in each function. θ, the gradient g and the slots have the same length. Whole vectors come first.
// The rest goes through one or two vectors of scratch, with the same arithmetic.

import { madd } from "./lanes";
import { scratch } from "./scratch";

// @ts-ignore: decorator
@inline
function sgd4(theta: usize, g: usize, rate: v128, l2: v128): void {
  const t = v128.load(theta);
  v128.store(theta, f32x4.sub(t, f32x4.mul(rate, madd(l2, t, v128.load(g)))));
}

/** θ ← θ − η (g + λθ) */
export function sgd(theta: usize, g: usize, length: i32, rate: f32, l2: f32): void {
  const r = f32x4.splat(rate);
  const l = f32x4.splat(l2);
  const whole = <usize>(length & ~3) << 2;
  for (let i: usize = 0; i < whole; i += 16) sgd4(theta + i, g + i, r, l);
  const left = <usize>(length & 3) << 2;
  if (!left) return;
  const rest = scratch;
  memory.copy(rest, theta + whole, left);
  memory.copy(rest + 16, g + whole, left);
  sgd4(rest, rest + 16, r, l);
  memory.copy(theta + whole, rest, left);
}

// @ts-ignore: decorator
@inline
function momentum4(theta: usize, g: usize, v: usize, rate: v128, mu: v128, nesterov: bool, l2: v128): void {
  const t = v128.load(theta);
  const d = madd(l2, t, v128.load(g));
  const speed = madd(mu, v128.load(v), d);
  v128.store(v, speed);
  v128.store(theta, f32x4.sub(t, f32x4.mul(rate, nesterov ? madd(mu, speed, d) : speed)));
}

/** v ← μ v + g     θ ← θ − η v     (Nesterov: θ ← θ − η (g + μ v)) */
export function momentum(theta: usize, g: usize, v: usize, length: i32, rate: f32, mu: f32, nesterov: bool, l2: f32): void {
  const r = f32x4.splat(rate);
  const m = f32x4.splat(mu);
  const l = f32x4.splat(l2);
  const whole = <usize>(length & ~3) << 2;
  for (let i: usize = 0; i < whole; i += 16) momentum4(theta + i, g + i, v + i, r, m, nesterov, l);
  const left = <usize>(length & 3) << 2;
  if (!left) return;
  const rest = scratch;
  memory.copy(rest, theta + whole, left);
  memory.copy(rest + 16, g + whole, left);
  memory.copy(rest + 32, v + whole, left);
  momentum4(rest, rest + 16, rest + 32, r, m, nesterov, l);
  memory.copy(theta + whole, rest, left);
  memory.copy(v + whole, rest + 32, left);
}

// @ts-ignore: decorator
@inline
function rmsprop4(theta: usize, g: usize, s: usize, rate: v128, beta2: v128, other2: v128, epsilon: v128, l2: v128): void {
  const t = v128.load(theta);
  const d = madd(l2, t, v128.load(g));
  const mean = madd(beta2, v128.load(s), f32x4.mul(other2, f32x4.mul(d, d)));
  v128.store(s, mean);
  v128.store(theta, f32x4.sub(t, f32x4.div(f32x4.mul(rate, d), f32x4.add(f32x4.sqrt(mean), epsilon))));
}

/** s ← β₂ s + (1 − β₂) g²     θ ← θ − η g / (√s + ε) */
export function rmsprop(theta: usize, g: usize, s: usize, length: i32, rate: f32, beta2: f64, epsilon: f32, l2: f32): void {
  const r = f32x4.splat(rate);
  const b = f32x4.splat(<f32>beta2);
  const o = f32x4.splat(<f32>(1 - beta2));
  const e = f32x4.splat(epsilon);
  const l = f32x4.splat(l2);
  const whole = <usize>(length & ~3) << 2;
  for (let i: usize = 0; i < whole; i += 16) rmsprop4(theta + i, g + i, s + i, r, b, o, e, l);
  const left = <usize>(length & 3) << 2;
  if (!left) return;
  const rest = scratch;
  memory.copy(rest, theta + whole, left);
  memory.copy(rest + 16, g + whole, left);
  memory.copy(rest + 32, s + whole, left);
  rmsprop4(rest, rest + 16, rest + 32, r, b, o, e, l);
  memory.copy(theta + whole, rest, left);
  memory.copy(s + whole, rest + 32, left);
}

/** Eight floats as two neighbouring vectors, which V8 may join into 256 bits. */
// @ts-ignore: decorator
@inline
function adam8(
  theta: usize, g: usize, m: usize, s: usize, step: v128, keep: v128, beta1: v128, other1: v128, beta2: v128,
  other2: v128, root: v128, epsilon: v128, l2: v128
): void {
  const t0 = v128.load(theta), t1 = v128.load(theta, 16);
  const d0 = madd(l2, t0, v128.load(g)), d1 = madd(l2, t1, v128.load(g, 16));
  const m0 = madd(beta1, v128.load(m), f32x4.mul(other1, d0)), m1 = madd(beta1, v128.load(m, 16), f32x4.mul(other1, d1));
  const s0 = madd(beta2, v128.load(s), f32x4.mul(other2, f32x4.mul(d0, d0))), s1 = madd(beta2, v128.load(s, 16), f32x4.mul(other2, f32x4.mul(d1, d1)));
  const size0 = madd(f32x4.sqrt(s0), root, epsilon), size1 = madd(f32x4.sqrt(s1), root, epsilon);
  v128.store(m, m0); v128.store(m, m1, 16);
  v128.store(s, s0); v128.store(s, s1, 16);
  v128.store(theta, f32x4.sub(f32x4.mul(t0, keep), f32x4.div(f32x4.mul(step, m0), size0)));
  v128.store(theta, f32x4.sub(f32x4.mul(t1, keep), f32x4.div(f32x4.mul(step, m1), size1)), 16);
}

/**
 * m ← β₁ m + (1 − β₁) g     s ← β₂ s + (1 − β₂) g²     θ ← (1 − η decay) θ − η m̂ / (√ŝ + ε)
 * with m̂ = m / correction1 and ŝ = s / correction2.
 */
export function adam(
  theta: usize, g: usize, m: usize, s: usize, length: i32, rate: f64, beta1: f64, beta2: f64, epsilon: f64,
  correction1: f64, correction2: f64, l2: f64, decay: f64
): void {
  const step = f32x4.splat(<f32>(rate / correction1));
  const keep = f32x4.splat(<f32>(1 - rate * decay));
  const b1 = f32x4.splat(<f32>beta1);
  const o1 = f32x4.splat(<f32>(1 - beta1));
  const b2 = f32x4.splat(<f32>beta2);
  const o2 = f32x4.splat(<f32>(1 - beta2));
  const root = f32x4.splat(<f32>(1 / Math.sqrt(correction2)));
  const e = f32x4.splat(<f32>epsilon);
  const l = f32x4.splat(<f32>l2);
  const whole = <usize>(length & ~7) << 2;
  for (let i: usize = 0; i < whole; i += 32) adam8(theta + i, g + i, m + i, s + i, step, keep, b1, o1, b2, o2, root, e, l);
  const left = <usize>(length & 7) << 2;
  if (!left) return;
  const rest = scratch;
  memory.copy(rest, theta + whole, left);
  memory.copy(rest + 32, g + whole, left);
  memory.copy(rest + 64, m + whole, left);
  memory.copy(rest + 96, s + whole, left);
  adam8(rest, rest + 32, rest + 64, rest + 96, step, keep, b1, o1, b2, o2, root, e, l);
  memory.copy(theta + whole, rest, left);
  memory.copy(m + whole, rest + 64, left);
  memory.copy(s + whole, rest + 96, left);
}
