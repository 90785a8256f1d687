// A gradient of the unrolled sequence, in the form that the heatmaps draw.

import type { Unrolled } from '../../shared/inspection'
import type { TensorFrame } from '../../shared/messages'
import { block } from '../charts/heatmap'
import { shapeOf, type TensorName } from '../../model/tensors'
import { norm } from './unrolled'

const mostCells = 128

/** Reduced to means of blocks where a picture has no room for each cell. */
export function gradientFrame(unrolled: Unrolled, tensor: TensorName): TensorFrame {
  const { rows, cols } = shapeOf(unrolled, tensor)
  const [shownRows, shownCols] = [Math.min(rows, mostCells), Math.min(cols, mostCells)]
  const values = unrolled.gradients[tensor]
  const cells = Float32Array.from({ length: shownRows * shownCols }, (_, i) => {
    const [high, wide] = [block(Math.floor(i / shownCols), shownRows, rows), block(i % shownCols, shownCols, cols)]
    let sum = 0
    for (let row = high.first; row <= high.last; row++)
      for (let col = wide.first; col <= wide.last; col++) sum += values[row * cols + col]
    return sum / ((high.last - high.first + 1) * (wide.last - wide.first + 1))
  })
  const [min, max] = values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity]
  )
  return { tensor, what: 'gradient', rows, cols, shownRows, shownCols, min, max, norm: norm(values), cells }
}
