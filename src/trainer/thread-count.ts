// The number of parts of a step, which are the members of its plan. It decides the bits of the result, so it depends
// only on the work and the number of cores. pace.ts decides during training how many threads do these parts.

/** The work of a training step that can be shared. */
export interface StepWork {
  /** Floating-point operations. */
  operations: number
  parameters: number
  /** How many pieces can be shared: sequences, or steps when they are independent. */
  parts: number
}

/** With fewer operations for each member, threads lose more time by waiting than they gain. */
const worthSharing = 2e6
/** The most floats of all gradients together; each member has its own gradients. */
const gradientFloats = 2 ** 27
/** The most threads, as in the settings. */
const mostMembers = 64

/**
 * As many members as there are cores, but no more than the work justifies. Among numbers with an equally small largest
 * member, it takes the smallest. One sequence has two members: one computes the recurrence, and one follows.
 */
export function memberCount({ operations, parameters, parts }: StepWork, cores: number): number {
  const most = Math.min(
    cores,
    mostMembers,
    Math.floor(operations / worthSharing),
    Math.max(2, Math.floor(gradientFloats / parameters))
  )
  if (most < 2) return 1
  if (parts < 2) return 2
  return Math.ceil(parts / Math.ceil(parts / most))
}
