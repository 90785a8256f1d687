// Kills runs in the terminal again and again, and continues them. Each must become the run that was never killed, to
// the last bit, and lose nothing that a checkpoint holds.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Random } from '../../src/engine/random'
import { checkpointSteps, differences, lookAt } from './kept'

const text =
  'Call me Ishmael. Some years ago, never mind how long precisely, having little or no money in my purse, '.repeat(30)
const series = `wave\n${Array.from({ length: 400 }, (_, t) => Math.sin(t / 5).toFixed(4)).join('\n')}\n`

/** A small network on data of each kind, with a checkpoint every third step. */
const kinds = {
  task: {
    data: { kind: 'task', task: 'running-parity', validationSequences: 8 },
    model: { recurrence: 'output', hiddenSize: 8 },
    learning: { method: 'teacher-forcing' }
  },
  text: {
    data: { kind: 'text', source: 'file', path: 'text.txt' },
    model: { recurrence: 'hidden', hiddenSize: 8 },
    learning: {}
  },
  series: {
    data: { kind: 'series', source: 'file', path: 'series.csv' },
    model: { recurrence: 'hidden+output', hiddenSize: 8 },
    learning: { method: 'teacher-forcing' }
  }
} as const
type Kind = keyof typeof kinds

interface Plan {
  /** The number of all kills, and the number of kills after which a run is continued to its end. */
  count: number
  killsOfRun: number
  seed: number
  /** Arguments of Node that run `unroll`. */
  program: readonly string[]
  threads?: readonly number[]
  kernels?: string
  env?: Record<string, string>
  tell?: (line: string) => void
}

export interface KillsSeen {
  kills: number
  runs: number
  /** The number of kills before the first checkpoint after a start, and the steps between all other kills. */
  early: number
  steps: number
  faults: string[]
}

/** Kills `unroll train` at random moments. Reports every fault with its run. */
export async function killRuns({
  count,
  killsOfRun,
  seed,
  program,
  threads = [1],
  kernels = 'portable',
  env = {},
  tell = () => {}
}: Plan): Promise<KillsSeen> {
  const folder = mkdtempSync(join(tmpdir(), 'unroll-kills-'))
  writeFileSync(join(folder, 'text.txt'), text)
  writeFileSync(join(folder, 'series.csv'), series)
  const random = new Random(seed)
  const variants = (Object.keys(kinds) as Kind[]).flatMap((kind) => threads.map((n) => ({ kind, threads: n })))
  const seen: KillsSeen = { kills: 0, runs: 0, early: 0, steps: 0, faults: [] }
  try {
    for (let run = 0; seen.kills < count; run++) {
      const variant = variants[run % variants.length]
      const killed = new KilledRun(folder, { ...variant, kernels, env, program, seed: seed + run })
      const kills = Math.min(killsOfRun, count - seen.kills)
      for (let kill = 0; kill < kills; kill++) {
        const before = killed.reached
        // Kill at any moment after the start; every second time, at any moment after the run has made progress.
        if (kill % 2 === 0) await killed.kill({ share: random.next() * 1.5 })
        else await killed.kill({ after: random.integer(250) })
        seen.kills++
        if (killed.reached === before) seen.early++
      }
      await killed.compareWithWhole()
      seen.runs++
      seen.steps += killed.reached
      seen.faults.push(...killed.faults)
      tell(
        `${seen.kills} kills, ${seen.runs} runs, ${seen.steps} steps, ${seen.faults.length} faults (${variant.kind}, ${variant.threads} threads)`
      )
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return seen
}

class KilledRun {
  /** Step of the newest checkpoint. */
  reached = 0
  readonly faults: string[] = []
  /** Milliseconds from the start of a program until the run has made progress. */
  private startTakes = 400
  private readonly run: string
  private readonly whole: string

  constructor(
    private readonly folder: string,
    private readonly about: {
      kind: Kind
      threads: number
      kernels: string
      env: Record<string, string>
      program: readonly string[]
      seed: number
    }
  ) {
    this.run = join(folder, `killed-${about.seed}`)
    this.whole = join(folder, `whole-${about.seed}`)
  }

  /** Kills it so many milliseconds after it has made progress, or after a share of the time that this takes. */
  async kill(when: { after: number } | { share: number }): Promise<void> {
    const life = this.train(this.run, 1_000_000, existsSync(join(this.run, 'run.json')))
    const begun = performance.now()
    const gone = { yes: false }
    void life.ended.then(() => {
      gone.yes = true
    })
    if ('after' in when) {
      while (!gone.yes && Math.max(0, ...checkpointSteps(this.run)) <= this.reached) await setTimeout(10)
      this.startTakes = performance.now() - begun
    }
    await Promise.race([setTimeout('after' in when ? when.after : when.share * this.startTakes), life.ended])
    life.kill()
    const { code, error } = await life.ended
    if (code !== null) this.fault(`ended by itself with ${code}: ${error}`)
    const { newest, faults } = lookAt(this.run, this.reached)
    faults.forEach((what) => this.fault(what))
    this.reached = newest
  }

  /** Continues it to its end, and makes the same run without a kill. */
  async compareWithWhole(): Promise<void> {
    const steps = this.reached + 10
    for (const [run, resume] of [
      [this.run, existsSync(join(this.run, 'run.json'))],
      [this.whole, false]
    ] as const) {
      const { code, error } = await this.train(run, steps, resume).ended
      if (code !== 0) return this.fault(`cannot go on to step ${steps}: ${code}, ${error}`)
    }
    differences(this.run, this.whole, steps).forEach((what) => this.fault(what))
    for (const run of [this.run, this.whole]) rmSync(run, { recursive: true })
  }

  private train(
    run: string,
    steps: number,
    resume: boolean
  ): { kill(): void; ended: Promise<{ code: number | null; error: string }> } {
    const { kind, threads, kernels, env, program, seed } = this.about
    const file = join(this.folder, 'experiment.json')
    const { data, model, learning } = kinds[kind]
    writeFileSync(
      file,
      JSON.stringify({
        seed,
        data,
        model,
        learning: { ...learning, sequenceLength: 8, batchSize: 4 },
        watching: { validateEvery: 40, sampleEvery: 50, sampleLength: 5, checkpointEvery: 3 },
        stop: { steps }
      })
    )
    const command = [
      ...program,
      'train',
      file,
      '--run',
      run,
      '--kernels',
      kernels,
      '--threads',
      String(threads),
      ...(resume ? ['--resume'] : [])
    ]
    const child = spawn(process.execPath, command, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...env }
    })
    let error = ''
    child.stderr.on('data', (bytes: Buffer) => {
      error = (error + bytes.toString()).slice(-2000)
    })
    return {
      kill: () => void child.kill('SIGKILL'),
      ended: new Promise((end) => child.on('close', (code) => end({ code, error })))
    }
  }

  private fault(what: string): void {
    this.faults.push(`run ${this.about.seed} (${this.about.kind}, ${this.about.threads} threads): ${what}`)
  }
}
