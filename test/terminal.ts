// A terminal for tests of commands.

import { join } from 'node:path'
import type { Terminal } from '../src/cli/terminal'
import type { WrittenFile } from '../src/runtime/run-again'
import { answerFor } from '../src/trainer/exports/written'
import { machine } from './machine'

/** Runs a written file again, in this process. */
export const runAgainHere: Terminal['runAgain'] = async ([written]) => {
  const answer = await answerFor(JSON.parse(written) as WrittenFile)
  return { code: 0, signal: null, late: false, out: JSON.stringify(answer), error: '' }
}

export interface TestTerminal extends Terminal {
  /** The output so far. */
  readonly said: { out: string; error: string }
}

export function testTerminal(change: Partial<Terminal> = {}): TestTerminal {
  const said = { out: '', error: '' }
  return {
    said,
    version: '9.8.7',
    resources: join(import.meta.dirname, '../resources'),
    width: null,
    machine: async () => machine,
    input: async () => new Uint8Array(),
    runAgain: runAgainHere,
    onInterrupt: () => () => {},
    out: (text) => {
      said.out += text
    },
    error: (text) => {
      said.error += text
    },
    ...change
  }
}
