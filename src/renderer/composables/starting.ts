// Buttons that start something start it once, also with a double click or a key that is held down.

import type { Directive } from 'vue'

/** Until the action has ended, a second call does nothing and returns undefined. */
export function oneAtATime<Args extends unknown[], Result>(
  action: (...args: Args) => Promise<Result>
): (...args: Args) => Promise<Result | undefined> {
  let under = false
  return async (...args) => {
    if (under) return undefined
    under = true
    try {
      return await action(...args)
    } finally {
      under = false
    }
  }
}

/** `v-starts` on a button: the second click of a double click does nothing, however quickly the first one was done. */
export const vStarts: Directive<HTMLElement> = {
  // It comes before the listeners of the component.
  created(element) {
    element.addEventListener('click', (event) => {
      if (event.detail > 1) event.stopImmediatePropagation()
    })
  }
}
