// A forecast of a series and its backtest, as window and terminal show them.

import { z } from 'zod'
import { transforms } from '../model/training'

/** The network, and the simple methods that it is compared with (data/forecast-methods.ts). */
const forecastMethods = ['network', 'last-value', 'seasonal', 'autoregression'] as const
export type ForecastMethod = (typeof forecastMethods)[number]

/**
 * The shares of held-out values that the bands should contain, and the fewest residuals that a band needs. With that
 * many, on average one lies below the band and one above.
 */
export const bandShares = [0.8, 0.95] as const
export const residualsFor = (share: number): number => Math.round(2 / (1 - share))

/** The longest horizon. */
export const longestHorizon = 10_000

const numbers = z.array(z.number())
const knownNumbers = z.array(z.number().nullable())

/**
 * Errors over all origins of the backtest and over the horizon. MASE: the mean absolute error divided by that of
 * repeating the last value, one step ahead, on the training part. NRMSE: the root mean squared error divided by the
 * standard deviation of the training part.
 */
const errorsSchema = z.strictObject({ mae: z.number(), rmse: z.number(), mase: z.number(), nrmse: z.number() })
export type ForecastErrors = z.infer<typeof errorsSchema>

const methodSchema = z.strictObject({
  method: z.enum(forecastMethods),
  all: errorsSchema,
  /** The same errors at each step of the horizon that the backtest reaches. */
  steps: z.array(errorsSchema)
})

const columnSchema = z.strictObject({
  name: z.string(),
  transform: z.enum(transforms),
  /** Values before the forecast, up to row `from` (null where one is missing), and the forecast, in the units of the data. */
  before: knownNumbers,
  value: numbers,
  /** The true values; fewer than in `value` where the data end earlier. */
  truth: knownNumbers,
  /** The value plus quantiles of the backtest's residuals at the same step; shorter where there are too few residuals. */
  bands: z.array(z.strictObject({ share: z.number(), low: numbers, high: numbers })),
  /** The season in rows that the seasonal forecast repeats; null where there is none. */
  season: z.int().nullable(),
  /** Empty without a backtest. */
  methods: z.array(methodSchema),
  /** Whether repeating the last value is better over the horizon (by MAE). */
  lastValueWins: z.boolean(),
  /**
   * Where the forecast leaves its own band: the mean of truth − forecast on the held-out part, in the data's units. Above 0
   * the network has been too low there, and the bands lie above the forecast. Null where the bands hold the forecast.
   */
  lean: z.number().nullable()
})
export type ForecastColumn = z.infer<typeof columnSchema>

export const forecastSchema = z.strictObject({
  kind: z.literal('forecast'),
  step: z.int(),
  /** The last row that the forecast knows (counted from 1), and the number of rows of the data. */
  from: z.int(),
  rows: z.int(),
  /** Rows that were trained on. */
  trainRows: z.int(),
  horizon: z.int(),
  /**
   * The names of the rows: labels of the known rows in `before`, and labels of the forecast, where their rhythm can be
   * continued.
   */
  labels: z
    .strictObject({ name: z.string(), before: z.array(z.string()), next: z.array(z.string()).nullable() })
    .nullable(),
  /** From how many rows of the held-out part the backtest made forecasts, and the longest horizon that it reached. */
  origins: z.int(),
  tested: z.int(),
  /** The names of the separate sequences, and the one that is forecast; none where the data are one sequence. */
  groups: z.array(z.string()),
  group: z.string().nullable(),
  columns: z.array(columnSchema)
})
export type Forecast = z.infer<typeof forecastSchema>
