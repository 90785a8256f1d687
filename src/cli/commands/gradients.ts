// unroll gradients: prints our loss and gradients of a batch, so that other programs can compare theirs.

import { z } from 'zod'
import type { Batch, Values } from '../../engine/batch'
import type { Kernels } from '../../engine/kernels'
import { Learner } from '../../engine/learner'
import {
  feedbacks,
  methods,
  methodsFor,
  outputs,
  readouts,
  recurrences,
  type Method,
  type Model
} from '../../model/model'
import { tensorShapes } from '../../model/tensors'
import type { Floats, Parameters } from '../../engine/parameters'
import { lossAndGradients } from '../../engine/reference/backward'
import type { CheckpointChoice } from '../../shared/checkpoint-choice'
import { optimizerSchema } from '../../shared/experiment'
import { openEngine } from '../../trainer/engine'
import { readModel, type StoredModel } from '../../trainer/model-file'
import { readJson } from '../../run-folder/read-json'
import { isRun } from '../../run-folder/record'
import { checkpointsOf } from '../stored-run'
import { BadInput, type ExitCode, type Terminal } from '../terminal'

interface Options {
  /** A file with weights, or the folder of a run. */
  model: string
  checkpoint: CheckpointChoice | undefined
  batch: string
  path: 'training' | 'reference'
}

export const batchFormat = `batch.json:
  {
    "tau": 2, "batch": 1,
    "x": { "kind": "index", "data": [3, 0] },   or "dense" with real values
    "y": { "kind": "index", "data": [0, 1] },   "index" for softmax, else "dense"
    "mask": [1, 1],                             optional; without it every step counts
    "known": [ … ],                             optional, for linear outputs: 1 where a value of y is known, 0 where it is missing
    "h0": [ … ], "z0": [ … ],                   optional; without them zero
    "method": "bptt", "truncation": null,       optional
    "recurrence", "readout", "output",          if the model file does not say them
    "feedback"
  }
Everything is time-major and flat: index [tau × batch], mask [tau × batch],
known [tau × batch × ny], dense [tau × batch × n], h0 [batch × nh], z0 [batch × ny].

The answer:
  {
    "loss": …,              the mean over the targets, or over their known values
    "path": …, "method": …,
    "gradients": { "U": [[…], …], "W": …, "V": …, "b": […], "c": […] }
  }
There is one list for each row of a matrix. R is there if the recurrence is hidden+output.`

const count = z.int().min(1)
const values = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('index'), data: z.array(z.int().min(0)) }),
  z.strictObject({ kind: z.literal('dense'), data: z.array(z.number()) })
])
const batchSchema = z.strictObject({
  tau: count,
  batch: count,
  x: values,
  y: values,
  mask: z
    .array(z.literal([0, 1]))
    .nullable()
    .default(null),
  known: z
    .array(z.literal([0, 1]))
    .nullable()
    .default(null),
  h0: z.array(z.number()).nullable().default(null),
  z0: z.array(z.number()).nullable().default(null),
  method: z.enum(methods).optional(),
  truncation: count.nullable().default(null),
  recurrence: z.enum(recurrences).optional(),
  readout: z.enum(readouts).optional(),
  output: z.enum(outputs).optional(),
  feedback: z.enum(feedbacks).optional()
})
type StoredBatch = z.infer<typeof batchSchema>

export async function gradients(
  { model: fileOrRun, checkpoint, batch: batchFile, path }: Options,
  terminal: Terminal
): Promise<ExitCode> {
  const modelFile = fileOf(fileOrRun, checkpoint, terminal)
  const given = readJson(batchFile, batchSchema)
  const { recurrence, readout, output, feedback } = given
  const stated = Object.fromEntries(
    Object.entries({ recurrence, readout, output, feedback }).filter(([, value]) => value !== undefined)
  )
  const stored = readModel(modelFile, stated)
  const { model } = stored
  const method = methodOf(given, stored, batchFile)
  const batch = batchOf(given, model, batchFile)
  const result =
    path === 'reference'
      ? lossAndGradients(model, stored.parameters, batch, { method, truncation: given.truncation })
      : trainingPath(stored, batch, method, given.truncation, await kernelsHere(terminal))
  if (!Number.isFinite(result.loss) || !result.gradients.flat.every(Number.isFinite)) {
    throw new BadInput(
      `${batchFile}: with these values the loss or a gradient is not a finite number. Use smaller values.`
    )
  }
  const named = tensorShapes(model).map(({ name, rows, cols }) => [name, nested(result.gradients[name], rows, cols)])
  terminal.out(`${JSON.stringify({ loss: result.loss, path, method, gradients: Object.fromEntries(named) })}\n`)
  return 0
}

/** The file with the weights; where a run is named, the file of its checkpoint. */
function fileOf(fileOrRun: string, checkpoint: CheckpointChoice | undefined, terminal: Terminal): string {
  if (!isRun(fileOrRun)) {
    if (checkpoint === undefined) return fileOrRun
    throw new BadInput(`--checkpoint: ${fileOrRun} is not the folder of a run. Leave --checkpoint out, or name a run.`)
  }
  const checkpoints = checkpointsOf(fileOrRun, terminal)
  return checkpoints.fileOf(checkpoints.chosen(checkpoint ?? 'newest'))
}

async function kernelsHere({ resources, machine }: Terminal): Promise<Kernels> {
  return openEngine({ kernels: 'auto', threads: 1, resources, machine: await machine() }, null).kernels
}

function trainingPath(
  { model, parameters }: StoredModel,
  batch: Batch,
  method: Method,
  truncation: number | null,
  kernels: Kernels
): { loss: number; gradients: Parameters } {
  const learner = new Learner({
    model,
    method,
    truncation,
    tau: batch.tau,
    batch: batch.batch,
    input: batch.x.kind,
    gaps: batch.known !== undefined,
    crew: null,
    recompute: false,
    optimizer: optimizerSchema.parse({}),
    kernels
  })
  learner.parameters.flat.set(parameters.flat)
  return { loss: learner.computeGradients(batch), gradients: learner.gradients }
}

function methodOf({ method }: StoredBatch, { model }: StoredModel, file: string): Method {
  // Only a run throws the coins of scheduled sampling.
  const possible: Method[] = methodsFor(model.recurrence).filter((one) => one !== 'scheduled-sampling')
  if (method && !possible.includes(method)) {
    throw new BadInput(
      `${file}: method: the recurrence "${model.recurrence}" allows ${possible.join(' and ')}, not ${method}.`
    )
  }
  const chosen = method ?? possible[0]
  if (chosen === 'free-running' && model.output !== 'linear' && model.feedback !== 'probabilities') {
    throw new BadInput(`${file}: feedback: no gradient flows through "${model.feedback}"; choose "probabilities".`)
  }
  return chosen
}

function batchOf(
  { tau, batch, x, y, mask, known, h0, z0 }: StoredBatch,
  { nx, nh, ny, output }: Model,
  file: string
): Batch {
  const rows = tau * batch
  const floats = (field: string, data: number[] | null, n: number): Float64Array | null => {
    if (data && data.length !== n) throw new BadInput(`${file}: ${field}: ${data.length} values, expected ${n}.`)
    return data && Float64Array.from(data)
  }
  const valuesOf = (field: 'x' | 'y', given: StoredBatch['x'], n: number): Values => {
    if (given.kind === 'dense') return { kind: 'dense', values: floats(`${field}.data`, given.data, rows * n)! }
    floats(`${field}.data`, given.data, rows)
    const beyond = given.data.find((index) => index >= n)
    if (beyond !== undefined)
      throw new BadInput(`${file}: ${field}.data: index ${beyond}, but the model has ${n}, counted from 0.`)
    return { kind: 'index', index: Int32Array.from(given.data) }
  }
  const kind = output === 'softmax' ? 'index' : 'dense'
  if (y.kind !== kind) throw new BadInput(`${file}: y.kind: the output "${output}" needs "${kind}".`)
  floats('mask', mask, rows)
  floats('known', known, rows * ny)
  if (known && output !== 'linear')
    throw new BadInput(`${file}: known: only values of the output "linear" can be missing, not those of "${output}".`)
  return {
    tau,
    batch,
    x: valuesOf('x', x, nx),
    y: valuesOf('y', y, ny),
    mask: mask && Uint8Array.from(mask),
    ...(known && { known: Uint8Array.from(known) }),
    h0: floats('h0', h0, batch * nh),
    z0: floats('z0', z0, batch * ny)
  }
}

/** One list for each row; a single column is one list. */
function nested(values: Floats, rows: number, cols: number): number[] | number[][] {
  if (cols === 1 && values.length === rows) return Array.from(values)
  return Array.from({ length: rows }, (_, i) => Array.from(values.subarray(i * cols, (i + 1) * cols)))
}
