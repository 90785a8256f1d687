// A run as its folder stores it and the window shows it. The files of a run folder:
//
//   experiment.json      what was asked for (experiment.ts)
//   run.json             name, times, state: RunRecord; only main writes it (the terminal for a run of its own)
//   metrics.csv          one line a step: step,loss,gradient_norm,learning_rate,clipped,seconds
//   metrics.index        makes a long metrics.csv quick to open; derived from it
//   events.jsonl         one RunEvent a line: validations, marks, samples, checkpoints, failures
//   baselines.json       Baseline[], those that the trainer has computed so far
//   weights.safetensors  the first weights, if the run began with those of another run (trainer/first-weights.ts)
//   lock.json            the process that trains the run, as long as one does (run-folder/lock.ts)
//   checkpoints/         step-000001000.safetensors: the newest, the best, and some of every age
//
// After a kill, a file to which lines are appended may end in half a line; readers leave that half out.

import { z } from 'zod'
import { fieldChangeSchema } from './experiment-changes'
import { engineIdentitySchema } from './machine'
import { rowNamesSchema } from './row-names'
import { why } from './why'

export const runStates = ['created', 'running', 'paused', 'finished', 'stopped', 'failed', 'interrupted'] as const
export type RunState = (typeof runStates)[number]
/** Whether a process trains the run or will train it. */
export const isLive = (state: RunState): boolean => state === 'created' || state === 'running' || state === 'paused'

const kindScore = z.strictObject({
  /** The name of a kind of target, as the task calls it (data/tasks). */
  kind: z.string(),
  loss: z.number(),
  accuracy: z.number().nullable()
})

const validationSchema = z.strictObject({
  type: z.literal('validation'),
  step: z.int(),
  /** Mean loss per target on the held-out part. The feedback is that of training (scheduled sampling: the truth). */
  loss: z.number(),
  /** Fraction of right answers (categories and bits), with the same feedback. */
  accuracy: z.number().nullable(),
  /** Mean loss with the model's own outputs as feedback; null for networks without feedback. */
  freeLoss: z.number().nullable(),
  freeAccuracy: z.number().nullable(),
  /** Tasks: fraction right on unseen sequences of twice the length, free-running. */
  doubleLengthAccuracy: z.number().nullable(),
  /** Tasks with several kinds of targets: loss and right answers of each kind, with the feedback of training. */
  kinds: z.array(kindScore).optional()
})

const markSchema = z.strictObject({
  type: z.literal('mark'),
  step: z.int(),
  /** What a person or the trainer changed. */
  change: z.enum([
    'learning-rate',
    'clip-norm',
    'clip-value',
    'rewind',
    'resume',
    'diverged',
    'recovered',
    'engine',
    'experiment',
    'weights'
  ]),
  /** `diverged`, `recovered`: `from` is the limit for the mean loss, `to` is that mean (divergence.ts). */
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** Only `engine`: from here on, other kernels or threads compute the steps, which gives other last bits. */
  engines: z.strictObject({ from: z.string(), to: z.string() }).optional(),
  /** Only `experiment`: the other fields that had changed when the run continued. */
  fields: z.array(fieldChangeSchema).optional(),
  /** Only `weights`: the run, and its step, from which the first weights of this run come. */
  origin: z.strictObject({ run: z.string(), step: z.int() }).optional()
})

const textSample = z.strictObject({
  kind: z.literal('text'),
  prime: z.string(),
  temperature: z.number(),
  /** Missing where all symbols could be drawn, or where no person gave a seed (drawing.ts). */
  topK: z.int().optional(),
  topP: z.number().optional(),
  seed: z.int().optional(),
  text: z.string()
})
const seriesSample = z.strictObject({
  kind: z.literal('series'),
  /**
   * One curve per column, in the units of the data: the truth (null where it is missing), the prediction one step ahead,
   * and from `freeFrom` on the free-running model.
   */
  columns: z.array(
    z.strictObject({
      name: z.string(),
      truth: z.array(z.number().nullable()),
      predicted: z.array(z.number()),
      free: z.array(z.number())
    })
  ),
  /** The row of the data at which the curves begin, and the index in the curves from which the model runs freely. */
  firstRow: z.int(),
  freeFrom: z.int(),
  /** Columns that are only inputs. Their true values were read, also where the model runs freely. */
  trueInputs: z.array(z.string()).optional(),
  /** The number of free steps that was asked for, if the data end earlier. */
  wanted: z.int().optional(),
  /** Names of the rows, where the file names them. Runs before November 2026 have none. */
  names: rowNamesSchema.optional(),
  /** The sequence that is continued, where the data have several. */
  group: z.string().optional()
})
/** One sequence of a task (data/example.ts documents its shapes). */
export const exampleSchema = z.strictObject({
  inputs: z.array(z.array(z.number())),
  targets: z.array(z.array(z.number())),
  mask: z.array(z.boolean()),
  inputSymbols: z.array(z.string()).optional(),
  outputSymbols: z.array(z.string()).optional(),
  pictureWidth: z.int().positive().optional()
})
export type Example = z.infer<typeof exampleSchema>
const taskSample = z.strictObject({
  kind: z.literal('task'),
  /** The first validation sequence, or a new one if a person asked for the sample, and ŷ of each step [tau][ny]. */
  ...exampleSchema.shape,
  outputs: z.array(z.array(z.number()))
})
/** What the network answers to held-out sequences. */
const labelledSample = z.strictObject({
  kind: z.literal('labelled'),
  /** The column of the label; and for classes their names. */
  column: z.string(),
  classes: z.array(z.string()).nullable(),
  sequences: z.array(
    z.strictObject({
      name: z.string(),
      rows: z.int(),
      /** A class by its number, or a number in the units of the file. */
      truth: z.number(),
      answer: z.number(),
      /** The probability of the answer; null where labels are numbers. */
      p: z.number().nullable()
    })
  ),
  /** The number of held-out sequences, of which the first are shown. */
  heldOut: z.int()
})
const sampleSchema = z.strictObject({
  type: z.literal('sample'),
  step: z.int(),
  /** A person asked for it; the number distinguishes samples of the same step. */
  asked: z.int().optional(),
  sample: z.discriminatedUnion('kind', [textSample, seriesSample, labelledSample, taskSample])
})

const checkpointSchema = z.strictObject({
  type: z.literal('checkpoint'),
  step: z.int(),
  file: z.string(),
  validationLoss: z.number().nullable()
})

const failureSchema = z.strictObject({
  type: z.literal('failure'),
  /** The last finished step; for `not-finite` the step with the bad value. */
  step: z.int(),
  /**
   * `not-finite`: `tensor` was the first with NaN or infinity. `error`: the trainer threw. `died`: its process is gone.
   */
  reason: z.enum(['not-finite', 'error', 'died']),
  tensor: z.string().nullable(),
  ...why,
  /** Step of the last good checkpoint, if there is one. */
  checkpointStep: z.int().nullable()
})

export const runEventSchema = z.discriminatedUnion('type', [
  validationSchema,
  markSchema,
  sampleSchema,
  checkpointSchema,
  failureSchema
])
export type RunEvent = z.infer<typeof runEventSchema>
export type KindScore = z.infer<typeof kindScore>
export type Validation = z.infer<typeof validationSchema>
export type Mark = z.infer<typeof markSchema>
export type SampleEvent = z.infer<typeof sampleSchema>
export type Checkpoint = z.infer<typeof checkpointSchema>
export type Failure = z.infer<typeof failureSchema>

export const runRecordSchema = z.strictObject({
  /** Name of its folder; a person may have renamed it. */
  id: z.string().min(1).max(255),
  name: z.string().min(1).max(200),
  state: z.enum(runStates),
  /** Whether its loss has long been far too high, now or at its end (divergence.ts). */
  diverged: z.boolean().default(false),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  updatedAt: z.number(),
  step: z.int().min(0),
  /** Seconds of training, without pauses. */
  seconds: z.number(),
  loss: z.number().nullable(),
  validationLoss: z.number().nullable(),
  /** The kernels and threads that trained it last, as text for the window: "wasm-256 ×2". */
  engine: z.string().nullable(),
  /** The exact kernels and threads; null in records of older versions. */
  engineIdentity: engineIdentitySchema.nullable().default(null),
  /** The most bytes that the activations of a training step took; null in records of older versions. */
  activationBytes: z.int().nullable().default(null)
})
export type RunRecord = z.infer<typeof runRecordSchema>

/** The record of a run that has just been made. */
export const untrained = {
  state: 'created',
  diverged: false,
  step: 0,
  seconds: 0,
  loss: null,
  validationLoss: null,
  engine: null,
  engineIdentity: null,
  activationBytes: null
} satisfies Partial<RunRecord>

/**
 * A file of a run that cannot be read: either with the reason (and the step of a checkpoint that holds the same
 * content), or with the number of bad lines.
 */
export type Damage = { file: string; reason: string; fromCheckpoint?: number } | { file: string; lines: number }

/** A run in the list: its record and, where it is damaged, what is wrong. */
export interface ListedRun extends RunRecord {
  damage?: Damage
}

/** Columns of metrics.csv, one entry a training step. */
export interface Points {
  step: Float64Array
  loss: Float64Array
  gradientNorm: Float64Array
  learningRate: Float64Array
  /** 1 where clipping changed the gradient. */
  clipped: Float64Array
  /** Seconds of training since the beginning of the run. */
  seconds: Float64Array
}
export const pointColumns = ['step', 'loss', 'gradientNorm', 'learningRate', 'clipped', 'seconds'] as const
/** One training step. */
export type Point = Record<(typeof pointColumns)[number], number>

/**
 * A horizontal line on the loss chart: the best possible loss of the task, or the loss of a simple method. In nats (or
 * squared error).
 */
export const baselineSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(['floor', 'baseline']),
  loss: z.number(),
  /** Values for texts such as "n-gram of order {order}". */
  values: z.record(z.string(), z.union([z.string(), z.number()]))
})
export type Baseline = z.infer<typeof baselineSchema>
