// Scheduled sampling (Bengio, Vinyals, Jaitly, Shazeer 2015): how often the true output is fed back, over the steps of
// training.

import type { Experiment } from './experiment'

/**
 * ε(i), the probability that z(t) is the true y(t) in training step i (0 is the first):
 *
 *   linear            ε(i) = max(ε_min, 1 − i / k)
 *   exponential       ε(i) = max(ε_min, exp(−i / k))
 *   inverse sigmoid   ε(i) = max(ε_min, k / (k + exp(i / k)))
 */
export function truthProbability(
  { truthSchedule, truthDecay: k, truthLeast }: Experiment['learning'],
  i: number
): number {
  const epsilon = {
    linear: 1 - i / k,
    exponential: Math.exp(-i / k),
    'inverse-sigmoid': k / (k + Math.exp(i / k))
  }[truthSchedule]
  return Math.max(truthLeast, epsilon)
}
