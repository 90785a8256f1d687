// The segments of time steps that are computed together where states are recomputed or need not be kept.

/** The rows that a matrix product needs to run at full speed: the steps of a segment times the batch. */
const fullSpeedRows = 128

/** The fewest steps of a segment, unless the sequence is shorter. */
export const leastSegment = (batch: number): number => Math.ceil(fullSpeedRows / batch)

/** About √τ steps, and at least as many as a matrix product needs to run at full speed. */
export const segmentLength = (tau: number, batch: number): number =>
  Math.min(tau, Math.max(Math.ceil(Math.sqrt(tau)), leastSegment(batch)))
