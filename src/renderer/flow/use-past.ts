// Fills the part of the history during which no view was open: asks the same question about each stored checkpoint, one
// after the other.

import { onActivated, onDeactivated, onScopeDispose, watch } from 'vue'
import { waitAfter } from './use-repeat'

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/** `look` asks about the checkpoint of one step; a checkpoint where it fails is left out. Another `key` begins anew. */
export function usePast(
  look: (step: number) => Promise<void>,
  options: {
    checkpoints: () => readonly number[]
    key: () => string
    /** While a run trains, the questions take at most a thirtieth of the time. */
    live: () => boolean
  }
): void {
  const { checkpoints, key, live } = options
  let known = new Set<number>()
  let turn = 0

  async function goOn(): Promise<void> {
    const mine = ++turn
    for (const step of checkpoints().filter((one) => !known.has(one))) {
      const began = performance.now()
      // A newer checkpoint may have replaced this one in the meantime.
      await look(step).catch(() => undefined)
      if (mine !== turn) return
      known.add(step)
      if (live()) await pause(waitAfter(performance.now() - began, 0))
      if (mine !== turn) return
    }
  }
  const stop = (): void => {
    turn++
  }

  watch(key, () => {
    known = new Set()
    void goOn()
  })
  watch(
    () => checkpoints().join(),
    () => void goOn(),
    { immediate: true }
  )
  onActivated(() => void goOn())
  onDeactivated(stop)
  onScopeDispose(stop)
}
