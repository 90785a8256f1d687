// The same work gives the same network when several threads share it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Batch, State } from '../../src/engine/batch'
import type { Crew, Phased } from '../../src/engine/turns'
import { Evaluator, type Evaluation } from '../../src/engine/evaluate'
import { Learner } from '../../src/engine/learner'
import type { OptimizerOptions } from '../../src/engine/optimizer'
import { Arena, wasmKernels } from '../../src/engine/wasm'
import { flags } from '../machine'
import { ThreadCrew } from '../../src/trainer/thread-crew'
import { compile, instantiate, newMemory } from '../../src/trainer/wasm-loader'
import { randomNetwork, type Combination } from '../engine/reference/helpers'
import { eventually } from '../eventually'

const root = resolve(import.meta.dirname, '../..')
let folder: string

// The helper threads run compiled code. Here it is built from the present sources, not taken from the last build.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unroll-crew-'))
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      rollupOptions: {
        input: { 'crew-worker': 'src/trainer/crew-worker.ts', turns: 'src/engine/turns.ts' },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' }
      }
    }
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

const optimizer: OptimizerOptions = {
  kind: 'adam',
  learningRate: 0.01,
  schedule: 'constant',
  warmupSteps: 0,
  decayEvery: 1,
  decayFactor: 1,
  momentum: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  l2: 0,
  clipNorm: 1,
  clipValue: null
}

interface Case extends Combination {
  what: string
  sizes: { nx: number; nh: number; ny: number; tau: number; batch: number }
  recompute?: boolean
}

const cases: Case[] = [
  {
    what: 'each thread its sequences',
    recurrence: 'hidden',
    readout: 'every-step',
    output: 'softmax',
    method: 'bptt',
    sizes: { nx: 7, nh: 33, ny: 9, tau: 12, batch: 11 }
  },
  {
    what: 'one sequence, shared out over time',
    recurrence: 'hidden',
    readout: 'every-step',
    output: 'softmax',
    method: 'bptt',
    sizes: { nx: 7, nh: 33, ny: 9, tau: 50, batch: 1 }
  },
  // Several pieces. The last one has a single step, which is less than the number of followers.
  {
    what: 'one long sequence',
    recurrence: 'hidden',
    readout: 'every-step',
    output: 'softmax',
    method: 'bptt',
    sizes: { nx: 7, nh: 17, ny: 9, tau: 257, batch: 1 }
  },
  {
    what: 'one long sequence, one output at the end',
    recurrence: 'hidden',
    readout: 'last-step',
    output: 'linear',
    method: 'bptt',
    sizes: { nx: 2, nh: 12, ny: 1, tau: 257, batch: 1 }
  },
  {
    what: 'one long sequence, free-running',
    recurrence: 'hidden+output',
    readout: 'every-step',
    output: 'sigmoid',
    method: 'free-running',
    sizes: { nx: 3, nh: 12, ny: 2, tau: 257, batch: 1 }
  },
  {
    what: 'one long sequence, teacher forcing',
    recurrence: 'hidden+output',
    readout: 'every-step',
    output: 'softmax',
    method: 'teacher-forcing',
    sizes: { nx: 4, nh: 12, ny: 5, tau: 257, batch: 1 }
  },
  {
    what: 'one output at the end',
    recurrence: 'hidden',
    readout: 'last-step',
    output: 'linear',
    method: 'bptt',
    sizes: { nx: 2, nh: 20, ny: 1, tau: 30, batch: 2 }
  },
  {
    what: 'teacher forcing, all steps at once',
    recurrence: 'output',
    readout: 'every-step',
    output: 'softmax',
    method: 'teacher-forcing',
    sizes: { nx: 5, nh: 40, ny: 6, tau: 41, batch: 4 }
  },
  {
    what: 'teacher forcing, real values',
    recurrence: 'output',
    readout: 'every-step',
    output: 'linear',
    method: 'teacher-forcing',
    sizes: { nx: 2, nh: 12, ny: 3, tau: 300, batch: 2 }
  },
  {
    what: 'teacher forcing of fewer steps than threads',
    recurrence: 'output',
    readout: 'every-step',
    output: 'sigmoid',
    method: 'teacher-forcing',
    sizes: { nx: 5, nh: 9, ny: 4, tau: 2, batch: 3 }
  },
  {
    what: 'teacher forcing, one output at the end',
    recurrence: 'output',
    readout: 'last-step',
    output: 'softmax',
    method: 'teacher-forcing',
    sizes: { nx: 5, nh: 9, ny: 6, tau: 150, batch: 3 }
  },
  {
    what: 'both recurrences',
    recurrence: 'hidden+output',
    readout: 'every-step',
    output: 'sigmoid',
    method: 'teacher-forcing',
    sizes: { nx: 5, nh: 40, ny: 6, tau: 9, batch: 8 }
  },
  {
    what: 'free-running',
    recurrence: 'output',
    readout: 'every-step',
    output: 'linear',
    method: 'free-running',
    sizes: { nx: 3, nh: 12, ny: 2, tau: 9, batch: 5 }
  },
  {
    what: 'scheduled sampling',
    recurrence: 'output',
    readout: 'every-step',
    output: 'softmax',
    method: 'scheduled-sampling',
    sizes: { nx: 3, nh: 12, ny: 4, tau: 9, batch: 5 }
  },
  {
    what: 'one long sequence, scheduled sampling',
    recurrence: 'hidden+output',
    readout: 'every-step',
    output: 'sigmoid',
    method: 'scheduled-sampling',
    sizes: { nx: 3, nh: 12, ny: 2, tau: 257, batch: 1 }
  },
  {
    what: 'gradient checkpointing',
    recurrence: 'hidden',
    readout: 'every-step',
    output: 'softmax',
    method: 'bptt',
    recompute: true,
    sizes: { nx: 7, nh: 33, ny: 9, tau: 70, batch: 6 }
  }
]

interface Trained {
  losses: number[]
  parameters: Float32Array
  evaluations: Evaluation[]
  states: State[]
}

/** How the threads that share the work are used. */
interface Use {
  threads: number
  /** The number of threads for each step; the numbers are used in turn. */
  active?: number[]
  /** Whether the caller is slow, so that the helper threads do most parts. */
  slow?: boolean
  /** The helpers' program, in the folder. */
  file?: string
  /** Whether the first step waits until all helpers are there. */
  gathered?: boolean
}

interface Bench {
  learner: Learner
  crew: ThreadCrew | null
  evaluator: Evaluator
  batch: Batch
  method: Combination['method']
}

function setUp(
  { sizes, recompute = false, ...combination }: Case,
  members: number,
  rule = optimizer,
  { threads, active = [threads], slow = false, file = 'crew-worker.mjs', gathered = true }: Use = { threads: members }
): Bench {
  const { module } = compile('wasm-128', flags, join(root, 'resources'))
  const memory = newMemory()
  const arena = new Arena(memory)
  const kernels = wasmKernels('wasm-128', instantiate(module, memory), arena)
  const schedule = {
    turn: 0,
    settled: threads,
    get active() {
      return active[this.turn % active.length]
    },
    observe() {
      this.turn++
    }
  }
  const crew =
    members === 1
      ? null
      : new ThreadCrew(members, 'wasm-128', module, memory, arena, {
          threads,
          pace: schedule,
          file: join(folder, file),
          patience: 5
        })
  const { model, method, batch, parameters } = randomNetwork(combination, 4, sizes)
  const learner = new Learner({
    model,
    method,
    tau: batch.tau,
    batch: batch.batch,
    input: batch.x.kind,
    truncation: null,
    recompute,
    optimizer: rule,
    kernels,
    crew: crew && slow ? slowed(crew) : crew
  })
  learner.parameters.flat.set(parameters.flat)
  const evaluator = new Evaluator(kernels, model, learner.weights, crew)
  evaluator.prepare(batch, method)
  if (gathered) expect(crew?.gather(30_000) ?? true).toBe(true)
  return { learner, crew, evaluator, batch, method }
}

/** The caller waits a moment before each of its parts. */
function slowed(crew: ThreadCrew): Crew {
  const nap = new Int32Array(new SharedArrayBuffer(4))
  const slow = (plan: Phased): Phased => ({
    get phases() {
      return plan.phases.map((phase) => (member: number) => {
        Atomics.wait(nap, 0, 0, 1)
        phase(member)
      })
    }
  })
  return { size: crew.size, join: (job) => crew.join(job), work: (plan, number) => crew.work(slow(plan), number) }
}

/**
 * Parameters and losses after five clipped steps, and evaluations of the network before and after the last step, on the
 * batch that it learns.
 */
async function train(work: Case, members: number, rule = optimizer, use?: Use): Promise<Trained> {
  const { learner, crew, evaluator, batch, method } = setUp(work, members, rule, use)
  const states: State[] = []
  const evaluate = (): Evaluation => {
    evaluator.refresh()
    const evaluation = evaluator.evaluate(batch, method)
    states.push(evaluator.finalState())
    return evaluation
  }
  try {
    // Evaluates between steps and after them, so that the crew changes from one plan to the other and back.
    const losses = Array.from({ length: 4 }, () => learner.trainStep(batch).loss)
    const evaluations = [evaluate()]
    losses.push(learner.trainStep(batch).loss)
    evaluations.push(evaluate())
    states.push(learner.finalState())
    return { losses, parameters: learner.parameters.flat.slice(), evaluations, states }
  } finally {
    await crew?.dismiss()
  }
}

const numbers = ({ h0, z0 }: State): number[] => [...h0, ...(z0 ?? [])]

describe.each(cases)('$what', (work) => {
  it.each([2, 3])('%d members: the network of one but for rounding', async (members) => {
    const alone = await train(work, 1)
    const shared = await train(work, members, optimizer, { threads: 2 })
    shared.losses.forEach((loss, step) => expect(Math.abs(loss - alone.losses[step])).toBeLessThan(1e-5 * (1 + loss)))
    // The evaluation before the last step has the same loss as that step.
    const [{ lossSum, targets }] = shared.evaluations
    expect(Math.abs(lossSum / targets - shared.losses[4])).toBeLessThan(1e-5 * (1 + shared.losses[4]))
    shared.evaluations.forEach((evaluation, i) => {
      const wanted = alone.evaluations[i]
      expect(Math.abs(evaluation.lossSum - wanted.lossSum)).toBeLessThan(1e-4 * (1 + wanted.lossSum))
      expect({ ...evaluation, lossSum: 0 }).toEqual({ ...wanted, lossSum: 0 })
    })
    shared.states.forEach((state, i) => {
      const wanted = numbers(alone.states[i])
      expect(Math.max(...numbers(state).map((value, j) => Math.abs(value - wanted[j])))).toBeLessThan(1e-4)
    })
  })

  it.each([2, 5])('%d members: the same to the last bit, whichever threads do their parts', async (members) => {
    const wanted = await train(work, members, optimizer, { threads: 1 })
    const uses: Use[] = [
      { threads: 2 },
      { threads: 2, slow: true },
      { threads: members, slow: true },
      { threads: members, active: [1, members, 2], slow: true },
      { threads: members, active: [members, 1], gathered: false }
    ]
    for (const use of uses) expect(await train(work, members, optimizer, use)).toEqual(wanted)
  })
})

it.each(['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw'] as const)(
  '%s: an update shared out is the whole one',
  async (kind) => {
    const rule = { ...optimizer, kind, momentum: 0.9, l2: 0.1, clipNorm: 0.1 }
    const alone = (await train(cases[0], 1, rule)).parameters
    for (const members of [2, 3]) {
      const shared = (await train(cases[0], members, rule)).parameters
      const differences = Array.from(shared, (value, i) => Math.abs(value - alone[i]) / (1 + Math.abs(value)))
      expect(Math.max(...differences)).toBeLessThan(1e-4)
      for (const use of [{ threads: 1 }, { threads: members, slow: true }]) {
        expect((await train(cases[0], members, rule, use)).parameters).toEqual(shared)
      }
    }
  }
)

describe('a helper', () => {
  /** A helper's program that is not the real one. */
  const program = (file: string, text: string): string => {
    writeFileSync(join(folder, file), text)
    return file
  }
  /** A helper's program that arrives and leaves like a real one, and executes `part` for each of its parts. */
  const helper = (file: string, part: string): string =>
    program(
      file,
      `
    import { workerData } from 'node:worker_threads'
    import { Turns } from './turns.mjs'
    const { memory, control, members } = workerData
    const part = () => { ${part} }
    new Turns(memory.buffer, control, members).help(() => ({ phases: Array(100).fill(part) }))
  `
    )

  it.each([
    [
      'does not load',
      (): string => program('broken.mjs', 'throw new Error("no such instruction")'),
      'no such instruction'
    ],
    ['is not there', (): string => 'missing.mjs', 'missing.mjs']
  ])('that %s costs a thread, and not a bit', async (_, file, reason) => {
    const wanted = await train(cases[0], 2, optimizer, { threads: 1 })
    const use = { threads: 2, file: file(), gathered: false }
    expect(await train(cases[0], 2, optimizer, use)).toEqual(wanted)

    const { learner, crew, batch } = setUp(cases[0], 2, optimizer, use)
    expect(crew!.fewerThreads).toBeNull()
    learner.trainStep(batch)
    await eventually(() => expect(crew!.fewerThreads).toBe(1))
    expect(crew!.trouble!.message).toContain(reason)
    learner.trainStep(batch)
    await crew!.dismiss()
  })

  it('that never comes is not waited for, and can be dismissed', async () => {
    const wanted = await train(cases[0], 3, optimizer, { threads: 1 })
    const file = program('endless.mjs', 'for (;;);')
    expect(await train(cases[0], 3, optimizer, { threads: 3, file, gathered: false })).toEqual(wanted)
  })

  it.each([
    ['fails', 'throw new Error("fault")', 'A helper thread has failed.'],
    ['dies', 'process.exit(3)', 'A helper thread does not answer.'],
    ['stays for ever', 'for (;;);', 'A helper thread does not answer.']
  ])(
    'that %s in the middle of its part stops the training with an error, not for ever',
    async (what, part, message) => {
      const file = helper(`${what.replaceAll(' ', '-')}.mjs`, part)
      const { learner, crew, batch } = setUp(cases[0], 2, optimizer, { threads: 2, file, slow: true })
      const steps = (): void => {
        for (let step = 0; step < 1000; step++) learner.trainStep(batch)
      }
      expect(steps).toThrow(message)
      // Only half of the step is done, so no other step can follow.
      expect(() => learner.trainStep(batch)).toThrow(message)
      await crew!.dismiss()
    }
  )
})
