// What a network is: its recurrence, its readout, its output and its sizes. Deep Learning, chapter 10. Every folder may
// import it. Other lists of these words are derived from it.

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
 * - `scheduled-sampling`: z(t−1) is the true y(t−1) with a probability that falls during training, else the model's own
 *   output, which is a constant there: no gradient flows through it (Bengio et al. 2015).
 */
export const methods = ['bptt', 'teacher-forcing', 'free-running', 'scheduled-sampling'] as const
export type Method = (typeof methods)[number]

/** How the probability of the truth falls. */
export const truthSchedules = ['linear', 'exponential', 'inverse-sigmoid'] as const
/** What one throw of the coin decides: one step of a sequence, or the whole sequence. */
export const coins = ['step', 'sequence'] as const

/** Whether o(t) must be known before step t + 1 can begin, because z(t) is, or may be, the network's own output. */
export const feedsOwnOutput = (method: Method): boolean => method === 'free-running' || method === 'scheduled-sampling'

/**
 * Whether z(t−1) is the true output wherever it is known, when the trained network reads a text or a series: it has seen
 * true outputs in training. In samples, forecasts, scores and exported files x(t) tells it.
 */
export const readsTruth = (method: Method): boolean => method === 'teacher-forcing' || method === 'scheduled-sampling'

/** Whether a gradient can come from step t + 1 back to step t: along W, or through an output that was fed back. */
export const gradientComesBack = (recurrence: Recurrence, method: Method): boolean =>
  recurrence !== 'output' || method === 'free-running'

/** Whether no step waits for the one before it: teacher forcing with no h → h, so that all z are known beforehand. */
export function stepsAreIndependent(recurrence: Recurrence, method: Method): boolean {
  return recurrence === 'output' && method === 'teacher-forcing'
}

/** The methods that fit a recurrence: `bptt` where no output is fed back, the others where z is fed back. */
export function methodsFor(recurrence: Recurrence): readonly Method[] {
  return recurrence === 'hidden' ? ['bptt'] : methods.filter((method) => method !== 'bptt')
}
