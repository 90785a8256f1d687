// The work by which the speed of training is measured. One step is: forward, back-propagation through all τ steps,
// clipping by norm 1, Adam (learning rate 0.002). It is in float32, on one-hot input with softmax at every step and
// h(0) = 0. Weights (±1/√nh) and data (a noisy affine sequence) come from seeds.

import type { Batch } from '../src/engine/batch'
import { Learner, type LearnerOptions } from '../src/engine/learner'
import type { Model } from '../src/model/model'
import { Random } from '../src/engine/random'

export interface Work {
  hidden: number
  vocab: number
  batch: number
  seq: number
  recurrence: 'hidden' | 'output'
  recompute: boolean
}

export interface Measurement {
  tokens_per_s: number
  ms_per_step: number
  final_loss: number
}

export const modelOf = ({ hidden, vocab, recurrence }: Work): Model => ({
  recurrence,
  readout: 'every-step',
  output: 'softmax',
  feedback: 'probabilities',
  nx: vocab,
  nh: hidden,
  ny: vocab
})

/** The median time of so many steps, after some steps that do not count. */
export function measure(
  work: Work,
  steps: number,
  { kernels, crew }: Pick<LearnerOptions, 'kernels' | 'crew'>
): Measurement {
  const { hidden, vocab, batch, seq, recurrence, recompute } = work
  const corpusLength = Math.max(65536, 2 * seq)
  const corpus = makeCorpus()
  const learner = new Learner({
    model: modelOf(work),
    method: recurrence === 'hidden' ? 'bptt' : 'teacher-forcing',
    tau: seq,
    batch,
    input: 'index',
    truncation: null,
    recompute,
    kernels,
    crew,
    optimizer: {
      kind: 'adam',
      learningRate: 2e-3,
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
  })

  // V8 compiles only code that runs often. This does not matter in minutes of training, but a measurement of a few
  // milliseconds would measure the interpreter. So the network first trains for a moment, and then begins again.
  begin()
  for (const end = performance.now() + 300; performance.now() < end;) learner.trainStep(batchAt(0))
  begin()

  const warmUp = Math.max(2, Math.floor(steps / 10))
  const times: number[] = []
  let loss = NaN
  for (let step = 0; step < warmUp + steps; step++) {
    const next = batchAt(step)
    const from = performance.now()
    loss = learner.trainStep(next).loss
    times.push(performance.now() - from)
  }
  const median = middle(times.slice(warmUp))
  return {
    tokens_per_s: Math.round((batch * seq * 1e4) / median) / 10,
    ms_per_step: Math.round(median * 1e4) / 1e4,
    final_loss: Math.round(loss * 1e5) / 1e5
  }

  /** Sets the weights of the seed; no step is made yet. */
  function begin(): void {
    for (const slot of learner.optimizer.slots) slot.fill(0)
    learner.optimizer.updates = 0
    learner.step = 0
    const random = new Random(1234)
    const bound = 1 / Math.sqrt(hidden)
    for (const name of ['U', 'W', 'b', 'V', 'c'] as const) {
      const tensor = learner.parameters[name]
      for (let i = 0; i < tensor.length; i++) tensor[i] = (random.next() * 2 - 1) * bound
    }
  }

  /** s(n+1) = 5 s(n) + 3 modulo the vocabulary, with a jump now and then. */
  function makeCorpus(): Int32Array {
    const random = new Random(4321)
    let symbol = 0
    return new Int32Array(corpusLength).map(() => {
      const jumps = random.next() < 0.1
      const jump = Math.floor(random.next() * vocab)
      symbol = (symbol * 5 + 3 + (jumps ? jump : 0)) % vocab
      return symbol
    })
  }

  /** Lane s reads from its own part of the corpus; step n begins n · τ further on. */
  function batchAt(step: number): Batch {
    const x = new Int32Array(seq * batch)
    const y = new Int32Array(seq * batch)
    for (let s = 0; s < batch; s++) {
      const from = (step * seq + s * Math.floor(corpusLength / batch)) % (corpusLength - seq - 1)
      for (let t = 0; t < seq; t++) {
        x[t * batch + s] = corpus[from + t]
        y[t * batch + s] = corpus[from + t + 1]
      }
    }
    return {
      tau: seq,
      batch,
      x: { kind: 'index', index: x },
      y: { kind: 'index', index: y },
      mask: null,
      h0: null,
      z0: null
    }
  }
}

function middle(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
