// Questions and answers about reading a person's text or table with a network: how surprising each symbol is, what the network
// would have guessed, and what a hidden unit does. A long text is read in parts, with one question for each part.

import { z } from 'zod'

const float32 = z.instanceof(Float32Array)
const float64 = z.instanceof(Float64Array)
const at = z.union([z.literal('now'), z.int().min(0)])

/** The longest text or table: in bytes for a file, else in characters. */
const longestText = 16 * 2 ** 20
/** The most symbols that one question reads, and the most that one page holds. */
export const readAtOnce = 8192
const longestPage = 4096
/** Number of guesses for each symbol. */
export const guessCount = 5

const given = z.union([
  z.string().max(longestText),
  z.instanceof(Uint8Array).refine(({ length }) => length <= longestText)
])

/** How well a network foresees the rows of a table, one step ahead, in the units of the data. */
const rowScoreSchema = z.strictObject({
  /** The training step of the network. */
  step: z.int(),
  /** All rows, and the sequences that they belong to. The first row of a sequence is only read. */
  rows: z.int(),
  sequences: z.int(),
  /** The column that names the rows. */
  labels: z.strictObject({ name: z.string(), cells: z.array(z.string()) }).nullable(),
  /** NRMSE: the root mean squared error over the standard deviation of the training part, of what the network learns. */
  columns: z.array(z.strictObject({ column: z.string(), mae: z.number(), rmse: z.number(), nrmse: z.number() })),
  /** The mean squared error of the scaled values. */
  loss: z.number(),
  /**
   * True and foreseen values [rows × columns]; NaN where a value is missing, or nothing was foreseen: in the
   * first row, and after a gap where changes are learned.
   */
  truth: float64,
  predicted: float64,
  /**
   * −log p of each row [rows] in nats, summed over the columns: p is a Gaussian around what was foreseen, and its σ is
   * the root mean squared error of these rows. NaN for the first row and for rows
   * of which no value is known.
   */
  nats: float64,
  natsPerRow: z.number()
})
export type RowScore = z.infer<typeof rowScoreSchema>

/** How well a network tells the labels of sequences. */
const sequenceScoreSchema = z.strictObject({
  /** The training step of the network. */
  step: z.int(),
  /** The column of the labels; for classes their names, null for numbers. */
  column: z.string(),
  classes: z.array(z.string()).nullable(),
  /** Mean −log p of the true class in nats, or the squared error of the scaled numbers. */
  loss: z.number(),
  /** Classes: the share of right answers, and how many sequences of each class [truth] got each answer [answer]. */
  accuracy: z.number().nullable(),
  confusion: z.array(z.array(z.int())).nullable(),
  /** Numbers: mean absolute and root mean squared error in their own units. */
  mae: z.number().nullable(),
  rmse: z.number().nullable(),
  /** A class is given by its number. `p` is the probability of the answer. */
  each: z.array(
    z.strictObject({
      name: z.string(),
      rows: z.int(),
      truth: z.number(),
      answer: z.number(),
      p: z.number().nullable(),
      loss: z.number()
    })
  )
})
export type SequenceScore = z.infer<typeof sequenceScoreSchema>

export const readingQuestions = [
  /** Scores all rows of a table. */
  z.strictObject({ ask: z.literal('score'), at, name: z.string(), content: given }),
  /** Scores all labelled sequences of a table. */
  z.strictObject({ ask: z.literal('score-sequences'), at, name: z.string(), content: given }),
  /** Takes a text, but reads nothing yet. `leaveOut` removes the symbols that the network does not know. */
  z.strictObject({
    ask: z.literal('read-begin'),
    at,
    name: z.string(),
    content: given,
    leaveOut: z.boolean()
  }),
  /** Reads the next part of the text with that number. */
  z.strictObject({ ask: z.literal('read-on'), number: z.int() }),
  /** Guesses and activations of the symbols from `from` on. */
  z.strictObject({
    ask: z.literal('read-page'),
    number: z.int(),
    from: z.int().min(0),
    count: z.int().min(1).max(longestPage),
    unit: z.int().min(0)
  }),
  /** The passages of the held-out text where a hidden unit is highest and lowest. */
  z.strictObject({ ask: z.literal('passages'), at, unit: z.int().min(0) })
] as const

const passageSchema = z.strictObject({
  /** The place in the whole text at which the passage begins, from 0, and its symbols. */
  from: z.int(),
  symbols: z.array(z.string()),
  /** h of the unit after each symbol, and the place of the extreme within the passage. */
  values: float32,
  peak: z.int()
})
export type Passage = z.infer<typeof passageSchema>

export const readingAnswers = [
  z.strictObject({ kind: z.literal('score'), ...rowScoreSchema.shape }),
  z.strictObject({ kind: z.literal('score-sequences'), ...sequenceScoreSchema.shape }),
  z.strictObject({
    kind: z.literal('read-begin'),
    number: z.int(),
    step: z.int(),
    /** The text as the network will read it; empty where it has unknown symbols that are not left out. */
    text: z.string(),
    unknown: z.array(z.string())
  }),
  z.strictObject({
    kind: z.literal('read-on'),
    from: z.int(),
    /** −log₂ p of each symbol from `from` on; NaN for the first symbol of the text. Empty at the end. */
    bits: float64
  }),
  z.strictObject({
    kind: z.literal('read-page'),
    from: z.int(),
    /** The likeliest symbols before each place [count × guessCount] and their p; empty strings for the first symbol. */
    guesses: z.array(z.string()),
    p: float32,
    /** h of the unit after each symbol. */
    values: float32
  }),
  z.strictObject({
    kind: z.literal('passages'),
    unit: z.int(),
    highest: z.array(passageSchema),
    lowest: z.array(passageSchema)
  })
] as const
