// Asks again and again while the answer is wanted and visible.

import { onMounted, onScopeDispose, watch, type Ref } from 'vue'

/** The longest wait in milliseconds, however long an answer takes. */
const longest = 5000

/**
 * The wait after an answer that took `took` milliseconds. Answering (and painting, where it is measured) takes at most
 * a thirtieth of the time, so that training is hardly slower.
 */
export const waitAfter = (took: number, every: number): number => Math.max(every, Math.min(longest, 29 * took))

/** Runs after the next paint. A hidden window paints when it is shown. */
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
  // The component is on the screen before the first question.
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
