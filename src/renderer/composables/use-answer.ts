import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { Answer } from '../../shared/bridge'
import type { Experiment } from '../../shared/experiment'
import type { Why } from '../../shared/messages'

export type Failing = Why & { path?: string[] }

export interface LiveAnswer<T> {
  answer: Readonly<ShallowRef<T | null>>
  failure: Readonly<ShallowRef<Failing | null>>
  loading: Readonly<Ref<boolean>>
}

/**
 * What main says of an experiment, asked again a while after the experiment has changed. `relevant` is the part that
 * the answer depends on; the last answer stays on screen until the next is there.
 */
export function useAnswer<T>(
  experiment: Readonly<Ref<Experiment | null>>,
  relevant: (experiment: Experiment) => unknown,
  request: (experiment: unknown) => Promise<Answer<T>>,
  milliseconds: number
): LiveAnswer<T> {
  const answer = shallowRef<T | null>(null)
  const failure = shallowRef<Failing | null>(null)
  const loading = ref(false)
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function run(asked: Experiment): Promise<void> {
    const mine = ++turn
    const result = await request(asked)
    if (mine !== turn) return
    loading.value = false
    answer.value = result.ok ? result.value : null
    failure.value = result.ok ? null : result
  }

  watch(() => experiment.value && JSON.stringify(relevant(experiment.value)), (key) => {
    clearTimeout(timer)
    turn++
    loading.value = key !== null
    if (key === null) {
      answer.value = null
      failure.value = null
    } else {
      timer = setTimeout(() => void run(experiment.value!), milliseconds)
    }
  }, { immediate: true })
  onScopeDispose(() => { clearTimeout(timer); turn++ })
  return { answer, failure, loading }
}
