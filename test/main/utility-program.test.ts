// A program that runs once in a utility process, and what it prints.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { inUtilityProcess } from '../../src/main/utility-program'
import { processes } from './fake-processes'

vi.mock('electron', () => import('./fake-processes'))

it('an answer that comes after the exit of its process is not lost', async () => {
  const ended = inUtilityProcess('program.js', 'Program')(['what'], 60_000)
  const child = processes.at(-1)!
  child.stdout.write('begin ')
  child.exit(0)
  await nextTurn()
  child.stderr.write('a warning')
  child.stdout.write('end\n')
  expect(await ended).toEqual({ code: 0, signal: null, late: false, out: 'begin end\n', error: 'a warning' })
})
