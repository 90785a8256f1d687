// Temporal XOR (Elman 1990): two random bits, then their XOR, over and over; predict the next bit. Sequences begin with
// a triple, so the error is smaller at t = 2, 5, 8, …, the steps that predict an XOR.

import { baseline, floor, type Task } from './task'

export const temporalXor: Task = {
  rule:
    'Two random bits come, then their XOR, again and again. The answer at every step is the next bit. Only the ' +
    'XOR bits can be predicted.',
  nx: 1,
  ny: 1,
  input: 'dense',
  output: 'sigmoid',
  readout: 'every-step',
  inputLabels: ['bit'],
  outputLabels: ['next bit'],
  minimumLength: 3,
  kinds: { xor: (t) => t % 3 === 1, coins: (t) => t % 3 !== 1 },
  // Every target is a coin, except the ⌊(τ + 1) / 3⌋ that are an XOR.
  baselines: (tau) => [floor((1 - Math.floor((tau + 1) / 3) / tau) * Math.LN2), baseline('guess', Math.LN2)],
  generate(random, tau, { x, y }) {
    let first = 0
    let second = 0
    for (let t = 0; t <= tau; t++) {
      let bit = random.integer(2)
      if (t % 3 === 0) first = bit
      else if (t % 3 === 1) second = bit
      else bit = first ^ second
      if (t < tau) x[t] = bit
      if (t > 0) y[t - 1] = bit
    }
  }
}
