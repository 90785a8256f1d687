// Runs `unroll` inside the test, with a folder that lasts as long as the test file.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { main } from '../../src/cli/main'
import type { Interruption } from '../../src/cli/terminal'
import { machine } from '../machine'
import { runAgainHere } from '../terminal'

const resources = join(import.meta.dirname, '../../resources')
const folder = mkdtempSync(join(tmpdir(), 'unroll-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
export const newPath = (): string => join(folder, String(++files))

export function write(contents: unknown): string {
  const file = `${newPath()}.json`
  writeFileSync(file, typeof contents === 'string' ? contents : JSON.stringify(contents))
  return file
}

/** Runs a command as from a terminal. `interruptAfter` calls Ctrl-C when `error` has that text. */
export async function unroll(
  argv: string[],
  { width = null as number | null, interruptAfter = '', input = '' } = {}
): Promise<{ code: number; out: string; error: string }> {
  let [out, error] = ['', '']
  let interrupt: (how: Interruption) => void = () => {}
  const code = await main(argv, {
    version: '9.8.7',
    resources,
    width,
    machine: async () => machine,
    runAgain: runAgainHere,
    input: async () => new TextEncoder().encode(input),
    out: (text) => {
      out += text
    },
    error: (text) => {
      error += text
      if (interruptAfter !== '' && error.includes(interruptAfter)) interrupt('SIGINT')
    },
    onInterrupt(listener) {
      interrupt = listener
      return () => {
        interrupt = () => {}
      }
    }
  })
  return { code, out, error }
}

export const parity = {
  name: 'Parity',
  data: { kind: 'task', task: 'running-parity', validationSequences: 32 },
  model: { recurrence: 'output', hiddenSize: 8 },
  learning: { method: 'teacher-forcing', sequenceLength: 8, batchSize: 8 },
  optimizer: { learningRate: 0.02 },
  watching: { validateEvery: 20, sampleEvery: 1000, checkpointEvery: 10 },
  stop: { steps: 60 }
}
