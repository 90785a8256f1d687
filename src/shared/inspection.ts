// Questions and answers of the view "Through time". They are about one sequence and one snapshot of the parameters.
// The trainer computes every number of the forward and backward pass with the reference engine in float64; the window
// computes none of them.

import { z } from 'zod'
import { feedbacks, methods, outputs, readouts, recurrences } from '../model/model'
import { tensorNames } from '../model/tensors'
import { forecastSchema, longestHorizon } from './forecast'
import { readingAnswers, readingQuestions } from './reading'
import { rowNamesSchema } from './row-names'
import { modelSizes, size } from './sizes'

const float64 = z.instanceof(Float64Array)
const float32 = z.instanceof(Float32Array)
const tensor = z.enum(tensorNames)

/** A file that a person opens in a view: its name in messages, and its bytes. */
const givenFile = z.strictObject({
  name: z.string(),
  content: z.instanceof(Uint8Array).refine(({ length }) => length <= 2 ** 24)
})

/** Which parameters and which sequence. All answers to questions with the same source agree with each other. */
const sourceSchema = z.strictObject({
  /**
   * The step of a stored checkpoint, or `now` for the present parameters, or the number of the snapshot of the last
   * `unroll`.
   */
  at: z.union([z.literal('now'), z.strictObject({ held: z.int().min(1) }), z.int().min(0)]),
  /** Number of the sequence in the last training batch (for a stored run: its first batch). */
  sequence: z.int().min(0),
  /** The number of steps to look at, from the beginning of the sequence; null takes all. */
  steps: z.int().min(1).nullable(),
  /** The gradient is cut after each `truncation` steps; null: as the experiment says; 0: never. */
  truncation: z.int().min(0).nullable()
})
export type InspectionSource = z.infer<typeof sourceSchema>

export const questionSchema = z.discriminatedUnion('ask', [
  /** Every value of every step. */
  z.strictObject({ ask: z.literal('unroll'), source: sourceSchema }),
  /** What each step adds to one cell of a gradient. */
  z.strictObject({
    ask: z.literal('contributions'),
    source: sourceSchema,
    tensor,
    row: z.int().min(0),
    col: z.int().min(0)
  }),
  /**
   * Teacher forcing against running free on held-out sequences, over the first `steps` (null: τ). `sequence` is the
   * number of the held-out sequence that is shown in full. The truncation does not matter.
   */
  z.strictObject({ ask: z.literal('exposure'), source: sourceSchema }),
  /**
   * A forecast of a series: `from` is the last known row, counted from 1 (null: the last row of the data); `season` is
   * in rows (null: the trainer looks for one).
   */
  z.strictObject({
    ask: z.literal('forecast'),
    at: z.union([z.literal('now'), z.int().min(0)]),
    horizon: z.int().min(1).max(longestHorizon),
    from: z.int().min(1).nullable(),
    season: z.int().min(1).nullable(),
    /** A table to forecast instead of the data of the training. */
    rows: givenFile.nullable(),
    /** A file with the values of the columns known ahead, after the last row of the data. */
    future: givenFile.nullable(),
    /** The name of the sequence; null: the first. */
    group: z.string().nullable()
  }),
  ...readingQuestions,
  /** Norms over t. This is cheap, so the view can ask for it again and again during training. */
  z.strictObject({ ask: z.literal('flow'), source: sourceSchema }),
  /** ‖∂L(t)/∂h(s)‖ and ‖∂h(τ)/∂h(t)‖; slow for large networks. */
  z.strictObject({ ask: z.literal('influence'), source: sourceSchema }),
  /** Eigenvalues and singular values of W. */
  z.strictObject({ ask: z.literal('spectrum'), source: sourceSchema }),
  /** Compares every gradient with central differences, and float32 with float64. */
  z.strictObject({
    ask: z.literal('check'),
    source: sourceSchema,
    epsilon: z.number().positive(),
    cellsPerTensor: z.int().min(1).max(100_000)
  }),
  /** The error of the central difference of one cell, for different ε. */
  z.strictObject({
    ask: z.literal('error-curve'),
    source: sourceSchema,
    tensor,
    row: z.int().min(0),
    col: z.int().min(0)
  }),
  /** Compares the truncated gradient with the full one, for several k. */
  z.strictObject({ ask: z.literal('truncation'), source: sourceSchema, ks: z.array(z.int().min(1)).min(1).max(64) })
])
export type Question = z.infer<typeof questionSchema>

/** The names of the steps t, 1 … τ, as `rows`. */
const stepNames = rowNamesSchema.nullable()

/** Arrays over time: [τ × n], row t − 1 is step t. `h` and `z` begin at t = 0 and have τ + 1 rows. */
const unrolledSchema = z.strictObject({
  kind: z.literal('unroll'),
  /** Number of the snapshot. Later questions use it; the trainer keeps the snapshot until the next `unroll`. */
  held: z.int().min(1),
  step: z.int(),
  sequence: z.int(),
  sequences: z.int(),
  recurrence: z.enum(recurrences),
  readout: z.enum(readouts),
  output: z.enum(outputs),
  method: z.enum(methods),
  truncation: z.int().nullable(),
  tau: size,
  ...modelSizes,
  /** Steps whose loss counts. */
  mask: z.array(z.boolean()),
  /** Whether z(t) is the true y(t). */
  truth: z.array(z.boolean()),
  /** Steps that carry a target. Where components are missing, the known components / ny. */
  targets: z.number(),
  loss: z.number(),
  /** The names of the rows x(t), where the data name them. */
  names: stepNames,
  /** NaN in y where a value is missing. */
  x: float64,
  a: float64,
  h: float64,
  z: float64,
  o: float64,
  yhat: float64,
  y: float64,
  /** L(t) [τ], not divided by the number of targets; and ∂L/∂L(t) [τ]. */
  L: float64,
  dL: float64,
  /** ∇o(t) with its two parts: from the loss, and from t + 1 (free-running). */
  dO: float64,
  dOFromLoss: float64,
  dOFromNext: float64,
  /** ∇h(t) = the part from step t + 1 + the part from o(t); then ∇a(t). */
  dh: float64,
  dhFromNext: float64,
  dhFromOutput: float64,
  da: float64,
  parameters: z.record(tensor, float64),
  gradients: z.record(tensor, float64)
})
export type Unrolled = z.infer<typeof unrolledSchema>

const findingSchema = z.enum(['vanishing', 'exploding', 'healthy', 'no-signal', 'cut'])

/**
 * The verdict on a gradient. It depends on the norm at the first step divided by the norm at the last step: the verdict
 * is the first entry whose limit is above this ratio. The ratio covers all steps at once, so a small factor at each of
 * many steps counts as much as a large factor at each of a few.
 */
export const verdicts = [
  // A hundredth: gradients of two batches differ by more than ten times that, so the network learns nothing from it.
  { finding: 'vanishing', below: 1 / 100 },
  { finding: 'healthy', below: 100 },
  // A hundred times: the first steps decide the whole update, and clipping leaves almost nothing of the last steps.
  { finding: 'exploding', below: Infinity }
] as const

/** One way of feeding, at index t − 1 of the horizon: means over the sequences that have a target there. */
const horizonCurve = z.strictObject({
  loss: float64,
  /** Standard error of that mean. */
  error: float64,
  /** Share of right answers; null for real values. */
  accuracy: float64.nullable()
})

const exposureSchema = z.strictObject({
  kind: z.literal('exposure'),
  step: z.int(),
  /** The number of sequences in the mean. */
  sequences: z.int(),
  /** Steps of truth before the horizon (texts and series). */
  told: z.int(),
  horizon: z.int(),
  nx: z.int(),
  ny: z.int(),
  output: z.enum(outputs),
  /** The input through which the truth, or the own output, of the step before comes in. */
  through: z.enum(['z', 'x', 'both', 'nothing']),
  /** What the network feeds back when it runs free. */
  fed: z.enum([...feedbacks, 'value']),
  /** Sequences with a target at each step. */
  counts: float64,
  forced: horizonCurve,
  free: horizonCurve,
  /** The first step at which the two differ by more than chance; null where there is none. */
  parts: z.int().nullable(),
  /**
   * For real values: the most likely σ of the teacher-forced predictions. An answer counts as wrong beyond so many σ.
   */
  sigma: z.number().nullable(),
  tolerated: z.number(),
  /** One sequence, in rows [steps × n]. */
  shown: z.strictObject({
    sequence: z.int(),
    steps: z.int(),
    mask: z.array(z.boolean()),
    x: float64,
    y: float64,
    forced: z.strictObject({ yhat: float64, L: float64 }),
    free: z.strictObject({ yhat: float64, own: float64, L: float64 }),
    /** For a series, the truth and both answers [steps × ny] in the units of the data. */
    units: z.strictObject({ y: float64, forced: float64, own: float64 }).nullable(),
    /** The names of the rows of the sequence; t counts its rows from 1. Null where there are none. */
    names: rowNamesSchema.nullable()
  })
})

export const answerSchema = z.discriminatedUnion('kind', [
  unrolledSchema,
  exposureSchema,
  forecastSchema,
  ...readingAnswers,
  z.strictObject({
    kind: z.literal('contributions'),
    tensor,
    row: z.int(),
    col: z.int(),
    perStep: float64,
    total: z.number()
  }),
  z.strictObject({
    kind: z.literal('flow'),
    step: z.int(),
    names: stepNames,
    /** ‖∇h(t)‖ and ‖∇a(t)‖, t = 1 … τ. */
    dhNorm: float64,
    daNorm: float64,
    /** 1 − h(t)² [rows × τ]: a row for each unit. If there are too many units, a row is the mean of several units. */
    slopes: float32,
    unitsPerRow: z.int(),
    /**
     * The norms that the finding judges: ‖∂L(t*)/∂h(t)‖ at index t − 1, t = 1 … t*, where t* is the last step with a
     * target. Empty where there is nothing to judge.
     */
    lastLoss: float64,
    finding: findingSchema,
    /**
     * The factor by which the norm grows for each step back, from a line fitted to its logarithm; null where no line
     * can be fitted.
     */
    growth: z.number().nullable()
  }),
  z.strictObject({
    kind: z.literal('influence'),
    tau: size,
    /** ‖∂L(t)/∂h(s)‖ at [(t−1) τ + s − 1], 0 for s > t. */
    losses: float64,
    /**
     * ‖∂h(τ)/∂h(t)‖ and its bound from the largest singular value of W, t = 1 … τ; null when the network is too large
     * for this computation.
     */
    states: float64.nullable(),
    bound: float64.nullable()
  }),
  z.strictObject({
    kind: z.literal('spectrum'),
    step: z.int(),
    size: z.int(),
    /** Real and imaginary parts; empty where W is not square. */
    re: float64,
    im: float64,
    singular: float64,
    spectralRadius: z.number().nullable(),
    largestSingular: z.number()
  }),
  z.strictObject({
    kind: z.literal('check'),
    epsilon: z.number(),
    tensors: z.array(
      z.strictObject({
        tensor,
        cells: z.int(),
        worst: z.strictObject({
          row: z.int(),
          col: z.int(),
          analytic: z.number(),
          numeric: z.number(),
          error: z.number()
        }),
        /**
         * The largest relative difference between the float32 gradient of training and the float64 gradient, and its
         * cell.
         */
        float32: z.strictObject({ row: z.int(), col: z.int(), value: z.number(), truth: z.number(), error: z.number() })
      })
    )
  }),
  z.strictObject({
    kind: z.literal('error-curve'),
    tensor,
    row: z.int(),
    col: z.int(),
    epsilon: float64,
    error: float64
  }),
  z.strictObject({
    kind: z.literal('truncation'),
    ks: z.array(z.int()),
    /**
     * For each tensor and each k: the cosine of the angle between the truncated and the full gradient, and ‖truncated‖
     * / ‖full‖; null where the full gradient is zero.
     */
    tensors: z.array(
      z.strictObject({ tensor, cosine: z.array(z.number().nullable()), ratio: z.array(z.number().nullable()) })
    )
  })
])
export type InspectionAnswer = z.infer<typeof answerSchema>
