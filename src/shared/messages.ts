// All messages between processes. The process that receives a message checks it against its schema.
//
//   window  ⇄ trainer   over a MessagePort: Command → , ← TrainerEvent (bulk data, pulled by the window)
//   main    ⇄ trainer   over the utility process's own port: Order → , ← Report (life cycle, small)
//   window  ⇄ main      over ipcMain.handle: bridge.ts

import { z } from 'zod'
import { outputs } from '../model/model'
import { tensorNames } from '../model/tensors'
import { checkpointChoiceSchema, checkpointListSchema, stateChoiceSchema } from './checkpoint-choice'
import { costSchema } from './cost'
import { drawingSchema, mostSamples } from './drawing'
import { experimentSchema } from './experiment'
import { writtenSchema, exportFormats } from './exports'
import { saidSchema } from './imports'
import { answerSchema, questionSchema } from './inspection'
import { engineIdentitySchema, machineSchema } from './machine'
import { baselineSchema, runEventSchema, runRecordSchema, runStates } from './run'
import { modelSizes } from './sizes'
import { estimateSchema, previewSchema, readingSchema } from './preview'
import { understoodSchema } from './understood'
import { why } from './why'

export type { Why } from './why'

const tensor = z.enum(tensorNames)

/**
 * The most cells of all matrices in one frame. As float32 these are 384 KB, ten times a second, which is a fortieth of
 * what a port can carry. It is enough for all weights of a network with 128 hidden units.
 */
export const cellsPerFrame = 98_304

/** One matrix that an open view wants: a parameter or its gradient, reduced to at most `maxRows` × `maxCols` cells. */
const watchSchema = z.strictObject({
  tensor,
  what: z.enum(['value', 'gradient']),
  maxRows: z.int().min(1).max(4096),
  maxCols: z.int().min(1).max(4096)
})
export type Watch = z.infer<typeof watchSchema>

// ---- window → trainer ----

const rate = z.number().positive().max(10)
const clip = z.number().positive().max(1e6).nullable()

export const commandSchema = z.discriminatedUnion('type', [
  /** Asks for the newest frame; `seen` is the number of points that the window already holds. */
  z.strictObject({ type: z.literal('frame'), seen: z.int().min(0), watch: z.array(watchSchema).max(16) }),
  z.strictObject({ type: z.literal('pause') }),
  z.strictObject({ type: z.literal('resume') }),
  /** One single training step, then pause. */
  z.strictObject({ type: z.literal('step') }),
  z.strictObject({ type: z.literal('stop') }),
  /** The most steps a second, so that a person can follow them; null is full speed. It changes no number of the run. */
  z.strictObject({ type: z.literal('set-speed'), value: z.number().positive().max(1000).nullable() }),
  z.strictObject({ type: z.literal('set-learning-rate'), value: rate }),
  z.strictObject({ type: z.literal('set-clip-norm'), value: clip }),
  z.strictObject({ type: z.literal('set-clip-value'), value: clip }),
  /** Goes back to the checkpoint of that step (null: the last good one) and continues with another learning rate. */
  z.strictObject({ type: z.literal('rewind'), step: z.int().min(0).nullable().default(null), learningRate: rate }),
  /** A sample, which comes as an event: of the present network, or `at` a checkpoint. */
  z.strictObject({
    type: z.literal('sample'),
    at: stateChoiceSchema.optional(),
    prime: z.string().max(10_000),
    drawing: drawingSchema,
    length: z.int().min(1).max(10_000),
    /** The number of samples. Each comes as an event. */
    count: z.int().min(1).max(mostSamples).default(1)
  }),
  /** A question of the view "Through time"; `id` comes back with the answer. */
  z.strictObject({ type: z.literal('inspect'), id: z.int(), question: questionSchema })
])
export type Command = z.infer<typeof commandSchema>

// ---- trainer → window ----

const float64 = z.instanceof(Float64Array)
const float32 = z.instanceof(Float32Array)

export const progressSchema = z.strictObject({
  state: z.enum(runStates),
  /** Whether the run counts as diverged (divergence.ts). */
  diverged: z.boolean(),
  /** Why the run cannot be saved. It is paused and continues by itself when it can be saved. */
  problem: z.strictObject(why).nullable(),
  step: z.int(),
  /** Seconds of training so far, without pauses. */
  seconds: z.number(),
  tokensPerSecond: z.number(),
  /** The limit of its speed in steps a second; null is full speed. */
  speed: z.number().nullable(),
  /** Progress towards the stop condition, 0–1, and the seconds that are left; null where this is not known. */
  done: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** Current values, after schedule and changes by hand. */
  learningRate: z.number(),
  clipNorm: z.number().nullable(),
  clipValue: z.number().nullable(),
  /** Share of the last 100 steps whose gradient was clipped. */
  clippedShare: z.number(),
  /** The kernels, and the parts that a step is split into: "wasm-256 ×2". */
  engine: z.string(),
  /** The threads that share a step now, where they are fewer than its parts. */
  threads: z.int().nullable()
})
export type Progress = z.infer<typeof progressSchema>

/** A matrix reduced by block means; `min` and `max` are those of the whole matrix. */
export const tensorFrameSchema = z.strictObject({
  tensor,
  what: z.enum(['value', 'gradient']),
  /** True size, and size of `cells` [shownRows × shownCols]. */
  rows: z.int(),
  cols: z.int(),
  shownRows: z.int(),
  shownCols: z.int(),
  min: z.number(),
  max: z.number(),
  /** Root of the sum of squares. */
  norm: z.number(),
  cells: float32
})
export type TensorFrame = z.infer<typeof tensorFrameSchema>

export const trainerEventSchema = z.discriminatedUnion('type', [
  /** First message on a port. */
  z.strictObject({
    type: z.literal('hello'),
    ...modelSizes,
    output: z.enum(outputs),
    inputLabels: z.array(z.string()),
    outputLabels: z.array(z.string()),
    baselines: z.array(baselineSchema),
    /** Threads that share a training step. */
    threads: z.int(),
    /** Why the data cannot be read; questions that do not need them still work. Null where the data can be read. */
    absent: z.strictObject(why).nullable()
  }),
  /**
   * Answer to `frame`. Points begin at index `first`; `more` says that further points wait. `events` are those since
   * the last frame. A stored run that is only shown has no progress and only the points of its folder.
   */
  z.strictObject({
    type: z.literal('frame'),
    progress: progressSchema.nullable(),
    first: z.int(),
    more: z.boolean(),
    /** Columns in the order of `pointColumns`, one after another in one buffer of 6 × count. */
    count: z.int(),
    points: float64,
    tensors: z.array(tensorFrameSchema),
    events: z.array(runEventSchema),
    /** Steps of the checkpoints in the folder, in order, and the step of the one with the lowest validation loss. */
    checkpoints: z.array(z.int()),
    best: z.int().nullable()
  }),
  /** Baselines that took time to compute (n-grams). */
  z.strictObject({ type: z.literal('baselines'), baselines: z.array(baselineSchema) }),
  z.strictObject({ type: z.literal('inspection'), id: z.int(), answer: answerSchema }),
  z.strictObject({ type: z.literal('inspection-failed'), id: z.int(), ...why }),
  /** A command failed. */
  z.strictObject({ type: z.literal('refused'), command: z.string(), ...why })
])
export type TrainerEvent = z.infer<typeof trainerEventSchema>
export type Frame = Extract<TrainerEvent, { type: 'frame' }>

// ---- main → trainer ----

/** The experiment, and what this machine can do. */
const engine = { kernels: z.string(), threads: z.int().nullable(), machine: machineSchema }

/** Where files are. Only main knows this and tells the trainer. */
export const orderSchema = z.discriminatedUnion('type', [
  /**
   * Trains. `resume` continues from the last checkpoint of the folder. `takeOver` does so even if a process on another
   * machine has the lock of the run. A MessagePort to the window comes with this message.
   */
  z.strictObject({
    type: z.literal('train'),
    folder: z.string(),
    experiment: experimentSchema,
    resources: z.string(),
    resume: z.boolean(),
    startPaused: z.boolean(),
    takeOver: z.boolean().default(false),
    ...engine
  }),
  /** Attaches a window that was opened or reloaded later; its port comes with this message. */
  z.strictObject({ type: z.literal('attach') }),
  /**
   * Reads the newest checkpoint of a stored run. After that it answers the attached windows as a trainer does, but it
   * neither trains nor writes anything. The process ends when the last window closes its port.
   */
  z.strictObject({ type: z.literal('look'), folder: z.string(), experiment: experimentSchema, resources: z.string() }),
  z.strictObject({ type: z.literal('preview'), id: z.int(), experiment: experimentSchema, resources: z.string() }),
  /** Asks how the table that the experiment names is understood. */
  z.strictObject({ type: z.literal('understand'), id: z.int(), experiment: experimentSchema }),
  z.strictObject({
    type: z.literal('estimate'),
    id: z.int(),
    /** The last measurement of the page Cost. */
    cost: costSchema.nullable().default(null),
    experiment: experimentSchema,
    resources: z.string(),
    ...engine
  }),
  /** Exports the stored run of a folder to `file`. */
  z.strictObject({
    type: z.literal('export'),
    id: z.int(),
    format: z.enum(exportFormats),
    folder: z.string(),
    resources: z.string(),
    checkpoint: checkpointChoiceSchema.nullable(),
    file: z.string()
  }),
  /**
   * Writes the network of a model file as the checkpoint of a new run in `folder`. `said` is what a person says about
   * the file. Refused where both together do not say enough.
   */
  z.strictObject({
    type: z.literal('import'),
    id: z.int(),
    file: z.string(),
    said: saidSchema,
    folder: z.string(),
    resources: z.string()
  }),
  /** Asks which checkpoints the run of a folder has. */
  z.strictObject({ type: z.literal('checkpoints'), id: z.int(), folder: z.string() }),
  /**
   * Takes the weights of the run `from` as the first weights of a new run in `folder`. Refused where they do not fit.
   */
  z.strictObject({
    type: z.literal('take-weights'),
    id: z.int(),
    from: z.string(),
    /** Which checkpoint of that run. */
    checkpoint: checkpointChoiceSchema.default('newest'),
    folder: z.string(),
    experiment: experimentSchema,
    resources: z.string()
  }),
  /** Asks whether a stored run can continue with this experiment and its data. A refusal names what differs. */
  z.strictObject({
    type: z.literal('compare'),
    id: z.int(),
    folder: z.string(),
    experiment: experimentSchema,
    resources: z.string()
  }),
  /**
   * Saves a checkpoint and ends, because the app closes. If the disk does not take the checkpoint, it waits until the
   * disk does.
   */
  z.strictObject({ type: z.literal('close') })
])
export type Order = z.infer<typeof orderSchema>

// ---- trainer → main ----

export const reportSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('progress'),
    state: z.enum(runStates),
    diverged: z.boolean(),
    step: z.int(),
    seconds: z.number(),
    loss: z.number().nullable(),
    validationLoss: z.number().nullable(),
    done: z.number().nullable(),
    /** Training stopped early: no validation was better for as long as the experiment allows (its patience). */
    outOfPatience: z.boolean().default(false),
    engine: z.string(),
    engineIdentity: engineIdentitySchema,
    activationBytes: z.int().nullable().default(null),
    /**
     * The newest checkpoint: its step and its seconds of training. If the process ended now, all later steps were lost.
     */
    saved: z.strictObject({ step: z.int(), seconds: z.number() }).nullable(),
    /** Why the run cannot be saved, as in `progressSchema`. */
    problem: z.strictObject(why).nullable()
  }),
  /** How far a data file is read, in bytes; `id` is the number of the order that reads it, null for a run. */
  z.strictObject({ type: z.literal('reading'), id: z.int().nullable(), ...readingSchema.shape }),
  z.strictObject({ type: z.literal('preview'), id: z.int(), preview: previewSchema }),
  z.strictObject({ type: z.literal('understood'), id: z.int(), understood: understoodSchema }),
  z.strictObject({ type: z.literal('estimate'), id: z.int(), estimate: estimateSchema }),
  z.strictObject({ type: z.literal('exported'), id: z.int(), ...writtenSchema.shape }),
  /** What an imported run is, for its experiment.json and its run.json. */
  z.strictObject({
    type: z.literal('imported'),
    id: z.int(),
    experiment: experimentSchema,
    record: runRecordSchema.pick({ state: true, step: true, seconds: true, validationLoss: true })
  }),
  z.strictObject({ type: z.literal('checkpoints'), id: z.int(), list: checkpointListSchema }),
  z.strictObject({ type: z.literal('same'), id: z.int() }),
  /** Another program has taken the run over. This process ends and writes nothing more to the run. */
  z.strictObject({ type: z.literal('taken'), ...why }),
  /** The process of the order `look` is ready: windows can attach to the stored run. */
  z.strictObject({ type: z.literal('looking') }),
  /** An order failed; `id` is the number of the order, if it had one. */
  z.strictObject({ type: z.literal('failed'), id: z.int().nullable(), ...why })
])
export type Report = z.infer<typeof reportSchema>
