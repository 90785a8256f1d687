// Forecasts a series beyond its last row, with bands and a comparison with simple methods.
//
// In the backtest every method forecasts from many rows (origins) of the held-out part, as if the data ended there.
// Nothing is fitted on that part.

import type { Bytes } from '../../data/bytes'
import { continueLabels } from '../../data/continue-labels'
import { earliestOrigin, findSeason, simpleForecasters, simpleMethods, withoutGaps } from '../../data/forecast-methods'
import { readFuture } from '../../data/future'
import type { SeriesDataSet } from '../../data/series'
import type { InputRole } from '../../model/table'
import {
  bandShares,
  longestHorizon,
  residualsFor,
  type Forecast,
  type ForecastColumn,
  type ForecastMethod
} from '../../shared/forecast'
import { Refusal } from '../refusal'
import type { readerOf } from '../reading/reader'
import { errorScale, errorsOf, quantile, type Residuals } from './errors'
import { runOn } from './network'

export interface ForecastRequest {
  horizon: number
  /** The last known row, counted from 1; null means the last row of the data. */
  from: number | null
  /** The rows of a season for the seasonal forecast. With null, the season is looked for in the training part. */
  season: number | null
  /** A file with the values of the columns known ahead, after the last row of the data (data/future.ts). */
  future: { name: string; content: Bytes } | null
  /** The name of the sequence; null means the first. */
  group: string | null
}

/**
 * The most origins of a backtest, and the most origins × steps of the horizon: a few seconds for a network of 128
 * units.
 */
const [mostOrigins, largestWork] = [256, 100_000]
/** Known values that are shown before the forecast. */
const mostBefore = 400

type Network = Parameters<typeof readerOf>[0] & { step: number }

/**
 * Throws a Refusal for impossible rows and horizons, and for an unknown group, and a DataError for a file of the future.
 * Yields every few milliseconds.
 */
export function* forecast(
  network: Network,
  all: SeriesDataSet,
  { horizon, from, season, future, group }: ForecastRequest
): Generator<void, Forecast> {
  const groups = namesOf(all)
  const k = group === null ? 0 : groups.indexOf(group)
  if (k < 0)
    throw new Refusal(
      'no-such-group',
      `The data have no group "${group}". Their groups: ${groups.join(', ') || '—'}.`,
      {
        group: group!,
        groups: groups.join(', ') || '—'
      }
    )
  const data = all.alone(k)
  const { rows, trainRows, ny } = data
  const origin = (from ?? rows) - 1
  if (origin < 1 || origin >= rows)
    throw new Refusal(
      'forecast-from',
      `A forecast begins after row 2 at the earliest, and after row ${rows} at the latest.`,
      {
        rows
      }
    )
  if (horizon > longestHorizon)
    throw new Refusal('forecast-horizon', `A forecast goes ${longestHorizon} rows ahead at most.`, {
      longest: longestHorizon
    })
  const longestSeason = rows - 2
  if (season !== null && season > longestSeason)
    throw new Refusal(
      'forecast-season',
      `A season of ${season} rows is too long for the ${rows} rows: no row is left from which the backtest could forecast. A season has ${longestSeason} rows at most.`,
      { season, rows, longest: longestSeason }
    )
  const inputs = future === null ? data.x : data.inputsWith(readFuture(future.content, future.name, data), future.name)
  expectInputs(data, inputs, origin, horizon)
  const values = yield* runOn(network, data, [origin], horizon, inputs)
  const seasons = data.outputLabels.map(
    (_, j) => season ?? findSeason(withoutGaps(data.column(data.raw, j).subarray(0, trainRows)))
  )
  const origins = backtestOrigins(data, horizon, seasons)
  const tested = origins.length === 0 ? 0 : Math.min(horizon, rows - 1 - origins[0])
  const backtest = origins.length === 0 ? null : yield* runOn(network, data, origins, tested)

  const columns: ForecastColumn[] = []
  for (let j = 0; j < ny; j++) {
    const s = data.column(data.raw, j)
    const methods =
      backtest === null ? [] : yield* compare(s, backtest, { data, j, origins, tested, season: seasons[j] })
    const value = Array.from({ length: horizon }, (_, i) => values[i * ny + j])
    const mae = (method: ForecastMethod): number | undefined => methods.find((one) => one.method === method)?.all.mae
    const bands = methods.length === 0 ? [] : bandsOf(value, methods[0].residuals)
    columns.push({
      name: data.outputLabels[j],
      transform: data.transforms[j],
      before: knownIn(s.subarray(Math.max(0, origin + 1 - mostBefore), origin + 1)),
      value,
      truth: knownIn(s.subarray(origin + 1, origin + 1 + horizon)),
      bands,
      season: seasons[j],
      methods: methods.map(({ residuals: _, ...shown }) => shown),
      lastValueWins: (mae('last-value') ?? Infinity) < (mae('network') ?? -Infinity),
      lean: leaves(value, bands) ? meanOf(methods[0].residuals) : null
    })
  }
  return {
    kind: 'forecast',
    step: network.step,
    from: origin + 1,
    rows,
    trainRows,
    horizon,
    labels: labelsOf(data, origin, horizon),
    origins: origins.length,
    tested,
    groups,
    group: groups[k] ?? null,
    columns
  }
}

/** The names of the sequences; none where the data are one sequence. */
export const namesOf = ({ sequences }: SeriesDataSet): string[] =>
  sequences.flatMap(({ name }) => (name === null ? [] : [name]))

/**
 * Throws a Refusal where the forecast needs inputs that nobody knows: a column that is only an input has no value after
 * the last known row, and one that is known ahead only those of the data.
 */
function expectInputs({ chosen, roles, nx }: SeriesDataSet, x: Float64Array, origin: number, horizon: number): void {
  const named = (role: InputRole): string => chosen.filter((_, j) => roles[j] === role).join(', ')
  if (horizon > 1 && roles.includes('input')) {
    const columns = named('input')
    throw new Refusal(
      'forecast-inputs',
      `The network reads ${columns}, whose values after the last known row are not known. Forecast one row, or train with the role "target" (then they are forecast too) or "known-ahead".`,
      { columns }
    )
  }
  const ahead = roles.indexOf('known-ahead')
  if (ahead < 0) return
  const [first, last] = [origin + 2, origin + 1 + horizon]
  let known = 0
  while (known < horizon && !Number.isNaN(x[(origin + known) * nx + ahead] ?? NaN)) known++
  if (known === horizon) return
  const columns = named('known-ahead')
  const needs = `The forecast needs the values of ${columns} in rows ${first} to ${last}; `
  const add =
    'Add rows to the data file that hold these columns, with no values in the targets, or name a file with them'
  const values = { columns, first, last, known }
  throw known === 0
    ? new Refusal('forecast-future', `${needs}the data have none of them. ${add}.`, values)
    : new Refusal(
        'forecast-future-ends',
        `${needs}the data have the first ${known}. ${add}, or forecast ${known} rows.`,
        values
      )
}

/**
 * Evenly spread rows from which all methods can forecast at least one held-out row. The earliest is the last trained
 * row.
 */
function backtestOrigins(
  { rows, trainRows }: SeriesDataSet,
  horizon: number,
  seasons: readonly (number | null)[]
): number[] {
  const first = Math.max(trainRows - 1, 1, ...seasons.map(earliestOrigin))
  const places = rows - 1 - first
  if (places < 1) return []
  const count = Math.max(1, Math.min(mostOrigins, places, Math.floor(largestWork / horizon)))
  return Array.from(
    { length: count },
    (_, i) => first + (count === 1 ? 0 : Math.floor((i * (places - 1)) / (count - 1)))
  )
}

interface Compared {
  data: SeriesDataSet
  /** The number of the column. */
  j: number
  origins: readonly number[]
  tested: number
  season: number | null
}

type Method = ForecastColumn['methods'][number] & { residuals: Residuals }

/** The errors of the network and of every simple method that can be used, on the same rows; none where no row is known. */
function* compare(
  s: Float64Array,
  network: Float64Array,
  { data, j, origins, tested, season }: Compared
): Generator<void, Method[]> {
  const { ny, rows } = data
  if (origins.every((origin) => Number.isNaN(s[origin + 1]))) return []
  const scale = errorScale(data.trainedParts(j))
  const measure = (method: ForecastMethod, answer: (lane: number, steps: number) => ArrayLike<number>): Method => {
    const residuals: number[][] = Array.from({ length: tested }, () => [])
    origins.forEach((origin, lane) => {
      const steps = Math.min(tested, rows - 1 - origin)
      const values = answer(lane, steps)
      for (let i = 0; i < steps; i++) {
        const residual = s[origin + 1 + i] - values[i]
        if (!Number.isNaN(residual)) residuals[i].push(residual)
      }
    })
    // The errors end at the first step at which no true value is known.
    const end = residuals.findIndex((step) => step.length === 0)
    const kept = residuals.slice(0, end < 0 ? undefined : end).map((step) => Float64Array.from(step))
    return { method, ...errorsOf(kept, scale), residuals: kept }
  }
  const found = [
    measure('network', (lane, steps) =>
      Float64Array.from({ length: steps }, (_, i) => network[(lane * tested + i) * ny + j])
    )
  ]
  const simple = simpleForecasters(s, data.trainedParts(j), season)
  for (const method of simpleMethods) {
    yield
    const forecaster = simple[method]
    if (forecaster) found.push(measure(method, (lane, steps) => forecaster(origins[lane], steps)))
  }
  return found
}

/** null for a missing value. */
const knownIn = (values: Float64Array): (number | null)[] =>
  Array.from(values, (value) => (Number.isNaN(value) ? null : value))

/** Whether the forecast lies outside one of its bands at any step. */
const leaves = (value: readonly number[], bands: ForecastColumn['bands']): boolean =>
  bands.some(({ low, high }) => low.some((least, i) => value[i] < least || value[i] > high[i]))

function meanOf(residuals: Residuals): number {
  const all = residuals.flatMap((step) => Array.from(step))
  return all.reduce((sum, one) => sum + one, 0) / all.length
}

/** The value plus quantiles of the residuals at the same step. A band ends where there are too few residuals. */
function bandsOf(value: readonly number[], residuals: Residuals): ForecastColumn['bands'] {
  const sorted = residuals.map((step) => step.toSorted())
  return bandShares.map((share) => {
    const steps = sorted.findIndex((step) => step.length < residualsFor(share))
    const reached = sorted.slice(0, steps < 0 ? undefined : steps)
    const edge = (part: number): number[] => reached.map((step, i) => value[i] + quantile(step, part))
    return { share, low: edge((1 - share) / 2), high: edge((1 + share) / 2) }
  })
}

function labelsOf({ labels }: SeriesDataSet, origin: number, horizon: number): Forecast['labels'] {
  if (labels === null) return null
  const known = labels.cells.slice(0, origin + 1)
  const there = labels.cells.slice(origin + 1, origin + 1 + horizon)
  const further = there.length < horizon ? continueLabels(labels.cells, horizon - there.length) : []
  return { name: labels.name, before: known.slice(-mostBefore), next: further && [...there, ...further] }
}
