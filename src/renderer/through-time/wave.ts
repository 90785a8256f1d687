// The two waves through the graph as one number: first the forward wave fills the steps, then the backward wave comes
// back. A step begins when the steps that it waits for are done; then it fills in stages.

import { gradientComesBack, stepsAreIndependent } from '../../model/model'
import type { Unrolled } from '../../shared/inspection'

/** Forward: 1 x, 2 h, 3 o and ŷ, 4 y and L. Backward: 1 ∇o, 2 ∇h, 3 what goes on to step t − 1. */
export interface Stages {
  forward: number
  backward: number
}
const forwardStages = 4
const backwardStages = 3

/** The number of steps in a row that wait for each other, on the way forward and on the way back. */
export interface Course {
  tau: number
  forward: number
  backward: number
}

/**
 * Where only the truth is fed in, no step waits for another, and all go at once. Where own outputs are fed in as
 * constants, steps wait on the way forward alone. Truncation divides the way back into parts that do not wait for each
 * other.
 */
export function courseOf({
  recurrence,
  method,
  truncation,
  tau
}: Pick<Unrolled, 'recurrence' | 'method' | 'truncation' | 'tau'>): Course {
  return {
    tau,
    forward: stepsAreIndependent(recurrence, method) ? 1 : tau,
    backward: gradientComesBack(recurrence, method) ? Math.min(tau, truncation || tau) : 1
  }
}

export const lengthOf = ({ forward, backward }: Course): number => forward + backward

/** The number of steps that are done before step t begins. */
const waitsForward = (t: number, { forward }: Course): number => Math.min(t, forward) - 1
const waitsBackward = (t: number, { tau, backward }: Course): number =>
  Math.min(tau, Math.ceil(t / backward) * backward) - t

const stage = (progress: number, stages: number): number => Math.min(stages, Math.max(0, Math.ceil(progress * stages)))

export function stagesOf(position: number, t: number, course: Course): Stages {
  return {
    forward: stage(position - waitsForward(t, course), forwardStages),
    backward: stage(position - course.forward - waitsBackward(t, course), backwardStages)
  }
}

/** The place of a wave: the steps that fill at once, and the last of them. */
export interface WavePlace {
  t: number
  steps: number[]
  backward: boolean
}

/** Before it begins, the wave is at the first step. */
export function placeOf(position: number, course: Course): WavePlace {
  const reached = Math.max(1, Math.ceil(position))
  const backward = reached > course.forward
  const [waits, turn] = backward ? [waitsBackward, reached - course.forward] : [waitsForward, reached]
  const steps = Array.from({ length: course.tau }, (_, i) => i + 1).filter((t) => waits(t, course) === turn - 1)
  return { t: steps.at(-1) ?? 1, steps, backward }
}

/** Goes one whole turn forward or back. */
export function stepped(position: number, by: -1 | 1, course: Course): number {
  const next = by > 0 ? Math.floor(position) + 1 : Math.ceil(position) - 1
  return Math.min(lengthOf(course), Math.max(0, next))
}
