// What a network predicts for each row of a series from the rows before it, one step ahead.

import type { Reader } from './reader'

const piece = 256

/**
 * `x` [rows × nx] holds the inputs as the network reads them. Returns the predictions [rows × ny] in the same scale;
 * row 0 has none and is NaN.
 */
export function* predictRows(reader: Reader, x: Float64Array): Generator<void, Float64Array> {
  const { nx, ny } = reader.model
  const rows = x.length / nx
  const predicted = new Float64Array(rows * ny).fill(NaN)
  for (let from = 0; from + 1 < rows; from += piece) {
    const end = Math.min(from + piece, rows - 1)
    predicted.set(reader.outputs({ kind: 'dense', values: x.subarray(from * nx, end * nx) }), (from + 1) * ny)
    yield
  }
  return predicted
}
