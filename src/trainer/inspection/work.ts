// Limits how long an answer may take. Answers are generators: between two pieces the trainer trains and handles
// messages.
// One forward and backward pass is one piece, because the reference engine does it in one call. So its size is limited.
// Answers of many pieces are limited to a time for which a person will wait.
//
// Measured: forward 4 ns, backward 5 ns for each parameter and step.

import { backward, type Backward } from '../../engine/reference/backward'
import { forward, loss, type ReferencePass } from '../../engine/reference/forward'
import type { Model } from '../../model/model'
import { parameterCount } from '../../model/tensors'
import type { InspectionAnswer } from '../../shared/inspection'
import { Refusal } from '../refusal'
import type { Case } from './source'

/** An answer in pieces. Throws an Error with a message for a person. */
export type Work<Kind extends InspectionAnswer['kind']> = Generator<void, AnswerOf<Kind>>
export type AnswerOf<Kind extends InspectionAnswer['kind']> = Extract<InspectionAnswer, { kind: Kind }>
/** The buffer holds nothing else, because a port sends whole buffers. */
export type Numbers = Float64Array<ArrayBuffer>

/** Parameters × steps of one pass: about half a second for forward and backward. */
const largestPass = 6e7
/** Numbers of an answer: 32 MB. */
const largestAnswer = 4e6

export interface Unrolling {
  trace: ReferencePass
  back: Backward
}

/** Forward and backward, truncated as the case says. */
export function unrollCase(subject: Case): Unrolling {
  const trace = traceOf(subject)
  const back = backward(trace, subject)
  if (!back.gradients.flat.every(Number.isFinite))
    throw new Refusal('gradient-too-large', 'The gradient is too large for float64. Look at fewer steps.')
  return { trace, back }
}

/** Forward only. */
export function traceOf({ model, parameters, batch, method }: Case): ReferencePass {
  limitSteps(batch.tau, largestSteps(model))
  const trace = forward(model, parameters, batch, { method })
  if (!Number.isFinite(loss(trace)))
    throw new Refusal('loss-not-finite', 'The loss is not finite. Look at fewer steps, or at a checkpoint from before.')
  return trace
}

/** Throws when a question has more steps than can be answered. */
export function limitSteps(tau: number, most: number): void {
  if (tau <= most) return
  const steps = Math.floor(most)
  if (steps < 1) throw new Refusal('network-too-large', 'This network is too large for this question.')
  throw new Refusal(
    'too-many-steps',
    `This network is too large to look at ${tau} steps here. Look at ${steps} steps at most.`,
    { tau, steps }
  )
}

export function largestSteps(model: Model): number {
  const { nx, nh, ny } = model
  // x, a, h, ∇h with its parts, ∇a; z, o, ŷ, y, ∇o with its parts.
  return Math.min(largestPass / parameterCount(model), largestAnswer / (nx + 6 * nh + 7 * ny))
}
