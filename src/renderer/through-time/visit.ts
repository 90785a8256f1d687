// The last place in the view, kept for a person who returns to the same run from another view.

import { ref, type Ref, type ShallowRef } from 'vue'
import { firstChoice, type Choice } from './choice'
import { sameFocus, type Focus } from './focus'
import type { SectionKey } from './sections'
import { createTrail, type Trail } from './trail'

export interface Visit {
  run: string
  choice: Ref<Choice>
  section: Ref<SectionKey>
  trail: Trail<Focus>
}

/** A place in the view to which another view leads. */
export interface Place {
  section: SectionKey
  focus?: Focus
}

/** The visit in `kept`, or a new one where it belongs to another run. */
export function visitOf(kept: ShallowRef<Visit | null>, run: string, sequenceLength: number): Visit {
  if (kept.value?.run === run) return kept.value
  kept.value = {
    run,
    choice: ref(firstChoice(sequenceLength)),
    section: ref('graph'),
    trail: createTrail<Focus>({ of: 'a', t: 1, unit: 0 }, sameFocus)
  }
  return kept.value
}
