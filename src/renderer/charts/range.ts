// Ranges of axes: fits them to data, zooms and pans them, on linear and logarithmic axes.

export interface Range {
  min: number
  max: number
}

/**
 * Training runs in float32, whose range lies well inside these two. A data file can hold larger or smaller numbers; no
 * axis has room for them, so they are left out.
 */
const [smallest, largest] = [1e-100, 1e100]
export const drawable = (value: number): boolean => Math.abs(value) < largest

/**
 * The least span of a plotted quantity, as a share of its size. Numbers that are nearer to each other count as one
 * number, for an axis and for a scale of colours. Reason: float32 rounds to 2⁻²⁴ of a number, and a sum of thousands of
 * rounded numbers is thousands of times less exact. Zooming by hand ends here too.
 */
export const leastShare = 2 ** -12

/** True where the span between `low` and `high` is below the least span. On a logarithmic axis both are above zero. */
export const alike = (low: number, high: number): boolean =>
  high - low <= Math.max(smallest, leastShare * Math.max(Math.abs(low), Math.abs(high)))

export const toAxis = (value: number, log: boolean): number => (log ? Math.log10(value) : value)
export const fromAxis = (value: number, log: boolean): number => (log ? 10 ** value : value)

function onAxis(range: Range, log: boolean, change: (low: number, high: number) => [number, number]): Range {
  const [low, high] = change(toAxis(range.min, log), toAxis(range.max, log))
  return { min: fromAxis(low, log), max: fromAxis(high, log) }
}

/** `factor` < 1 zooms in. The value at `centre` (0 … 1 along the axis) stays in its place. */
export function zoomed(range: Range, factor: number, centre: number, log: boolean): Range {
  return onAxis(range, log, (low, high) => {
    const fixed = low + centre * (high - low)
    return [fixed + (low - fixed) * factor, fixed + (high - fixed) * factor]
  })
}

/** Moves a range by a fraction of its size. */
export function panned(range: Range, fraction: number, log: boolean): Range {
  return onAxis(range, log, (low, high) => {
    const by = fraction * (high - low)
    return [low + by, high + by]
  })
}

/** Keeps a zoomed range inside the data; null (follow the data) where it covers all of them. */
export function within(range: Range, extent: Range, log: boolean): Range | null {
  const [low, high] = [toAxis(range.min, log), toAxis(range.max, log)]
  const [first, last] = [toAxis(extent.min, log), toAxis(extent.max, log)]
  const size = high - low
  if (!(size > 0) || size >= last - first) return null
  const start = Math.min(Math.max(low, first), last - size)
  return { min: fromAxis(start, log), max: fromAxis(start + size, log) }
}

/** The steps as a range of the x axis. A logarithmic axis begins at the first positive step. */
export function stepExtent(min: number, max: number, log: boolean): Range {
  const low = log ? Math.max(min, 1) : min
  return { min: low, max: max > low ? max : low + 1 }
}

interface Demand {
  /** The lowest and highest value of each pixel. */
  lows: readonly number[]
  highs: readonly number[]
  /** Values that must be inside. */
  must: readonly number[]
  /** Values that are inside where they need little extra room. */
  may: readonly number[]
  log: boolean
}

/** The most decades of a logarithmic axis: a loss of 1e-30 would leave no room for the rest. */
const decades = 12

/** The frame around a single value: a tenth of the value above and below, or half a decade. */
function aroundOne(low: number, high: number, log: boolean): Range {
  const size = Math.max(Math.abs(low), Math.abs(high))
  const around = log ? 0.5 : size > smallest ? 0.1 * size : 1
  return { min: fromAxis(low - around, log), max: fromAxis(high + around, log) }
}

/** The largest and the smallest of any number of values; a function takes too few of them as arguments. */
export const highestOf = (values: readonly number[]): number =>
  values.reduce((high, one) => Math.max(high, one), -Infinity)
export const lowestOf = (values: readonly number[]): number => values.reduce((low, one) => Math.min(low, one), Infinity)

/**
 * A y axis that fits the data. The first losses of a run can be so high that everything after them becomes a flat line.
 * So where the top 2 % would take more than half of a linear frame, the frame ends below them, and the chart says how
 * high the values go. A logarithmic frame has room for all.
 */
export function fitted({ lows, highs, must, may, log }: Demand): Range {
  const usable = (value: number): boolean => drawable(value) && (!log || value > smallest)
  const needed = must.filter(usable)
  const tops = Float64Array.from(highs.filter(usable)).sort()
  const bottoms = [...lows, ...needed].filter(usable)
  if (bottoms.length === 0 && tops.length === 0) return log ? { min: 0.1, max: 1 } : { min: 0, max: 1 }

  const most = highestOf(needed)
  const highest = toAxis(Math.max(most, tops.at(-1) ?? -Infinity), log)
  let low = toAxis(Math.min(lowestOf(bottoms), tops[0] ?? Infinity), log)
  if (log) low = Math.max(low, highest - decades)
  let high = highest
  if (!log && tops.length > 0) {
    const usual = Math.max(tops[Math.floor(0.98 * (tops.length - 1))], most)
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
