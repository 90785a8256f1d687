// Threads: the same work shared out gives the same network.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { State } from '../../src/engine/batch'
import { Evaluator, type Evaluation } from '../../src/engine/evaluate'
import { Learner } from '../../src/engine/learner'
import type { OptimizerOptions } from '../../src/engine/optimizer'
import { Arena, wasmKernels } from '../../src/engine/wasm'
import { ThreadCrew } from '../../src/trainer/crew'
import { compile, instantiate, newMemory } from '../../src/trainer/wasm-loader'
import { randomNetwork, type Combination } from '../engine/reference/helpers'

const root = resolve(import.meta.dirname, '../..')
let folder: string

// The helpers run compiled code, and so they do here: built from the sources, not from what the last build left.
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'unroll-crew-'))
  await build({
    configFile: false, root, logLevel: 'error',
    build: { ssr: 'src/trainer/crew-worker.ts', outDir: folder, emptyOutDir: true, rollupOptions: { output: { entryFileNames: 'crew-worker.mjs' } } }
  })
})
afterAll(() => rmSync(folder, { recursive: true }))

const optimizer: OptimizerOptions = {
  kind: 'adam', learningRate: 0.01, schedule: 'constant', warmupSteps: 0, decayEvery: 1, decayFactor: 1,
  momentum: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, l2: 0, clipNorm: 1, clipValue: null
}

interface Case extends Combination {
  what: string
  sizes: { nx: number; nh: number; ny: number; tau: number; batch: number }
  recompute?: boolean
}

const cases: Case[] = [
  { what: 'each thread its sequences', recurrence: 'hidden', readout: 'every-step', output: 'softmax', method: 'bptt', sizes: { nx: 7, nh: 33, ny: 9, tau: 12, batch: 11 } },
  { what: 'one sequence, shared out over time', recurrence: 'hidden', readout: 'every-step', output: 'softmax', method: 'bptt', sizes: { nx: 7, nh: 33, ny: 9, tau: 50, batch: 1 } },
  // Several pieces, the last of a single step: fewer than there are followers.
  { what: 'one long sequence', recurrence: 'hidden', readout: 'every-step', output: 'softmax', method: 'bptt', sizes: { nx: 7, nh: 17, ny: 9, tau: 257, batch: 1 } },
  { what: 'one long sequence, one output at the end', recurrence: 'hidden', readout: 'last-step', output: 'linear', method: 'bptt', sizes: { nx: 2, nh: 12, ny: 1, tau: 257, batch: 1 } },
  { what: 'one long sequence, free-running', recurrence: 'hidden+output', readout: 'every-step', output: 'sigmoid', method: 'free-running', sizes: { nx: 3, nh: 12, ny: 2, tau: 257, batch: 1 } },
  { what: 'one long sequence, teacher forcing', recurrence: 'hidden+output', readout: 'every-step', output: 'softmax', method: 'teacher-forcing', sizes: { nx: 4, nh: 12, ny: 5, tau: 257, batch: 1 } },
  { what: 'one output at the end', recurrence: 'hidden', readout: 'last-step', output: 'linear', method: 'bptt', sizes: { nx: 2, nh: 20, ny: 1, tau: 30, batch: 2 } },
  { what: 'teacher forcing, all steps at once', recurrence: 'output', readout: 'every-step', output: 'softmax', method: 'teacher-forcing', sizes: { nx: 5, nh: 40, ny: 6, tau: 41, batch: 4 } },
  { what: 'teacher forcing, real values', recurrence: 'output', readout: 'every-step', output: 'linear', method: 'teacher-forcing', sizes: { nx: 2, nh: 12, ny: 3, tau: 300, batch: 2 } },
  { what: 'teacher forcing of fewer steps than threads', recurrence: 'output', readout: 'every-step', output: 'sigmoid', method: 'teacher-forcing', sizes: { nx: 5, nh: 9, ny: 4, tau: 2, batch: 3 } },
  { what: 'teacher forcing, one output at the end', recurrence: 'output', readout: 'last-step', output: 'softmax', method: 'teacher-forcing', sizes: { nx: 5, nh: 9, ny: 6, tau: 150, batch: 3 } },
  { what: 'both recurrences', recurrence: 'hidden+output', readout: 'every-step', output: 'sigmoid', method: 'teacher-forcing', sizes: { nx: 5, nh: 40, ny: 6, tau: 9, batch: 8 } },
  { what: 'free-running', recurrence: 'output', readout: 'every-step', output: 'linear', method: 'free-running', sizes: { nx: 3, nh: 12, ny: 2, tau: 9, batch: 5 } },
  { what: 'gradient checkpointing', recurrence: 'hidden', readout: 'every-step', output: 'softmax', method: 'bptt', recompute: true, sizes: { nx: 7, nh: 33, ny: 9, tau: 70, batch: 6 } }
]

/** Parameters and losses after five steps, each clipped; and, tried twice on the batch that it learned, the network without learning. */
function train(
  { sizes, recompute = false, ...combination }: Case, threads: number, rule = optimizer
): { losses: number[]; parameters: Float32Array; evaluations: Evaluation[]; states: State[] } {
  const module = compile('wasm-128', join(root, 'resources'))
  const memory = newMemory()
  const arena = new Arena(memory)
  const kernels = wasmKernels('wasm-128', instantiate(module, memory), arena)
  const crew = threads === 1 ? null : new ThreadCrew(threads, 'wasm-128', module, memory, arena, join(folder, 'crew-worker.mjs'))
  const { model, method, batch, parameters } = randomNetwork(combination, 4, sizes)
  const learner = new Learner({
    model, method, tau: batch.tau, batch: batch.batch, input: batch.x.kind, truncation: null, recompute, optimizer: rule, kernels, crew
  })
  learner.parameters.flat.set(parameters.flat)
  const evaluator = new Evaluator(kernels, model, learner.weights, crew)
  evaluator.prepare(batch, method)
  const states: State[] = []
  const evaluate = (): Evaluation => {
    evaluator.refresh()
    const evaluation = evaluator.evaluate(batch, method)
    states.push(evaluator.finalState())
    return evaluation
  }
  try {
    // Between steps and after them, so that the crew goes from one plan to the other and back.
    const losses = Array.from({ length: 4 }, () => learner.trainStep(batch).loss)
    const evaluations = [evaluate()]
    losses.push(learner.trainStep(batch).loss)
    evaluations.push(evaluate())
    states.push(learner.finalState())
    return { losses, parameters: learner.parameters.flat.slice(), evaluations, states }
  } finally {
    crew?.dismiss()
  }
}

const numbers = ({ h0, z0 }: State): number[] => [...h0, ...(z0 ?? [])]

describe.each(cases)('$what', (work) => {
  it.each([2, 3])('%d threads: the network of one thread but for rounding, and the same from run to run', (threads) => {
    const alone = train(work, 1)
    const shared = train(work, threads)
    shared.losses.forEach((loss, step) => expect(Math.abs(loss - alone.losses[step])).toBeLessThan(1e-5 * (1 + loss)))
    // Before the last step it is tried on what that step then measures as its loss.
    const [{ lossSum, targets }] = shared.evaluations
    expect(Math.abs(lossSum / targets - shared.losses[4])).toBeLessThan(1e-5 * (1 + shared.losses[4]))
    shared.evaluations.forEach((evaluation, i) => {
      const wanted = alone.evaluations[i]
      expect(Math.abs(evaluation.lossSum - wanted.lossSum)).toBeLessThan(1e-4 * (1 + wanted.lossSum))
      expect({ ...evaluation, lossSum: 0 }).toEqual({ ...wanted, lossSum: 0 })
    })
    shared.states.forEach((state, i) => {
      numbers(state).forEach((value, j) => expect(Math.abs(value - numbers(alone.states[i])[j])).toBeLessThan(1e-4))
    })
    expect(train(work, threads)).toEqual(shared)
  })
})

it.each(['sgd', 'momentum', 'nesterov', 'rmsprop', 'adam', 'adamw'] as const)('%s: an update shared out is the whole one', (kind) => {
  const rule = { ...optimizer, kind, momentum: 0.9, l2: 0.1, clipNorm: 0.1 }
  const alone = train(cases[0], 1, rule).parameters
  for (const threads of [2, 3]) {
    const shared = train(cases[0], threads, rule).parameters
    shared.forEach((value, i) => expect(Math.abs(value - alone[i])).toBeLessThan(1e-4 * (1 + Math.abs(value))))
  }
})

it('a helper that cannot work stops the training with an error, not for ever', () => {
  const module = compile('wasm-128', join(root, 'resources'))
  const memory = newMemory()
  const arena = new Arena(memory)
  const kernels = wasmKernels('wasm-128', instantiate(module, memory), arena)
  const missing = new WebAssembly.Module(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]))
  const crew = new ThreadCrew(2, 'empty', missing, memory, arena, join(folder, 'crew-worker.mjs'))
  const { model, method, batch } = randomNetwork(cases[0], 4)
  const learner = new Learner({
    model, method, tau: batch.tau, batch: batch.batch, input: batch.x.kind, truncation: null, recompute: false, optimizer, kernels, crew
  })
  expect(() => learner.trainStep(batch)).toThrow('helper thread')
  crew.dismiss()
})
