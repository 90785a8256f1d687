// What a network is: its recurrence, its readout, its output and its sizes. Deep Learning, chapter 10.
// No numbers live here, and everyone may import it: whatever lists these words elsewhere takes them from here.

/**
 * What flows from step t−1 to step t.
 *
 * | key             | equation                                | book                    |
 * | --------------- | --------------------------------------- | ----------------------- |
 * | `hidden`        | a(t) = b + W h(t−1) + U x(t)            | fig. 10.3               |
 * | `output`        | a(t) = b + W z(t−1) + U x(t)            | fig. 10.4               |
 * | `hidden+output` | a(t) = b + W h(t−1) + R z(t−1) + U x(t) | fig. 10.10, with hidden |
 */
export const recurrences = ['hidden', 'output', 'hidden+output'] as const
export type Recurrence = (typeof recurrences)[number]

/** Which steps carry a loss: every one, or only the last (fig. 10.5). */
export const readouts = ['every-step', 'last-step'] as const
export type Readout = (typeof readouts)[number]

/**
 * Output unit and its loss: softmax with negative log-likelihood, sigmoid with binary cross-entropy, linear with
 * squared error.
 */
export const outputs = ['softmax', 'sigmoid', 'linear'] as const
export type Output = (typeof outputs)[number]

/**
 * What a free-running categorical model feeds back: ŷ itself, its arg max, or a draw from it. Real-valued models feed
 * back o.
 */
export const feedbacks = ['probabilities', 'argmax', 'sample'] as const
type Feedback = (typeof feedbacks)[number]

export interface Model {
  recurrence: Recurrence
  readout: Readout
  output: Output
  feedback: Feedback
  /** Input size. */
  nx: number
  /** Hidden size. */
  nh: number
  /** Output size. */
  ny: number
}

/**
 * Where the gradient comes from.
 * - `bptt`: recurrence `hidden`; back-propagation through the unrolled graph, whole or truncated.
 * - `teacher-forcing`: z(t−1) is the true y(t−1). For `output` the steps then do not depend on each other.
 * - `free-running`: z(t−1) is the model's own output and the gradient flows back through it.
 */
export const methods = ['bptt', 'teacher-forcing', 'free-running'] as const
export type Method = (typeof methods)[number]

/** Whether no step waits for the one before it: teacher forcing with no h → h, so that all z are known beforehand. */
export function stepsAreIndependent(recurrence: Recurrence, method: Method): boolean {
  return recurrence === 'output' && method === 'teacher-forcing'
}

/** The methods that fit a recurrence: without z there is nothing to force, without h → h nothing to unroll. */
export function methodsFor(recurrence: Recurrence): readonly Method[] {
  return recurrence === 'hidden' ? ['bptt'] : ['teacher-forcing', 'free-running']
}
