// Unroll against PyTorch on the same work, interleaved: every round runs each of them once, so that what else the
// machine does hits both alike. Prints a table of median tokens/s and their ratio.
//
//   npm run build && node bench/compare.mjs [--rounds 5] [--threads 1,2] [--workloads W1,W4] [--kernels wasm-128,auto]
//
// Needs a Python with PyTorch: that of the environment variable PYTHON, or python3.

import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

/** hidden, vocabulary, batch, τ, and how many steps to time. */
const sizes = {
  W1: [128, 65, 32, 50, 100], W2: [256, 65, 64, 64, 20], W3: [512, 96, 64, 100, 5], W4: [16, 8, 1, 25, 400], W5: [128, 65, 8, 1000, 15]
}

const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' }, threads: { type: 'string', default: '1,2' },
    workloads: { type: 'string', default: Object.keys(sizes).join() }, kernels: { type: 'string', default: 'auto' }
  }
})

const peers = [
  ['pytorch', process.env.PYTHON ?? 'python3', 'bench/pytorch.py'],
  ...given.kernels.split(',').map((set) => [set, process.execPath, 'scripts/bench.mjs', '--kernels', set])
]

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]

/** One measurement: the line of JSON that a peer prints last. */
function measure([, command, ...args], workload, threads) {
  const [hidden, vocab, batch, seq, steps] = sizes[workload]
  const work = { hidden, vocab, batch, seq, steps, threads }
  const options = Object.entries(work).flatMap(([name, value]) => [`--${name}`, String(value)])
  const { stdout, stderr, status, error } = spawnSync(command, [...args, ...options], { encoding: 'utf8' })
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(' ')} failed:\n${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1))
}

console.log('| work | threads | engine | tokens/s | least … most | loss at the end | to PyTorch |\n| --- | --- | --- | --- | --- | --- | --- |')
for (const workload of given.workloads.split(',')) {
  for (const threads of given.threads.split(',')) {
    const rounds = Array.from({ length: Number(given.rounds) }, () => peers.map((peer) => measure(peer, workload, threads)))
    const speeds = peers.map((_, i) => rounds.map((round) => round[i].tokens_per_s))
    peers.forEach((_, i) => {
      const { peer, final_loss: loss } = rounds[0][i]
      const [least, most] = [Math.min(...speeds[i]), Math.max(...speeds[i])].map((speed) => Math.round(speed / 1000))
      const ratio = (median(speeds[i]) / median(speeds[0])).toFixed(2)
      console.log(`| ${workload} | ${threads} | ${peer} | ${Math.round(median(speeds[i]) / 1000)} k | ${least} … ${most} k | ${loss.toFixed(4)} | ${ratio} |`)
    })
  }
}
