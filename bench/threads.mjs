// Tokens/s over the number of threads, for a machine with many cores. Interleaved: every round runs each number once,
// and the number that the studio would choose. Runs on this Node with the existing build. Takes under four minutes on
// 16 cores.
//
//   node bench/threads.mjs [--rounds 3] [--threads 1,2,4,8,12,15,16] [--works W1,W2] [--kernels auto]

import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { head, measure, median, row } from './measure.mjs'

/** hidden, vocabulary, batch, τ, and how many steps to time on one thread; with many threads more. */
const sizes = {
  W1: [128, 65, 32, 50, 100],
  W2: [256, 65, 64, 64, 15],
  W3: [512, 96, 64, 100, 4],
  'batch 1': [128, 65, 1, 50, 1500]
}
const mostSteps = { W1: 600, W2: 100, W3: 40, 'batch 1': 1500 }

const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: '1,2,4,8,12,15,16' },
    works: { type: 'string', default: Object.keys(sizes).join() },
    kernels: { type: 'string', default: 'auto' }
  }
})
const numbers = [...given.threads.split(',').filter((number) => Number(number) <= availableParallelism()), 'auto']

console.log(
  `${availableParallelism()} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}, V8 ${process.versions.v8}\n`
)
head(['work', 'threads', 'engine at the end', 'tokens/s', 'least … most', 'to one thread'])
for (const name of given.works.split(',')) {
  const [hidden, vocab, batch, seq, steps] = sizes[name]
  const run = (threads) =>
    measure([process.execPath, 'out/main/bench.js'], {
      hidden,
      vocab,
      batch,
      seq,
      threads,
      kernels: given.kernels,
      steps: threads === 'auto' ? mostSteps[name] : Math.min(mostSteps[name], steps * Number(threads))
    })
  const rounds = Array.from({ length: Number(given.rounds) }, () => numbers.map(run))
  numbers.forEach((number, i) => {
    const speeds = rounds.map((round) => round[i].tokens_per_s)
    const [least, most] = [Math.min(...speeds), Math.max(...speeds)].map((speed) => Math.round(speed / 1000))
    const ratio = median(rounds.map((round) => round[i].tokens_per_s / round[0].tokens_per_s))
    row([
      name,
      number,
      rounds.at(-1)[i].peer,
      `${Math.round(median(speeds) / 1000)} k`,
      `${least} … ${most} k`,
      ratio.toFixed(2)
    ])
  })
}
