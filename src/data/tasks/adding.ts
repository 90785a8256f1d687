// The adding problem (Hochreiter & Schmidhuber 1997, in the form now common): x(t) = (u, mark), u uniform in [0, 1);
// one mark in the first half of the sequence and one in the second. The answer, at the last step, is the sum of the
// two marked values.

import { baseline, floor, type Task } from './task'

export const adding: Task = {
  rule:
    'The network reads numbers from 0 to 1, and two of them carry a mark. The answer is the sum of these two, at ' +
    'the last step only.',
  nx: 2,
  ny: 1,
  input: 'dense',
  output: 'linear',
  readout: 'last-step',
  inputLabels: ['value', 'mark'],
  outputLabels: ['sum'],
  minimumLength: 2,
  // Always answering 1 errs by the variance of a sum of two uniform numbers, 2 · 1/12 = 1/6, in expectation. A few
  // sequences give another value, so the baseline is measured on the same sequences as the network.
  baselines(tau, validation) {
    let [sum, count] = [0, 0]
    for (const { y } of validation()) {
      sum += (y[tau - 1] - 1) ** 2
      count++
    }
    return [floor(0), baseline('always-one', sum / count)]
  },
  generate(random, tau, { x, y }) {
    for (let t = 0; t < tau; t++) {
      x[2 * t] = random.next()
      x[2 * t + 1] = 0
    }
    const half = tau >> 1
    const first = random.integer(half)
    const second = half + random.integer(tau - half)
    x[2 * first + 1] = 1
    x[2 * second + 1] = 1
    // Earlier targets are 0; otherwise teacher forcing would reveal parts of the answer.
    y.fill(0)
    y[tau - 1] = x[2 * first] + x[2 * second]
  }
}
