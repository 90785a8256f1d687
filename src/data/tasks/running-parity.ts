// Running parity: y(t) = x(1) ⊕ … ⊕ x(t) of fair coins. Since y(t) = y(t−1) ⊕ x(t), output recurrence with teacher
// forcing is enough.

import { baseline, floor, type Task } from './task'

export const runningParity: Task = {
  rule:
    'The network reads random bits, one at each step. The answer at every step: is the number of ones so far odd ' +
    '(1) or even (0)?',
  nx: 1,
  ny: 1,
  input: 'dense',
  output: 'sigmoid',
  readout: null,
  inputLabels: ['bit'],
  outputLabels: ['parity'],
  minimumLength: 1,
  baselines: () => [floor(0), baseline('guess', Math.LN2)],
  generate(random, tau, { x, y }) {
    let parity = 0
    for (let t = 0; t < tau; t++) {
      x[t] = random.integer(2)
      parity ^= x[t]
      y[t] = parity
    }
  }
}
