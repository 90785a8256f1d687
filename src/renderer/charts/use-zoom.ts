// Zooms and pans a chart by Ctrl (⌘) and the wheel, pinch, drag, double click and keys. The plain wheel scrolls the
// page. This module works with ranges and pixels, and does not know what is drawn.

import { onBeforeUnmount, onMounted, ref, type Ref, type ShallowRef } from 'vue'
import { actionOf, keys } from '../model/keys'
import { alike, panned, within, zoomed, type Range } from './range'

export interface Axis {
  range: Range
  extent: Range
  log: boolean
  start: number
  end: number
}

/** The x axis counts something, so a span below one shows nothing. For y see leastShare. */
const tooNear = {
  x: ({ min, max }: Range, log: boolean): boolean => !log && max - min < 1,
  y: ({ min, max }: Range): boolean => alike(min, max)
}

/** The key that a person holds to zoom with the wheel. */
export const wheelKey = /mac/i.test(navigator.platform) ? '⌘' : 'Ctrl'

interface Options {
  element: Readonly<ShallowRef<HTMLElement | null>>
  /** The axes as they are drawn; `start` and `end` are the pixels of min and max. Null before the first drawing. */
  axes(): { x: Axis; y: Axis } | null
  x: Ref<Range | null>
  y: Ref<Range | null>
}

export function useZoom({ element, axes, x, y }: Options): {
  pointer: Readonly<Ref<{ x: number; y: number } | null>>
  reset(): void
} {
  const pointer = ref<{ x: number; y: number } | null>(null)
  const held = new Map<number, { x: number; y: number }>()

  const reset = (): void => {
    x.value = null
    y.value = null
  }

  function place(event: MouseEvent): { x: number; y: number } {
    const box = element.value!.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }

  function zoom(at: { x: number; y: number }, factor: number): void {
    const shown = axes()
    if (!shown) return
    // A pointer left of the plot is over the y axis, and zooms that axis.
    const name = at.x < shown.x.start ? 'y' : 'x'
    const { range, extent, log, start, end } = shown[name]
    const next = zoomed(range, factor, (at[name] - start) / (end - start), log)
    if (factor < 1 && tooNear[name](next, log)) return
    if (name === 'x') x.value = within(next, extent, log)
    else y.value = next
  }

  function pan(dx: number, dy: number): void {
    const shown = axes()
    if (!shown) return
    // An axis that follows the data does not move.
    if (x.value)
      x.value = within(
        panned(shown.x.range, -dx / (shown.x.end - shown.x.start), shown.x.log),
        shown.x.extent,
        shown.x.log
      )
    if (y.value) y.value = panned(shown.y.range, -dy / (shown.y.end - shown.y.start), shown.y.log)
  }

  function wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    // Touchpads report a pinch as many small wheel movements with Ctrl. Some mice count lines of text instead of
    // pixels.
    const amount = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 33 : 1)
    zoom(place(event), Math.exp(Math.max(-0.35, Math.min(0.35, amount * 0.016))))
  }

  function down(event: PointerEvent): void {
    if (event.button !== 0) return
    element.value?.setPointerCapture(event.pointerId)
    held.set(event.pointerId, place(event))
  }

  function move(event: PointerEvent): void {
    const now = place(event)
    pointer.value = now
    const before = held.get(event.pointerId)
    if (!before) return
    const other = [...held].find(([id]) => id !== event.pointerId)?.[1]
    held.set(event.pointerId, now)
    if (!other) return pan(now.x - before.x, now.y - before.y)
    const distance = (point: { x: number; y: number }): number => Math.hypot(point.x - other.x, point.y - other.y)
    zoom({ x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }, distance(before) / Math.max(1, distance(now)))
  }

  const up = (event: PointerEvent): void => {
    held.delete(event.pointerId)
  }
  const leave = (): void => {
    pointer.value = null
  }

  function key(event: KeyboardEvent): void {
    const shown = axes()
    const action = actionOf(keys.chart, event)
    if (!shown || !action) return
    const middle = { x: (shown.x.start + shown.x.end) / 2, y: 0 }
    const width = shown.x.end - shown.x.start
    const actions: Record<typeof action, () => void> = {
      zoomIn: () => zoom(middle, 0.7),
      zoomOut: () => zoom(middle, 1 / 0.7),
      all: reset,
      left: () => pan(0.15 * width, 0),
      right: () => pan(-0.15 * width, 0)
    }
    event.preventDefault()
    actions[action]()
  }

  const listeners: [string, (event: never) => void][] = [
    ['wheel', wheel],
    ['pointerdown', down],
    ['pointermove', move],
    ['pointerup', up],
    ['pointercancel', up],
    ['pointerleave', leave],
    ['dblclick', reset],
    ['keydown', key]
  ]
  // Added here and not in the template, because the wheel listener must not be passive, and all of them belong
  // together.
  onMounted(() =>
    listeners.forEach(([name, listener]) =>
      element.value?.addEventListener(name, listener as EventListener, { passive: false })
    )
  )
  onBeforeUnmount(() =>
    listeners.forEach(([name, listener]) => element.value?.removeEventListener(name, listener as EventListener))
  )

  return { pointer, reset }
}
