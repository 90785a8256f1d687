// Ranges of axes: fitting them to data, zooming and panning, in linear and logarithmic measure.

export interface Range {
  min: number
  max: number
}

/** What float32 can hold, which trains, is far from both. A file may hold more, for which no axis has room: it is left out. */
const [smallest, largest] = [1e-100, 1e100]
export const drawable = (value: number): boolean => Math.abs(value) < largest

/**
 * The least span of a plotted quantity, as a share of its size. Numbers that agree to it are one number for an axis or a
 * scale of colours: all is computed in float32, which rounds to 2⁻²⁴ of a number, and sums of thousands of roundings reach
 * thousands of them. Whoever zooms by hand comes no nearer either.
 */
export const leastShare = 2 ** -12

/** Whether what lies between `low` and `high` is less than the least span. On a logarithmic axis both are above zero. */
export const alike = (low: number, high: number): boolean =>
  high - low <= Math.max(smallest, leastShare * Math.max(Math.abs(low), Math.abs(high)))

export const toAxis = (value: number, log: boolean): number => (log ? Math.log10(value) : value)
export const fromAxis = (value: number, log: boolean): number => (log ? 10 ** value : value)

function onAxis(range: Range, log: boolean, change: (low: number, high: number) => [number, number]): Range {
  const [low, high] = change(toAxis(range.min, log), toAxis(range.max, log))
  return { min: fromAxis(low, log), max: fromAxis(high, log) }
}

/** `factor` < 1 comes nearer; the value at `centre` (0 … 1 along the axis) stays where it is. */
export function zoomed(range: Range, factor: number, centre: number, log: boolean): Range {
  return onAxis(range, log, (low, high) => {
    const fixed = low + centre * (high - low)
    return [fixed + (low - fixed) * factor, fixed + (high - fixed) * factor]
  })
}

/** Moves by a fraction of the range. */
export function panned(range: Range, fraction: number, log: boolean): Range {
  return onAxis(range, log, (low, high) => {
    const by = fraction * (high - low)
    return [low + by, high + by]
  })
}

/** Keeps a zoomed range inside the data; null (follow the data) when it covers them all. */
export function within(range: Range, extent: Range, log: boolean): Range | null {
  const [low, high] = [toAxis(range.min, log), toAxis(range.max, log)]
  const [first, last] = [toAxis(extent.min, log), toAxis(extent.max, log)]
  const size = high - low
  if (!(size > 0) || size >= last - first) return null
  const start = Math.min(Math.max(low, first), last - size)
  return { min: fromAxis(start, log), max: fromAxis(start + size, log) }
}

/** Steps as an x axis; a logarithmic one begins at the first positive step. */
export function stepExtent(min: number, max: number, log: boolean): Range {
  const low = log ? Math.max(min, 1) : min
  return { min: low, max: max > low ? max : low + 1 }
}

interface Demand {
  /** Lowest and highest value of every pixel's bucket. */
  lows: readonly number[]
  highs: readonly number[]
  /** Values that must be inside. */
  must: readonly number[]
  /** Values that are taken in when they cost little room. */
  may: readonly number[]
  log: boolean
}

/** Decades that a logarithmic axis spans at most: a loss of 1e-30 would leave no room for the rest. */
const decades = 12

/** The frame of what is one number for an axis: a tenth of it above and below, or half a decade. */
function aroundOne(low: number, high: number, log: boolean): Range {
  const size = Math.max(Math.abs(low), Math.abs(high))
  const around = log ? 0.5 : size > smallest ? 0.1 * size : 1
  return { min: fromAxis(low - around, log), max: fromAxis(high + around, log) }
}

/**
 * A y axis that fits the data. The first losses of a run can be so high that everything after them becomes a flat line:
 * when the top 2 % would take more than half of a linear frame, the frame ends below them. The chart then says what lies
 * above, so nothing is cut off in silence. A logarithmic frame has room for all.
 */
export function fitted({ lows, highs, must, may, log }: Demand): Range {
  const usable = (value: number): boolean => drawable(value) && (!log || value > smallest)
  const needed = must.filter(usable)
  const tops = Float64Array.from(highs.filter(usable)).sort()
  const bottoms = [...lows, ...needed].filter(usable)
  if (bottoms.length === 0 && tops.length === 0) return log ? { min: 0.1, max: 1 } : { min: 0, max: 1 }

  const highest = toAxis(Math.max(...needed, tops.at(-1) ?? -Infinity), log)
  let low = toAxis(Math.min(...bottoms, tops[0] ?? Infinity), log)
  if (log) low = Math.max(low, highest - decades)
  let high = highest
  if (!log && tops.length > 0) {
    const usual = Math.max(tops[Math.floor(0.98 * (tops.length - 1))], ...needed)
    if (highest - low > 2 * (usual - low) && !alike(low, usual)) high = usual
  }
  for (const value of may
    .filter(usable)
    .map((value) => toAxis(value, log))
    .sort((a, b) => a - b)) {
    if (value > high && value - high <= 0.5 * (high - low)) high = value
    if (value < low && low - value <= 0.5 * (high - low)) low = value
  }
  if (alike(fromAxis(low, log), fromAxis(high, log))) return aroundOne(low, high, log)
  const padding = 0.04 * (high - low)
  return { min: fromAxis(low - padding, log), max: fromAxis(high + padding, log) }
}
