// What a chart shows at one moment, free of Chart.js: curves, horizontal levels, vertical marks.

import type { PlotPoint } from './decimate'
import type { Range } from './range'
import type { Theme } from './theme'

export interface Curve {
  /** Tells Chart.js which curve goes on from one frame to the next. */
  key: string
  points: PlotPoint[]
  colour: string
  width?: number
  dash?: number[]
  /** Radius of a dot at every point. */
  dots?: number
  /** More points than pixels, drawn as bars.ts says, behind all other curves. */
  bars?: boolean
}

/** A horizontal line, labelled in the right margin. */
export interface Level {
  y: number
  label: string
  colour: string
}

/** A vertical line, labelled above the plot. `place` says where it truly is, which may lie beyond the axis or under the same pixel as others. */
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
  /** Null in a chart that never has any: it keeps no margin for their labels. */
  levels: Level[] | null
  marks: SceneMark[]
  /** Said at the top edge when values lie above the frame; empty otherwise. */
  above: string
}

/** What the chart asks to be shown, and in which colours. An `x` of null follows the data. */
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

/** What the pointer is at. */
export interface Reading {
  x: number
  title: string
  rows: ReadingRow[]
}
