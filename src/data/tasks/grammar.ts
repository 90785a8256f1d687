// A grammar as a graph: from each node leave arcs, each with a symbol and the node that it leads to. Where there are
// several, all are equally likely. Only the node says something about the next symbol, so these choices are the floor
// of the loss.

import type { Random } from '../../engine/random'
import type { Task, TaskSequence } from './task'

/** Arcs of each node; the first node is 0, and a node without arcs ends the string. */
export type Grammar = readonly (readonly (readonly [symbol: string, to: number])[])[]

/**
 * Writes one string as the task "predict the next symbol": x(t) = s(t), y(t) = s(t + 1), as places in `symbols`.
 * Returns the number of predictions: those of the whole string, or of its first `tau` + 1 symbols.
 */
export function writeString(
  grammar: Grammar,
  symbols: readonly string[],
  random: Random,
  tau: number,
  { x, y }: TaskSequence
): number {
  let [node, length] = [0, 0]
  for (; length <= tau && grammar[node].length > 0; length++) {
    const arcs = grammar[node]
    const [symbol, to] = arcs.length === 1 ? arcs[0] : arcs[random.integer(arcs.length)]
    const k = symbols.indexOf(symbol)
    if (length < tau) x[length] = k
    if (length > 0) y[length - 1] = k
    node = to
  }
  const predictions = length - 1
  x.fill(0, predictions)
  y.fill(0, predictions)
  return predictions
}

/** The common part of all tasks that predict the next symbol of a grammar's strings. */
export const predictNext = (grammar: Grammar, symbols: readonly string[]) =>
  ({
    nx: symbols.length,
    ny: symbols.length,
    input: 'index',
    output: 'softmax',
    readout: 'every-step',
    inputLabels: symbols,
    outputLabels: symbols,
    ragged: true,
    generate: (random, tau, sequence) => writeString(grammar, symbols, random, tau, sequence)
  }) satisfies Partial<Task>

/**
 * The mean loss of the next symbol where the node is known, in nats, over strings cut after `tau` predictions: Σ of the
 * entropies of the nodes, each by the probability of being there, over the expected number of predictions.
 */
export function entropyOf(grammar: Grammar, tau: number): { perPrediction: number; perString: number } {
  // The first symbol is given: it is an input and not a target.
  let there = after(
    grammar,
    Float64Array.from(grammar, (_, node) => (node === 0 ? 1 : 0))
  )
  let [entropy, predictions] = [0, 0]
  for (let t = 1; t <= tau; t++) {
    grammar.forEach((arcs, node) => {
      if (arcs.length === 0) return
      entropy += there[node] * Math.log(arcs.length)
      predictions += there[node]
    })
    there = after(grammar, there)
  }
  return { perPrediction: entropy / predictions, perString: entropy }
}

/** The probabilities of the nodes one symbol later. */
function after(grammar: Grammar, there: Float64Array): Float64Array {
  const next = new Float64Array(grammar.length)
  grammar.forEach((arcs, node) =>
    arcs.forEach(([, to]) => {
      next[to] += there[node] / arcs.length
    })
  )
  return next
}
