// Gives damaged files of every format to all code that reads them.

import { fork, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '../../src/engine/random'
import { mutations } from './mutations'
import type { Answer, Case } from './mutation-worker'
import { fileKinds, makeWorld } from './world'

interface Plan {
  count: number
  seed: number
  tell?: (line: string) => void
}
export interface MutationsSeen {
  mutated: Record<string, number>
  crashes: number
  hangs: number
  faults: string[]
}

/** A reader that has not answered after so many milliseconds counts as hanging. */
const patience = 60_000

/** Goes through all kinds of files and all mutations in turn. Crashes and hangs count as faults. */
export async function mutateFiles({ count, seed, tell = () => {} }: Plan): Promise<MutationsSeen> {
  const folder = mkdtempSync(join(tmpdir(), 'unroll-mutated-'))
  const whole = join(folder, 'whole')
  const reader = new ReadingProcess(folder)
  const seen: MutationsSeen = { mutated: {}, crashes: 0, hangs: 0, faults: [] }
  try {
    mkdirSync(whole)
    await makeWorld(whole)
    const random = new Random(seed)
    const [kinds, names] = [Object.entries(fileKinds), Object.keys(mutations)]
    for (let i = 0; i < count; i++) {
      const [kind, files] = kinds[i % kinds.length]
      const mutation = names[(i + Math.floor(i / kinds.length)) % names.length]
      const given: Case = { whole, file: files[random.integer(files.length)], mutation, seed: random.integer(2 ** 31) }
      const { end, faults } = await reader.look(given)
      seen.mutated[kind] = (seen.mutated[kind] ?? 0) + 1
      if (end === 'crash') seen.crashes++
      if (end === 'hang') seen.hangs++
      for (const fault of faults) {
        const line = `${given.file}, ${mutation}, seed ${given.seed}: ${fault}`
        seen.faults.push(line)
        tell(`✗ ${line}`)
      }
      if ((i + 1) % 100 === 0) tell(`${i + 1} mutated, ${seen.faults.length} faults`)
    }
  } finally {
    reader.end()
    rmSync(folder, { recursive: true, force: true })
  }
  return seen
}

class ReadingProcess {
  private child: ChildProcess | null = null
  private said = ''

  constructor(private readonly folder: string) {}

  async look(given: Case): Promise<{ end: 'answer' | 'crash' | 'hang'; faults: string[] }> {
    const child = (this.child ??= await this.start())
    this.said = ''
    let reader = 'start'
    return new Promise((resolve) => {
      const done = (end: 'answer' | 'crash' | 'hang', faults: string[]): void => {
        clearTimeout(timer)
        child.removeAllListeners('message').removeAllListeners('exit')
        if (end !== 'answer') this.end()
        resolve({ end, faults })
      }
      const timer = setTimeout(() => done('hang', [`${reader} hangs`]), patience)
      child.on('message', (answer: Answer) =>
        'reader' in answer ? (reader = answer.reader) : done('answer', answer.faults)
      )
      child.on('exit', (code, signal) =>
        done('crash', [`${reader} ends the process (${signal ?? code}): ${this.said.slice(-1000)}`])
      )
      child.send(given)
    })
  }

  end(): void {
    this.child?.kill('SIGKILL')
    this.child = null
  }

  private start(): Promise<ChildProcess> {
    const alias = { 'electron-store': join(import.meta.dirname, 'electron-store.ts') }
    const child = fork(join(import.meta.dirname, 'mutation-worker.ts'), {
      execArgv: ['--import', 'jiti/register'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, JITI_ALIAS: JSON.stringify(alias), XDG_CONFIG_HOME: this.folder }
    })
    child.stderr!.on('data', (bytes: Buffer) => {
      this.said = (this.said + bytes.toString()).slice(-4000)
    })
    return new Promise((resolve, reject) => {
      child.once('message', () => resolve(child))
      child.once('exit', () => reject(new Error(`The reading process does not start: ${this.said}`)))
    })
  }
}
