import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import { placeOf, stepped } from './wave'

export interface Wave {
  /** 0 … 2τ, see wave.ts. */
  position: Ref<number>
  playing: Readonly<Ref<boolean>>
  /** Steps a second. */
  speed: Ref<number>
  place: ComputedRef<{ t: number; backward: boolean }>
  /** Goes on, or, from the end, begins again. */
  toggle(): void
  pause(): void
  step(by: -1 | 1): void
  jump(position: number): void
}

/** Plays the waves over a sequence of τ steps. It begins with everything on screen. */
export function useWave(tau: Readonly<Ref<number>>): Wave {
  const position = ref(2 * tau.value)
  const playing = ref(false)
  const speed = ref(2)
  /** Who wants less motion sees whole steps instead of a wave. */
  const still = matchMedia('(prefers-reduced-motion: reduce)')
  let at = 0
  let last = 0
  let frame = 0

  function turn(now: number): void {
    at = Math.min(2 * tau.value, at + ((now - last) / 1000) * speed.value)
    last = now
    position.value = still.matches ? Math.floor(at) : at
    if (at >= 2 * tau.value) pause()
    else frame = requestAnimationFrame(turn)
  }
  function pause(): void {
    cancelAnimationFrame(frame)
    playing.value = false
  }
  function toggle(): void {
    if (playing.value) return pause()
    at = position.value >= 2 * tau.value ? 0 : position.value
    last = performance.now()
    playing.value = true
    frame = requestAnimationFrame(turn)
  }
  function jump(to: number): void {
    pause()
    position.value = Math.min(2 * tau.value, Math.max(0, to))
  }
  // What was complete stays complete for a sequence of another length.
  watch(tau, (now, before) => jump(position.value >= 2 * before ? 2 * now : position.value))
  onScopeDispose(pause)

  return {
    position, playing, speed, toggle, pause, jump,
    place: computed(() => placeOf(position.value, tau.value)),
    step(by) { jump(stepped(position.value, by, tau.value)) }
  }
}
