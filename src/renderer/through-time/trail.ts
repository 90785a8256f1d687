// The places where the person has been, with back and forward as in a browser.

import { computed, readonly, shallowRef, type ComputedRef, type Ref } from 'vue'

export interface Trail<T> {
  here: ComputedRef<T>
  canGoBack: ComputedRef<boolean>
  canGoForward: ComputedRef<boolean>
  /** True when a person has asked for this place and it has not come into view yet. */
  asked: Readonly<Ref<boolean>>
  inView(): void
  /** Adds a new place. The places ahead are forgotten. */
  visit(place: T): void
  /**
   * Changes the present place without a new entry, because it is the same place in another form, or the wave only
   * passes it.
   */
  pass(place: T): void
  go(by: -1 | 1): void
}

const remembered = 200

export function createTrail<T>(start: T, same: (a: T, b: T) => boolean): Trail<T> {
  const places = shallowRef<readonly T[]>([start])
  const index = shallowRef(0)
  const asked = shallowRef(false)
  const here = computed(() => places.value[index.value])
  const until = (end: number): readonly T[] => places.value.slice(0, end)
  return {
    here,
    asked: readonly(asked),
    inView: () => {
      asked.value = false
    },
    canGoBack: computed(() => index.value > 0),
    canGoForward: computed(() => index.value < places.value.length - 1),
    visit(place) {
      asked.value = true
      if (same(place, here.value)) return
      places.value = [...until(index.value + 1), place].slice(-remembered)
      index.value = places.value.length - 1
    },
    pass(place) {
      if (same(place, here.value)) return
      places.value = [...until(index.value), place, ...places.value.slice(index.value + 1)]
    },
    go(by) {
      asked.value = true
      index.value = Math.min(places.value.length - 1, Math.max(0, index.value + by))
    }
  }
}
