// The lines of a forecast's chart, and of its backtest.

import type { ForecastColumn, ForecastMethod } from '../../shared/forecast'
import type { Line } from '../flow/plot'

/** The colour of each method, an index in the theme's series. */
const colours: Record<ForecastMethod, number> = { network: 1, 'last-value': 2, seasonal: 3, autoregression: 4 }

/** The colours of the narrower and of the wider band. */
const bandColours = [colours.network, 5] as const
/** At least so many known values are drawn, or four times as many as the forecast has. */
const fewest = 60

interface Words {
  known: string
  truth: string
  forecast: string
  band(share: number): string
}

/** The values before, the forecast between its bands, and the true values. `from` is the last known row. */
export function forecastLines({ before, value, truth, bands }: ForecastColumn, from: number, words: Words): Line[] {
  const rows = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i)
  /** The forecast begins at the last value; where that one is missing, at the last known one, which stands in for it. */
  const last = before.findLast((value) => value !== null) ?? NaN
  const shown = before.slice(-Math.max(fewest, 4 * value.length))
  /** A line of the forecast begins at the last known value. */
  const joined = (values: readonly (number | null)[]): Pick<Line, 'x' | 'y'> => ({
    x: rows(from, values.length + 1),
    y: [last, ...values.map((value) => value ?? NaN)]
  })
  return [
    {
      label: words.known,
      x: rows(from - shown.length + 1, shown.length),
      y: shown.map((value) => value ?? NaN),
      colour: 0
    },
    ...(truth.length === 0 ? [] : [{ label: words.truth, ...joined(truth), colour: 0, dashed: true }]),
    { label: words.forecast, ...joined(value), colour: colours.network },
    ...bands.flatMap(({ share, low, high }, i): Line[] =>
      low.length === 0
        ? []
        : [low, high].map((edge, side) => ({
            label: words.band(share),
            ...joined(edge),
            colour: bandColours[i],
            dashed: true,
            loose: true,
            aside: side > 0
          }))
    )
  ]
}

/** The mean absolute scaled error at each step of the horizon. */
export const errorLines = ({ methods }: ForecastColumn, name: (method: ForecastMethod) => string): Line[] =>
  methods.map(({ method, steps }) => ({
    label: name(method),
    x: steps.map((_, i) => i + 1),
    y: steps.map(({ mase }) => mase),
    colour: colours[method]
  }))
