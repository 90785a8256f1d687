// A signal ends a program: the run has its checkpoint and its state, and the exit code names the signal.

import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { interruptions } from '../../src/cli/terminal'
import type { RunRecord } from '../../src/shared/run'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'unroll-ends-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = join(folder, 'experiment.json')
writeFileSync(
  file,
  JSON.stringify({
    data: { kind: 'task', task: 'running-parity', validationSequences: 16 },
    model: { recurrence: 'output', hiddenSize: 16 },
    learning: { method: 'teacher-forcing', sequenceLength: 8, batchSize: 8 },
    watching: { validateEvery: 100, sampleEvery: 100_000, checkpointEvery: 100_000 },
    stop: { steps: null }
  })
)

/** Trains until the first validation is printed, then ends the program in this way. */
function endedBy(how: keyof typeof interruptions): Promise<{ code: number | null; run: string }> {
  const run = join(folder, how)
  const program = [
    '--import',
    'jiti/register',
    'src/cli/unroll.ts',
    'train',
    file,
    '--run',
    run,
    '--kernels',
    'portable',
    '--threads',
    '1'
  ]
  const child = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  const listener = (text: Buffer): void => {
    said += String(text)
    if (!said.includes('validation')) return
    child.stderr.off('data', listener)
    if (how === 'SIGPIPE') child.stderr.destroy()
    else child.kill(how)
  }
  child.stderr.on('data', listener)
  return new Promise((done) => child.on('exit', (code) => done({ code, run })))
}

it.each(Object.entries(interruptions))(
  '%s: a checkpoint, the state, and exit code %i',
  async (how, expected) => {
    const { code, run } = await endedBy(how as keyof typeof interruptions)
    expect(code).toBe(expected)
    const record = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8')) as RunRecord
    expect(record.state).toBe('stopped')
    const newest = Math.max(...readdirSync(join(run, 'checkpoints')).map((name) => Number(name.replace(/\D/g, ''))))
    expect(record.step).toBe(newest)
  },
  120_000
)
