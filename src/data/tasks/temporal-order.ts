// Temporal order (Hochreiter & Schmidhuber 1997): random letters a, b, c, d, with X or Y at two places. The first place
// is between 10 % and 20 % of the length, the second between 50 % and 60 %. The target of the last step says which two
// letters they were, and in which order. The sequences of the paper have about 100 steps and a mark at both ends; here
// all have the same length, so marks are not needed.

import { baseline, floor, type Task } from './task'

const symbols = ['a', 'b', 'c', 'd', 'X', 'Y']
const noise = 4
const orders = ['XX', 'XY', 'YX', 'YY']

export const temporalOrder: Task = {
  rule:
    'The letters a, b, c and d come at random. At two of the steps the letter is X or Y instead. The answer is ' +
    'these two letters in their order, at the last step only.',
  nx: symbols.length,
  ny: orders.length,
  input: 'index',
  output: 'softmax',
  readout: 'last-step',
  inputLabels: symbols,
  outputLabels: orders,
  minimumLength: 3,
  baselines: () => [floor(0), baseline('guess', Math.log(orders.length))],
  generate(random, tau, { x, y }) {
    for (let t = 0; t < tau; t++) x[t] = random.integer(noise)
    const tenth = Math.max(1, Math.floor(tau / 10))
    const [first, second] = [random.integer(2), random.integer(2)]
    x[Math.floor(tau / 10) + random.integer(tenth)] = noise + first
    x[Math.floor(tau / 2) + random.integer(tenth)] = noise + second
    y.fill(0)
    y[tau - 1] = 2 * first + second
  }
}
