// The content of a chart at one moment, without Chart.js: curves, horizontal levels, vertical marks.

import type { PlotPoint } from './decimate'
import type { Range } from './range'
import type { Theme } from './theme'

export interface Curve {
  /** Identifies a curve, so that Chart.js keeps its elements from frame to frame. */
  key: string
  points: PlotPoint[]
  colour: string
  width?: number
  dash?: number[]
  /** The radius of a dot at each point, in pixels. */
  dots?: number
  /** The curve has more points than pixels; it is drawn as bars (bars.ts), behind all other curves. */
  bars?: boolean
}

/** A horizontal line with a label in the right margin. */
export interface Level {
  y: number
  label: string
  colour: string
}

/**
 * A vertical line with a label above the plot. `place` names its true place, which can lie outside the axis or share a
 * pixel with others.
 */
export interface SceneMark {
  x: number
  label: string
  colour: string
  place?: string
}

export interface Scene {
  x: Range
  y: Range
  /** From back to front. */
  curves: Curve[]
  /** Null in a chart that never has levels: it keeps no margin for their labels. */
  levels: Level[] | null
  marks: SceneMark[]
  /** Stands at the top edge when values lie above the frame; otherwise empty. */
  above: string
}

/** What the chart asks for: the range of x, the number of pixels, the colours. An `x` of null follows the data. */
export interface SceneRequest {
  x: Range | null
  buckets: number
  theme: Theme
}

export interface ReadingRow {
  label: string
  value: string
  colour?: string
}

/** The values at the place of the pointer. */
export interface Reading {
  x: number
  title: string
  rows: ReadingRow[]
}
