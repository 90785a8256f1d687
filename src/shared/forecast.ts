// A forecast of a series and its backtest, as window and terminal show them.

import { z } from 'zod'

/** The network, and simple methods to hold it against (data/forecast-methods.ts). */
const forecastMethods = ['network', 'last-value', 'seasonal', 'autoregression'] as const
export type ForecastMethod = (typeof forecastMethods)[number]

/**
 * The shares of held-out values that the bands are to hold, and the fewest residuals that such a band needs: on average one
 * lies below it and one above.
 */
export const bandShares = [0.8, 0.95] as const
export const residualsFor = (share: number): number => Math.round(2 / (1 - share))

/** The longest horizon. */
export const longestHorizon = 10_000

const numbers = z.array(z.number())

/**
 * Errors over all origins of the backtest and over the horizon. MASE: the mean absolute error over that of the last value,
 * one step ahead, on the training part. NRMSE: the root mean squared error over the standard deviation of the training part.
 */
const errorsSchema = z.strictObject({ mae: z.number(), rmse: z.number(), mase: z.number(), nrmse: z.number() })
export type ForecastErrors = z.infer<typeof errorsSchema>

const methodSchema = z.strictObject({
  method: z.enum(forecastMethods),
  all: errorsSchema,
  /** The same at each step of the horizon that the backtest reaches. */
  steps: z.array(errorsSchema)
})

const columnSchema = z.strictObject({
  name: z.string(),
  /** Values before the forecast, the last of them that of row `from`; and the forecast. In the units of the data. */
  before: numbers,
  value: numbers,
  /** The values that came true; fewer than `value` where the data end before. */
  truth: numbers,
  /** The value plus quantiles of the backtest's residuals at the same step; shorter where there are too few residuals. */
  bands: z.array(z.strictObject({ share: z.number(), low: numbers, high: numbers })),
  /** The season in rows that the seasonal forecast repeats; null where there is none. */
  season: z.int().nullable(),
  /** Empty without a backtest. */
  methods: z.array(methodSchema),
  /** The last value again is better over the horizon (by MAE). */
  lastValueWins: z.boolean()
})
export type ForecastColumn = z.infer<typeof columnSchema>

export const forecastSchema = z.strictObject({
  kind: z.literal('forecast'),
  step: z.int(),
  /** The last row that the forecast knows, and the rows of the data; rows count from 1. */
  from: z.int(),
  rows: z.int(),
  /** Rows that were trained on. */
  trainRows: z.int(),
  horizon: z.int(),
  /** What names the rows: labels of the known rows in `before`, and those of the forecast, where their rhythm goes on. */
  labels: z
    .strictObject({ name: z.string(), before: z.array(z.string()), next: z.array(z.string()).nullable() })
    .nullable(),
  /** How many origins the backtest had, all in the held-out part; and the longest horizon that it reached. */
  origins: z.int(),
  tested: z.int(),
  transform: z.string(),
  columns: z.array(columnSchema)
})
export type Forecast = z.infer<typeof forecastSchema>
