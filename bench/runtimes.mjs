// Measures every kernel set on every runtime of this machine: this Node, the new Node of the tests, and the studio's
// Electron, interleaved, with the flags that the V8 of each knows and does not crash with. W1 of compare.mjs, one
// thread.
//
//   node bench/runtimes.mjs [--rounds 3] [--steps 100]
//
// chromium.mjs measures the same in a page of the engine of the current Electron.

import { parseArgs } from 'node:util'
import { newNode } from '../scripts/new-node.mjs'
import { head, measure, median, row, unroll } from './measure.mjs'

const { values: given } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, steps: { type: 'string', default: '100' } }
})
const work = { hidden: 128, vocab: 65, batch: 32, seq: 50, steps: given.steps, threads: 1 }
const { executable } = await newNode()
const runtimes = {
  studio: unroll,
  'this Node': [process.execPath, 'out/main/bench.js'],
  'new Node': [executable, 'out/main/bench.js']
}
const sets = ['wasm-256', 'wasm-128', 'wasm-128-plain']

const rounds = []
for (let round = 0; round < Number(given.rounds); round++) {
  rounds.push(sets.map((kernels) => Object.values(runtimes).map((command) => measure(command, { ...work, kernels }))))
}
const first = rounds[0][0]
head(['set', ...Object.keys(runtimes).map((name, i) => `${name} (V8 ${first[i].v8})`)])
sets.forEach((set, s) => {
  const cells = first.map((_, r) => {
    const speeds = rounds.map((round) => round[s][r])
    // If the set does not work there, another set was measured.
    if (speeds.some(({ peer }) => peer !== `unroll ${set}`)) return '–'
    return `${Math.round(median(speeds.map(({ tokens_per_s }) => tokens_per_s)) / 1000)} k`
  })
  row([set, ...cells])
})
