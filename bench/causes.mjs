// The three causes why teacher forcing of output recurrence is faster than back-propagation through time, one by one:
//
//   node bench/causes.mjs [--rounds 7]
//
// - fewer products: one thread each. With no W h(t−1) a step computes a third of the products (128 units, 65 symbols).
// - parallel over the batch: the second thread with 32 sequences, which helps both methods.
// - parallel over time: the second thread with one sequence, which helps only if no step waits for the step before it.
//
// A ratio is the median of the rounds' ratios. Both sides run right after each other, because others use the machine
// too.

import { parseArgs } from 'node:util'
import { head, measure, median, row, unroll } from './measure.mjs'

const { values: given } = parseArgs({ options: { rounds: { type: 'string', default: '7' } } })
const bptt = unroll
const forced = [...unroll, '--recurrence', 'output']
const batches = { 32: { batch: 32, seq: 50, steps: 120 }, 1: { batch: 1, seq: 1024, steps: 200 } }

const rows = [
  ['fewer products', 'teacher forcing : BPTT, one thread', 32, [forced, 1], [bptt, 1]],
  ['fewer products', 'teacher forcing : BPTT, one thread', 1, [forced, 1], [bptt, 1]],
  ['parallel over the batch', 'BPTT, two threads : one', 32, [bptt, 2], [bptt, 1]],
  ['parallel over the batch', 'teacher forcing, two threads : one', 32, [forced, 2], [forced, 1]],
  ['(nothing to share)', 'BPTT, two threads : one', 1, [bptt, 2], [bptt, 1]],
  ['parallel over time', 'teacher forcing, two threads : one', 1, [forced, 2], [forced, 1]]
]

head(['cause', 'faster', 'batch', 'τ', 'times as fast', 'least … most'])
for (const [cause, name, batch, fast, slow] of rows) {
  const ms = ([command, threads]) => measure(command, { ...batches[batch], threads }).ms_per_step
  const ratios = Array.from({ length: Number(given.rounds) }, (_, round) => {
    // The two sides take turns in running first, so that a machine that slows down does not favour one of them.
    const slowFirst = round % 2 === 1
    const [first, second] = (slowFirst ? [slow, fast] : [fast, slow]).map(ms)
    return slowFirst ? first / second : second / first
  })
  const range = `${Math.min(...ratios).toFixed(2)} … ${Math.max(...ratios).toFixed(2)}`
  row([cause, name, batch, batches[batch].seq, median(ratios).toFixed(2), range])
}
