// Measures the kernel sets on the V8 of the current Electron: in a page of Chromium with the flags of a trainer and
// without them, and in the studio's runtime (npm run bench), interleaved. If a flag has lost its effect, its ratio is
// near 1.
//
//   node bench/chromium.mjs [--rounds 5] [--steps 50]
//
// Each round starts every browser again, because V8 reads its flags at the start. The work is W1 of compare.mjs, on one
// thread.

import { parseArgs } from 'node:util'
import { createJiti } from 'jiti'
import { findChromium, v8Help } from '../scripts/chromium.mjs'
import { openKernelsPage, serveKernelsPage } from './kernels-page.mjs'
import { head, measure, median, row, unroll } from './measure.mjs'

// The table of flags is TypeScript.
const { knownFlags, recipes } = await createJiti(import.meta.url).import('../src/runtime/flags.ts')

const { values: given } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, steps: { type: 'string', default: '50' } }
})
const steps = Number(given.steps)
const size = { hidden: 128, vocab: 65, batch: 32, seq: 50 }
const sets = ['wasm-256', 'wasm-128', 'wasm-128-plain']
const [flags] = recipes(knownFlags(await v8Help()), 'node')

const served = await serveKernelsPage()

/** @param {readonly string[]} given */
const inChromium = (given) => async (/** @type {string} */ set) => {
  const { page, close } = await openKernelsPage(served.address, given)
  const work = { ...size, recurrence: 'hidden', recompute: false }
  const result = await page.evaluate(
    ([name, what, count]) => globalThis.kernels.measure(name, what, count),
    [set, work, steps]
  )
  await close()
  return result
}

const places = [
  { name: 'Chromium, flags', run: inChromium(flags) },
  { name: 'Chromium, none', run: inChromium([]) },
  { name: 'studio', run: (/** @type {string} */ set) => measure(unroll, { ...size, steps, threads: 1, kernels: set }) }
]
/** Tokens/s by set, by place, by round. */
const speeds = sets.map(() => places.map(() => /** @type {number[]} */ ([])))
for (let round = 0; round < Number(given.rounds); round++) {
  for (const [s, set] of sets.entries()) {
    for (const [p, { run }] of places.entries()) speeds[s][p].push((await run(set)).tokens_per_s)
  }
}
served.close()

const thousands = (/** @type {number[]} */ values) => `${Math.round(median(values) / 1000)} k`
const ratio = (/** @type {number[]} */ a, /** @type {number[]} */ b) =>
  median(a.map((value, round) => value / b[round])).toFixed(2)
console.log(`Chromium ${findChromium().version}, flags: ${flags.join(' ')}\n`)
head(['set', ...places.map(({ name }) => name), 'flags : none', 'flags : studio'])
sets.forEach((set, s) => {
  const [withFlags, without, studio] = speeds[s]
  row([set, ...speeds[s].map(thousands), ratio(withFlags, without), ratio(withFlags, studio)])
})
