// One kind of question to the trainer: what it answered last, or why it did not. Never two of them are in flight:
// what is asked meanwhile waits, and of those that wait only the newest is asked.

import { onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { InspectionAnswer, InspectionSource, Question } from '../../shared/inspection'

export type Ask = (question: Question) => Promise<InspectionAnswer>
export interface PanelProps {
  ask: Ask
  source: InspectionSource
  /** Whether the parameters are those of now, and change. */
  live: boolean
  /** Training step of the parameters; null before it is known. */
  step: number | null
  /** Steps of the stored checkpoints, in order. */
  checkpoints: readonly number[]
}

type Kind = Question['ask']
type QuestionTo<K extends Kind> = Extract<Question, { ask: K }>
export type AnswerTo<K extends Kind> = Extract<InspectionAnswer, { kind: K }>

export interface Asked<K extends Kind> {
  answer: Readonly<ShallowRef<AnswerTo<K> | null>>
  /** Why the last question has no answer; empty when it has one. */
  failure: Readonly<Ref<string>>
  loading: Readonly<Ref<boolean>>
  /** Done when nothing is asked any more. */
  put(question: QuestionTo<K>): Promise<void>
  clear(): void
}

export function useQuestion<K extends Kind>(kind: K, ask: () => Ask): Asked<K> {
  const answer: ShallowRef<AnswerTo<K> | null> = shallowRef(null)
  const failure = ref('')
  const loading = ref(false)
  let next: QuestionTo<K> | null = null
  /** Counts what makes answers under way worthless. */
  let turn = 0

  const isMine = (got: InspectionAnswer): got is AnswerTo<K> => got.kind === kind

  async function put(question: QuestionTo<K>): Promise<void> {
    next = question
    turn++
    if (loading.value) return
    loading.value = true
    while (next) {
      const asked: QuestionTo<K> = next
      const mine = turn
      next = null
      try {
        const got = await ask()(asked)
        if (mine !== turn) continue
        if (!isMine(got)) throw new Error(`Asked for ${kind}, got ${got.kind}.`)
        answer.value = got
        failure.value = ''
      } catch (error) {
        if (mine !== turn) continue
        answer.value = null
        failure.value = error instanceof Error ? error.message : String(error)
      }
    }
    loading.value = false
  }

  function clear(): void {
    next = null
    turn++
    answer.value = null
    failure.value = ''
  }
  onScopeDispose(clear)
  return { answer, failure, loading, put, clear }
}
