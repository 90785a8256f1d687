// Strings of Reber's grammar (Reber 1967): predict each next symbol. After most symbols, a coin decides between two, so
// the best loss is 6 bits for each string. Strings differ in length. Only the first τ + 1 symbols of a longer string
// are read.

import { entropyOf, predictNext, type Grammar } from './grammar'
import { baseline, floor, type Task } from './task'

export const reberSymbols = ['B', 'T', 'S', 'X', 'P', 'V', 'E']

export const reberGrammar: Grammar = [
  [['B', 1]],
  [
    ['T', 2],
    ['P', 3]
  ],
  [
    ['S', 2],
    ['X', 4]
  ],
  [
    ['T', 3],
    ['V', 5]
  ],
  [
    ['X', 3],
    ['S', 6]
  ],
  [
    ['P', 4],
    ['V', 6]
  ],
  [['E', 7]],
  []
]

export const reber: Task = {
  rule:
    'The network reads strings of a small grammar, one symbol at each step. The answer at every step is the next ' +
    'symbol. Usually two symbols are possible, and a coin decides.',
  ...predictNext(reberGrammar, reberSymbols),
  // The shortest strings, such as BTXSE, have four predictions.
  minimumLength: 4,
  baselines: (tau) => [
    floor(entropyOf(reberGrammar, tau).perPrediction),
    baseline('guess', Math.log(reberSymbols.length))
  ]
}
