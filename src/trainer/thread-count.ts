// Into how many parts a step is split: the members of its plan. It decides the bits of the result, and so it follows from
// the work and from the number of cores alone. How many threads do these parts is decided while they do (pace.ts).

/** What a training step gives to share. */
export interface StepWork {
  /** Floating-point operations. */
  operations: number
  parameters: number
  /** What can be shared out: sequences, or steps where they are independent. */
  parts: number
}

/** Operations of a member below which threads lose more by waiting for each other than they win. */
const worthSharing = 2e6
/** Floats of all gradients together: each member has a set of its own. */
const gradientFloats = 2 ** 27
/** As the settings allow. */
const mostMembers = 64

/**
 * As many members as there are cores, and no more than the work is worth; of those numbers that leave the largest member as
 * small, the least. One sequence is shared by one that goes along it and one that follows.
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
