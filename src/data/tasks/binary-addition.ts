// Binary addition: two random numbers of τ − 1 bits, least significant first, one bit of each a step; y(t) is the
// bit of their sum. Both inputs are 0 at the last step, whose answer is the final carry. The carry is not in the
// output, so that output recurrence alone must fail.

import { baseline, floor, type Task } from './task'

// The best from y(t−1) and x(t) alone: of the four equally likely (a, b, carry) that make y(t−1) = 0, three carry
// on a 1; of those that make it 1, one does. So the carry, and with it y(t), keeps the entropy of odds 3 : 1.
const entropyOfQuarter = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75))

export const binaryAddition: Task = {
  nx: 2,
  ny: 1,
  output: 'sigmoid',
  readout: 'every-step',
  inputLabels: ['first', 'second'],
  outputLabels: ['sum'],
  minimumLength: 2,
  baselines: [floor(0), baseline('previous-output', entropyOfQuarter), baseline('guess', Math.LN2)],
  generate(random, tau, x, y) {
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
