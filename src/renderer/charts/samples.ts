// Makes curves from a sample of a series.

import type { Drawing } from '../../shared/drawing'
import type { SampleEvent } from '../../shared/run'
import type { Series } from './series'

export type SeriesSample = Extract<SampleEvent['sample'], { kind: 'series' }>

export function sampleSeries(
  sample: SeriesSample,
  column: number,
  names: { truth: string; predicted: string; free: string }
): Series[] {
  const { truth, predicted, free } = sample.columns[column]
  const from = (
    first: number,
    values: readonly (number | null)[],
    label: string,
    colour: number,
    dashed: boolean
  ): Series => ({
    label,
    colour,
    dashed,
    x: values.map((_, i) => sample.firstRow + first + i),
    y: values.map((value) => value ?? NaN)
  })
  // The free run can include the values that it was primed with, or begin after them.
  const whole = free.length >= truth.length
  return [
    from(0, truth, names.truth, 0, false),
    from(0, predicted, names.predicted, 1, false),
    from(sample.freeFrom, whole ? free.slice(sample.freeFrom) : free, names.free, 2, true)
  ]
}

/** A sample as a person asks for it. */
export interface SampleAsked {
  prime: string
  drawing: Drawing
  length: number
  count: number
  /** Whether to draw the same sample at several checkpoints. */
  film: boolean
}
