// The subject of a question: parameters and one sequence that belong together, copied so that training can go on.

import { existsSync } from 'node:fs'
import type { Batch, Values } from '../../engine/batch'
import type { Method, Model } from '../../model/model'
import { tensorShapes } from '../../model/tensors'
import { viewParameters, type Floats, type Parameters } from '../../engine/parameters'
import type { Experiment } from '../../shared/experiment'
import type { InspectionSource } from '../../shared/inspection'
import type { RowNames } from '../../shared/row-names'
import type { Batches } from '../batches'
import type { Checkpoints } from '../checkpoint'
import type { Carried } from '../checkpoint-file'
import { readModel } from '../model-file'
import type { DataAbsent, KnownData } from '../known-data'
import { Refusal } from '../refusal'

/** What the inspector sees of a session. */
export interface Inspected {
  readonly options: { experiment: Experiment; data: KnownData }
  /** Why only this much of the data is known. */
  readonly absent?: DataAbsent | null
  readonly model: Model
  readonly learner: { readonly parameters: Parameters; readonly step: number }
  readonly source: Pick<Batches, 'current'>
  readonly carried: Carried | null
  /** `fileOf` returns the path of a checkpoint, even when the file does not exist. */
  readonly checkpoints: Pick<Checkpoints, 'fileOf'>
}

/** A copy that does not change while training continues. */
export interface Snapshot {
  /** The names of the rows x(t), with t as the number of the row; null where the data name none. */
  names: RowNames | null
  /** Number of training steps that led to these parameters. */
  step: number
  /** Number of the sequence in its batch, and how many sequences the batch has. */
  sequence: number
  sequences: number
  model: Model
  method: Method
  parameters: Parameters<Float64Array>
  /** The one sequence, whole; batch = 1. */
  batch: Batch
}

/** The snapshot of the last `unroll`, under the number that its answer gave it. */
export interface Held {
  number: number
  snapshot: Snapshot
}

/** A snapshot with the source's `steps` and `truncation` applied (null: no truncation). */
export interface Case extends Snapshot {
  truncation: number | null
}

/**
 * Copies what the source names. A checkpoint gives the parameters only: the sequence, and the state that it begins
 * from, are those of the last training batch. Throws an Error with a message for a person.
 */
export function takeSnapshot(session: Inspected, { at, sequence }: InspectionSource, held: Held | null): Snapshot {
  if (typeof at === 'object') {
    if (!held) throw new Error('No snapshot is held yet: the network has to be unrolled first.')
    if (held.number !== at.held)
      throw new Refusal(
        'no-longer-held',
        'What this asks about is no longer held: the network has been unrolled again.'
      )
    if (held.snapshot.sequence !== sequence)
      throw new Error(`Sequence ${held.snapshot.sequence} is held, not sequence ${sequence}.`)
    return held.snapshot
  }
  const batch = session.source.current(session.carried, session.learner.step)
  if (sequence >= batch.batch)
    throw new Error(`There is no sequence ${sequence}: the batch has ${batch.batch}, counted from 0.`)
  const { method } = session.options.experiment.learning
  return {
    ...parametersAt(session, at),
    sequence,
    sequences: batch.batch,
    // Only "probabilities" have a gradient, so a model that runs free is trained with probabilities.
    model: method === 'free-running' ? { ...session.model, feedback: 'probabilities' } : session.model,
    method,
    names: namesOf(session.options.data, batch, sequence),
    batch: oneSequence(batch, sequence)
  }
}

function namesOf(data: KnownData, { at, lengths, tau }: Batch, sequence: number): RowNames | null {
  if (!at || !('rowNames' in data)) return null
  const steps = Array.from({ length: lengths?.[sequence] ?? tau }, (_, i) => i)
  const names = data.rowNames(steps.map((step) => at[sequence] + step))
  return names && { ...names, rows: steps.map((step) => step + 1) }
}

/**
 * A copy of the present parameters, or of those of a checkpoint. Throws a Refusal where they are gone or not finite.
 */
export function parametersAt(session: Inspected, at: number | 'now'): Pick<Snapshot, 'step' | 'parameters'> {
  const [step, parameters] = at === 'now' ? [session.learner.step, copyOf(session)] : [at, stored(session, at)]
  const broken = tensorShapes(session.model).find(({ name }) => !parameters[name].every(Number.isFinite))
  if (broken)
    throw new Refusal(
      'not-finite',
      `${broken.name} holds NaN or infinity at step ${step}. Look at a checkpoint from before.`,
      { tensor: broken.name, step }
    )
  return { step, parameters }
}

export function caseOf(snapshot: Snapshot, { steps, truncation }: InspectionSource, { learning }: Experiment): Case {
  const tau = Math.min(steps ?? Infinity, snapshot.batch.tau)
  const { names } = snapshot
  return {
    ...snapshot,
    names: names && { ...names, rows: names.rows.slice(0, tau), names: names.names.slice(0, tau) },
    batch: firstSteps(snapshot.batch, tau),
    truncation: truncation === null ? learning.truncation : truncation || null
  }
}

function copyOf({ model, learner }: Inspected): Parameters<Float64Array> {
  return viewParameters(model, new Float64Array(learner.parameters.flat))
}

function stored({ checkpoints }: Inspected, step: number): Parameters<Float64Array> {
  const file = checkpoints.fileOf(step)
  if (!existsSync(file))
    throw new Refusal(
      'checkpoint-gone',
      `There is no checkpoint of step ${step} any more: old ones make room for new ones.`,
      { step }
    )
  return readModel(file).parameters
}

/** A batch of one: the real steps of sequence b, copied. */
export function oneSequence(
  { tau: longest, batch: width, x, y, mask, known, lengths, at, teacher, h0, z0 }: Batch,
  b: number
): Batch {
  const tau = lengths?.[b] ?? longest
  const rows = <T>(of: (row: number) => T): T[] => Array.from({ length: tau }, (_, t) => of(t * width + b))
  const values = (from: Values): Values => {
    if (from.kind === 'index') return { kind: 'index', index: Int32Array.from(rows((row) => from.index[row])) }
    const n = from.values.length / (longest * width)
    const copy = new Float64Array(tau * n)
    rows((row) => from.values.subarray(row * n, (row + 1) * n)).forEach((row, t) => copy.set(row, t * n))
    return { kind: 'dense', values: copy }
  }
  const knownOf = (from: Uint8Array): Uint8Array => {
    const n = from.length / (longest * width)
    return Uint8Array.from(rows((row) => [...from.subarray(row * n, (row + 1) * n)]).flat())
  }
  const state = (from: Floats | null): Float64Array | null => {
    if (!from) return null
    const n = from.length / width
    return Float64Array.from(from.subarray(b * n, (b + 1) * n))
  }
  return {
    tau,
    batch: 1,
    x: values(x),
    y: values(y),
    mask: mask && Uint8Array.from(rows((row) => mask[row])),
    ...(known && { known: knownOf(known) }),
    ...(at && { at: at.slice(b, b + 1) }),
    ...(teacher && {
      teacher: {
        truth: Uint8Array.from(rows((row) => teacher.truth[row])),
        streams: teacher.streams.slice(b, b + 1)
      }
    }),
    h0: state(h0),
    z0: state(z0)
  }
}

/** The beginning of a batch of one: views, not copies. */
function firstSteps(batch: Batch, tau: number): Batch {
  const values = (from: Values): Values =>
    from.kind === 'index'
      ? { kind: 'index', index: from.index.subarray(0, tau) }
      : { kind: 'dense', values: from.values.subarray(0, (from.values.length / batch.tau) * tau) }
  const { x, y, mask, known, teacher } = batch
  return {
    ...batch,
    tau,
    x: values(x),
    y: values(y),
    mask: mask && mask.subarray(0, tau),
    ...(known && { known: known.subarray(0, (known.length / batch.tau) * tau) }),
    ...(teacher && { teacher: { ...teacher, truth: teacher.truth.subarray(0, tau) } })
  }
}
