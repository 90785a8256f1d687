// What the view looks at, and how it asks the trainer for it.

import type { InspectionSource, Unrolled } from '../../shared/inspection'

export interface Choice {
  /** Step of a checkpoint, or the parameters as they are. */
  at: number | 'now'
  /** Checkpoint laid beside it. */
  against: number | null
  sequence: number
  steps: number | null
  truncation: number | null
  /** Look again and again while the run trains. */
  follow: boolean
}

/** More are drawn without trouble, but computed and carried slowly. */
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

/** For questions that follow an unrolled answer: the very same parameters and sequence, which training may have left behind. */
export const followUp = ({ held, sequence, tau, truncation }: Unrolled): InspectionSource => ({
  at: { held },
  sequence,
  steps: tau,
  truncation: truncation ?? 0
})
