// unroll cost with the least work: one length and one core.

import { expect, it } from 'vitest'
import { main } from '../../src/cli/main'
import { machine } from '../machine'
import { testTerminal } from '../terminal'

const oneCore = () => testTerminal({ machine: async () => ({ ...machine, cores: 1 }) })

it('prints tables with slopes and causes, or a table for other programs', async () => {
  const [words, csv] = [oneCore(), oneCore()]
  expect(await main(['cost', '--longest', '16'], words)).toBe(0)
  expect(words.said.out).toMatch(/batch 32, 1 thread\nτ, ms +bptt +truncated +checkpoints +teacher-forcing\n16 /)
  expect(words.said.out).toContain('fewer products: BPTT has 2.97 times as many')
  expect(await main(['cost', '--longest', '16', '--csv'], csv)).toBe(0)
  expect(csv.said.out).toMatch(/^# Unroll 9\.8\.7, .*\n[^]*\nmethod,batch,threads,tau,/)
})

it('refuses both forms at once', async () => {
  const terminal = oneCore()
  expect(await main(['cost', '--json', '--csv'], terminal)).toBe(2)
})
