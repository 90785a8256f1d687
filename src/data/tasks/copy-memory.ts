// Copying (Hochreiter & Schmidhuber 1997, in the form of Arjovsky, Shah & Bengio 2016). The input is ten symbols out of
// eight, T − 1 blanks, a start mark and ten blanks. The answer is blank until the start mark, then the ten symbols
// follow. A sequence has T + 20 steps.

import { baseline, floor, type Task } from './task'

const symbols = ['1', '2', '3', '4', '5', '6', '7', '8']
const blank = symbols.length
const start = blank + 1
const count = 10

export const copyMemory: Task = {
  rule:
    'The network reads ten symbols, then blanks (·), then a start mark (:). The answer is blank until the mark, ' +
    'and then the ten symbols again. In a sequence of τ steps there are T = τ − 20 steps between.',
  nx: symbols.length + 2,
  ny: symbols.length + 1,
  input: 'index',
  output: 'softmax',
  readout: 'every-step',
  inputLabels: [...symbols, '·', ':'],
  outputLabels: [...symbols, '·'],
  // T = 1
  minimumLength: 2 * count + 1,
  kinds: { recalled: (t, { y }) => y[t] !== blank },
  // A network without memory knows the blanks and guesses each of the ten symbols.
  baselines: (tau) => [floor(0), baseline('memoryless', (count * Math.log(symbols.length)) / tau)],
  generate(random, tau, { x, y }) {
    x.fill(blank)
    y.fill(blank)
    for (let i = 0; i < count; i++) x[i] = y[tau - count + i] = random.integer(symbols.length)
    x[tau - count - 1] = start
  }
}
