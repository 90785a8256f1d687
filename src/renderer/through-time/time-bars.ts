// The places of bars over t.

export interface Bar {
  t: number
  value: number
  x: number
  y: number
  width: number
  height: number
  slot: { x: number; width: number }
}

export function barsOf(
  values: Float64Array,
  box: { left: number; right: number; top: number; bottom: number }
): { zero: number; list: Bar[] } {
  const [high, low] = values.reduce(([most, least], value) => [Math.max(most, value), Math.min(least, value)], [0, 0])
  const scale = high > low ? (box.bottom - box.top) / (high - low) : 0
  const zero = scale === 0 ? (box.top + box.bottom) / 2 : box.top + high * scale
  const slot = (box.right - box.left) / values.length
  const width = Math.max(0.6, Math.min(28, slot * 0.74))
  return {
    zero,
    list: Array.from(values, (value, i) => {
      const left = box.left + i * slot
      // A very small bar is still one pixel high, so that a person sees it.
      const height = value === 0 ? 0 : Math.max(0.8, Math.abs(value) * scale)
      return {
        t: i + 1,
        value,
        x: left + (slot - width) / 2,
        y: value > 0 ? zero - height : zero,
        width,
        height,
        slot: { x: left, width: slot }
      }
    })
  }
}
