// What the window shows of data before training, and the estimate of a run.

import { z } from 'zod'
import { taskNames } from '../data/tasks'
import { outputs, readouts } from '../model/model'
import { tableReadingSchema } from './experiment'
import { baselineSchema, exampleSchema } from './run'
import { rowNamesSchema } from './row-names'
import { size } from './sizes'
import { why } from './why'

const common = {
  nx: size,
  ny: size,
  output: z.enum(outputs),
  /** Readout that the data ask for; null leaves the choice. */
  readout: z.enum(readouts).nullable(),
  /** Names of the columns of U and the rows of V (characters, columns, bits). */
  inputLabels: z.array(z.string()),
  outputLabels: z.array(z.string()),
  /** Baselines that are known at once; n-grams come later, with the run. */
  baselines: z.array(baselineSchema),
  /** Why the data cannot be trained on with sequences of the chosen length. They can still be shown. */
  unfit: z.strictObject(why).optional()
}

export const previewSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('text'),
    ...common,
    encoding: z.string(),
    characters: z.int(),
    trainCharacters: z.int(),
    files: z.array(z.string()).nullable(),
    /** The beginning of the text. */
    excerpt: z.string(),
    /** Symbols by falling frequency. */
    frequencies: z.array(z.tuple([z.string(), z.int()]))
  }),
  z.strictObject({
    kind: z.literal('series'),
    ...common,
    rows: z.int(),
    trainRows: z.int(),
    delimiter: z.string(),
    header: z.boolean(),
    /**
     * All decisions about the table, those of a person and those found from the file; null where it is read in the old
     * way.
     */
    reading: tableReadingSchema.nullable(),
    /** Every column of the file; `numeric` ones can be chosen. */
    columns: z.array(z.strictObject({ name: z.string(), numeric: z.boolean() })),
    /** The chosen columns, thinned to at most 1000 points: row number, and value or null for a gap. */
    curves: z.array(
      z.strictObject({ name: z.string(), row: z.array(z.number()), value: z.array(z.number().nullable()) })
    ),
    /** Names of the rows that are drawn, and of the first held-out row; null where the file names none. */
    names: rowNamesSchema.nullable()
  }),
  z.strictObject({
    kind: z.literal('labelled'),
    ...common,
    reading: tableReadingSchema,
    rows: z.int(),
    /** Rows of the longest sequence. */
    longest: z.int(),
    /** The column of the label. */
    column: z.string(),
    /** For each class how many sequences are trained on and held out; for numbers of all sequences. */
    classes: z.array(z.strictObject({ name: z.string(), trained: z.int(), heldOut: z.int() })),
    /** Some sequences of every class, and the first values of each input column [columns][rows] in their own units. */
    sequences: z.array(
      z.strictObject({
        name: z.string(),
        label: z.string(),
        heldOut: z.boolean(),
        rows: z.int(),
        curves: z.array(z.array(z.number()))
      })
    )
  }),
  z.strictObject({
    kind: z.literal('task'),
    ...common,
    task: z.enum(taskNames),
    examples: z.array(exampleSchema)
  })
])
export type Preview = z.infer<typeof previewSchema>

/** How many bytes of a data file are read. A file is read more than once. */
export const readingSchema = z.strictObject({ read: z.number(), size: z.number() })

export const estimateSchema = z.strictObject({
  parameters: z.int(),
  /** Bytes of parameters, optimizer state, activations and data. */
  memoryBytes: z.number(),
  /** From a few timed steps on this machine; null when the stop condition has no number of steps. */
  secondsPerStep: z.number(),
  totalSeconds: z.number().nullable(),
  /** Steps in one pass over the training part; null for generated data. */
  stepsPerEpoch: z.number().nullable()
})
export type Estimate = z.infer<typeof estimateSchema>
