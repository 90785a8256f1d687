// Binary addition: two random numbers of τ − 1 bits, least significant first, one bit of each a step; y(t) is the
// bit of their sum. Both inputs are 0 at the last step, whose answer is the final carry. The carry is not in the
// output, so that output recurrence alone must fail.

import { baseline, floor, type Task } from './task'

export const binaryAddition: Task = {
  rule:
    'The network reads two binary numbers, one bit of each at every step, the lowest bit first. The answer at ' +
    'every step is the same bit of their sum. The network has to remember the carry.',
  nx: 2,
  ny: 1,
  input: 'dense',
  output: 'sigmoid',
  readout: 'every-step',
  inputLabels: ['first', 'second'],
  outputLabels: ['sum'],
  minimumLength: 2,
  baselines: (tau) => [floor(0), baseline('previous-output', fromPreviousOutput(tau)), baseline('guess', Math.LN2)],
  generate(random, tau, { x, y }) {
    let carry = 0
    for (let t = 0; t < tau; t++) {
      const a = t < tau - 1 ? random.integer(2) : 0
      const b = t < tau - 1 ? random.integer(2) : 0
      const sum = a + b + carry
      x[2 * t] = a
      x[2 * t + 1] = b
      y[t] = sum & 1
      carry = sum >> 1
    }
  }
}

/**
 * The best mean loss when y(t) is predicted from x(t) and the true y(t−1) alone, by one rule for all steps, with y(0) =
 * 0. Teacher forcing of output recurrence can reach it. It is computed from the probability of every (y(t−1), carry,
 * x(t)). It does not bound a network that runs free on its own probabilities.
 */
function fromPreviousOutput(tau: number): number {
  // before[2 y + carry]: the probability of y(t−1) and of the carry into step t.
  let before = Float64Array.of(1, 0, 0, 0)
  // counts[8 y + 4 a + 2 b + answer]: how often, in expectation, a sequence has y(t−1), x(t) = (a, b) and this answer.
  const counts = new Float64Array(16)
  for (let t = 1; t <= tau; t++) {
    const after = new Float64Array(4)
    const largest = t < tau ? 1 : 0
    for (let y = 0; y <= 1; y++)
      for (let carry = 0; carry <= 1; carry++) {
        for (let a = 0; a <= largest; a++)
          for (let b = 0; b <= largest; b++) {
            const p = before[2 * y + carry] / (largest + 1) ** 2
            const sum = a + b + carry
            counts[8 * y + 4 * a + 2 * b + (sum & 1)] += p
            after[2 * (sum & 1) + (sum >> 1)] += p
          }
      }
    before = after
  }
  let loss = 0
  for (let i = 0; i < counts.length; i += 2) {
    for (const count of [counts[i], counts[i + 1]])
      if (count > 0) loss -= count * Math.log(count / (counts[i] + counts[i + 1]))
  }
  return loss / tau
}
