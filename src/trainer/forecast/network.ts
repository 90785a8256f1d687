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
 * The predictions of rows origin + 1 … origin + horizon for every origin [origins × horizon × ny], in the units of the
 * data. Origins are row numbers in rising order, counted from 0; the smallest possible is 1. Yields every few
 * milliseconds.
 *
 * At the origin x = (s, u, k) is the true input. At each later step s is the prediction before it (its flag is 0), and k
 * the value that is known ahead, from `inputs` (NaN beyond the data, and then the predictions of this origin are NaN). Nobody knows u there, so it is
 * NaN: a network that reads such columns predicts one row.
 */
export function* runOn(
  network: Network,
  data: SeriesDataSet,
  origins: readonly number[],
  horizon: number,
  inputs = data.x
): Generator<void, Float64Array> {
  const { nx, ny } = data
  const ahead = data.roles.indexOf('known-ahead')
  const states = yield* statesBefore(network, data, origins)
  const lanes = readerOf(network, origins.length)
  lanes.state = joined(states)
  const x = new Float32Array(origins.length * nx)
  origins.forEach((origin, lane) => x.set(inputs.subarray(origin * nx, (origin + 1) * nx), lane * nx))
  const answers = new Float64Array(origins.length * horizon * ny)
  for (let step = 0; step < horizon; step++) {
    const yhat = lanes.outputs({ kind: 'dense', values: x })
    origins.forEach((origin, lane) => {
      const own = yhat.subarray(lane * ny, (lane + 1) * ny)
      answers.set(own, (lane * horizon + step) * ny)
      const next = x.subarray(lane * nx, (lane + 1) * nx)
      next.fill(NaN)
      data.putOwn(next, own)
      const from = (origin + step + 1) * nx
      if (ahead >= 0) next.set(inputs.subarray(from + ahead, from + nx), ahead)
    })
    yield
  }
  origins.forEach((origin, lane) => {
    const own = answers.subarray(lane * horizon * ny, (lane + 1) * horizon * ny)
    own.set(data.inUnits(own, origin + 1, 0))
  })
  return answers
}

/** The states after all rows before each origin. */
function* statesBefore(
  network: Network,
  { nx, x }: SeriesDataSet,
  origins: readonly number[]
): Generator<void, State[]> {
  const reader = readerOf(network)
  const states: State[] = []
  let row = Math.max(0, origins[0] - mostWarmUp)
  for (const origin of origins) {
    while (row < origin) {
      const end = Math.min(row + piece, origin)
      reader.steps({ kind: 'dense', values: x.subarray(row * nx, end * nx) })
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
