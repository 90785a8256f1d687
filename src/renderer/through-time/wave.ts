// The two waves through the graph as one number: from 0 to τ the forward wave has filled so many steps, from τ to 2τ
// the backward wave comes back from τ to 1. In between, a step fills in stages.

/** Forward: 1 x, 2 h, 3 o and ŷ, 4 y and L. Backward: 1 ∇o, 2 ∇h, 3 what goes on to step t − 1. */
export interface Stages { forward: number; backward: number }
const forwardStages = 4
const backwardStages = 3

const stage = (progress: number, stages: number): number => Math.min(stages, Math.max(0, Math.ceil(progress * stages)))

export function stagesOf(position: number, t: number, tau: number): Stages {
  return {
    forward: stage(position - (t - 1), forwardStages),
    backward: stage(position - tau - (tau - t), backwardStages)
  }
}

/** The step at which the wave is; before it has begun, step 1. */
export function placeOf(position: number, tau: number): { t: number; backward: boolean } {
  const reached = Math.max(1, Math.ceil(position))
  return reached <= tau ? { t: reached, backward: false } : { t: Math.max(1, 2 * tau - reached + 1), backward: true }
}

/** One whole step on or back. */
export function stepped(position: number, by: -1 | 1, tau: number): number {
  const next = by > 0 ? Math.floor(position) + 1 : Math.ceil(position) - 1
  return Math.min(2 * tau, Math.max(0, next))
}
