// Keeps a question together with its answer, so that no answer is ever shown under the name of another question. A
// component takes the labels of an answer from its question, and marks the answer while a newer question is under way.

import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { Answer } from '../../shared/bridge'
import type { Experiment } from '../../shared/experiment'
import type { Why } from '../../shared/messages'

export type Failing = Why & { path?: string[] }

export interface Asked<Q, A> {
  /** The last answer with its question. It stays while the next question is under way. */
  answered: ComputedRef<{ question: Q; answer: A } | null>
  /** Why the last question has no answer. It disappears with the next question. */
  failure: ComputedRef<Failing | null>
  /** True while a question is under way. */
  pending: ComputedRef<boolean>
  /** True while the answer in `answered` belongs to an older question than the one under way. */
  stale: ComputedRef<boolean>
  /** Resolves when no question is under way any more. */
  put(question: Q): Promise<void>
  clear(): void
}

export interface Asking<Q> {
  /** Two questions with the same key are the same question. */
  keyOf?: (question: Q) => unknown
  /** How long a question waits for a newer one, in milliseconds. */
  delay?: number
}

/** What went wrong, as an answer. */
const failed = (error: unknown): Answer<never> => ({
  ok: false,
  message: error instanceof Error ? error.message : String(error)
})

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/**
 * Only one question is under way at a time. A new question waits, and the newest one replaces any other that waits. An
 * answer is dropped when it arrives after another question.
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

/**
 * Asks main about an experiment, and asks again shortly after the experiment changes. `relevant` is the part of the
 * experiment that the answer depends on.
 */
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
