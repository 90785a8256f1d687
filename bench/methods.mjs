// The cost of the methods: milliseconds of a training step with 128 hidden units and 65 symbols, interleaved. The least
// of several rounds counts, because other programs on the machine can only slow a step down (with two threads twice as
// often).
//
//   node bench/methods.mjs [--rounds 5] [--sizes 32x50,8x1000]      (batch × τ; without it all sizes)
//
// - Back-propagation through time (recurrence hidden) against teacher forcing (recurrence output), whose steps do not
//   wait for each other, on one thread and on two.
// - Gradient checkpointing, which computes states again to save memory, against keeping all states.

import { parseArgs } from 'node:util'
import { head, measure, row, unroll } from './measure.mjs'

const { values: given } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, sizes: { type: 'string' } }
})
const wanted = ([batch, seq]) => given.sizes === undefined || given.sizes.split(',').includes(`${batch}x${seq}`)
const forced = [...unroll, '--recurrence', 'output']
const recomputed = [...unroll, '--recompute']

/** Least milliseconds of each variant [command, threads]. Every round runs each variant once. */
function race(variants, batch, seq) {
  // Enough steps for a measurement of about half a second.
  const steps = Math.max(5, Math.min(400, Math.round(200_000 / (batch * seq))))
  const rounds = Array.from({ length: Number(given.rounds) }, () =>
    variants.map(([command, threads]) => measure(command, { batch, seq, steps, threads }).ms_per_step)
  )
  return variants.map((_, i) => Math.min(...rounds.map((round) => round[i])))
}

const ms = (value) => value.toPrecision(3)
const ratio = (a, b) => (a / b).toFixed(2)

head([
  'batch',
  'τ',
  'BPTT ×1',
  'BPTT ×2',
  'teacher forcing ×1',
  'teacher forcing ×2',
  'BPTT: ×2 faster by',
  'teacher forcing: ×2 faster by',
  'teacher forcing faster than BPTT by (×2)'
])
for (const [batch, seq] of [
  [32, 16],
  [32, 50],
  [32, 256],
  [32, 1024],
  [32, 4096],
  [8, 1000],
  [1, 1024]
].filter(wanted)) {
  const [bptt1, bptt2, tf1, tf2] = race(
    [
      [unroll, 1],
      [unroll, 2],
      [forced, 1],
      [forced, 2]
    ],
    batch,
    seq
  )
  row([batch, seq, ...[bptt1, bptt2, tf1, tf2].map(ms), ratio(bptt1, bptt2), ratio(tf1, tf2), ratio(bptt2, tf2)])
}

console.log()
head(['batch', 'τ', 'threads', 'states kept', 'states computed again', 'slower by'])
for (const [batch, seq, threads] of [
  [32, 50, 1],
  [32, 50, 2],
  [8, 1000, 1],
  [8, 1000, 2],
  [1, 100_000, 1]
].filter(wanted)) {
  const [kept, again] = race(
    [
      [unroll, threads],
      [recomputed, threads]
    ],
    batch,
    seq
  )
  row([batch, seq, threads, ms(kept), ms(again), ratio(again, kept)])
}
