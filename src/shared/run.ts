// A run as a folder keeps it and the window shows it. Files of a run folder:
//
//   experiment.json      what was asked for (experiment.ts)
//   run.json             name, times, state: RunRecord; written by main alone (by the terminal where there is no app)
//   metrics.csv          one line a step: step,loss,gradient_norm,learning_rate,clipped,seconds
//   metrics.index        makes a long metrics.csv quick to open; derived from it
//   events.jsonl         one RunEvent a line: validations, marks, samples, checkpoints, failures
//   baselines.json       Baseline[], as the trainer has computed them so far
// weights.safetensors  the weights that the run began with, where they are those of another run
// (trainer/first-weights.ts)
//   lock.json            who trains it, while somebody does (run-folder/lock.ts)
//   checkpoints/         step-000001000.safetensors: the newest, the best, and some of every age
//
// Appended files may end in half a line after a kill; readers drop it.

import { z } from 'zod'
import { fieldChangeSchema } from './experiment-changes'
import { engineIdentitySchema } from './machine'
import { why } from './why'

export const runStates = ['created', 'running', 'paused', 'finished', 'stopped', 'failed', 'interrupted'] as const
export type RunState = (typeof runStates)[number]
/** Whether a process trains the run, or is to. */
export const isLive = (state: RunState): boolean => state === 'created' || state === 'running' || state === 'paused'

const kindScore = z.strictObject({
  /** A name of the task's (data/tasks). */
  kind: z.string(),
  loss: z.number(),
  accuracy: z.number().nullable()
})

const validationSchema = z.strictObject({
  type: z.literal('validation'),
  step: z.int(),
  /** Mean loss per target on the held-out part, fed as in training (scheduled sampling: with the truth). */
  loss: z.number(),
  /** Fraction of right answers (categories and bits), fed as in training. */
  accuracy: z.number().nullable(),
  /** The same with the model's own outputs fed back; null where nothing is fed back. */
  freeLoss: z.number().nullable(),
  freeAccuracy: z.number().nullable(),
  /** Tasks: fraction right on unseen sequences of twice the length, free-running. */
  doubleLengthAccuracy: z.number().nullable(),
  /** Tasks that tell kinds of targets apart: loss and right answers of each, fed as in training. */
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
  /** `diverged`, `recovered`: from the limit that the mean loss was held against, to that mean (divergence.ts). */
  from: z.number().nullable(),
  to: z.number().nullable(),
  /** `engine` alone: from here on, steps are computed with other kernels or threads, which gives other bits. */
  engines: z.strictObject({ from: z.string(), to: z.string() }).optional(),
  /** `experiment` alone: what else was asked for otherwise when the run went on. */
  fields: z.array(fieldChangeSchema).optional(),
  /** `weights` alone: the run, and the step in it, whose weights this run began with. */
  origin: z.strictObject({ run: z.string(), step: z.int() }).optional()
})

const textSample = z.strictObject({
  kind: z.literal('text'),
  prime: z.string(),
  temperature: z.number(),
  text: z.string()
})
const seriesSample = z.strictObject({
  kind: z.literal('series'),
  /**
   * One curve per column in the data's own units: truth, prediction one step ahead, and running free from `freeFrom`
   * on.
   */
  columns: z.array(
    z.strictObject({
      name: z.string(),
      truth: z.array(z.number()),
      predicted: z.array(z.number()),
      free: z.array(z.number())
    })
  ),
  /** Row of the data at which the curves begin, and the index in them from which the model runs free. */
  firstRow: z.int(),
  freeFrom: z.int(),
  /** Steps that were to be made free, where the data end before. */
  wanted: z.int().optional()
})
/** One sequence of a task (data/example.ts says its shapes). */
export const exampleSchema = z.strictObject({
  inputs: z.array(z.array(z.number())),
  targets: z.array(z.array(z.number())),
  mask: z.array(z.boolean()),
  inputSymbols: z.array(z.string()).optional(),
  outputSymbols: z.array(z.string()).optional()
})
export type Example = z.infer<typeof exampleSchema>
const taskSample = z.strictObject({
  kind: z.literal('task'),
  /** The first validation sequence, or a new one where a person asked, and ŷ of each step [tau][ny]. */
  ...exampleSchema.shape,
  outputs: z.array(z.array(z.number()))
})
const sampleSchema = z.strictObject({
  type: z.literal('sample'),
  step: z.int(),
  /** A person asked for it; the number tells it from others of the same step. */
  asked: z.int().optional(),
  sample: z.discriminatedUnion('kind', [textSample, seriesSample, taskSample])
})

const checkpointSchema = z.strictObject({
  type: z.literal('checkpoint'),
  step: z.int(),
  file: z.string(),
  validationLoss: z.number().nullable()
})

const failureSchema = z.strictObject({
  type: z.literal('failure'),
  /** The last step that was made; for `not-finite` the step in which it was seen. */
  step: z.int(),
  /** `not-finite`: NaN or infinity first seen in `tensor`. `error`: the trainer threw. `died`: its process is gone. */
  reason: z.enum(['not-finite', 'error', 'died']),
  tensor: z.string().nullable(),
  ...why,
  /** Step of the last good checkpoint, if there is one to go back to. */
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
  /** Name of its folder, which a person may have changed. */
  id: z.string().min(1).max(255),
  name: z.string().min(1).max(200),
  state: z.enum(runStates),
  /** Its loss has been far worse than it should be for long, or was so at its end (divergence.ts). */
  diverged: z.boolean().default(false),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  updatedAt: z.number(),
  step: z.int().min(0),
  /** Seconds of training, without pauses. */
  seconds: z.number(),
  loss: z.number().nullable(),
  validationLoss: z.number().nullable(),
  /** What trained it last, as it is shown: "wasm-256 ×2". */
  engine: z.string().nullable(),
  /** The same exactly; null in records of older versions. */
  engineIdentity: engineIdentitySchema.nullable().default(null),
  /** Bytes of activations of a training step, at most; null in records of older versions. */
  activationBytes: z.int().nullable().default(null)
})
export type RunRecord = z.infer<typeof runRecordSchema>

/** Of a run that has just been made. */
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
 * A file of a run that cannot be read, for a reason (and the step of the checkpoint that says the same) or in so many
 * of its lines.
 */
export type Damage = { file: string; reason: string; fromCheckpoint?: number } | { file: string; lines: number }

/** A run as the list has it: its record, and what is wrong with it where it is damaged. */
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
/** One of them. */
export type Point = Record<(typeof pointColumns)[number], number>

/**
 * A horizontal line on the loss chart: what the task allows at best, or what a simple method gets. In nats (or squared
 * error).
 */
export const baselineSchema = z.strictObject({
  key: z.string(),
  kind: z.enum(['floor', 'baseline']),
  loss: z.number(),
  /** For texts such as "n-gram of order {order}". */
  values: z.record(z.string(), z.union([z.string(), z.number()]))
})
export type Baseline = z.infer<typeof baselineSchema>
