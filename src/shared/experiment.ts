// An experiment: everything that determines a run, and nothing else. The same seed and the same kernel set give the
// same run bit for bit. The form, the terminal and the trainer all read this one schema; only this file holds ranges
// and defaults.

import { z } from 'zod'
import { taskNames } from '../data/tasks'
import { mostFiles, traitsOf } from '../data/traits'
import {
  coins,
  feedbacks,
  feedsOwnOutput,
  readsTruth,
  methods,
  readouts,
  recurrences,
  truthSchedules
} from '../model/model'
import { gapRules, labelKinds, orders, percentRules, roles } from '../model/table'
import {
  columnScalings,
  optimizerKinds,
  recurrentSchemes,
  schedules,
  transforms,
  weightSchemes
} from '../model/training'
import { reason, type Reason } from './reasons'

const path = z.string().min(1).nullable()

/** No path out of the folder. */
const isInside = (file: string): boolean => !/^[\\/]/.test(file) && !file.split(/[\\/]/).includes('..')

/** The decisions about a text (data/text.ts). What is left out is found from the file. */
export const textReadingSchema = z
  .strictObject({
    /** The symbols are the characters, or the bytes of the file as they stand; the other fields are about characters. */
    unit: z.enum(['characters', 'bytes']),
    encoding: z.string().min(1).max(40),
    /** What happens to bytes that the encoding does not have: an error, or U+FFFD in their place. */
    damaged: z.enum(['refuse', 'replace']),
    /** Whether a letter and its mark become one character (normal form C), and line ends become LF. */
    form: z.enum(['NFC', 'as-is']),
    lineEnds: z.enum(['LF', 'as-is']),
    /** Symbols that occur less often become one symbol, U+FFFD. */
    minimumCount: z.int().min(1).max(1_000_000),
    /** Of a folder: the files that are read, as paths inside it; left out, all texts in it are read. */
    files: z
      .array(
        z
          .string()
          .min(1)
          .max(1000)
          .refine(isInside, { message: reason('notInside') })
      )
      .min(1)
      .max(mostFiles),
    /** Whether several files are separate sequences, or one with U+001C between two files. */
    several: z.enum(['apart', 'joined']),
    /** Of several files: those that are held out; null holds out a fraction at the end of every sequence. */
    heldOut: z.strictObject({ groups: z.array(z.string()).min(1) }).nullable()
  })
  .partial()

const textData = z.strictObject({
  kind: z.literal('text'),
  /** `moby-dick` is bundled; `file` reads `path`. */
  source: z.enum(['moby-dick', 'file']).default('moby-dick'),
  path: path.default(null),
  /** The part at the end of the text that is never trained on. */
  validationFraction: z.number().min(0.01).max(0.5).default(0.1),
  /**
   * How the text of a file is read. Null reads as Unroll did before November 2026: characters stay unchanged, without
   * normal form C and without LF for line ends.
   */
  reading: textReadingSchema.nullable().default(null)
})

/** The decisions about a table (data/table/decisions.ts). What is left out is found from the file. */
export const tableReadingSchema = z
  .strictObject({
    encoding: z.string().min(1).max(40),
    delimiter: z.string().length(1).nullable(),
    decimal: z.enum(['.', ',']),
    thousands: z.string().length(1).nullable(),
    header: z.boolean(),
    percent: z.enum(percentRules),
    across: z.boolean(),
    top: z.int().min(0).max(1_000_000),
    comment: z.string().min(1).max(10).nullable(),
    dayFirst: z.union([z.boolean(), z.literal('ymd')]),
    order: z.enum(orders),
    gaps: z.enum(gapRules),
    /** For all columns, or by the name of the column. */
    sentinels: z.union([z.array(z.number()), z.record(z.string(), z.array(z.number()))]),
    /** The sheet of a workbook (.xlsx); without it the first one that has cells. */
    sheet: z.string().min(1).max(100),
    roles: z.record(z.string(), z.enum(roles)),
    scaling: z.record(z.string(), z.enum(columnScalings)),
    heldOut: z
      .union([
        z.strictObject({ from: z.string().min(1).max(60) }),
        z.strictObject({ groups: z.array(z.string()).min(1) })
      ])
      .nullable()
  })
  .partial()

const seriesData = z.strictObject({
  kind: z.literal('series'),
  /** `sunspots` are bundled, `mackey-glass` is computed (data/mackey-glass.ts); `file` reads `path`. */
  source: z.enum(['sunspots', 'mackey-glass', 'file']).default('sunspots'),
  path: path.default(null),
  delimiter: z.enum(['auto', ',', ';', '\t', '|']).default('auto'),
  header: z.enum(['auto', 'yes', 'no']).default('auto'),
  /**
   * Columns by name (or by number from 1 when there is no header) that are read and predicted; empty means every
   * numeric column.
   */
  columns: z.array(z.string()).default([]),
  /**
   * What the network learns: the values, their changes from row to row, their logarithms, or the changes of the
   * logarithms.
   */
  transform: z.enum(transforms).default('none'),
  validationFraction: z.number().min(0.01).max(0.5).default(0.285),
  /** How the table of a file is read; null reads as Unroll did before November 2026 (data/csv.ts). */
  reading: tableReadingSchema.nullable().default(null)
})

/** Sequences of a table, each with one label: the column with the role `target` (data/labelled.ts). */
const labelledData = z.strictObject({
  kind: z.literal('labelled'),
  source: z.literal('file').default('file'),
  path: path.default(null),
  labels: z.enum(labelKinds).default('classes'),
  /** The part of the sequences, of every class, that is never trained on. */
  validationFraction: z.number().min(0.01).max(0.5).default(0.2),
  reading: tableReadingSchema.default({})
})

export const taskDataSchema = z.strictObject({
  kind: z.literal('task'),
  task: z.enum(taskNames).default('running-parity'),
  /** How many sequences the validation set holds. */
  validationSequences: z.int().min(1).max(10_000).default(256)
})

export const dataSchema = z.discriminatedUnion('kind', [textData, seriesData, labelledData, taskDataSchema])

/**
 * A person who writes an experiment leaves fields out; its file is then read as today. Before this field existed,
 * Unroll wrote experiments with every other field; their files are read in the old way.
 */
export function withTodaysReading(value: unknown): unknown {
  const { data } = (value ?? {}) as { data?: Record<string, unknown> }
  if (data?.source !== 'file' || 'reading' in data) return value
  const whole =
    data.kind === 'text'
      ? ['path', 'validationFraction']
      : ['path', 'delimiter', 'header', 'columns', 'validationFraction']
  return whole.every((field) => field in data) ? value : { ...(value as object), data: { ...data, reading: {} } }
}

const modelSchema = z.strictObject({
  recurrence: z.enum(recurrences).default('hidden'),
  readout: z.enum(readouts).default('every-step'),
  /** nh. */
  hiddenSize: z.int().min(1).max(4096).default(128),
  /** What a free-running categorical model feeds back. Scheduled sampling feeds the same back in place of the truth. */
  feedback: z.enum(feedbacks).default('probabilities')
})

export const learningSchema = z.strictObject({
  method: z.enum(methods).default('bptt'),
  /** τ. */
  sequenceLength: z.int().min(1).max(100_000).default(50),
  batchSize: z.int().min(1).max(4096).default(32),
  /** Text and series: the state at the end of one stretch is the state at the beginning of the next. */
  carryState: z.boolean().default(true),
  /** Cuts the gradient (not the state) every k steps inside a sequence; null never cuts it. */
  truncation: z.int().min(1).max(100_000).nullable().default(null),
  /** Gradient checkpointing: keeps h at every √τth step only and computes the others again. */
  recompute: z.boolean().default(false),
  /**
   * Scheduled sampling: how the probability ε of feeding the truth falls (scheduled-sampling.ts), the constant k, the
   * smallest ε, and what one coin decides.
   */
  truthSchedule: z.enum(truthSchedules).default('linear'),
  truthDecay: z.number().min(1).max(1_000_000_000).default(1000),
  truthLeast: z.number().min(0).max(1).default(0),
  truthCoin: z.enum(coins).default('step')
})

export const optimizerSchema = z.strictObject({
  kind: z.enum(optimizerKinds).default('adam'),
  learningRate: z.number().positive().max(10).default(0.002),
  schedule: z.enum(schedules).default('constant'),
  /** Steps of linear warm-up (cosine). */
  warmupSteps: z.int().min(0).max(10_000_000).default(0),
  /**
   * Step schedule: the rate is multiplied by `decayFactor` every `decayEvery` steps. Cosine: the rate reaches 0 at this
   * step.
   */
  decayEvery: z.int().min(1).max(10_000_000).default(10_000),
  decayFactor: z.number().positive().max(1).default(0.5),
  momentum: z.number().min(0).max(0.9999).default(0.9),
  /** Adam's decay of the first and second moment; RMSProp uses the second. */
  beta1: z.number().min(0).max(0.9999).default(0.9),
  beta2: z.number().min(0).max(0.99999).default(0.999),
  epsilon: z.number().positive().max(1).default(1e-8),
  /** λ of ½λ‖θ‖² added to the loss's gradient; AdamW decays the weights directly. Biases are left alone. */
  l2: z.number().min(0).max(1).default(0),
  /** Rescale the gradient when its global norm is larger; null leaves it. */
  clipNorm: z.number().positive().max(1e6).nullable().default(1),
  /** Clip each component to ±value; null leaves it. */
  clipValue: z.number().positive().max(1e6).nullable().default(null)
})

const initialisationSchema = z.strictObject({
  /** U, V, R and the biases. `uniform` is ±1/√nh (biases too); the others leave biases at zero. */
  weights: z.enum(weightSchemes).default('uniform'),
  /** W. `identity` is `identityScale` times the identity (its upper left part when W is not square). */
  recurrent: z.enum(recurrentSchemes).default('uniform'),
  identityScale: z.number().min(-2).max(2).default(1)
})

export const watchingSchema = z.strictObject({
  /** Steps between validations, samples, checkpoints. */
  validateEvery: z.int().min(1).max(10_000_000).default(500),
  sampleEvery: z.int().min(1).max(10_000_000).default(1000),
  checkpointEvery: z.int().min(1).max(10_000_000).default(1000),
  /** Seconds of training between checkpoints, where the steps between them take longer than that. */
  checkpointSeconds: z.number().min(1).max(86_400).nullable().default(60),
  /**
   * Text: how many characters are written, the temperature, and the beginning that is continued. Series: how many steps
   * run free.
   */
  sampleLength: z.int().min(1).max(10_000).default(300),
  temperature: z.number().positive().max(10).default(0.8),
  prime: z.string().max(10_000).default('')
})

export const stopSchema = z.strictObject({
  steps: z.int().min(1).max(1_000_000_000).nullable().default(10_000),
  seconds: z.number().positive().max(1e7).nullable().default(null),
  /** Training stops after so many validations without improvement; null never stops it. */
  patience: z.int().min(1).max(100_000).nullable().default(null),
  /**
   * What a run does when it has diverged (divergence.ts says when): it marks it and continues, it stops, or it ignores
   * it.
   */
  divergence: z.enum(['mark', 'stop', 'ignore']).default('mark')
})

export const experimentSchema = z
  .strictObject({
    format: z.literal('unroll-experiment-1').default('unroll-experiment-1'),
    name: z.string().min(1).max(200).default('Experiment'),
    seed: z.int().min(0).max(0xffffffff).default(1),
    data: dataSchema.default(textData.parse({ kind: 'text' })),
    model: modelSchema.prefault({}),
    learning: learningSchema.prefault({}),
    optimizer: optimizerSchema.prefault({}),
    initialisation: initialisationSchema.prefault({}),
    watching: watchingSchema.prefault({}),
    stop: stopSchema.prefault({})
  })
  .superRefine((experiment, context) => {
    const issue = (path: string[], code: string, message: Reason): void =>
      context.addIssue({ code: 'custom', path, message, params: { code } })
    const { model, learning, data } = experiment

    if (model.recurrence === 'hidden' && learning.method !== 'bptt') {
      issue(
        ['learning', 'method'],
        'method-needs-output-recurrence',
        reason('methodNeedsOutput', { method: learning.method })
      )
    }
    if (model.recurrence !== 'hidden' && learning.method === 'bptt') {
      issue(
        ['learning', 'method'],
        'method-needs-choice-of-feedback',
        reason('methodNeedsFeedback', { recurrence: model.recurrence })
      )
    }
    if (learning.method === 'free-running' && (model.feedback === 'argmax' || model.feedback === 'sample')) {
      issue(
        ['model', 'feedback'],
        'feedback-not-differentiable',
        reason('feedbackHasNoGradient', { feedback: model.feedback })
      )
    }
    if (
      learning.method === 'scheduled-sampling' &&
      model.feedback === 'probabilities' &&
      traitsOf(data).output !== 'linear'
    ) {
      issue(['model', 'feedback'], 'feedback-not-discrete', reason('feedbackNotDiscrete'))
    }
    if (data.kind === 'labelled' && readsTruth(learning.method)) {
      issue(['learning', 'method'], 'method-needs-truth', reason('methodNeedsTruth', { method: learning.method }))
    }
    if (learning.truncation !== null && learning.truncation > learning.sequenceLength) {
      issue(
        ['learning', 'truncation'],
        'truncation-beyond-sequence',
        reason('truncationBeyondSequence', { truncation: learning.truncation, tau: learning.sequenceLength })
      )
    }
    if (learning.recompute && feedsOwnOutput(learning.method)) {
      issue(['learning', 'recompute'], 'recompute-needs-fixed-inputs', reason('recomputeNeedsInputs'))
    }
    if ('path' in data && data.source === 'file' && data.path === null) {
      issue(['data', 'path'], 'file-missing', reason('noFileChosen'))
    }
  })

export type Experiment = z.infer<typeof experimentSchema>
export type ExperimentData = Experiment['data']
