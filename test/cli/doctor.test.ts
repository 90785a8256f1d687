// unroll doctor prints the results of the trials, and what is missing.

import { expect, it } from 'vitest'
import { main } from '../../src/cli/main'
import type { Machine } from '../../src/shared/machine'
import { machine } from '../machine'
import { testTerminal } from '../terminal'

const found: Machine = {
  runtime: 'Node 26.0.0, V8 14.6',
  processor: 'Abacus 9',
  cores: 3,
  kernels: [
    { set: 'wasm-128', flags: ['--no-liftoff'], milliseconds: 0.25, reason: null },
    { set: 'portable', flags: [], milliseconds: 3, reason: { code: 'slower', detail: 'wasm-128' } },
    {
      set: 'wasm-256',
      flags: ['--wasm-revectorize'],
      milliseconds: null,
      reason: { code: 'crashed', detail: 'SIGTRAP: Check failed' }
    },
    { set: 'wasm-128-plain', flags: [], milliseconds: null, reason: { code: 'differs', detail: '2.0e-2' } }
  ]
}

it('names runtime, processor, every kernel set with its time or its reason, threads, fonts, folders and free disk', async () => {
  const terminal = testTerminal({ machine: async () => found })
  expect(await main(['doctor'], terminal)).toBe(0)
  const { out } = terminal.said
  for (const fact of [
    '9.8.7',
    'Node 26.0.0, V8 14.6',
    'Abacus 9, 3 cores',
    'wasm-128        0.250 ms a step   taken (--no-liftoff)',
    'portable        3.000 ms a step   works, slower than wasm-128',
    'its process crashed SIGTRAP: Check failed (--wasm-revectorize)',
    'its gradients differ from the portable ones by 2.0e-2',
    '3 at most',
    'bundled: Pretendard',
    'runs'
  ])
    expect(out).toContain(fact)
  expect(out).toMatch(/free disk {3}[\d.]+ GB there/)
})

it('tries again where that is asked for, and says what is missing', async () => {
  const asked: unknown[] = []
  const terminal = testTerminal({
    resources: '/nowhere',
    machine: async (options) => {
      asked.push(options)
      return machine
    }
  })
  await main(['doctor', '--afresh'], terminal)
  expect(asked).toEqual([{ afresh: true }])
  expect(terminal.said.out).toContain('missing in')
})
