// The checkpoints of a run that still lie in its folder.

import type { RunEvent } from '../../shared/run'

/** How many of the newest the trainer keeps, beside the best. */
const kept = 3

export function storedCheckpoints(events: readonly RunEvent[]): number[] {
  const losses = new Map<number, number>()
  for (const event of events) if (event.type === 'checkpoint') losses.set(event.step, event.validationLoss ?? Infinity)
  const steps = [...losses.keys()].sort((a, b) => a - b)
  const measured = steps.filter((step) => losses.get(step)! < Infinity)
  const best = measured.reduce((least, step) => (losses.get(step)! < losses.get(least)! ? step : least), measured[0])
  return steps.filter((step, i) => i >= steps.length - kept || step === best)
}
