// What the view looks at, and how it asks the trainer for it.

import type { InspectionSource, Unrolled } from '../../shared/inspection'

export interface Choice {
  /** The step of a checkpoint, or the current parameters. */
  at: number | 'now'
  /** A second checkpoint to compare with. */
  against: number | null
  sequence: number
  steps: number | null
  truncation: number | null
  /** Whether to ask again and again while the run trains. */
  follow: boolean
}

/** From this many steps on, it takes long to compute and send them (drawing is still fast). */
const manySteps = 500

export const firstChoice = (sequenceLength: number): Choice => ({
  at: 'now',
  against: null,
  sequence: 0,
  steps: sequenceLength > manySteps ? manySteps : null,
  truncation: null,
  follow: true
})

export const sourceOf = ({ sequence, steps, truncation }: Choice, at: InspectionSource['at']): InspectionSource => ({
  at,
  sequence,
  steps,
  truncation
})

/**
 * The source for questions about an unrolled answer: exactly the same parameters and sequence, even if training has
 * continued since.
 */
export const followUp = ({ held, sequence, tau, truncation }: Unrolled): InspectionSource => ({
  at: { held },
  sequence,
  steps: tau,
  truncation: truncation ?? 0
})
