// A question and what came of it, kept together, so that no answer is ever shown under another question's name: whoever
// shows an answer takes its labels from the question beside it, and says so while another question is under way.

import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { Answer } from '../../shared/bridge'
import type { Experiment } from '../../shared/experiment'
import type { Why } from '../../shared/messages'

export type Failing = Why & { path?: string[] }

export interface Asked<Q, A> {
  /** The last answer with its question. It stays while the next question is under way. */
  answered: ComputedRef<{ question: Q; answer: A } | null>
  /** Why the last question has no answer. It goes as soon as another question is put. */
  failure: ComputedRef<Failing | null>
  /** A question is under way. */
  pending: ComputedRef<boolean>
  /** What stands in `answered` is of another question than the one under way. */
  stale: ComputedRef<boolean>
  /** Done when nothing is asked any more. */
  put(question: Q): Promise<void>
  clear(): void
}

export interface Asking<Q> {
  /** Questions with the same key are the same question, asked again. */
  keyOf?: (question: Q) => unknown
  /** Milliseconds that a question waits for a newer one. */
  delay?: number
}

/** What went wrong, in the shape of an answer. */
const failed = (error: unknown): Answer<never> => ({
  ok: false,
  message: error instanceof Error ? error.message : String(error)
})

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/**
 * Never two questions are in flight: what is put meanwhile waits, and of those that wait only the newest is asked. An
 * answer that comes when something else has been put is dropped.
 */
export function useAnswer<Q, A>(
  request: (question: Q) => Promise<Answer<A>>,
  { keyOf = (question) => question, delay = 0 }: Asking<Q> = {}
): Asked<Q, A> {
  const settled = shallowRef<{ question: Q; result: Answer<A> } | null>(null)
  const wanted = shallowRef<{ question: Q } | null>(null)
  let busy = false

  async function put(question: Q): Promise<void> {
    wanted.value = { question }
    if (busy) return
    busy = true
    while (wanted.value) {
      const mine: { question: Q } = wanted.value
      if (delay > 0) await pause(delay)
      if (wanted.value !== mine) continue
      const result = await request(mine.question).catch(failed)
      if (wanted.value !== mine) continue
      settled.value = { question: mine.question, result }
      wanted.value = null
    }
    busy = false
  }

  function clear(): void {
    wanted.value = null
    settled.value = null
  }
  onScopeDispose(clear)

  const key = (of: { question: Q }): string => JSON.stringify(keyOf(of.question))
  const stale = computed(
    () => wanted.value !== null && settled.value !== null && key(wanted.value) !== key(settled.value)
  )
  return {
    answered: computed(() =>
      settled.value?.result.ok ? { question: settled.value.question, answer: settled.value.result.value } : null
    ),
    failure: computed(() => (settled.value && !settled.value.result.ok && !stale.value ? settled.value.result : null)),
    pending: computed(() => wanted.value !== null),
    stale,
    put,
    clear
  }
}

/** What main says of an experiment, asked again a while after the experiment has changed. `relevant` is the part that the answer depends on. */
export function useAnswerAbout<A>(
  experiment: Readonly<Ref<Experiment | null>>,
  relevant: (experiment: Experiment) => unknown,
  request: (experiment: unknown) => Promise<Answer<A>>,
  delay: number
): Asked<Experiment, A> {
  const asked = useAnswer<Experiment, A>(request, { keyOf: relevant, delay })
  watch(
    () => experiment.value && JSON.stringify(relevant(experiment.value)),
    (key) => {
      if (key === null) asked.clear()
      else void asked.put(experiment.value!)
    },
    { immediate: true }
  )
  return asked
}
