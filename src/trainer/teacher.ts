// Scheduled sampling: decides for each step of a sequence whether the true output is fed back. All coins of a training
// step are thrown before it, from a random stream that depends only on the seed and the step. So a run that continues
// throws the same coins.

import type { Batch } from '../engine/batch'
import { Random } from '../engine/random'
import type { Experiment } from '../shared/experiment'
import { truthProbability } from '../shared/scheduled-sampling'
import { streams } from './network'

/** The batch of training step `step` (0 is the first) with its teacher; unchanged where the method has no coins. */
export function withTeacher(batch: Batch, { seed, learning }: Experiment, step: number): Batch {
  if (learning.method !== 'scheduled-sampling') return batch
  const random = new Random(seed).fork(streams.coins).fork(step)
  const epsilon = truthProbability(learning, step)
  const { tau, batch: B } = batch
  // Each sequence throws a coin for every step, or one coin for all its steps.
  const steps = learning.truthCoin === 'step' ? tau : 1
  const thrown = Uint8Array.from({ length: steps * B }, () => (random.next() < epsilon ? 1 : 0))
  const truth = Uint8Array.from({ length: tau * B }, (_, i) => thrown[i % thrown.length])
  return { ...batch, teacher: { truth, streams: Uint32Array.from({ length: B }, () => random.integer(2 ** 32)) } }
}
