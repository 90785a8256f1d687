// Follows several runs at once. Each is followed by the same flow as the run on screen. The run on screen is followed
// already, so its Trainer is used here too.

import { effectScope, onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useStudio } from '../studio'
import type { Trainer } from './use-trainer'

export interface Followed {
  id: string
  trainer: Trainer
}

/**
 * Follows the runs `ids`, in their order, for as long as the scope of the caller lasts. `looks` says whether the
 * models of stored runs are needed.
 */
export function useFollowed(
  ids: () => readonly string[],
  looks: Readonly<Ref<boolean>> = ref(false)
): Readonly<ShallowRef<readonly Followed[]>> {
  const { runs, trainer: onScreen, follow } = useStudio()
  const followed = shallowRef<readonly Followed[]>([])
  const others = new Map<string, { trainer: Trainer; end(): void }>()

  function followOne(id: string): Trainer {
    if (id === runs.selectedId.value) return onScreen
    const known = others.get(id)
    if (known) return known.trainer
    const scope = effectScope(true)
    const mine = ref<string | null>(id)
    const trainer = scope.run(() => follow(mine, looks))!
    others.set(id, {
      trainer,
      end() {
        // Answers that arrive later see this and do nothing.
        mine.value = null
        scope.stop()
      }
    })
    return trainer
  }

  watch(
    [ids, runs.selectedId],
    () => {
      const wanted = ids()
      for (const [id, { end }] of others) {
        if (wanted.includes(id) && id !== runs.selectedId.value) continue
        end()
        others.delete(id)
      }
      followed.value = wanted.map((id) => ({ id, trainer: followOne(id) }))
    },
    { immediate: true }
  )
  onScopeDispose(() => others.forEach(({ end }) => end()))
  return followed
}
