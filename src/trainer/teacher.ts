// Scheduled sampling: who decides at each step of a sequence whether the truth is fed. The coins of a training step are
// thrown beforehand, from a stream that the seed and the step give, so that a run that goes on throws the same.

import type { Batch } from '../engine/batch'
import { Random } from '../engine/random'
import type { Experiment } from '../shared/experiment'
import { truthProbability } from '../shared/scheduled-sampling'
import { streams } from './network'

/** The batch of training step `step` (0 is the first) with its teacher; as it is where the method takes none. */
export function withTeacher(batch: Batch, { seed, learning }: Experiment, step: number): Batch {
  if (learning.method !== 'scheduled-sampling') return batch
  const random = new Random(seed).fork(streams.coins).fork(step)
  const epsilon = truthProbability(learning, step)
  const { tau, batch: B } = batch
  // A coin for each sequence of a step, or one for all steps of it.
  const steps = learning.truthCoin === 'step' ? tau : 1
  const thrown = Uint8Array.from({ length: steps * B }, () => (random.next() < epsilon ? 1 : 0))
  const truth = Uint8Array.from({ length: tau * B }, (_, i) => thrown[i % thrown.length])
  return { ...batch, teacher: { truth, streams: Uint32Array.from({ length: B }, () => random.integer(2 ** 32)) } }
}
