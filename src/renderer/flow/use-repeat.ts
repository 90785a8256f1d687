// Asks again and again, as long as it is wanted and somebody can see the answer.

import { onMounted, onScopeDispose, watch, type Ref } from 'vue'

/** Milliseconds that are waited at most, however long an answer takes. */
const longest = 5000

/**
 * The wait after an answer that took `took` milliseconds. Answering, and painting where it is counted, take no more
 * than a thirtieth of the time, so that training hardly feels it.
 */
export const waitAfter = (took: number, every: number): number => Math.max(every, Math.min(longest, 29 * took))

/** After the next paint; that of a hidden window comes when it is shown. */
const painted = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))

const onScreen = (element: HTMLElement | null): boolean =>
  element !== null && !document.hidden && element.checkVisibility()

export function useRepeat(
  tick: () => Promise<void>,
  options: {
    active: Readonly<Ref<boolean>>
    element: Readonly<Ref<HTMLElement | null>>
    every: number
  }
): void {
  const { active, element, every } = options
  let loop = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function turn(mine: number): Promise<void> {
    const began = performance.now()
    if (onScreen(element.value)) {
      await tick()
      await painted()
    }
    if (mine === loop) timer = setTimeout(() => void turn(mine), waitAfter(performance.now() - began, every))
  }

  function stop(): void {
    loop++
    clearTimeout(timer)
  }
  // Not before there is something to be seen.
  onMounted(() =>
    watch(
      active,
      (on) => {
        stop()
        if (on) void turn(loop)
      },
      { immediate: true }
    )
  )
  onScopeDispose(stop)
}
