// Lets a network forecast from rows of a series: it reads the true rows up to an origin, and then its own predictions.

import type { SeriesDataSet } from '../../data/series'
import type { State } from '../../engine/batch'
import { readerOf } from '../reading/reader'

type Network = Parameters<typeof readerOf>[0]

/** The most true rows that are read before the first origin. */
const mostWarmUp = 10_000
/** Rows that are read at once. */
const piece = 256

/**
 * The predictions of rows origin + 1 … origin + horizon for every origin [origins × horizon × n], in the units of the
 * data. Origins are row numbers in rising order, counted from 0; the smallest possible is 1. Yields every few
 * milliseconds.
 */
export function* runOn(
  network: Network,
  data: SeriesDataSet,
  origins: readonly number[],
  horizon: number
): Generator<void, Float64Array> {
  const { nx: n, scaled } = data
  const states = yield* statesBefore(network, data, origins)
  const lanes = readerOf(network, origins.length)
  lanes.state = joined(states)
  let x = new Float32Array(origins.length * n)
  origins.forEach((origin, lane) => x.set(scaled.subarray(origin * n, (origin + 1) * n), lane * n))
  const answers = new Float64Array(origins.length * horizon * n)
  for (let step = 0; step < horizon; step++) {
    x = Float32Array.from(lanes.outputs({ kind: 'dense', values: x }))
    for (let lane = 0; lane < origins.length; lane++)
      answers.set(x.subarray(lane * n, (lane + 1) * n), (lane * horizon + step) * n)
    yield
  }
  origins.forEach((origin, lane) => {
    const own = answers.subarray(lane * horizon * n, (lane + 1) * horizon * n)
    own.set(data.inUnits(own, origin + 1, 0))
  })
  return answers
}

/** The states after all rows before each origin. */
function* statesBefore(
  network: Network,
  { nx: n, scaled }: SeriesDataSet,
  origins: readonly number[]
): Generator<void, State[]> {
  const reader = readerOf(network)
  const states: State[] = []
  let row = Math.max(0, origins[0] - mostWarmUp)
  for (const origin of origins) {
    while (row < origin) {
      const end = Math.min(row + piece, origin)
      reader.steps({ kind: 'dense', values: scaled.subarray(row * n, end * n) })
      row = end
      yield
    }
    states.push(reader.state!)
  }
  return states
}

/** Joins the states of single sequences to the state of one batch. */
function joined(states: readonly State[]): State {
  const flat = (parts: readonly Float32Array[]): Float32Array => {
    const all = new Float32Array(parts.length * parts[0].length)
    parts.forEach((part, i) => all.set(part, i * part.length))
    return all
  }
  const fedBack = states.flatMap(({ z0 }) => (z0 ? [z0] : []))
  return { h0: flat(states.map(({ h0 }) => h0)), z0: fedBack.length > 0 ? flat(fedBack) : null }
}
