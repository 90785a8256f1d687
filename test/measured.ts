// Invented results of the laboratory, for tests of code that keeps and shows them. The times follow simple laws.

import { costBatches, costMethods, type Cost, type CostMethod } from '../src/shared/cost'
import type { Score } from '../src/shared/scorecard'

const lengths = [16, 64, 256, 1024, 4096]
/** Milliseconds for a time step of one sequence on one thread, and the power of τ with which memory grows. */
const laws: Record<CostMethod, { time: number; memory: number }> = {
  bptt: { time: 0.001, memory: 1 },
  truncated: { time: 0.0011, memory: 0 },
  checkpoints: { time: 0.00125, memory: 0.5 },
  'teacher-forcing': { time: 0.0004, memory: 0.5 }
}
/** With two threads: all methods share a batch, but only teacher forcing shares a single sequence. */
const gain = (method: CostMethod, batch: number): number => (batch > 1 || method === 'teacher-forcing' ? 1.8 : 1.1)

export const cost: Cost = {
  at: Date.UTC(2026, 10, 27),
  version: '1',
  runtime: 'Node 20',
  processor: 'Abacus 9',
  cores: 2,
  kernels: 'wasm-256',
  hash: 'abc',
  hidden: 128,
  symbols: 65,
  points: lengths.flatMap((tau) =>
    [1, 2].flatMap((threads) =>
      costBatches.flatMap((batch) =>
        costMethods.map(({ key: method }) => {
          const milliseconds = (laws[method].time * tau * batch) / (threads === 1 ? 1 : gain(method, batch))
          const bytes = Math.round(1024 * batch * tau ** laws[method].memory)
          return { method, batch, threads, tau, milliseconds, median: 1.02 * milliseconds, visits: 1, bytes }
        })
      )
    )
  ),
  others: 0.01,
  rests: 0,
  leftOut: [{ tau: 16_384, why: 'memory' }]
}

export const score = (recipe: string, value: number): Score => ({
  recipe,
  at: Date.UTC(2026, 10, 27),
  version: '1',
  processor: 'Abacus 9',
  kernels: 'wasm-256',
  lines: [[], [{ key: 'guess', kind: 'baseline', loss: Math.LN2, values: {} }]],
  seeds: [1, 2, 3].map((seed) => ({ seed, values: [value, 0.01 * seed], steps: 1000, seconds: 2 }))
})
