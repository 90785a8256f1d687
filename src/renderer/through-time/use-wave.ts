import { computed, onScopeDispose, ref, watch, type ComputedRef, type Ref } from 'vue'
import { lengthOf, placeOf, stepped, type Course, type WavePlace } from './wave'

export interface Wave {
  /** From 0 to the length of the course; see wave.ts. */
  position: Ref<number>
  playing: Readonly<Ref<boolean>>
  /** Steps a second. */
  speed: Ref<number>
  place: ComputedRef<WavePlace>
  course: Readonly<Ref<Course>>
  /** Continues; at the end it begins again. */
  toggle(): void
  pause(): void
  step(by: -1 | 1): void
  jump(position: number): void
}

/** Plays the waves. At first everything is on the screen. */
export function useWave(course: Readonly<Ref<Course>>): Wave {
  const length = computed(() => lengthOf(course.value))
  const position = ref(length.value)
  const playing = ref(false)
  const speed = ref(2)
  /** A person who prefers less motion sees whole steps instead of a wave. */
  const still = matchMedia('(prefers-reduced-motion: reduce)')
  let at = 0
  let last = 0
  let frame = 0

  function turn(now: number): void {
    at = Math.min(length.value, at + ((now - last) / 1000) * speed.value)
    last = now
    position.value = still.matches ? Math.floor(at) : at
    if (at >= length.value) pause()
    else frame = requestAnimationFrame(turn)
  }
  function pause(): void {
    cancelAnimationFrame(frame)
    playing.value = false
  }
  function toggle(): void {
    if (playing.value) return pause()
    at = position.value >= length.value ? 0 : position.value
    last = performance.now()
    playing.value = true
    frame = requestAnimationFrame(turn)
  }
  function jump(to: number): void {
    pause()
    position.value = Math.min(length.value, Math.max(0, to))
  }
  // A complete wave stays complete for a sequence of another length.
  watch(length, (now, before) => jump(position.value >= before ? now : position.value))
  onScopeDispose(pause)

  return {
    position,
    playing,
    speed,
    course,
    toggle,
    pause,
    jump,
    place: computed(() => placeOf(position.value, course.value)),
    step(by) {
      jump(stepped(position.value, by, course.value))
    }
  }
}
