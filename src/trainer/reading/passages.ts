// Where a hidden unit is most active in the held-out text.

import type { TextDataSet } from '../../data/text'
import type { Passage } from '../../shared/reading'
import { readerOf } from './reader'

/**
 * How many held-out symbols are read at most, how many before them warm the state up, and how many are read at once.
 */
const [mostRead, warmUp, piece] = [60_000, 64, 256]
/**
 * How many passages of each kind there are, and how many symbols lie on each side of their peak. Two peaks are further
 * apart than that.
 */
const [most, side] = [4, 32]

/** Where h of the unit is highest and lowest, the most extreme first. Yields every few milliseconds. */
export function* passagesOf(
  network: Parameters<typeof readerOf>[0],
  data: TextDataSet,
  unit: number
): Generator<void, { highest: Passage[]; lowest: Passage[] }> {
  const reader = readerOf(network)
  const { nh } = reader.model
  // Of several sequences it is the one with the longest held-out part. The target of a pair is the symbol after it.
  const [longest] = data.heldOut.toSorted((a, b) => b.end - b.begin - (a.end - a.begin))
  const begin = longest.begin + 1
  const first = Math.max(longest.first, begin - warmUp)
  const end = Math.min(longest.end + 1, begin + mostRead)
  const values = new Float32Array(end - first)
  for (let at = first; at < end; at += piece) {
    const index = Int32Array.from(data.index.subarray(at, Math.min(at + piece, end)))
    const { h } = reader.steps({ kind: 'index', index })
    for (let t = 0; t < index.length; t++) values[at - first + t] = h[t * nh + unit]
    yield
  }
  const around = (peak: number): Passage => {
    const from = Math.max(0, peak - side)
    const to = Math.min(values.length, peak + side + 1)
    return {
      from: first + from,
      symbols: Array.from(data.index.subarray(first + from, first + to), (k) => data.vocabulary.symbols[k]),
      values: values.slice(from, to),
      peak: peak - from
    }
  }
  const extremes = (sign: 1 | -1): Passage[] =>
    peaksOf(
      values.map((value) => sign * value),
      begin - first
    ).map(around)
  return { highest: extremes(1), lowest: extremes(-1) }
}

/** The places of the largest values from `begin` on, far enough apart, the largest first. */
function peaksOf(values: Float32Array, begin: number): number[] {
  const order = Array.from({ length: values.length - begin }, (_, i) => begin + i).sort((a, b) => values[b] - values[a])
  const peaks: number[] = []
  for (const place of order) {
    if (peaks.length === most) break
    if (peaks.every((peak) => Math.abs(peak - place) > 2 * side)) peaks.push(place)
  }
  return peaks
}
