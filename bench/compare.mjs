// Compares Unroll with PyTorch and numpy on the same work. Interleaved: every round runs each of them once, so that
// other work on the machine slows all of them down alike. Prints the median tokens/s and the median of the rounds'
// ratios to PyTorch.
//
//   node bench/compare.mjs [--rounds 5] [--threads 1,2] [--workloads W1,W4] [--kernels auto,wasm-128]
//
// Needs a Python with PyTorch and numpy: the environment variable PYTHON names it, else it is python3.

import { parseArgs } from 'node:util'
import { head, measure, median, row, unroll } from './measure.mjs'

/** hidden, vocabulary, batch, τ, and how many steps to time. */
const sizes = {
  W1: [128, 65, 32, 50, 100],
  W2: [256, 65, 64, 64, 20],
  W3: [512, 96, 64, 100, 5],
  W4: [16, 8, 1, 25, 4000],
  W5: [128, 65, 8, 1000, 15]
}

const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    threads: { type: 'string', default: '1,2' },
    workloads: { type: 'string', default: Object.keys(sizes).join() },
    kernels: { type: 'string', default: 'auto,wasm-128' }
  }
})

const python = process.env.PYTHON ?? 'python3'
const peers = [
  [python, 'bench/pytorch.py'],
  [python, 'bench/numpy_rnn.py'],
  ...given.kernels.split(',').map((set) => [...unroll, '--kernels', set])
]

head(['work', 'threads', 'engine', 'tokens/s', 'least … most', 'loss at the end', 'to PyTorch'])
for (const workload of given.workloads.split(',')) {
  const [hidden, vocab, batch, seq, steps] = sizes[workload]
  for (const threads of given.threads.split(',')) {
    const work = { hidden, vocab, batch, seq, steps, threads }
    const rounds = Array.from({ length: Number(given.rounds) }, () => peers.map((peer) => measure(peer, work)))
    const speeds = peers.map((_, i) => rounds.map((round) => round[i].tokens_per_s))
    peers.forEach((_, i) => {
      const { peer, final_loss: loss } = rounds[0][i]
      const [least, most] = [Math.min(...speeds[i]), Math.max(...speeds[i])].map((speed) => Math.round(speed / 1000))
      // The ratio is taken within each round, because other work on the machine then slows both down.
      const ratio = median(speeds[i].map((speed, round) => speed / speeds[0][round])).toFixed(2)
      row([
        workload,
        threads,
        peer,
        `${Math.round(median(speeds[i]) / 1000)} k`,
        `${least} … ${most} k`,
        loss.toFixed(4),
        ratio
      ])
    })
  }
}
