// Embedded Reber strings (Fahlman 1991): B, then T or P, a string of Reber's grammar, the same letter T or P again, E.
// The few symbols before a symbol are enough to predict it, except for that second letter: the network must remember
// the first T or P over the whole string.

import { entropyOf, predictNext, type Grammar } from './grammar'
import { reberGrammar, reberSymbols } from './reber'
import { baseline, floor, type Task } from './task'

const [T, P, E] = ['T', 'P', 'E'].map((symbol) => reberSymbols.indexOf(symbol))

/** Reber's grammar, its nodes numbered from `from` on; the choices `end` leave its last node. */
const inner = (from: number, end: Grammar[number]): Grammar =>
  reberGrammar.map((arcs) => (arcs.length > 0 ? arcs.map(([symbol, to]) => [symbol, to + from] as const) : end))

const size = reberGrammar.length
/** The node before the last E. */
const last = 2 + 2 * size

export const embeddedReberGrammar: Grammar = [
  [['B', 1]],
  [
    ['T', 2],
    ['P', 2 + size]
  ],
  ...inner(2, [['T', last]]),
  ...inner(2 + size, [['P', last]]),
  [['E', last + 1]],
  []
]

/** The grammar for a network that forgets the outer letter: one copy of Reber's grammar, then a coin. */
const forgetful: Grammar = [
  [['B', 1]],
  [
    ['T', 2],
    ['P', 2]
  ],
  ...inner(2, [
    ['T', 2 + size],
    ['P', 2 + size]
  ]),
  [['E', 3 + size]],
  []
]

export const embeddedReber: Task = {
  rule:
    'A sequence is B, then T or P, then a string of Reber’s grammar, then the same T or P again, and E. The ' +
    'answer at every step is the next symbol. The network has to remember the outer letter (T or P) over the ' +
    'whole inner string. If the gradient is cut after one step, as in Elman’s networks, the network does not ' +
    'learn this.',
  ...predictNext(embeddedReberGrammar, reberSymbols),
  // The shortest strings, such as BTBTXSETE, have eight symbols to predict.
  minimumLength: 8,
  // Inside, neither T nor P is ever followed by E.
  kinds: { 'outer-letter': (t, { y }) => (y[t] === T || y[t] === P) && y[t + 1] === E },
  baselines: (tau) => [
    floor(entropyOf(embeddedReberGrammar, tau).perPrediction),
    baseline('forgetting', entropyOf(forgetful, tau).perPrediction),
    baseline('guess', Math.log(reberSymbols.length))
  ]
}
