// Killed again and again at any moment, and gone on with: the run becomes the one that was never killed.

import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { Random } from '../../src/engine/random'
import { readSafetensors } from '../../src/run-folder/safetensors'
import { pointsIn } from '../trainer/support'

const root = resolve(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'unroll-kill-'))
afterAll(() => rmSync(folder, { recursive: true }))

const experiment = (steps: number): object => ({
  data: { kind: 'task', task: 'running-parity', validationSequences: 16 },
  model: { recurrence: 'output', hiddenSize: 64 }, learning: { method: 'teacher-forcing', sequenceLength: 8, batchSize: 8 },
  watching: { validateEvery: 40, sampleEvery: 50, checkpointEvery: 3 }, stop: { steps }
})

/** The terminal's program from its sources, in a process of its own. */
function train(run: string, steps: number, resume: boolean): { kill(): void; ended: Promise<number | null> } {
  const file = join(folder, `${steps}.json`)
  writeFileSync(file, JSON.stringify(experiment(steps)))
  const program = ['--import', 'jiti/register', 'src/cli/unroll.ts', 'train', file, '--run', run, '--kernels', 'portable']
  const child = spawn(process.execPath, [...program, ...(resume ? ['--resume'] : [])], { cwd: root, stdio: 'ignore' })
  const ended = new Promise<number | null>((end) => child.on('close', (code) => end(code)))
  return { kill: () => void child.kill('SIGKILL'), ended }
}

/** Every checkpoint that has its name is whole; the step of the newest, 0 before there is one. */
function newestWhole(run: string): number {
  const checkpoints = join(run, 'checkpoints')
  if (!existsSync(checkpoints)) return 0
  const names = readdirSync(checkpoints).filter((name) => name.endsWith('.safetensors'))
  names.forEach((name) => readSafetensors(join(checkpoints, name)))
  return Math.max(0, ...names.map((name) => Number(name.replace(/\D/g, ''))))
}

const lastStep = (run: string): number => (existsSync(run) ? pointsIn(run).at(-1)?.step ?? 0 : 0)

it('a run that is killed six times is the run that never was', async () => {
  const [killed, whole] = [join(folder, 'killed'), join(folder, 'whole')]
  const random = new Random(5)
  let reached = 0
  for (let kill = 0; kill < 6; kill++) {
    const program = train(killed, 1_000_000, kill > 0)
    // At the very beginning once, later wherever it is some time after it has come further.
    while (kill !== 1 && lastStep(killed) <= reached) await setTimeout(20)
    await setTimeout(random.integer(300))
    program.kill()
    await program.ended
    const newest = newestWhole(killed)
    expect(newest).toBeGreaterThanOrEqual(reached)
    // Nothing that a checkpoint stands on is missing from the curves.
    expect(lastStep(killed)).toBeGreaterThanOrEqual(newest)
    reached = newest
  }
  const steps = reached + 10
  expect(await train(killed, steps, true).ended).toBe(0)
  expect(await train(whole, steps, false).ended).toBe(0)

  const measured = (run: string): number[][] => pointsIn(run).map(({ step, loss, gradientNorm }) => [step, loss, gradientNorm])
  expect(measured(killed)).toEqual(measured(whole))
  const file = `checkpoints/step-${String(steps).padStart(9, '0')}.safetensors`
  expect(readSafetensors(join(killed, file)).tensors).toEqual(readSafetensors(join(whole, file)).tensors)
  for (const name of ['experiment.json', 'run.json', 'baselines.json']) JSON.parse(readFileSync(join(killed, name), 'utf8'))
}, 300_000)
