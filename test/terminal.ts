// A terminal without a person, for tests of commands.

import { join } from 'node:path'
import type { Terminal } from '../src/cli/terminal'
import { machine } from './machine'

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
